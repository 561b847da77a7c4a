import type { Check, CheckCode } from '../../contract/coverage.ts';
import type { CoverageWords } from './coverage-words.ts';

/** What a check came to as a sentence, and why more cannot be known. */
export function answerOf(check: Check, words: CoverageWords): string {
  const why = check.unknown === null ? [] : [words.unknown[check.unknown]];
  if (check.evidence === null) return why.join(' ');
  // The evidence is that of the code, which the contract holds together and a lookup by key does not.
  const sentences = words.checks as Readonly<
    Record<CheckCode, { readonly sentence: (evidence: never) => string }>
  >;
  return [sentences[check.code].sentence(check.evidence as never), ...why].join(' ');
}
