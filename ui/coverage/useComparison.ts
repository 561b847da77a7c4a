import { useMemo, useState } from 'react';
import { compareCoverage } from '../../cards/coverage-comparison.ts';
import type { Coverage, CoverageResult, CoverageSummary } from '../../contract/coverage.ts';
import type { CoverageReport } from '../../contract/coverage-report.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer, type Ask } from '../api/useAnswer.ts';

/** What the result on show is compared with. */
export type Compared = NonNullable<CoverageReport['compared']>;

/** Compares the result on show with another one that is kept: first with the one before it. */
export function useComparison(
  check: Coverage & { readonly result: CoverageResult },
  kept: readonly CoverageSummary[],
) {
  const api = useApi();
  const others = kept.filter(({ id }) => id !== check.id);
  const [asked, setAsked] = useState<string | null>(null);
  const earlier = others.find(({ startedMs }) => startedMs < check.startedMs) ?? others.at(-1);
  const other = others.find(({ id }) => id === asked) ?? earlier ?? null;
  const otherId = other?.id ?? null;
  const ask = useMemo<Ask<Coverage> | null>(
    () => (otherId === null ? null : (signal) => api.coverage(otherId, 0, signal)),
    [api, otherId],
  );
  const { answer, retry } = useAnswer(ask);
  const compared = useMemo(
    () => (answer.state === 'known' ? comparedOf(check, answer.value) : null),
    [check, answer],
  );
  return { others, otherId, choose: setAsked, answer, retry, compared };
}

/** `null` where the other has no result. Which of the two is the later one is told by their times. */
function comparedOf(
  check: Coverage & { readonly result: CoverageResult },
  { result, window, startedMs, finishedMs }: Coverage,
): Compared | null {
  if (result === null || finishedMs === null) return null;
  const other = { result, window };
  const comparison =
    startedMs < check.startedMs ? compareCoverage(other, check) : compareCoverage(check, other);
  return { window, finishedMs, comparison };
}
