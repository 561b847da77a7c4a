import { languageOf, type Language } from '../../contract/languages.ts';

/**
 * The language of the words, and so of numbers, times and plurals between them: the one the server wrote
 * into the page, which is that of the user's QRadar account.
 */
export function pageLanguage({ documentElement }: Document): Language {
  return languageOf(documentElement.lang);
}
