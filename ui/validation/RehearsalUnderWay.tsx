import { Button, Heading, Section } from '@carbon/react';
import type { Rehearsal } from '../../contract/validation.ts';
import { SentQueries } from '../coverage/SentQueries.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { Waiting } from '../shared/Waiting.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { FindingLine } from './FindingLine.tsx';
import { useClock } from './useClock.ts';
import { useValidationWords } from './validation-words.ts';

type RehearsalUnderWayProps = {
  readonly rehearsal: Rehearsal;
  readonly onRun: () => void;
  readonly onEnd: () => void;
};

/** Which address is let through, how long yet, and its own cards, apart from all others. */
export function RehearsalUnderWay({ rehearsal, onRun, onEnd }: RehearsalUnderWayProps) {
  const { format } = useWords();
  const text = useValidationWords().rehearsal;
  const { address, user, endsMs, isRunning, ranMs, window, problem, queries } = rehearsal;
  const leftMs = endsMs - useClock(10_000);
  return (
    <div className="tw-rehearsal__body">
      <p className="tw-rehearsal__state">
        <span className="tw-tag tw-rehearsal__tag">{text.tag}</span>
        <strong>{text.underWay(address, user)}</strong>
        <span>{leftMs > 0 ? text.left(leftMs) : text.over}</span>
      </p>
      <div className="tw-validation__actions">
        <Button size="sm" disabled={isRunning} onClick={onRun}>
          {text.run}
        </Button>
        <Button size="sm" kind="danger--tertiary" onClick={onEnd}>
          {text.end}
        </Button>
        {isRunning && <Waiting text={text.running} />}
      </div>
      <div role="alert">{problem && <ProblemNotice problem={problem} />}</div>
      <p className="tw-qualifier">
        {ranMs === null || window === null
          ? text.notRun
          : text.ran(
              format.time(ranMs),
              format.time(window.startMs),
              format.time(window.stopMs),
            )}{' '}
        {text.minute}
      </p>
      <RehearsalCards findings={rehearsal.findings} />
      {queries.length > 0 && <SentQueries queries={queries} />}
    </div>
  );
}

function RehearsalCards({ findings }: Pick<Rehearsal, 'findings'>) {
  const text = useValidationWords().rehearsal;
  if (findings === null) return null;
  if (findings.length === 0) return <p role="status">{text.none}</p>;
  return (
    <Section>
      <Heading className="tw-validation__subtitle">{text.cards}</Heading>
      <ul className="tw-rehearsal__cards">
        {findings.map(({ finding }) => (
          <li key={finding.id} className="tw-rehearsal__card">
            <p>
              <span className="tw-tag tw-rehearsal__tag">{text.tag}</span> {text.notCounted}
            </p>
            <FindingLine finding={finding} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
