import type { CoverageResult, CoverageSummary } from '../../contract/coverage.ts';
import type { SentQuery } from '../../contract/run.ts';

/** A check that came to a result, as it is kept: what the summary says, and the rest. */
export type KeptCoverage = {
  readonly summary: CoverageSummary;
  readonly queries: readonly SentQuery[];
  readonly result: CoverageResult;
};

/**
 * Results of checks beyond the process, each for the scope it was made with. Synchronous; never throws: a store that
 * cannot be written or read is reported, and holds nothing.
 */
export type CoverageStore = {
  /** Keeps a result, and gives up the oldest ones of its scope, those of long ago, and those that need too much space. */
  readonly keep: (scope: string, check: KeptCoverage) => void;
  /** Of this scope, newest first. */
  readonly latest: (scope: string) => readonly CoverageSummary[];
  /** `null` where this scope has none of that id. */
  readonly find: (scope: string, id: string) => KeptCoverage | null;
};
