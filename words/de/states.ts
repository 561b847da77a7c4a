import type { StatesWords } from '../en/states.ts';
import type { Format } from '../format.ts';
import { absence } from './absence.ts';
import { counted } from './counted.ts';

/** German words of what the page says instead of findings, or above them. */
export function states(format: Format): StatesWords {
  const { allOf, count, many, plural } = format;
  const { findings } = counted(format);
  return {
    neverRun: {
      title: 'Noch keine Erkennung ausgeführt',
      text: 'Ein Lauf durchsucht die Ereignisse von QRadar nach Dateiübertragungen nach außen über FTP, FTPS, SMB und TFTP und zeigt eine Karte je Quell-IP. Für einen Tag dauert das meist weniger als eine Minute.',
    },
    again: (when) => `Läuft erneut. Gezeigt werden Ergebnisse von ${when}.`,
    nothingFound: {
      title: {
        below: 'Keine Dateiübertragung über den Schwellen',
        nothing: 'In diesem Zeitraum wurde nichts aufgezeichnet',
        part: 'Nichts gefunden in dem Teil, der durchsucht wurde',
      },
      text: {
        below: (range) => `Nichts über den Schwellen, ${range}.`,
        nothing: (range) =>
          `QRadar hat keinen Datensatz, den Sie sehen dürfen, ${range}. Über Übertragungen lässt sich also nichts sagen. Wählen Sie einen anderen Zeitraum; wenn es Datensätze geben sollte, prüfen Sie unter Admin > Log Sources, ob sie ankommen.`,
        part: (range) =>
          `Die Suche wurde gekürzt, ${range}. Es kann also Übertragungen geben, die niemand angesehen hat. Wählen Sie einen kürzeren Zeitraum.`,
      },
      examined: (value) =>
        `${many(value, { one: 'Datensatz wurde', other: 'Datensätze wurden' })} untersucht.`,
      source:
        'Die Ausgangsabfrage verlangt einen Zähler gesendeter Bytes auf Datensätzen, die oft keinen haben. Das korrigierte Profil behält diese Verbindungen und zählt abgelehnte.',
      /** Leads to the page “Coverage”. */
      coverage: 'Prüfen, was diese Konsole zeigen kann',
      denied: (value) =>
        value === 0
          ? 'Es wurde auch keine Verbindung abgelehnt.'
          : `${many(value, { one: 'Verbindung wurde', other: 'Verbindungen wurden' })} abgelehnt; das ist kein Befund.`,
    },
    absence: absence(format),
    nothingMatches: {
      title: 'Kein Befund passt zu den Filtern',
      hidden: (value) =>
        `${findings(value)} ${plural(value, { one: 'ist', other: 'sind' })} durch die Filter ausgeblendet.`,
    },
    partial: {
      title: 'Das Ergebnis ist nicht vollständig',
      limits: {
        rows: (limit) =>
          `Das Lesen endete bei ${count(limit)} Ergebniszeilen. Wählen Sie einen kürzeren Zeitraum, oder lassen Sie die Grenze durch einen Administrator erhöhen.`,
        findings: (limit) =>
          `Nur die ersten ${count(limit)} Befunde werden behalten. Wählen Sie einen kürzeren Zeitraum, oder lassen Sie die Grenze durch einen Administrator erhöhen.`,
        administrator: () =>
          'QRadar hat die Suche gekürzt, weil ein Administrator beschränkt, was Ihre Rolle suchen darf. Wählen Sie einen kürzeren Zeitraum.',
        channels: (limit) =>
          `Datenkanäle wurden nur zwischen ${count(limit)} Paaren von Rechnern gesucht, denen, die am schlimmsten sein könnten. Wählen Sie einen kürzeren Zeitraum, um die der anderen zu sehen.`,
        records: () =>
          'Die Suche nach einzelnen Datensätzen ist gescheitert; die Zahlen sind aus Gruppen von Datensätzen geschätzt, und Datenkanäle fehlen. Starten Sie die Erkennung noch einmal.',
      },
    },
    missingCategories: {
      title: 'Die Quellabfrage sieht auf dieser Konsole nicht alles',
      text: (names) =>
        `Sie fragt nach Kategorien, die diese Konsole nicht hat, und sieht keinen Datensatz davon: ${allOf(names)}.`,
    },
    cancelled: {
      title: 'Der Lauf wurde abgebrochen',
      text: 'Was bis dahin gelesen war, wird gezeigt.',
      nothing: 'Bis dahin war nichts gelesen.',
    },
    notAllowed: {
      title: 'Sie dürfen keine Ereignisse suchen',
      text: (user) =>
        `Der Rolle von ${user} fehlt die Berechtigung „Protokollaktivität“ (Log Activity). Ein QRadar-Administrator kann sie unter Verwaltung > Benutzerrollen erteilen.`,
    },
    loading: 'Wird geladen',
    keptResults: (when) => `Weiterhin gezeigt werden die Ergebnisse von ${when}.`,
  };
}
