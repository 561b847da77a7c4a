import type { Comparison } from '../../contract/validation.ts';
import type { CoverageWords } from '../coverage/coverage-words.ts';
import type { Words } from '../words/WordsContext.tsx';
import { memberText, type CardMember } from './prediction-text.ts';
import type { ValidationWords } from './validation-words.ts';

/** The lines of a comparison in words. */
export function comparisonLines(
  comparison: readonly Comparison[],
  words: Words,
  text: ValidationWords,
  coverage: CoverageWords,
) {
  const isKnown = comparison.some(({ field, seen }) => field === 'fires' && seen !== null);
  const noCard = isKnown ? text.comparison.noCard : text.prediction.open;
  return comparison.map((line) => {
    const { field, predicted, seen, isSame, reason } = line;
    const said = (value: unknown, otherwise: string) =>
      // Field and value are those of one line, which a lookup by key does not hold together.
      memberText({ field, value } as CardMember, otherwise, words, text);
    return {
      key: field,
      isSame,
      field: text.prediction.fields[field],
      predicted: said(predicted, text.prediction.notStated),
      seen: said(seen, reason === 'follows' ? noCard : text.prediction.open),
      difference: differenceText(line, text, coverage),
    };
  });
}

function differenceText(
  { reason, clause }: Comparison,
  { comparison: text, bench }: ValidationWords,
  { funnel }: CoverageWords,
): string {
  if (reason === null) return text.same;
  return clause === null
    ? bench.differences[reason]
    : text.byClause(bench.differences[reason], funnel.clauses[clause]);
}
