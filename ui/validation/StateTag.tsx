import { CheckmarkFilled, ErrorFilled, Help, InProgress, Pending } from '@carbon/icons-react';
import type { Validation } from '../../contract/validation.ts';
import { useValidationWords } from './validation-words.ts';

/** A shape of its own for each outcome, because colour alone would not be seen by everybody. */
const icons = {
  passed: CheckmarkFilled,
  failed: ErrorFilled,
  waiting: InProgress,
  'cannot-know': Help,
} as const;

/** What a validation has come to: of its last look, else how far it is. */
export function StateTag({ validation: { state, result } }: { readonly validation: Validation }) {
  const text = useValidationWords();
  const outcome = result?.state ?? null;
  const Icon = outcome === null ? Pending : icons[outcome];
  return (
    <span className={`tw-tag tw-outcome tw-outcome--${outcome ?? 'open'}`}>
      <Icon size={16} aria-hidden className="tw-outcome__icon" />
      {outcome === null ? text.stages[state] : text.bench.states[outcome]}
    </span>
  );
}
