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
