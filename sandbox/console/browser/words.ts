import { languageOf, wordsIn } from '../words/index.ts';

/** The words of this page: the server wrote into it which language its user reads. */
export const words = wordsIn(languageOf(document.documentElement.lang));
