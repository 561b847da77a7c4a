import { Select, SelectItem } from '@carbon/react';
import { useMemo } from 'react';
import { verdictCounts } from '../../cards/coverage-verdicts.ts';
import type { Coverage, CoverageResult, CoverageSummary } from '../../contract/coverage.ts';
import { CopyTextButton } from '../shared/CopyTextButton.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { Checks } from './Checks.tsx';
import { Comparison } from './Comparison.tsx';
import { useCoverageWords } from './coverage-words.ts';
import { Funnel } from './Funnel.tsx';
import { jsonReport, markdownReport } from './report.ts';
import { Properties, Sources } from './Reporters.tsx';
import { Repairs } from './Repairs.tsx';
import { SentQueries } from './SentQueries.tsx';
import { useComparison } from './useComparison.ts';

type ResultProps = {
  readonly check: Coverage & { readonly result: CoverageResult };
  readonly kept: readonly CoverageSummary[];
  readonly onChoose: (id: string) => void;
  readonly canAdminister: boolean;
  /** A newer check is: what this one proposes may be done already. */
  readonly isUnderWay: boolean;
  readonly onApplied: () => void;
};

/** A check that came to a result, with the ways to take it elsewhere. */
export function Result({ check, kept, onChoose, ...repairing }: ResultProps) {
  const { format } = useWords();
  const text = useCoverageWords();
  const { result } = check;
  const counts = useMemo(() => verdictCounts(result.checks), [result]);
  const comparing = useComparison(check, kept);
  const { startMs, stopMs } = check.window;
  const made = format.time(check.finishedMs ?? check.startedMs);
  return (
    <>
      {kept.length > 1 && (
        <Select
          id="coverage-shown"
          size="sm"
          inline
          labelText={text.shown}
          value={check.id}
          onChange={({ target }) => onChoose(target.value)}
        >
          {kept.map(({ id, finishedMs, startedMs, counts: own }) => (
            <SelectItem
              key={id}
              value={id}
              text={text.comparison.option(format.time(finishedMs ?? startedMs), own)}
            />
          ))}
        </Select>
      )}
      <div className="tw-coverage__summary">
        <p role="status" className="tw-coverage__made">
          <span>{text.summary(counts)}</span>
          <span className="tw-qualifier">
            {text.made(made, format.time(startMs), format.time(stopMs))}
          </span>
        </p>
        <CopyTextButton
          label={text.copyMarkdown}
          text={() => markdownReport(check, text, comparing.compared)}
        />
        <CopyTextButton label={text.copyJson} text={() => jsonReport(check, comparing.compared)} />
      </div>
      <div className="tw-coverage__columns">
        <div>
          <Repairs result={result} {...repairing} />
          <Funnel funnel={result.funnel} />
          <Comparison comparing={comparing} />
        </div>
        <Checks checks={result.checks} />
      </div>
      <Sources sources={result.sources} lengthMs={stopMs - startMs} />
      <Properties properties={result.properties} />
      <SentQueries queries={check.queries} />
    </>
  );
}
