import type { Pending } from '../../contract/details.ts';
import type { SentQuery } from '../../contract/run.ts';
import { AppError } from '../ports/app-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsoleAccess, Identity } from '../ports/console.ts';
import type { HeldSearch } from '../ports/search.ts';
import type { Timers } from '../ports/timers.ts';
import { firstToGo } from './fair-share.ts';

/** A query after a run, and with whose rights it is searched. */
export type AskedSearch = {
  readonly runId: string;
  /** Whose run; never a token. */
  readonly owner: string;
  readonly identity: Identity;
  readonly query: SentQuery;
  readonly signal: AbortSignal;
};

export type HeldSearchesOptions = {
  readonly console: Pick<ConsoleAccess, 'holdSearch'>;
  readonly clock: Clock;
  readonly timers: Timers;
};

type Entry = {
  readonly runId: string;
  readonly owner: string;
  readonly opened: Promise<HeldSearch>;
  usedMs: number;
};

/** Answer well before the tab's own 30 s, but not sooner than most searches of one pair need. */
const waitMs = 10_000;
/** A closed panel does not say so; five minutes is longer than an analyst reads one page. */
const idleMs = 5 * 60_000;
const sweepMs = 30_000;
/** Held searches occupy disk in QRadar, not memory here; as many as a few analysts look at. */
const mostHeld = 24;
const wholePage = 1000;

/**
 * Ariel searches kept open while their pages are looked at: one per run and query, created at the first look and
 * deleted when idle for five minutes, pushed out by newer ones (those of the session that has most first), or forgotten
 * with their run. Only the page at hand is read.
 */
export class HeldSearches {
  readonly #options: HeldSearchesOptions;
  /** Least recently used first. */
  readonly #entries = new Map<string, Entry>();
  #cancelSweep: () => void = () => undefined;

  constructor(options: HeldSearchesOptions) {
    this.#options = options;
    this.#sweepLater();
  }

  /**
   * What `read` makes of the search when it is over, or how far it is. Throws what the search throws, which then is
   * created anew at the next look.
   */
  async read<T>(
    asked: AskedSearch,
    read: (search: HeldSearch, rows: number) => Promise<T>,
  ): Promise<T | Pending> {
    const key = JSON.stringify([asked.runId, asked.query.aql]);
    const entry = this.#entry(key, asked);
    try {
      const search = await entry.opened;
      const { done, percent, rows } = await search.progress(waitMs, asked.signal);
      if (!done) return { pending: true, percent };
      return await read(search, rows);
    } catch (error) {
      const code = error instanceof AppError ? error.code : null;
      // An asker who left says nothing about the search; anything else should begin anew.
      if (code !== 'cancelled') this.#drop(key, entry);
      // Expired in QRadar while the panel was open: the next look creates it again.
      if (code === 'search-lost' && !asked.signal.aborted) return { pending: true, percent: 0 };
      throw error;
    }
  }

  /** Deletes the searches of a run. */
  forget(runId: string): void {
    this.#dropWhere((entry) => entry.runId === runId);
  }

  /** Resolves when every search has been given back, whose deletion then is under way. */
  async release(): Promise<void> {
    const opened = [...this.#entries.values()].map((entry) => entry.opened);
    this.#dropWhere(() => true);
    // Settled after what has begun with each of them.
    await Promise.allSettled(opened);
  }

  /** Releases all, for good. */
  async close(): Promise<void> {
    this.#cancelSweep();
    await this.release();
  }

  #entry(key: string, { runId, owner, identity, query }: AskedSearch): Entry {
    const { console, clock } = this.#options;
    const opened = () => console.holdSearch(identity, query);
    const entry = this.#entries.get(key) ?? { runId, owner, opened: opened(), usedMs: 0 };
    entry.usedMs = clock.monotonicMs();
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#dropSurplus();
    return entry;
  }

  #dropSurplus(): void {
    if (this.#entries.size <= mostHeld) return;
    const surplus = firstToGo(this.#entries.values(), {
      ownerOf: ({ owner }) => owner,
      shareOf: (own) => own.length,
      mayGo: () => true,
    });
    this.#dropWhere((entry) => entry === surplus);
  }

  #sweepLater(): void {
    const { clock, timers } = this.#options;
    this.#cancelSweep = timers.after(sweepMs, () => {
      const oldestMs = clock.monotonicMs() - idleMs;
      this.#dropWhere(({ usedMs }) => usedMs < oldestMs);
      this.#sweepLater();
    });
  }

  #dropWhere(isSurplus: (entry: Entry) => boolean): void {
    for (const [key, entry] of [...this.#entries.entries()])
      if (isSurplus(entry)) this.#drop(key, entry);
  }

  /** Unless another search has taken its place. */
  #drop(key: string, entry: Entry): void {
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    giveBack(entry);
  }
}

/** Closes a search as soon as it is there. */
function giveBack({ opened }: Entry): void {
  void opened.then(
    (search) => search.close(),
    // Never created: the asker has been told, and there is nothing to delete.
    () => undefined,
  );
}

/** All rows of a finished search, page by page. */
export async function rowsOf(
  search: HeldSearch,
  total: number,
  signal: AbortSignal,
): Promise<unknown[]> {
  const rows: unknown[] = [];
  while (rows.length < total) {
    const page = await search.page({ offset: rows.length, limit: wholePage }, signal);
    rows.push(...page);
    if (page.length < wholePage) break;
  }
  return rows;
}
