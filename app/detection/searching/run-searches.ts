import type { Run, SkipReason } from '../../../contract/run.ts';
import { AppError } from '../../ports/app-error.ts';

import type { EventSearch, SearchOutcome, SearchProgress } from '../../ports/search.ts';
import type { PlannedSearch } from './planned-search.ts';

/** What came of several searches: rows read and records looked at over all of them, and what was left out or cut. */
export type SearchResults = {
  readonly rows: number;
  readonly examined: number;
  readonly skipped: Run['skipped'];
  readonly limits: Run['limits'];
  /** Optional searches that the console refused, by the name of their query. */
  readonly refused: ReadonlyMap<string, AppError>;
};

/** The results of two rounds of searches as one. */
export function joinResults(first: SearchResults, second: SearchResults): SearchResults {
  const skipped = new Map(first.skipped.map(({ reason, rows }) => [reason, rows]));
  for (const { reason, rows } of second.skipped)
    skipped.set(reason, (skipped.get(reason) ?? 0) + rows);
  return {
    rows: first.rows + second.rows,
    examined: first.examined + second.examined,
    skipped: [...skipped].map(([reason, rows]) => ({ reason, rows })),
    limits: [
      ...first.limits,
      ...second.limits.filter(({ kind }) => first.limits.every((limit) => limit.kind !== kind)),
    ],
    refused: new Map([...first.refused, ...second.refused]),
  };
}

/** How far several searches are. `percent` is the mean of their own. */
export type SearchesProgress = SearchProgress & { readonly rows: number };

export type SearchesOptions = {
  readonly search: EventSearch;
  readonly signal: AbortSignal;
  /** Rows a query asks for at most; as many in a result means that there may be more. */
  readonly maxRows: number;
  readonly onProgress: (progress: SearchesProgress) => void;
  /** See `DetectionWatch`. */
  readonly mayFold: () => Promise<void> | null;
  /** After each page has been folded. */
  readonly onPage: () => void;
};

/**
 * Runs all searches at the same time and folds their rows page by page as they come. The first failure
 * cancels the other searches, their end is waited for, and it is thrown. An optional search that fails
 * is left out instead, as far as it may leave a part of its result behind.
 */
export async function runSearches(
  searches: readonly PlannedSearch[],
  options: SearchesOptions,
): Promise<SearchResults> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const counts = searches.map((): Count => ({ percent: 0, examined: 0, rows: 0 }));
  const skipped = new Map<SkipReason, number>();
  const report = () => options.onProgress(totalOf(counts));
  const failures: unknown[] = [];
  const onPage = () => {
    try {
      options.onPage();
    } catch (error) {
      // Of who watches, so it concerns the run, not the search.
      failures.push(error);
      throw error;
    }
  };
  const refused = new Map<string, AppError>();
  const outcomes = await Promise.all(
    searches.map(async (search, index) => {
      const count = (change: Partial<Count>) => {
        counts[index] = { percent: 0, examined: 0, rows: 0, ...counts[index], ...change };
        report();
      };
      try {
        return await runOne(search, { ...options, onPage, signal, count, skipped });
      } catch (error) {
        if (
          failures.length === 0 &&
          isRefusal(error) &&
          canDoWithout(search, counts[index]?.rows ?? 0)
        ) {
          refused.set(search.query.name, error);
          if (search.isOptional === 'whenever') search.onEnd?.({ isCut: true });
          count({ percent: 100 });
          return null;
        }
        failures.push(error);
        stop.abort();
        return null;
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
  const ended = outcomes.filter((outcome) => outcome !== null);
  return {
    rows: totalOf(counts).rows,
    examined: ended.reduce((sum, outcome) => sum + outcome.examined, 0),
    skipped: [...skipped].map(([reason, rows]) => ({ reason, rows })),
    limits: limitsOf(ended, counts, options.maxRows),
    refused,
  };
}

function canDoWithout({ isOptional }: PlannedSearch, rowsRead: number): boolean {
  return isOptional === 'whenever' || (isOptional === 'untouched' && rowsRead === 0);
}

/** What concerns one search alone; the end of the session or of the run concerns all of them. */
function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && error.code !== 'cancelled' && error.code !== 'not-signed-in';
}

type Count = { readonly percent: number; readonly examined: number; readonly rows: number };

type OneOptions = SearchesOptions & {
  readonly count: (change: Partial<Count>) => void;
  readonly skipped: Map<SkipReason, number>;
};

async function runOne(search: PlannedSearch, options: OneOptions): Promise<SearchOutcome> {
  let outcome: SearchOutcome | null = null;
  let rows = 0;
  const pages = options.search.search(search.query, {
    signal: options.signal,
    onProgress: ({ percent, examined }) => options.count({ percent, examined }),
  });
  // `for await` closes the search when folding fails, but drops what a generator returns.
  const remembered = (async function* () {
    outcome = yield* pages;
  })();
  for await (const page of remembered) {
    for (let wait = options.mayFold(); wait; wait = options.mayFold()) await wait;
    for (const row of page) {
      const problem = search.fold(row);
      if (problem) options.skipped.set(problem, (options.skipped.get(problem) ?? 0) + 1);
    }
    rows += page.length;
    options.count({ percent: 100, rows });
    options.onPage();
  }
  options.count({ percent: 100 });
  const ended = outcomeOf(outcome);
  search.onEnd?.({ isCut: ended.limitedByAdministrator || rows >= options.maxRows });
  return ended;
}

function outcomeOf(outcome: SearchOutcome | null): SearchOutcome {
  if (!outcome) throw new TypeError('the search ended without an outcome');
  return outcome;
}

function totalOf(counts: readonly Count[]): SearchesProgress {
  const sum = (of: keyof Count) => counts.reduce((total, count) => total + count[of], 0);
  return { percent: sum('percent') / counts.length, examined: sum('examined'), rows: sum('rows') };
}

function limitsOf(
  outcomes: readonly SearchOutcome[],
  counts: readonly Count[],
  maxRows: number,
): Run['limits'] {
  const cut = outcomes.filter((outcome) => outcome.limitedByAdministrator);
  return [
    ...(counts.some((count) => count.rows >= maxRows)
      ? [{ kind: 'rows' as const, limit: maxRows }]
      : []),
    ...(cut.length > 0
      ? [{ kind: 'administrator' as const, limit: Math.max(...cut.map((o) => o.rows)) }]
      : []),
  ];
}
