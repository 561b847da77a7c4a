import { locale } from '../platform/locale.ts';

const rules = new Intl.PluralRules(locale);

/** The form of a word for a number: `plural(2, { one: 'card', other: 'cards' })` is "cards". */
export function plural(
  value: number,
  forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>,
): string {
  return forms[rules.select(value)] ?? forms.other;
}
