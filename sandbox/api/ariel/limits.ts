/** How long a search stays in each state at least, in milliseconds. */
export type Pace = { readonly waitMs: number; readonly executeMs: number; readonly sortMs: number };

/**
 * `instant`: as fast as DuckDB is, for tests. `console`: slow enough for a person to see each state; the figures are
 * a matter of taste, real consoles take seconds to hours.
 */
export const paces = {
  instant: { waitMs: 0, executeMs: 0, sortMs: 0 },
  console: { waitMs: 300, executeMs: 1500, sortMs: 300 },
} as const satisfies Record<string, Pace>;

/** Bounds of the job table. */
export type SearchLimits = {
  /** Searches that run side by side; further ones stay in WAIT. */
  readonly concurrent: number;
  /** Searches that may stay in WAIT; further ones are refused with 503/1010. */
  readonly queued: number;
  /** How long an exact repetition by the same caller is answered with the search that exists. */
  readonly repeatMs: number;
};

/**
 * No figure is published for any of the three (docs/qradar-facts.md#searches-side-by-side). Four at once is what two cores bear, a hundred waiting is far
 * beyond what one app should ask for, and a minute is the finest step of a relative AQL window.
 */
export const defaultLimits: SearchLimits = { concurrent: 4, queued: 100, repeatMs: 60_000 };
