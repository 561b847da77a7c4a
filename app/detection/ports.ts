import type { SentQuery } from '../../contract/run.ts';

/** The time, passed in so that a run can be repeated. Epoch ms, UTC. */
export type Clock = { readonly nowMs: () => number };

/** Ariel's own view of a running search: percent 0 to 100, records looked at so far. */
export type SearchProgress = { readonly percent: number; readonly examined: number };

/** How a search ended: rows read, records looked at, and whether an administrator's restriction cut it. */
export type SearchOutcome = {
  readonly rows: number;
  readonly examined: number;
  readonly limitedByAdministrator: boolean;
};

/**
 * Runs AQL. Yields the result's rows page by page, in the order of the query, then returns the outcome.
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

/** A field or custom property that `events` has, as the console lists it. */
export type EventField = { readonly name: string; readonly numeric: boolean };

/** What the core asks of the console before it can write a query. Throws an `AppError`. */
export type ConsoleFacts = {
  readonly eventFields: (signal: AbortSignal) => Promise<readonly EventField[]>;
  /** Ids of the low-level categories with exactly these names; names that do not exist are absent. */
  readonly categoryIds: (
    names: readonly string[],
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<string, number>>;
  /** Names of the domains the session may see; empty where it may not know any. */
  readonly domainNames: (signal: AbortSignal) => Promise<ReadonlyMap<number, string>>;
};

/** Everything the core needs from the outside. */
export type DetectionPorts = {
  readonly search: EventSearch;
  readonly facts: ConsoleFacts;
  readonly clock: Clock;
};
