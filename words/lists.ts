import { madeOnce } from './made-once.ts';

/** A word for each form that a number takes in the language. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

const rules = madeOnce((language: string) => new Intl.PluralRules(language));
const collator = madeOnce((language: string) => new Intl.Collator(language, { numeric: true }));

/** Enumerations, order and plural forms of a language (BCP 47). */
export function listsIn(language: string) {
  const list = madeOnce((type: Intl.ListFormatType) => new Intl.ListFormat(language, { type }));
  return {
    /** Any of several: `20, 21, or 69`. */
    anyOf: (names: readonly string[]) => list('disjunction').format(names),
    /** Several together: `20, 21, and 69`. */
    allOf: (names: readonly string[]) => list('conjunction').format(names),
    /** Below 0 where `a` comes first. Digits are read as numbers: 10.0.0.9 comes before 10.0.0.10. */
    compare: (a: string, b: string) => collator(language).compare(a, b),
    /** The form of a word for a number: `plural(2, { one: 'card', other: 'cards' })` is `cards`. */
    plural: (value: number, forms: Forms) => forms[rules(language).select(value)] ?? forms.other,
  };
}
