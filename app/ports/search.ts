import type { SentQuery } from '../../contract/run.ts';

/** Ariel's own view of a running search: percent 0 to 100, records looked at so far. */
export type SearchProgress = { readonly percent: number; readonly examined: number };

/** How a search ended: rows read, records looked at, and whether an administrator's restriction cut it. */
export type SearchOutcome = {
  readonly rows: number;
  readonly examined: number;
  readonly limitedByAdministrator: boolean;
};

/**
 * Runs AQL. Yields the result's rows some at a time, in the order of the query, then returns the outcome. Others have their turn between.
 * Throws an `AppError`; aborting the signal cancels the search in Ariel and throws `cancelled`.
 */
export type EventSearch = {
  readonly search: (
    query: SentQuery,
    options: {
      readonly signal: AbortSignal;
      readonly onProgress: (progress: SearchProgress) => void;
    },
  ) => AsyncGenerator<readonly unknown[], SearchOutcome, void>;
};

/**
 * A search that stays in QRadar while its pages are looked at, so that only the page at hand is in memory.
 * Every method throws an `AppError`; `search-lost` means that QRadar has dropped it.
 */
export type HeldSearch = {
  /** Answers when the search is over, at the latest after `waitMs`; `rows` is final when `done`. */
  readonly progress: (
    waitMs: number,
    signal: AbortSignal,
  ) => Promise<{ readonly done: boolean; readonly percent: number; readonly rows: number }>;
  /** Rows `offset` to `offset + limit - 1`, fewer at the end. */
  readonly page: (
    range: { readonly offset: number; readonly limit: number },
    signal: AbortSignal,
  ) => Promise<readonly unknown[]>;
  readonly close: () => void;
};
