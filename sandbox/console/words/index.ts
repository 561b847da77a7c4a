import { de } from './de.ts';
import { en } from './en.ts';
import type { Words } from './words.ts';

export type { Words } from './words.ts';

/** A language the console has words in, as HTML names it. */
export type Language = 'en' | 'de';

const languages: Readonly<Record<Language, Words>> = { en, de };

/** The language of a user's locale (`de_DE`) or of a page (`de`); English for any other. */
export function languageOf(locale: string): Language {
  return /^de\b|^de_/.test(locale) ? 'de' : 'en';
}

/** The words of a language. */
export function wordsIn(language: Language): Words {
  return languages[language];
}
