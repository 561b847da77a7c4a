import type { Validity } from '../../contract/validation.ts';
import type { Words } from '../words/WordsContext.tsx';
import type { ValidationWords } from './validation-words.ts';

/** How old a result is, and what has changed since, as far as it was asked: `Validated 12 days ago; since then the rule changed`. */
export function validityText(
  checkedMs: number,
  validity: Validity | null,
  nowMs: number,
  { format }: Words,
  { validity: text }: ValidationWords,
): string {
  const age = text.validated(format.ago(checkedMs, nowMs));
  if (validity === null) return age;
  const { isRuleChanged, changedSources } = validity;
  const changed = [
    ...(isRuleChanged ? [text.rule] : []),
    ...(changedSources && changedSources.length > 0 ? [text.sources(changedSources.length)] : []),
  ];
  if (changed.length > 0) return `${age}; ${text.since(changed)}`;
  return `${age}; ${changedSources === null ? text.ruleSame : text.unchanged}`;
}
