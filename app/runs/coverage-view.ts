import { verdictCounts } from '../../cards/coverage-verdicts.ts';
import type { Coverage, CoverageSummary } from '../../contract/coverage.ts';
import type { KeptCoverage } from '../ports/coverage-store.ts';

/** A check as `Coverage` has it, but with what failed as it was thrown, and the request that asked for it. */
export type CoverageView = Omit<Coverage, 'problem'> & {
  readonly error: unknown;
  readonly requestId: string;
};

/** What the list of checks says of one. */
export function summaryOf({
  id,
  window,
  startedMs,
  finishedMs,
  result,
}: CoverageView): CoverageSummary {
  return {
    ...{ id, window, startedMs, finishedMs },
    overall: result?.overall ?? null,
    counts: result && verdictCounts(result.checks),
  };
}

/** A result that was kept, as a check that is over. */
export function viewOf({ summary, queries, result }: KeptCoverage): CoverageView {
  const { id, window, startedMs, finishedMs } = summary;
  return {
    ...{ id, window, startedMs, finishedMs },
    ...{ queries: [...queries], result, error: null, requestId: '' },
  };
}
