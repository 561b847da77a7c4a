import { randomUUID } from 'node:crypto';
import type { CompiledQuery } from '../../sql/compile.ts';
import type { Caller } from '../access/sessions.ts';
import type { ApiClock } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { Fault } from '../faults.ts';
import type { JsonObject } from '../json.ts';
import type { ApiLog } from '../log.ts';
import { arielErrors } from './errors.ts';
import type { Pace, SearchLimits } from './limits.ts';
import type { ResultStore } from './result-store.ts';
import { isFinal, progressAt, retentionMs, searchBody, type Search } from './search.ts';

/** What the job table works with. */
export type SearchTableParts = {
  readonly results: ResultStore;
  readonly clock: ApiClock;
  readonly pace: Pace;
  readonly limits: SearchLimits;
  readonly log: ApiLog;
};

/** A search that was asked for. */
export type SearchRequest = {
  readonly caller: Caller;
  readonly text: string;
  readonly query: CompiledQuery;
  readonly fault: Fault | null;
};

/**
 * The Ariel searches of a console: asynchronous jobs, each with its rows in a table of its own.
 * WAIT → EXECUTE → SORTING → COMPLETED; any of the first three → CANCELED or ERROR. What has expired is dropped when
 * the table is next looked at.
 */
export class SearchTable {
  private readonly parts: SearchTableParts;
  private readonly searches = new Map<string, Search>();
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(parts: SearchTableParts) {
    this.parts = parts;
  }

  /**
   * Starts a search, or finds the one that is exactly the same, was created by the same caller a moment ago and did
   * not fail. A name given by INTO that is in use → 409/1004; a full queue → 503/1010.
   */
  create(request: SearchRequest): Search {
    this.dropExpired();
    const { caller, text, query } = request;
    const name = query.into;
    if (name !== null && this.searches.has(name)) {
      throw new ApiError(arielErrors.nameInUse, `A search named "${name}" exists`);
    }
    const original = name === null ? this.findRepeated(ownerOf(caller), text) : null;
    if (original) return original;
    if (
      this.running >= this.parts.limits.concurrent &&
      this.waiting.length >= this.parts.limits.queued
    ) {
      throw new ApiError(arielErrors.unavailable, 'Too many searches are waiting');
    }
    const finished = Promise.withResolvers<undefined>();
    const search: Search = {
      id: name ?? randomUUID(),
      owner: ownerOf(caller),
      text,
      query,
      createdMs: this.parts.clock.now(),
      abort: new AbortController(),
      done: finished.promise,
      status: 'WAIT',
      startedMs: null,
      endedMs: null,
      finalProgress: 0,
      table: null,
      recordCount: 0,
      scannedCount: 0,
      saveResults: false,
      messages: [],
    };
    this.searches.set(search.id, search);
    void this.run(search, request).then(() => finished.resolve(undefined));
    return search;
  }

  /** The search of that id, if this caller may see it; else 404/1002. */
  find(caller: Caller, id: string): Search {
    this.dropExpired();
    const search = this.searches.get(id);
    if (!search || (search.owner !== ownerOf(caller) && !caller.capabilities.has('ADMIN'))) {
      throw new ApiError(arielErrors.searchMissing, `${id} does not exist`);
    }
    return search;
  }

  /** Every search there is, oldest first. */
  list(): readonly Search[] {
    this.dropExpired();
    return [...this.searches.values()];
  }

  /** Stops a search; rows gathered so far stay readable. A search that has ended stays as it is. */
  cancel(search: Search): void {
    if (isFinal(search.status)) return;
    const progress = this.progressOf(search);
    search.recordCount = Math.floor((search.recordCount * progress) / 100);
    search.scannedCount = Math.floor((search.scannedCount * progress) / 100);
    this.end(search, 'CANCELED', progress);
    search.abort.abort();
  }

  /** Exempts the results of a search from expiry. */
  keep(search: Search): void {
    search.saveResults = true;
  }

  /** Removes a search and its rows at once, running or not. */
  delete(search: Search): void {
    this.cancel(search);
    this.searches.delete(search.id);
    const { table } = search;
    search.table = null;
    if (table !== null) void this.parts.results.drop(table);
  }

  /** Waits until a search has ended or the time is up; rejects when the signal is aborted. */
  async waitFor(search: Search, ms: number, signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const timeUp = this.parts.clock.sleep(ms, either);
    try {
      await Promise.race([search.done, timeUp]);
    } finally {
      timeUp.catch(() => undefined);
      stop.abort();
    }
  }

  /** The search object as the API shows it. */
  bodyOf(search: Search): JsonObject {
    return searchBody(search, this.parts.clock.now(), this.parts.pace.executeMs);
  }

  /** Cancels and removes everything; resolves when no query runs any more. */
  async close(): Promise<void> {
    const ended = [...this.searches.values()].map((search) => {
      this.delete(search);
      return search.done;
    });
    await Promise.all(ended);
    await this.parts.results.settled();
  }

  private async run(search: Search, request: SearchRequest): Promise<void> {
    const { signal } = search.abort;
    try {
      await this.slot(signal);
    } catch {
      return; // Cancelled while it waited: `cancel` has set everything there is to set.
    }
    try {
      await this.pass(search, request);
    } catch (error) {
      if (!signal.aborted) this.fail(search, error);
    } finally {
      this.passSlotOn();
    }
  }

  private async pass(search: Search, { caller, fault }: SearchRequest): Promise<void> {
    const { clock, pace, results } = this.parts;
    const { signal } = search.abort;
    await clock.sleep(pace.waitMs + (fault?.kind === 'slow-wait' ? fault.ms : 0), signal);
    search.status = 'EXECUTE';
    search.startedMs = clock.now();
    if (fault?.kind === 'search-error') throw new Error('The search was ended by a fault on order');
    search.scannedCount = await results.countRecords(search.query, caller.allowedDomains, signal);
    const { table, count } = await results.fill(search.query, signal);
    // A search deleted while DuckDB was writing has nobody left to drop the table.
    if (signal.aborted) return results.drop(table);
    search.table = table;
    search.recordCount = count;
    this.parts.log(
      `rows ${count} of ${search.scannedCount} scanned, search ${search.id}, ${clock.now() - search.startedMs} ms`,
    );
    await clock.sleep(Math.max(0, search.startedMs + pace.executeMs - clock.now()), signal);
    if (fault?.kind === 'restricted') {
      this.restrict(search);
      return;
    }
    search.status = 'SORTING';
    await clock.sleep(pace.sortMs, signal);
    this.end(search, 'COMPLETED', 100);
  }

  /** What a resource restriction does: the search ends as CANCELED without anyone having asked (own wording). */
  private restrict(search: Search): void {
    search.recordCount = Math.floor(search.recordCount / 2);
    search.messages = [
      {
        code: 'RESOURCE_RESTRICTION',
        contexts: [],
        message: 'The search was limited by a resource restriction',
        severity: 'WARN',
      },
    ];
    this.end(search, 'CANCELED', 50);
  }

  private fail(search: Search, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    search.messages = [{ code: 'SEARCH_FAILED', contexts: [], message, severity: 'ERROR' }];
    this.end(search, 'ERROR', this.progressOf(search));
    this.parts.log(`failed: search ${search.id}: ${message}`);
  }

  private end(search: Search, status: 'COMPLETED' | 'CANCELED' | 'ERROR', progress: number): void {
    search.finalProgress = progress;
    search.status = status;
    search.endedMs = this.parts.clock.now();
  }

  private progressOf(search: Search): number {
    return progressAt(search, this.parts.clock.now(), this.parts.pace.executeMs);
  }

  /** Resolves when the search may run, in order of creation; rejects when it is cancelled before. */
  private async slot(signal: AbortSignal): Promise<void> {
    if (this.running < this.parts.limits.concurrent) {
      this.running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      this.waiting.push(resolve);
      signal.addEventListener('abort', () => {
        const place = this.waiting.indexOf(resolve);
        if (place >= 0) this.waiting.splice(place, 1);
        reject(new Error('The search was cancelled while it waited'));
      });
    });
  }

  /** The next in the queue takes over the slot, so that no newcomer can slip in between. */
  private passSlotOn(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running -= 1;
  }

  private findRepeated(owner: string, text: string): Search | null {
    const since = this.parts.clock.now() - this.parts.limits.repeatMs;
    for (const search of this.searches.values()) {
      const isSame = search.owner === owner && search.text === text && search.createdMs > since;
      if (isSame && search.status !== 'CANCELED' && search.status !== 'ERROR') return search;
    }
    return null;
  }

  private dropExpired(): void {
    const before = this.parts.clock.now() - retentionMs;
    for (const search of this.searches.values()) {
      if (!search.saveResults && search.createdMs <= before) this.delete(search);
    }
  }
}

function ownerOf(caller: Caller): string {
  return `${caller.kind} ${caller.id}`;
}
