import { CheckmarkFilled, CircleDash, ErrorFilled, Help, InProgress } from '@carbon/icons-react';
import { Heading } from '@carbon/react';
import type { Answer, SignalResult, ValidationResult } from '../../contract/validation.ts';
import { useCoverageWords } from '../coverage/coverage-words.ts';
import { useWords } from '../words/WordsContext.tsx';
import { answerLabel, signalSentences } from './result-text.ts';
import { SignalRows } from './SignalRows.tsx';
import { useValidationWords } from './validation-words.ts';

/** A shape of its own for each answer; only what is missing for good is an error. */
const icons = {
  arrived: CheckmarkFilled,
  waiting: InProgress,
  missing: ErrorFilled,
  absent: CircleDash,
  'cannot-know': Help,
} as const satisfies Record<Answer, unknown>;

/** Every record that the technique leaves behind: whether it can come, whether it came, and what it says. */
export function Signals({
  result: { signals, joinedBy, silence },
}: {
  readonly result: Pick<ValidationResult, 'signals' | 'joinedBy' | 'silence'>;
}) {
  const text = useValidationWords().signals;
  return (
    <>
      <Heading className="tw-validation__subtitle">{text.title}</Heading>
      <ul className="tw-signals">
        {signals.map((result) => (
          <SignalEntry key={result.signal.id} result={result} isOfTwin={silence !== null} />
        ))}
      </ul>
      <p className="tw-qualifier">{joinedBy === null ? text.notJoined : text.joined(joinedBy)}</p>
    </>
  );
}

type SignalEntryProps = { readonly result: SignalResult; readonly isOfTwin: boolean };

function SignalEntry({ result, isOfTwin }: SignalEntryProps) {
  const words = useWords();
  const coverage = useCoverageWords();
  const text = useValidationWords();
  const { answer, signal, rows } = result;
  // What only the technique may leave behind is wrong when it comes of its twin.
  const looks = isOfTwin && signal.isOptional && answer === 'arrived' ? 'missing' : answer;
  const Icon = icons[looks];
  return (
    <li className="tw-signal">
      <span className={`tw-tag tw-answer tw-answer--${looks}`}>
        <Icon size={16} aria-hidden className="tw-answer__icon" />
        {answerLabel(result, isOfTwin, text)}
      </span>
      <div>
        <p className="tw-signal__name">{text.bench.kinds[signal.kind]}</p>
        <p>{signalSentences(result, isOfTwin, words, text, coverage).join(' ')}</p>
        {rows.length > 0 && <SignalRows result={result} />}
      </div>
    </li>
  );
}
