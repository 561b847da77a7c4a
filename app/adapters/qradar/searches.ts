import { AppError } from '../../ports/app-error.ts';
import { clean } from './answer.ts';
import type { Identity } from '../../ports/console.ts';
import type { Timers } from '../../ports/timers.ts';
import { withDeadline } from './deadline.ts';
import type { ConsoleClient } from './client.ts';
import { anythingSchema, rowsSchema, searchSchema, type SearchBody } from './wire.ts';

/** A search as Ariel sees it at one moment; `percent` 0 to 100, `rows` final once it is not `running`. */
export type SearchStatus = {
  readonly id: string;
  readonly state: 'running' | 'completed' | 'canceled' | 'error';
  readonly percent: number;
  readonly examined: number;
  readonly rows: number;
  /** Ariel's own words about an `error`, safe to show. */
  readonly message: string;
};

/** How long a call is waited for, and whether it is repeated here (`few`) or by the caller (`one`). */
export type Asking = { readonly signal: AbortSignal; readonly tries: 'one' | 'few' };

/** Rows of one page; `start` is where QRadar says it begins, `null` where it does not say. */
export type RowPage = { readonly rows: readonly unknown[]; readonly start: number | null };

/**
 * Ariel's search endpoints, with searches counted by their users: Ariel answers the same query with the
 * search it has, so one id may serve several users, and only the last of them may delete it.
 */
export type Searches = {
  /** Creates a search, never twice by itself, and takes a use of it. Not to be aborted: the id must be known. */
  readonly create: (identity: Identity, aql: string) => Promise<SearchStatus>;
  /** Says whether the console answers: resolves when it does. */
  readonly reach: (identity: Identity, signal: AbortSignal) => Promise<void>;
  /** Answers when the search is over, at the latest after `waitSeconds`. */
  readonly status: (
    identity: Identity,
    id: string,
    waitSeconds: number,
    how: Asking,
  ) => Promise<SearchStatus>;
  readonly page: (
    identity: Identity,
    id: string,
    range: { readonly offset: number; readonly size: number },
    how: Asking,
  ) => Promise<RowPage>;
  /**
   * Gives a use back; the last one deletes the search in QRadar, `abandoned` stops it before. Goes on in the
   * background; a failure is reported, not thrown: the result expires in QRadar by itself.
   */
  readonly release: (identity: Identity, id: string, how: 'read' | 'abandoned') => void;
  /** Waits until nothing is left to delete. */
  readonly drained: () => Promise<void>;
  /** What became of released searches since the start. */
  readonly deletions: () => Deletions;
};

/** Numbers of searches: deleted or expired in QRadar, not deletable (they expire by themselves), being deleted. */
export type Deletions = {
  readonly deleted: number;
  readonly failed: number;
  readonly pending: number;
};

export type SearchesOptions = {
  readonly client: ConsoleClient;
  readonly timers: Timers;
  readonly report: (message: string, error: unknown) => void;
};

/** Creation parses the query and opens cursors on every event processor; it is not repeated, so it gets time. */
const createTimeoutMs = 60_000;
/** A page is read from disk while other searches run. */
const pageTimeoutMs = 60_000;
/** What a long poll may take beyond the seconds it was asked to wait. */
const pollGraceMs = 15_000;
const cleanUpTimeoutMs = 10_000;

export function createSearches({ client, timers, report }: SearchesOptions): Searches {
  const uses = new SearchUses();
  const cleaning = new Set<Promise<void>>();
  let deleted = 0;
  let failed = 0;

  const remove = async (
    identity: Identity,
    id: string,
    how: 'read' | 'abandoned',
    signal: AbortSignal,
  ) => {
    const call = {
      identity,
      schema: anythingSchema,
      path: { search: id },
      signal,
      timeoutMs: cleanUpTimeoutMs,
    };
    if (how === 'abandoned') {
      // One L: the API's word, unlike the CANCELLED of its other tasks.
      await client.call('cancelSearch', { ...call, query: { status: 'CANCELED' } });
    }
    await client.call('deleteSearch', call);
  };

  const cleanUp = async (identity: Identity, id: string, how: 'read' | 'abandoned') => {
    try {
      // A signal of its own: that of the caller who gave up is already aborted.
      const removing = (signal: AbortSignal) => remove(identity, id, how, signal);
      await withDeadline(3 * cleanUpTimeoutMs, removing, timers);
      deleted += 1;
    } catch (error) {
      const isGone = error instanceof AppError && error.code === 'search-lost';
      if (isGone) deleted += 1;
      else {
        failed += 1;
        report('a search could not be deleted', error);
      }
    }
  };

  return {
    create: async (identity, aql) => {
      const asking = (signal: AbortSignal) =>
        client.call('createSearch', {
          identity,
          schema: searchSchema,
          query: { query_expression: aql },
          signal,
          timeoutMs: createTimeoutMs,
        });
      const { body } = await withDeadline(2 * createTimeoutMs, asking, timers);
      uses.take(body.search_id);
      return statusOf(body);
    },
    reach: async (identity, signal) => {
      await client.call('about', { identity, signal, schema: anythingSchema, tries: 'one' });
    },
    status: async (identity, id, waitSeconds, how) => {
      const { body } = await client.call('searchStatus', {
        identity,
        schema: searchSchema,
        path: { search: id },
        headers: { Prefer: `wait=${waitSeconds}` },
        ...how,
        timeoutMs: waitSeconds * 1000 + pollGraceMs,
      });
      return statusOf(body);
    },
    page: async (identity, id, { offset, size }, how) => {
      const { body, contentRange } = await client.call('searchResults', {
        identity,
        schema: rowsSchema,
        path: { search: id },
        // Both ends are included.
        headers: { Range: `items=${offset}-${offset + size - 1}` },
        ...how,
        timeoutMs: pageTimeoutMs,
      });
      const rows = 'events' in body ? body.events : body.flows;
      return { rows, start: startOf(contentRange) };
    },
    release: (identity, id, how) => {
      if (!uses.giveBack(id)) return;
      const done = cleanUp(identity, id, how).finally(() => cleaning.delete(done));
      cleaning.add(done);
    },
    drained: async () => {
      while (cleaning.size > 0) await Promise.all(cleaning);
    },
    deletions: () => ({ deleted, failed, pending: cleaning.size }),
  };
}

/** How many of ours use a search id. */
class SearchUses {
  readonly #count = new Map<string, number>();

  take(id: string): void {
    this.#count.set(id, (this.#count.get(id) ?? 0) + 1);
  }

  /** Whether that was the last use. */
  giveBack(id: string): boolean {
    const left = (this.#count.get(id) ?? 1) - 1;
    if (left > 0) this.#count.set(id, left);
    else this.#count.delete(id);
    return left <= 0;
  }
}

const stateOf = {
  WAIT: 'running',
  EXECUTE: 'running',
  SORTING: 'running',
  COMPLETED: 'completed',
  CANCELED: 'canceled',
  ERROR: 'error',
} as const;

function statusOf(body: SearchBody): SearchStatus {
  const messages = (body.error_messages ?? []).map(({ message }) => message ?? '');
  return {
    id: body.search_id,
    state: stateOf[body.status],
    percent: Math.min(100, Math.max(0, Math.round(body.progress ?? 0))),
    examined: body.processed_record_count ?? 0,
    rows: body.record_count ?? 0,
    message: clean(messages.filter((message) => message !== '').join('; '), []),
  };
}

/** `items 0-999/4711`; seen as well: no header, `items *` and `items 0--1/0`, which say nothing (docs/qradar-facts.md#paging). */
function startOf(contentRange: string | null): number | null {
  const match = /^items (\d+)-\d+\//.exec(contentRange ?? '');
  return match ? Number(match[1]) : null;
}
