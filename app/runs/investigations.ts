import type { ChannelPicture } from '../../contract/channels.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Absence, Activity, EventPage, FlowPage, Pending } from '../../contract/details.ts';
import type { SentQuery } from '../../contract/run.ts';
import { AppError } from '../ports/app-error.ts';
import {
  absenceQuery,
  activityQuery,
  channelsQuery,
  contributingEventsQuery,
  flowActivityQuery,
  flowRecordsQuery,
  isDrawnFromFlows,
  readAbsence,
  readActivity,
  readChannels,
  readContributingEvents,
  readFlowActivity,
  readFlowRecords,
  type RunContext,
} from '../detection/after/investigation.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsoleAccess, Identity } from '../ports/console.ts';
import type { HeldSearch } from '../ports/search.ts';

/** Which run, asked by whom. */
export type AskedRun = {
  readonly runId: string;
  readonly facts: RunContext;
  readonly identity: Identity;
};

/** Which finding of which run, asked by whom. */
export type Investigated = AskedRun & { readonly finding: Finding };

/** Rows of a search, from 0. */
type PageRange = { readonly offset: number; readonly limit: number };

type Entry = {
  readonly runId: string;
  readonly opened: Promise<HeldSearch>;
  usedMs: number;
};

/** Answer well before the tab's own 30 s, but not sooner than most searches of one pair need. */
const waitMs = 10_000;
/** A closed panel does not say so; five minutes is longer than somebody reads one page. */
const idleMs = 5 * 60_000;
const sweepMs = 30_000;
/** Held searches occupy disk in QRadar, not memory here; as many as a few analysts look at. */
const mostHeld = 24;
const wholePage = 1000;

const drawnFrom = {
  events: { write: activityQuery, read: readActivity },
  flows: { write: flowActivityQuery, read: readFlowActivity },
} as const;

/**
 * The Ariel searches behind open detail panels and empty pages: one per run and query, created at the first look and
 * deleted when idle, pushed out by newer ones, or forgotten with their run. Only the page at hand is read.
 */
export class Investigations {
  readonly #console: Pick<ConsoleAccess, 'holdSearch'>;
  readonly #clock: Clock;
  /** Least recently used first. */
  readonly #entries = new Map<string, Entry>();
  readonly #sweeper: NodeJS.Timeout;

  constructor(console: Pick<ConsoleAccess, 'holdSearch'>, clock: Clock) {
    this.#console = console;
    this.#clock = clock;
    this.#sweeper = setInterval(() => this.#sweep(), sweepMs).unref();
  }

  /** A page of the contributing events, newest first, or how far the search is. */
  async events(
    asked: Investigated,
    range: PageRange,
    signal: AbortSignal,
  ): Promise<EventPage | Pending> {
    const query = contributingEventsQuery(asked.finding, asked.facts);
    return this.#page(asked, query, range, signal, (rows) => ({
      events: readContributingEvents(rows),
    }));
  }

  /** A page of the flow records, newest first, or how far the search is. */
  async flows(
    asked: Investigated,
    range: PageRange,
    signal: AbortSignal,
  ): Promise<FlowPage | Pending> {
    const query = flowRecordsQuery(asked.finding, asked.facts);
    return this.#page(asked, query, range, signal, (rows) => ({ flows: readFlowRecords(rows) }));
  }

  /** Connections and bytes over the window of the run, or how far the search is. */
  async activity(asked: Investigated, signal: AbortSignal): Promise<Activity | Pending> {
    const origin = isDrawnFromFlows(asked.finding) ? 'flows' : 'events';
    const { write, read } = drawnFrom[origin];
    const { query, bucketMs } = write(asked.finding, asked.facts);
    return this.#read(asked, query, signal, async (search, total) => {
      const rows = await rowsOf(search, total, signal);
      return { origin, bucketMs, buckets: read(rows), aql: query.aql };
    });
  }

  /** The data channel of a pair over time, or how far the search is. Throws `bad-request` for a fan-out. */
  async channels(asked: Investigated, signal: AbortSignal): Promise<ChannelPicture | Pending> {
    const query = channelsQuery(asked.finding, asked.facts);
    const [events, flows] = await Promise.all([
      this.#rows(asked, query.events, signal),
      query.flows === null ? [] : this.#rows(asked, query.flows, signal),
    ]);
    if ('pending' in events) return events;
    if ('pending' in flows) return flows;
    return {
      ...readChannels({ events, flows }, asked.finding, asked.facts),
      aql: query.events.aql,
      flowsAql: query.flows?.aql ?? null,
    };
  }

  /** What there was on the rule's ports in the window of the run, or how far the search is. */
  async absence(asked: AskedRun, signal: AbortSignal): Promise<Absence | Pending> {
    const query = absenceQuery(asked.facts);
    return this.#read(asked, query, signal, async (search, total) => {
      const rows = await rowsOf(search, total, signal);
      return { ...readAbsence(rows, asked.facts), aql: query.aql };
    });
  }

  /** Deletes the searches of a run. */
  forget(runId: string): void {
    for (const [key, entry] of this.#entries)
      if (entry.runId === runId) void this.#drop(key, entry);
  }

  /** Resolves when every search has been given back, whose deletion then is under way. */
  async release(): Promise<void> {
    await Promise.all([...this.#entries].map(([key, entry]) => this.#drop(key, entry)));
  }

  /** Releases all, for good. */
  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    await this.release();
  }

  async #rows(
    asked: AskedRun,
    query: SentQuery,
    signal: AbortSignal,
  ): Promise<unknown[] | Pending> {
    return this.#read(asked, query, signal, (search, total) => rowsOf(search, total, signal));
  }

  async #page<T>(
    asked: AskedRun,
    query: SentQuery,
    range: PageRange,
    signal: AbortSignal,
    read: (rows: readonly unknown[]) => T,
  ) {
    return this.#read(asked, query, signal, async (search, total) => ({
      offset: range.offset,
      total,
      ...read(await search.page(range, signal)),
      aql: query.aql,
    }));
  }

  async #read<T>(
    asked: AskedRun,
    query: SentQuery,
    signal: AbortSignal,
    read: (search: HeldSearch, rows: number) => Promise<T>,
  ): Promise<T | Pending> {
    const key = JSON.stringify([asked.runId, query.aql]);
    const entry = this.#entry(key, asked, query);
    try {
      const search = await entry.opened;
      const { done, percent, rows } = await search.progress(waitMs, signal);
      if (!done) return { pending: true, percent };
      return await read(search, rows);
    } catch (error) {
      // An asker who left says nothing about the search; anything else should begin anew.
      if (!(error instanceof AppError) || error.code !== 'cancelled') void this.#drop(key, entry);
      // Expired in QRadar while the panel was open: the next look creates it again.
      if (error instanceof AppError && error.code === 'search-lost' && !signal.aborted) {
        return { pending: true, percent: 0 };
      }
      throw error;
    }
  }

  #entry(key: string, { runId, identity }: AskedRun, query: SentQuery): Entry {
    const known = this.#entries.get(key);
    const entry = known ?? { runId, opened: this.#console.holdSearch(identity, query), usedMs: 0 };
    entry.usedMs = this.#clock.nowMs();
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#trim();
    return entry;
  }

  #trim(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= mostHeld) return;
      void this.#drop(key, entry);
    }
  }

  #sweep(): void {
    const oldestMs = this.#clock.nowMs() - idleMs;
    for (const [key, entry] of this.#entries)
      if (entry.usedMs < oldestMs) void this.#drop(key, entry);
  }

  #drop(key: string, entry: Entry): Promise<void> {
    if (this.#entries.get(key) === entry) this.#entries.delete(key);
    return entry.opened.then(
      (search) => search.close(),
      // Never created: the asker has been told, and there is nothing to delete.
      () => undefined,
    );
  }
}

/** All rows of a finished search, page by page. */
async function rowsOf(search: HeldSearch, total: number, signal: AbortSignal): Promise<unknown[]> {
  const rows: unknown[] = [];
  while (rows.length < total) {
    const page = await search.page({ offset: rows.length, limit: wholePage }, signal);
    rows.push(...page);
    if (page.length < wholePage) break;
  }
  return rows;
}
