import type { activity as english, regularity as englishRegularity } from '../en/timeline.ts';
import type { Format } from '../format.ts';
import { counted } from './counted.ts';

/** German words of the timeline of a finding. */
export function activity(format: Format): ReturnType<typeof english> {
  const { bytes, many } = format;
  const { connections } = counted(format);
  const parts = (value: number) => many(value, { one: 'Abschnitt', other: 'Abschnitten' });
  return {
    title: 'Wann',
    asking: 'Ariel zählt Verbindungen im Zeitverlauf',
    connections: 'Verbindungen',
    sent: 'Bytes gesendet',
    none: 'Keine Aktivität in den Minuten dieses Laufs.',
    reader: 'Aktivität im Zeitverlauf, Abschnitt für Abschnitt',
    part: (when, value, sent) =>
      `${when}: ${connections(value)}, ${sent === null ? 'gesendete Bytes nicht bekannt' : `${bytes(sent)} gesendet`}`,
    parts: (all, filled, length) => `${connections(all)} in ${parts(filled)} von je ${length}`,
    uncounted: (value) => `davon kein Zähler gesendeter Bytes in ${parts(value)}`,
    table: 'Aktivität als Tabelle',
    columns: { time: 'Beginn', connections: 'Verbindungen', sent: 'Bytes gesendet' },
    sentNotKnown: 'nicht bekannt',
    ownOnly: (channel) =>
      `Diese Suche zählt nur die eigenen Verbindungen des Befunds: ${bytes(channel)} mehr wurden auf Datenverbindungen gesendet.`,
    ask: ({ activity: times, picture }) =>
      times && picture
        ? 'Aktivität, Sitzungen und Datenverbindungen suchen'
        : times
          ? 'Seine Aktivität suchen'
          : 'Sitzungen und Datenverbindungen suchen',
    close: 'Nur die Zeit, in der er aktiv war',
    query: 'Abfrage hinter diesen Balken',
  };
}

/** German words of how evenly connections follow each other. */
export function regularity(format: Format): ReturnType<typeof englishRegularity> {
  const { count, duration } = format;
  const { connections } = counted(format);
  const hundredths = (share: number) => share.toFixed(2).replace('.', ',');
  return {
    title: 'Regelmäßigkeit',
    unknown:
      'Nicht bekannt: zu wenige Verbindungen, oder ihre einzelnen Zeiten wurden in diesem Lauf nicht gelesen.',
    every: ({ medianMs, spreadMs, score }, value) =>
      `Alle ${duration(medianMs)} ± ${duration(spreadMs)}, ${connections(value)}; Wert ${hundredths(score)} von 1.`,
    scores: ({ skew, dispersion, intervals }) =>
      `Aus ${count(intervals)} Abständen: Symmetrie ${hundredths(skew)}, Enge ${hundredths(dispersion)}; 1 ist gleichmäßig.`,
    caveat:
      'Auch Sicherungen, Überwachung und Aktualisierungen sind gleichmäßig, und ein Implantat kann schwanken. Das Ziel sagt mehr als der Wert.',
  };
}
