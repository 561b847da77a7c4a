import type {
  Construct,
  PassedOver,
  RunStep,
  SkipReason,
  WaitingForConsole,
} from '../../contract/run.ts';
import type { RunWords } from '../en/run.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';
import { notLookedAt } from './not-looked-at.ts';

const steps: Record<RunStep, string> = {
  facts: 'Konsole wird befragt',
  plan: 'Abfragen werden geplant',
  queries: 'Abfragen werden geschrieben',
  search: 'Ariel sucht',
  read: 'Ergebnis wird gelesen',
  stitch: 'Verbindungen werden zusammengesetzt',
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

const passedOver: Record<PassedOver['reason'], (name: string) => string> = {
  text: (name) => `„${name}“ ist Text, daher lassen sich die Zahlen darin nicht summieren.`,
  disabled: (name) => `„${name}“ ist in QRadar deaktiviert.`,
  empty: (name) => `„${name}“ ist in keinem Ereignis auf diesen Ports gefüllt.`,
};

const refusedConstructs: Record<Construct, string> = {
  ipv6Addresses: 'Nach IPv6-Adressen kann nicht gefragt werden, daher ist nur IPv4 abgedeckt.',
  packetBound:
    'Bytes lassen sich nicht mit Paketen vergleichen, daher fallen zu große Zählerstände nicht auf.',
  severalNames:
    'Von mehreren Eigenschaften mit derselben Bedeutung wird nur die am häufigsten gefüllte gelesen.',
};

/** The server's names of queries; one that is not here is said as it comes. */
const queryNames: Readonly<Record<string, string>> = {
  connections: 'Verbindungen',
  denied: 'Abgelehntes',
  'source-profile': 'Ausgangsabfrage',
  flows: 'Flüsse',
  'connections-by-volume': 'Verbindungen nach Volumen',
  'flows-by-volume': 'Flüsse nach Volumen',
  'control-sessions': 'Steuersitzungen',
  'control-flows': 'Flüsse der Steuersitzungen',
  'data-volume': 'Volumen auf Datenports',
  'data-volume-flows': 'Volumen auf Datenports, Flüsse',
  records: 'Einzelne Datensätze',
  'flow-records': 'Einzelne Flüsse',
  'host-signals': 'Host-Signale',
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
    queued: {
      place: (place) => `Wartet auf einen freien Platz: Nummer ${place} in der Warteschlange`,
      beginsItself:
        'Andere Läufe sind im Gange. Dieser beginnt von selbst, sobald er an der Reihe ist.',
    },
    started: 'Die Erkennung hat begonnen.',
    quarter: (percent) => `Die Suche ist bei ${percent}.`,
    finished: (found) => `Die Erkennung ist beendet: ${findings(found)}.`,
    window: (range, zone) => `${range} (${zone})`,
    counts: (examined, found) =>
      examined === 0 && found > 0
        ? `Bisher ${findings(found)}`
        : `${records(examined)} untersucht, bisher ${findings(found)}`,
    provisional:
      'Die Zahlen sind aus Gruppen von Datensätzen geschätzt, bis einzelne Datensätze gelesen sind.',
    withoutBytes:
      'Bytes sind noch nicht gelesen: Welche Eigenschaften sie enthalten, wird noch ermittelt.',
    stale: 'Zeitraum oder Profil wurden geändert. Führen Sie die Erkennung aus, um sie anzuwenden.',
    reused: (when) => `Dieses Ergebnis wurde ${when} berechnet und wird wiederverwendet.`,
    queryName: (name) => queryNames[name] ?? name,
    about: 'Über diesen Lauf',
    notLookedAt: notLookedAt(format),
    facts: {
      window: 'Zeitraum',
      profile: 'Profil',
      examined: 'Untersuchte Datensätze',
      rows: 'Gelesene Ergebniszeilen',
      took: 'Dauer',
      properties: 'Byte-Eigenschaften',
      noProperty: 'keine auf dieser Konsole',
      eitherProperty: (names) => names.join(', sonst '),
      passedOver: 'Nicht gelesene Eigenschaften',
      passedOverNames: passedOver,
      refused: 'Von dieser Konsole nicht angenommen',
      refusedConstructs,
      ftpProperties: 'Eigenschaften von FTP-Logs',
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
