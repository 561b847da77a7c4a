import type { SentQuery, TimeWindow } from '../../contract/run.ts';

/** A field or custom property that `events` has, as the console lists it. */
export type EventField = { readonly name: string; readonly numeric: boolean };

/** Of which properties it is asked how often they are filled, and in which records. */
export type FillingAsked = {
  readonly names: readonly string[];
  /** On these ports; `hosts`: those that log sources of operating systems write, whatever their ports. */
  readonly ports: readonly number[] | 'hosts';
  readonly window: TimeWindow;
};

/** Of which properties it is asked whether they are disabled; by records of the window. */
export type DisabledAsked = Pick<FillingAsked, 'names' | 'window'>;

/** In how many records each of some properties is filled; `null` for one that is disabled. What is not known is absent. */
export type Filling = ReadonlyMap<string, number | null>;

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
  /**
   * How often properties are filled in these records, as it was some minutes ago at most; `null` where there are no
   * records to tell by, or where the search for it was cut short.
   */
  readonly filling: (asked: FillingAsked, signal: AbortSignal) => Promise<Filling | null>;
  /** Which of these properties are disabled, as it is now; `null` where nothing tells, or a search for it was cut short. */
  readonly disabled: (
    asked: DisabledAsked,
    signal: AbortSignal,
  ) => Promise<readonly string[] | null>;
  /** Which of these properties were found disabled within the last hour; asks nothing. */
  readonly knownDisabled: (names: readonly string[]) => readonly string[];
  /** Whether `filling` would answer that without a search. */
  readonly isFillingKnown: (asked: FillingAsked) => boolean;
  /**
   * Names of those of these queries that the console does not accept as AQL, kept for its release: as its validator
   * says, or, where that turned out to be wrong, as it takes them as searches. What it does not say is accepted.
   */
  readonly refusedQueries: (
    queries: readonly SentQuery[],
    how: 'validator' | 'search',
    signal: AbortSignal,
  ) => Promise<ReadonlySet<string>>;
};
