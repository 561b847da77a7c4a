import type { GuideName, GuideQuery } from '../../contract/guides.ts';
import type { Language } from '../../contract/languages.ts';
import type { GuidePageWords } from '../en/guide-page.ts';
import type { Format } from '../format.ts';

const lacking: Readonly<Record<NonNullable<GuideQuery['lacks']>, string>> = {
  destination: 'Keine Abfrage: Dieser Befund hat keine einzelne Ziel-IP.',
  user: 'Keine Abfrage: Kein Datensatz dieses Befunds nennt einen Benutzer.',
  sent: 'Keine Abfrage: Dieser Lauf liest keine Eigenschaft für gesendete Bytes.',
};

/** The guides by name. */
export const guideTitles: Readonly<Record<GuideName, string>> = {
  investigation: 'Untersuchung',
  response: 'Maßnahmen',
};

/** The languages that guides are written in. */
export const guideLanguages: Readonly<Record<Language, string>> = { en: 'Englisch', de: 'Deutsch' };

/** German words of the guides. */
export const guidePage = ({ count, time }: Format): GuidePageWords => ({
  names: guideTitles,
  lacking,
  choose: 'Anleitung',
  loading: 'Anleitungen werden geladen',
  progress: (done, all) => `${count(done)} von ${count(all)} Schritten erledigt`,
  own: 'Von einem Administrator dieser Konsole geschrieben.',
  doneBy: (user, atMs) => `Erledigt von ${user}, ${time(atMs)}`,
  query: (step, query) => `Abfrage ${count(query)} zu Schritt ${count(step)}`,
  snippet: {
    copy: (name) => `Abfrage kopieren: ${name}`,
    copied: 'Kopiert',
    more: 'Mehr anzeigen',
    less: 'Weniger anzeigen',
  },
  inLogActivity: 'In der Protokollaktivität öffnen',
  write: {
    title: 'Anleitungen',
    note: 'Was Analysten neben einem Befund finden, als Markdown. Platzhalter in geschweiften Klammern werden zu den Werten des Befunds.',
    language: guideLanguages,
    label: (name, language) => `${name}, ${language}`,
    choose: 'Text',
    markdown: 'Markdown',
    file: 'Aus einer Datei übernehmen',
    save: 'Anleitung speichern',
    back: 'Zurück zur Anleitung der App',
    saved: 'Die Anleitung ist gespeichert.',
    isBack: 'Es gilt wieder die Anleitung der App.',
    changed: (user, atMs) => `Geändert von ${user}, ${time(atMs)}`,
    isApps: 'Die der App.',
    tooLong: (most) => `Höchstens ${count(most)} Zeichen.`,
  },
});
