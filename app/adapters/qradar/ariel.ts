import { setImmediate as othersTurn } from 'node:timers/promises';
import type { SentQuery } from '../../../contract/run.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EventSearch, SearchOutcome, SearchProgress } from '../../ports/search.ts';
import type { Identity } from '../../ports/console.ts';
import { ConsoleRefusal, reasonOf } from './failures.ts';
import type { Timers } from '../../ports/timers.ts';
import { createPatiently } from './patient-creation.ts';
import { readPages } from './pages.ts';
import type { Patience } from './patience.ts';
import { pause } from './retry.ts';
import type { SearchStatus, Searches } from './searches.ts';

export type ArielOptions = {
  readonly searches: Searches;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly patience: Patience;
  /** For a whole search, from its creation to its last row. */
  readonly searchLimitMs: number;
};

/** What one search was asked for: as whom, until when, and whom to tell. */
type Asked = {
  readonly options: ArielOptions;
  readonly identity: Identity;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SearchProgress) => void;
};

/**
 * Ariel searches as the port of the core, with the rights of `identity`.
 *
 * A search that vanishes before its first row was read is created once more; after that rows would be
 * counted twice, so the search ends as `search-lost`. A search cancelled by another user is read as far as
 * it got and marked as limited. An outage of the console is waited out. Whatever happens, the search is deleted,
 * or given back if others use it.
 */
export function createEventSearch(options: ArielOptions, identity: Identity): EventSearch {
  return {
    search: async function* (query, { signal, onProgress }) {
      const deadline = new AbortController();
      const cancelTimer = options.timers.after(options.searchLimitMs, () =>
        deadline.abort(new AppError('search-timed-out', { detail: query.name })),
      );
      const both = AbortSignal.any([signal, deadline.signal]);
      try {
        return yield* searchTwiceAtMost({ options, identity, signal: both, onProgress }, query);
      } finally {
        cancelTimer();
      }
    },
  };
}

async function* searchTwiceAtMost(asked: Asked, query: SentQuery) {
  const read = { rows: 0 };
  try {
    return yield* searchOnce(asked, query, read);
  } catch (error) {
    if (read.rows > 0 || !hasVanished(error)) throw error;
  }
  return yield* searchOnce(asked, query, read);
}

/** 404/1002 after expiry or deletion; a console may answer 500 instead, still after the client's own retries. */
function hasVanished(error: unknown): boolean {
  if (!(error instanceof ConsoleRefusal)) return false;
  const isServerError = error.status === 500 && error.endpoint !== 'createSearch';
  return error.code === 'search-lost' || isServerError;
}

/** Rows handed on before others have their turn: folding them takes a few milliseconds, a page some fifteen. */
const rowsPerTurn = 250;

async function* searchOnce(
  asked: Asked,
  query: SentQuery,
  read: { rows: number },
): AsyncGenerator<readonly unknown[], SearchOutcome, void> {
  const { options, identity, signal, onProgress } = asked;
  if (signal.aborted) throw reasonOf(signal);
  const created = await createPatiently(options, { identity, aql: query.aql, signal });
  let state: 'read' | 'abandoned' = 'abandoned';
  try {
    const final = await untilOver(asked, created);
    // Nothing runs any more, so there is nothing to stop.
    state = 'read';
    requireResult(final);
    const search = { ...options, identity, id: final.id };
    for await (const page of readPages(search, final, signal)) {
      onProgress({ percent: final.percent, examined: final.examined });
      for (let from = 0; from < page.length; from += rowsPerTurn) {
        // Parsing the page was a turn of its own.
        await othersTurn();
        const rows = page.slice(from, from + rowsPerTurn);
        read.rows += rows.length;
        yield rows;
      }
    }
    requireWhole(final, read.rows);
    return {
      rows: read.rows,
      examined: final.examined,
      limitedByAdministrator: final.state === 'canceled',
    };
  } finally {
    options.searches.release(identity, created.id, state);
  }
}

/**
 * Seconds of each long poll, the last one repeated. Short at first, so that a quick search is followed
 * closely; 15 s keeps within the time-out of IBM's own client (docs/qradar-facts.md#long-poll).
 */
const pollSeconds = [1, 2, 3, 5, 5, 10, 15] as const;
/** Between polls of a console that answers at once instead of waiting. */
const pollPauseMs = { first: 250, longest: 2000 } as const;

async function untilOver(asked: Asked, created: SearchStatus): Promise<SearchStatus> {
  const { options, identity, signal, onProgress } = asked;
  const { searches, clock, timers, patience } = options;
  let status = created;
  for (let poll = 0; status.state === 'running'; poll++) {
    if (signal.aborted) throw reasonOf(signal);
    onProgress({ percent: status.percent, examined: status.examined });
    const seconds = pollSeconds[Math.min(poll, pollSeconds.length - 1)] ?? 15;
    const askedMs = clock.monotonicMs();
    const ask = () => searches.status(identity, created.id, seconds, { signal, tries: 'one' });
    status = await patience.during(signal, ask);
    const didNotWait = clock.monotonicMs() - askedMs < (seconds * 1000) / 2;
    if (status.state === 'running' && didNotWait) {
      const pauseMs = Math.min(pollPauseMs.longest, pollPauseMs.first * 2 ** poll);
      await pause(pauseMs, signal, timers);
    }
  }
  onProgress({ percent: status.percent, examined: status.examined });
  return status;
}

/** Throws when the search ended without anything to read. */
export function requireResult(final: SearchStatus): void {
  if (final.state === 'error') throw new AppError('search-failed', { detail: final.message });
  // "Nothing found" would be a lie: nobody looked at the rest.
  if (final.state === 'canceled' && final.rows === 0) {
    throw new AppError('search-cancelled-elsewhere');
  }
}

function requireWhole(final: SearchStatus, rows: number): void {
  if (final.state !== 'completed' || rows >= final.rows) return;
  throw new AppError('rows-missing', { detail: `${rows} of ${final.rows} rows` });
}
