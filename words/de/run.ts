import type { RunStep, SkipReason, WaitingForConsole } from '../../contract/run.ts';
import type { RunWords } from '../en/run.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

const steps: Record<RunStep, string> = {
  facts: 'Konsole wird befragt',
  plan: 'Abfragen werden geplant',
  queries: 'Abfragen werden geschrieben',
  search: 'Ariel sucht',
  read: 'Ergebnis wird gelesen',
  stitch: 'Datenkanäle werden gesucht',
  judge: 'Befunde werden bewertet',
  done: 'Fertig',
};

const waitsBecause: Record<WaitingForConsole['cause'], (when: string) => string> = {
  'no-answer': (when) => `Die Konsole antwortet seit ${when} nicht.`,
  busy: (when) => `QRadar ist seit ${when} zu ausgelastet, um zu antworten.`,
  untrusted: (when) => `Dem Zertifikat der Konsole wird seit ${when} nicht vertraut.`,
};

/** Not more than a colon follows the number, so that no sentence has to agree with it. */
function skippedRows({ many }: Format): Record<SkipReason, (value: number) => string> {
  const rows = (value: number) => many(value, { one: 'Zeile', other: 'Zeilen' });
  return {
    'not-a-row': (value) => `${rows(value)}: überhaupt nicht lesbar.`,
    'no-source': (value) => `${rows(value)}: keine lesbare Quell-IP.`,
    'no-destination': (value) => `${rows(value)}: keine lesbare Ziel-IP.`,
    'not-asked-for': (value) =>
      `${rows(value)}: Port oder Kategorie, nach denen nicht gefragt war.`,
    'no-count': (value) => `${rows(value)}: keine Verbindung gezählt.`,
    'no-time': (value) => `${rows(value)}: kein erster oder letzter Zeitpunkt.`,
    'not-external': (value) =>
      `${rows(value)}: Ziel gehört der eigenen Organisation oder liegt nicht im Internet.`,
  };
}

/** The server's names of queries; one that is not here is said as it comes. */
const queryNames: Readonly<Record<string, string>> = {
  connections: 'Verbindungen',
  denied: 'Abgelehntes',
  'source-profile': 'Ausgangsabfrage',
  flows: 'Flüsse',
  channels: 'Datenkanäle',
  'channel-flows': 'Flüsse der Datenkanäle',
};

/** German words of a run. */
export function run(format: Format): RunWords {
  const { findings, records } = counted(format);
  return {
    start: 'Erkennung starten',
    cancel: 'Abbrechen',
    cancelling: 'Wird abgebrochen …',
    fresh: 'In QRadar neu suchen',
    steps,
    searched: (percent) => `${percent} durchsucht`,
    waiting: {
      title: 'Die Konsole wird weiter erwartet',
      because: waitsBecause,
      goesOn: 'Der Lauf geht von selbst weiter, sobald die Konsole zurück ist.',
    },
    started: 'Die Erkennung hat begonnen.',
    quarter: (percent) => `Die Suche ist bei ${percent}.`,
    finished: (found) => `Die Erkennung ist beendet: ${findings(found)}.`,
    window: (range, zone) => `${range} (${zone})`,
    counts: (examined, found) => `${records(examined)} untersucht, bisher ${findings(found)}`,
    stale: 'Zeitraum oder Profil wurden geändert. Führen Sie die Erkennung aus, um sie anzuwenden.',
    reused: (when) => `Dieses Ergebnis wurde ${when} berechnet und wird wiederverwendet.`,
    queryName: (name) => queryNames[name] ?? name,
    about: 'Über diesen Lauf',
    facts: {
      window: 'Zeitraum',
      profile: 'Profil',
      examined: 'Untersuchte Datensätze',
      rows: 'Gelesene Ergebniszeilen',
      took: 'Dauer',
      properties: 'Byte-Eigenschaften',
      noProperty: 'keine auf dieser Konsole',
      ftpProperties: 'Eigenschaften von FTP-Protokollen',
      skipped: 'Übersprungene Zeilen',
      skippedRows: skippedRows(format),
      queries: 'Abfragen wie gesendet',
      copyQuery: (name) => `Abfrage ${name} kopieren`,
      propertyNames: {
        sent: 'gesendet',
        received: 'empfangen',
        total: 'Summe',
        packetsSent: 'Pakete gesendet',
        packetsReceived: 'Pakete empfangen',
      },
    },
  };
}
