import type { Host } from '../../contract/details.ts';
import type { Reason } from '../../contract/finding.ts';
import type { ListWords } from '../en/list.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

function figures(format: Format): ListWords['figures'] {
  const { bytes, count, duration } = format;
  const counts = counted(format);
  const valueOf = ({ unit, value }: Reason) =>
    unit === 'bytes' ? bytes(value) : counts[unit](value);
  return {
    reason: (reason) => {
      const { threshold, unit, value } = reason;
      if (threshold === null || threshold.value <= 0) return valueOf(reason);
      const limit = unit === 'bytes' ? bytes(threshold.value) : count(threshold.value);
      if (unit !== 'bytes' || value < 2 * threshold.value)
        return `${valueOf(reason)}, Grenze ${limit}`;
      return `${count(value / threshold.value)} × die Grenze von ${limit}`;
    },
    regular: (medianMs, spreadMs) => `alle ${duration(medianMs)} ± ${duration(spreadMs)}`,
  };
}

function overview(format: Format): ListWords['overview'] {
  const { bytes } = format;
  const { findings } = counted(format);
  return {
    label: 'Überblick',
    chart: 'Aktive Befunde im Zeitverlauf',
    keys: 'Pfeiltasten bewegen, mit der Umschalttaste wählen sie aus, Eingabe filtert nach Zeit, Escape nimmt den Filter weg.',
    part: (when, active, sent) =>
      `${when}: ${findings(active)} zugleich aktiv, ${sent === null ? 'gesendete Bytes nicht bekannt' : `${bytes(sent)} gesendet`}`,
    withoutTimes: (value) => `${findings(value)} ohne Zeiten`,
    withoutTimesWhy:
      'Von diesen ist nur die erste und die letzte Zeit bekannt, deshalb stehen sie in keinem Balken. Ein Filter nach Zeit behält sie, wo er die Spanne dazwischen trifft.',
    most: (value) => `Aktiv im Zeitverlauf, höchstens ${findings(value)} zugleich`,
    matrix: 'Befunde nach Risiko und Protokoll',
    all: (name, value) => `${name} ${findings(value)}`,
  };
}

const keys: ListWords['keys'] = {
  title: 'Tasten der Liste',
  open: 'Tasten der Liste',
  close: 'Schließen',
  note: 'Sie wirken, solange ein Befund der Liste den Fokus hat.',
  letters: 'Tasten mit einzelnen Zeichen',
  lettersNote:
    'Ausgeschaltet tun Buchstaben und Zeichen nichts. Die Wahl wird in diesem Browser gemerkt.',
  notKept: 'Der Browser hat die Wahl nicht gemerkt: sie gilt, bis die Seite neu geladen wird.',
  key: 'Taste',
  does: 'Was sie tut',
  rows: [
    ['↓ ↑, j k', 'Nächste und vorige Quell-IP'],
    ['Pos1, Ende', 'Erste und letzte Quell-IP'],
    ['Eingabe, o', 'Details neben der Liste'],
    ['→ ←, Leertaste', 'An Ort und Stelle öffnen und schließen'],
    ['e', 'Ereignisse in der Protokollaktivität'],
    ['f', 'Datenflüsse in der Netzaktivität'],
    ['a', 'Das Asset'],
    ['l', 'Erwartet: erlauben'],
    ['s', 'Status: übernehmen, schließen, wieder öffnen'],
    ['x', 'Auswählen, oder aus der Auswahl nehmen'],
    ['n', 'Nächste neue Quell-IP: seit Ihrem letzten Besuch, sonst nicht entschieden'],
    ['z', 'Die letzte Entscheidung zurücknehmen'],
    ['Umschalt+F10, Menü', 'Alle Aktionen'],
    ['/', 'Befunde durchsuchen'],
    ['?', 'Diese Hilfe zeigen'],
    ['Esc', 'Details schließen, oder die offene Karte'],
  ],
};

const hostFacts: Record<Host['notAsked'][number], string> = {
  name: 'Namen',
  network: 'Netzen',
  country: 'Ländern',
};

/** German words of the list of cards and of the overview above it. */
export function list(format: Format): ListWords {
  const { allOf, count, many } = format;
  const { destinations, findings } = counted(format);
  return {
    figures: figures(format),
    overview: overview(format),
    keys,
    hostFacts,
    notAsked: (facts) => `Die Konsole konnte nicht nach ${allOf(facts)} der Hosts gefragt werden.`,
    columns: {
      risk: 'Risiko',
      source: 'Quell-IP',
      destination: 'Ziel-IP',
      sent: 'Bytes gesendet',
      activity: 'Aktivität',
      lastSeen: 'Zuletzt gesehen',
      why: 'Grund',
      status: 'Status',
    },
    sortBy: 'Befunde sortieren',
    sorted: (descending) => (descending ? 'sortiert, absteigend' : 'sortiert, aufsteigend'),
    sentScale:
      'Sortiert nach gesendeten Bytes. Die Balken stehen auf einer logarithmischen Skala, von 1 KiB bis zum größten Wert der Liste.',
    findings,
    several: destinations,
    moreDestinations: (value) => `+ ${count(value)} weitere`,
    user: (name) => `Benutzer ${name}`,
    moreUsers: (value) => `+ ${count(value)} weitere`,
    port: (protocols, port) => `${protocols} ${port}`,
    network: (name) => `Netz ${name}`,
    activeParts: (parts, of) =>
      `Aktiv in ${count(parts)} von ${count(of)} Abschnitten des Zeitraums`,
    spanOnly: 'Zeiten nicht bekannt',
    spanOnlyWhy: 'Nur die erste und die letzte Zeit sind bekannt, nicht was dazwischen liegt.',
    partlySpan: 'Zeiten zum Teil bekannt',
    provisional: 'vorläufig',
    frozen: 'Risiken sind vorläufig. Die Reihenfolge bleibt, bis der Lauf endet.',
    changed: (value) =>
      `${many(value, { one: 'Bewertung', other: 'Bewertungen' })} geändert: neu sortieren`,
    moved: 'Reihenfolge geändert: neu sortieren',
  };
}
