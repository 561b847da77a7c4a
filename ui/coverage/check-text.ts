import type { Check, CheckCode } from '../../contract/coverage.ts';
import type { CoverageWords } from './coverage-words.ts';

/** What a check came to as a sentence, or why that cannot be known. */
export function answerOf(check: Check, words: CoverageWords): string {
  if (check.unknown !== null) return words.unknown[check.unknown];
  if (check.evidence === null) return '';
  // The evidence is that of the code, which the contract holds together and a lookup by key does not.
  const sentences = words.checks as Readonly<
    Record<CheckCode, { readonly sentence: (evidence: never) => string }>
  >;
  return sentences[check.code].sentence(check.evidence as never);
}
