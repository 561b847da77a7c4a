import { Button, Heading, Section, Select, SelectItem } from '@carbon/react';
import { Locked, Radar } from '@carbon/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { PageProps } from '../shared/page-props.ts';
import { EmptyState } from '../shared/EmptyState.tsx';
import { eventIn } from '../shared/event-address.ts';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { Waiting } from '../shared/Waiting.tsx';
import { useWords } from '../words/WordsContext.tsx';
import './coverage.scss';
import { CoverageWordsProvider, useCoverageWords } from './coverage-words.ts';
import { FollowEvent } from './FollowEvent.tsx';
import { Result } from './Result.tsx';
import { useCoverage } from './useCoverage.ts';

/** Lengths of time that a check looks at, minutes. */
const ranges = [60, 1440, 10_080] as const;

/** The page “Coverage”: what this console can show, what it cannot, and the smallest change that would show more. */
export function CoveragePage({ known: { session }, onSettingsSaved, onChecked }: PageProps) {
  const { notAllowed } = useWords().page.states;
  if (!session.canSearch)
    return (
      <EmptyState icon={Locked} title={notAllowed.title}>
        <p>{notAllowed.text(session.user)}</p>
      </EmptyState>
    );
  return (
    <CoverageWordsProvider>
      <Page
        canAdminister={session.canAdminister}
        onSettingsSaved={onSettingsSaved}
        onChecked={onChecked}
      />
    </CoverageWordsProvider>
  );
}

type Props = Pick<PageProps, 'onSettingsSaved' | 'onChecked'> & { readonly canAdminister: boolean };

function Page({ canAdminister, onSettingsSaved, onChecked }: Props) {
  const text = useCoverageWords();
  const [minutes, setMinutes] = useState<(typeof ranges)[number]>(1440);
  const { state, start, cancel, show } = useCoverage(onChecked);
  const { newest, shown, kept, failure, isAsking } = state;
  const isUnderWay = newest?.finishedMs === null;
  const [isApplied, setApplied] = useState(false);
  const again = () => {
    setApplied(false);
    void start(minutes);
  };
  const lookAgain = () => {
    onSettingsSaved();
    setApplied(true);
    void start(minutes);
  };
  // Whoever comes for a record sees it first.
  const isBrought = eventIn(window.location.search) !== null;
  const isFirst = newest === null && shown === null;
  return (
    <Section className="tw-coverage">
      <div className="tw-coverage__head">
        <Heading>{text.title}</Heading>
        <p>{text.intro}</p>
      </div>
      <div className="tw-coverage__ask">
        <Select
          id="coverage-range"
          size="sm"
          inline
          labelText={text.range}
          value={minutes}
          onChange={({ target }) =>
            setMinutes(ranges.find((range) => String(range) === target.value) ?? 1440)
          }
        >
          {ranges.map((range) => (
            <SelectItem key={range} value={range} text={text.ranges[range]} />
          ))}
        </Select>
        {isUnderWay ? (
          <Button size="sm" kind="danger--ghost" onClick={() => void cancel(newest.id)}>
            {text.cancel}
          </Button>
        ) : (
          <Button size="sm" disabled={isAsking} onClick={again}>
            {isFirst ? text.start : text.again}
          </Button>
        )}
        {isUnderWay && <Waiting text={text.running(newest.queries.length)} />}
      </div>
      {isApplied && <Applied />}
      <div role="alert">
        {failure && <ProblemNotice problem={failure.problem} onRetry={failure.again} />}
        {newest?.problem && <ProblemNotice problem={newest.problem} onRetry={again} />}
      </div>
      {!isAsking && isFirst && failure === null && (
        <EmptyState icon={Radar} title={text.never.title}>
          <p>{text.never.text}</p>
        </EmptyState>
      )}
      {isBrought && <FollowEvent />}
      {newest && shown && <p>{isUnderWay ? text.meanwhile : text.earlier}</p>}
      {shown?.result && (
        <Result
          check={{ ...shown, result: shown.result }}
          kept={kept}
          onChoose={(id) => void show(id)}
          canAdminister={canAdminister}
          isUnderWay={isUnderWay}
          onApplied={lookAgain}
        />
      )}
      {!isBrought && <FollowEvent />}
    </Section>
  );
}

/** Has the focus, because the button that applied goes with the result it stands in. */
function Applied() {
  const { repairs } = useCoverageWords();
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <p ref={place} tabIndex={-1} role="status" className="tw-coverage__applied">
      {repairs.applied}
    </p>
  );
}
