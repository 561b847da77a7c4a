import { formatFor } from './format.ts';
import type { PlacesWords } from './words.ts';

const format = formatFor('de-DE');
const { count, bytes } = format;

const many = (value: number, one: string, other: string) =>
  `${count(value)} ${value === 1 ? one : other}`;

const sentBytes: PlacesWords['bytesOrUnknown'] = ({ sentBytes: value, lowerBound }) => {
  if (value === null) return 'nicht bekannt';
  return `${lowerBound ? 'mindestens ' : ''}${bytes(value)}`;
};

/** The German catalogue of what the app puts into pages of the console. */
export const de: PlacesWords = {
  format,
  product: 'Transfer Watch',
  risks: { HIGH: 'HOCH', MEDIUM: 'MITTEL', LOW: 'NIEDRIG' },
  asSource: (risk) => `Risiko ${risk} als Quelle`,
  asDestination: (risk) => `Risiko ${risk} als Ziel`,
  inDomain: (name) => `in der Domäne ${name}`,
  findings: (value) => many(value, 'Befund', 'Befunde'),
  destinations: (value) => `zu ${many(value, 'Ziel', 'Zielen')}`,
  sources: (value) => `von ${many(value, 'Quelle', 'Quellen')}`,
  connections: (value) => many(value, 'Verbindung', 'Verbindungen'),
  sent: (of) =>
    of.sentBytes === null ? 'gesendete Bytes nicht bekannt' : `${sentBytes(of)} gesendet`,
  known: (known, all) =>
    `bekannt für ${count(known)} von ${many(all, 'Verbindung', 'Verbindungen')}`,
  lastSeen: (moment, ago) => `zuletzt gesehen ${moment}, ${ago}`,
  run: (span, stop, ago) => `Zeitraum: ${span} bis ${stop}; gelesen ${ago}.`,
  sourceProfile: 'Gezählt wie in der ursprünglichen Abfrage.',
  incomplete: 'Das Ergebnis ist nicht vollständig.',
  nothing: 'Keine Dateiübertragungen nach außen gefunden.',
  unavailable: 'Im Augenblick nicht verfügbar.',
  open: 'In Transfer Watch öffnen',
  dashboardTitle: 'Transfer Watch: Dateiübertragungen nach außen',
  nobodyRan:
    'Niemand mit Ihren Rechten hat bisher eine Erkennung ausgeführt, oder ihr Ergebnis wird nicht mehr aufbewahrt. Starten Sie eine in Transfer Watch.',
  byRisk: 'Befunde nach Risiko',
  topSources: 'Auffälligste Quellen',
  source: 'Quell-IP',
  risk: 'Risiko',
  bytesSent: 'Gesendete Bytes',
  lastSeenHead: 'Zuletzt gesehen',
  bytesOrUnknown: sentBytes,
  uninstall: {
    detections: (value) => `${many(value, 'laufende Erkennung', 'laufende Erkennungen')} beendet`,
    searches: (value) => `${many(value, 'Ariel-Suche', 'Ariel-Suchen')} in QRadar gelöscht`,
    searchesLeft: (value) =>
      `${many(value, 'Ariel-Suche, die', 'Ariel-Suchen, die')} nicht gelöscht werden ${value === 1 ? 'konnte' : 'konnten'}; QRadar lässt sie ablaufen`,
    notAllowed:
      'laufende Erkennungen und ihre Ariel-Suchen: Sie enden, wenn die App angehalten wird; vorher darf sie nur ein Administrator oder QRadar selbst beenden',
    ownStore: 'Einstellungen, ihr Änderungsprotokoll und das Log: QRadar löscht sie mit der App',
    analystsOwn:
      'was Analysten selbst in QRadar gespeichert haben (Suchen, Notizen, Referenzsätze): Es gehört ihnen',
  },
};
