import type { ConsoleWords } from '../en/console-parts.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

const uninstall = ({ many }: Format): ConsoleWords['uninstall'] => ({
  detections: (value) =>
    `${many(value, { one: 'laufende Erkennung', other: 'laufende Erkennungen' })} beendet`,
  searches: (value) =>
    `${many(value, { one: 'Ariel-Suche', other: 'Ariel-Suchen' })} in QRadar gelöscht`,
  searchesLeft: (value) =>
    `${many(value, { one: 'Ariel-Suche, die nicht gelöscht werden konnte', other: 'Ariel-Suchen, die nicht gelöscht werden konnten' })}; QRadar lässt sie ablaufen`,
  notAllowed:
    'laufende Erkennungen und ihre Ariel-Suchen: Sie enden, wenn die App angehalten wird; vorher darf sie nur ein Administrator oder QRadar selbst beenden',
  ownStore: 'Einstellungen, ihr Änderungsprotokoll und das Log: QRadar löscht sie mit der App',
  analystsOwn:
    'was Analysten selbst in QRadar gespeichert haben (Suchen, Notizen, Referenzsätze): Es gehört ihnen',
});

/** German words of what the server writes. */
export function consoleParts(format: Format): ConsoleWords {
  const { bytes, count, many } = format;
  const { connections, findings } = counted(format);
  const bytesOrUnknown: ConsoleWords['bytesOrUnknown'] = ({ sentBytes, lowerBound }) =>
    sentBytes === null ? 'nicht bekannt' : `${lowerBound ? 'mindestens ' : ''}${bytes(sentBytes)}`;
  return {
    format,
    product: 'Transfer Watch',
    risks: { HIGH: 'HOCH', MEDIUM: 'MITTEL', LOW: 'NIEDRIG' },
    asSource: (risk) => `Risiko ${risk} als Quelle`,
    asDestination: (risk) => `Risiko ${risk} als Ziel`,
    inDomain: (name) => `in der Domäne ${name}`,
    findings,
    destinations: (value) => `zu ${many(value, { one: 'Ziel', other: 'Zielen' })}`,
    sources: (value) => `von ${many(value, { one: 'Quelle', other: 'Quellen' })}`,
    connections,
    sent: (of) =>
      of.sentBytes === null ? 'gesendete Bytes nicht bekannt' : `${bytesOrUnknown(of)} gesendet`,
    bytesOrUnknown,
    estimated: 'Zahlen aus Gruppen von Datensätzen geschätzt',
    asEstimate: (number) => `${number} (geschätzt)`,
    known: (value, all) => `bekannt für ${count(value)} von ${connections(all)}`,
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
    uninstall: uninstall(format),
    noScript: 'Transfer Watch braucht JavaScript.',
  };
}
