import { clean } from './answer.ts';
import type { Identity } from '../../ports/console.ts';
import type { Timers } from '../../ports/timers.ts';
import { withDeadline } from './deadline.ts';
import type { ConsoleClient } from './client.ts';
import type { QuerySender } from './query-sender.ts';
import type { GivenBack, SearchRemoval } from './search-removal.ts';
import { SearchUses } from './search-uses.ts';
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
   * Gives a use back; the last one has the search deleted in QRadar, `abandoned` stops it before. Goes on in the
   * background and throws nothing.
   */
  readonly release: (identity: Identity, id: string, how: GivenBack) => void;
};

export type SearchesOptions = {
  readonly client: ConsoleClient;
  readonly send: QuerySender;
  readonly timers: Timers;
  readonly removal: Pick<SearchRemoval, 'created' | 'remove'>;
};

/** Creation parses the query and opens cursors on every event processor; it is not repeated, so it gets time. */
const createTimeoutMs = 60_000;
/** A page is read from disk while other searches run. */
const pageTimeoutMs = 60_000;
/** What a long poll may take beyond the seconds it was asked to wait. */
const pollGraceMs = 15_000;

export function createSearches({ client, send, timers, removal }: SearchesOptions): Searches {
  const uses = new SearchUses();
  return {
    create: async (identity, aql) => {
      const asking = (signal: AbortSignal) =>
        send('createSearch', aql, {
          identity,
          schema: searchSchema,
          signal,
          timeoutMs: createTimeoutMs,
        });
      const { body } = await withDeadline(2 * createTimeoutMs, asking, timers);
      uses.take(body.search_id);
      removal.created(identity, body.search_id);
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
      if (uses.giveBack(id)) removal.remove(identity, id, how);
    },
  };
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
