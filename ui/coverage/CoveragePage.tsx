import { Button, Heading, Section, Select, SelectItem } from '@carbon/react';
import { Locked, Radar } from '@carbon/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Coverage, CoverageResult } from '../../contract/coverage.ts';
import { verdicts, type Verdict } from '../../contract/coverage.ts';
import type { PageProps } from '../shared/page-props.ts';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { Waiting } from '../shared/Waiting.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { Checks } from './Checks.tsx';
import './coverage.scss';
import { CoverageWordsProvider, useCoverageWords } from './coverage-words.ts';
import { Funnel } from './Funnel.tsx';
import { jsonReport, markdownReport } from './report.ts';
import { Properties, Sources } from './Reporters.tsx';
import { Repairs } from './Repairs.tsx';
import { SentQueries } from './SentQueries.tsx';
import { useCoverage } from './useCoverage.ts';

/** Lengths of time that a check looks at, minutes. */
const ranges = [60, 1440, 10_080] as const;

/** The page “Coverage”: what this console can show, what it cannot, and the smallest change that would show more. */
export function CoveragePage({ known: { session }, onSettingsSaved }: PageProps) {
  const { notAllowed } = useWords().page.states;
  if (!session.canSearch)
    return (
      <EmptyState icon={Locked} title={notAllowed.title}>
        <p>{notAllowed.text(session.user)}</p>
      </EmptyState>
    );
  return (
    <CoverageWordsProvider>
      <Page canAdminister={session.canAdminister} onSettingsSaved={onSettingsSaved} />
    </CoverageWordsProvider>
  );
}

type Props = { readonly canAdminister: boolean; readonly onSettingsSaved: () => void };

function Page({ canAdminister, onSettingsSaved }: Props) {
  const text = useCoverageWords();
  const [minutes, setMinutes] = useState<(typeof ranges)[number]>(1440);
  const { state, start, cancel } = useCoverage();
  const { check, problem, isAsking } = state;
  const isUnderWay = check?.finishedMs === null;
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
          <Button size="sm" kind="danger--ghost" onClick={() => void cancel(check.id)}>
            {text.cancel}
          </Button>
        ) : (
          <Button size="sm" disabled={isAsking} onClick={again}>
            {check === null ? text.start : text.again}
          </Button>
        )}
        {isUnderWay && <Waiting text={text.running(check.queries.length)} />}
      </div>
      {isApplied && <Applied />}
      <div role="alert">
        {problem && <ProblemNotice problem={problem} />}
        {check?.problem && <ProblemNotice problem={check.problem} />}
      </div>
      {!isAsking && check === null && problem === null && (
        <EmptyState icon={Radar} title={text.never.title}>
          <p>{text.never.text}</p>
        </EmptyState>
      )}
      {check?.result && (
        <Result
          check={check}
          result={check.result}
          canAdminister={canAdminister}
          onApplied={lookAgain}
        />
      )}
    </Section>
  );
}

/** Has the focus, because the button that applied is gone with the result it stood in. */
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

type ResultProps = {
  readonly check: Coverage;
  readonly result: CoverageResult;
  readonly canAdminister: boolean;
  readonly onApplied: () => void;
};

function Result({ check, result, canAdminister, onApplied }: ResultProps) {
  const { format } = useWords();
  const text = useCoverageWords();
  const { startMs, stopMs } = check.window;
  const made = format.time(check.finishedMs ?? check.startedMs);
  return (
    <>
      <p role="status" className="tw-coverage__summary">
        <span>{text.summary(countsOf(result))}</span>
        <span className="tw-qualifier">
          {text.made(made, format.time(startMs), format.time(stopMs))}
        </span>
        <CopyTextButton label={text.copyMarkdown} text={() => markdownReport(check, text)} />
        <CopyTextButton label={text.copyJson} text={() => jsonReport(check)} />
      </p>
      <div className="tw-coverage__columns">
        <div>
          <Repairs result={result} canAdminister={canAdminister} onApplied={onApplied} />
          <Funnel funnel={result.funnel} />
        </div>
        <Checks checks={result.checks} />
      </div>
      <Sources sources={result.sources} />
      <Properties properties={result.properties} />
      <SentQueries queries={check.queries} />
    </>
  );
}

function countsOf({ checks }: CoverageResult): Record<Verdict, number> {
  const of = (verdict: Verdict) => checks.filter((check) => check.verdict === verdict).length;
  // Each verdict once: the keys are all of them.
  return Object.fromEntries(verdicts.map((verdict) => [verdict, of(verdict)])) as Record<
    Verdict,
    number
  >;
}
