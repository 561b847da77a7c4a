import type { Language } from '../contract/languages.ts';
import { listsIn, type Forms } from './lists.ts';
import { madeOnce } from './made-once.ts';
import { numbersIn } from './numbers.ts';
import { timesIn } from './times.ts';

/** Everything that sentences of a language hold besides words: numbers, times, lists, plural forms. */
export type Format = ReturnType<typeof makeFormat>;

/** The format of a language, the same one at every call. */
export const formatFor = madeOnce(makeFormat);

function makeFormat(language: Language) {
  const numbers = numbersIn(language);
  const lists = listsIn(language);
  return {
    language,
    ...numbers,
    ...timesIn(language),
    ...lists,
    /** A number and its noun: `many(2, { one: 'card', other: 'cards' })` is `2 cards`. */
    many: (value: number, forms: Forms) => `${numbers.count(value)} ${lists.plural(value, forms)}`,
  };
}
