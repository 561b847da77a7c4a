import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Identity, Who } from '../../ports/console.ts';
import type { OpenSearch, OpenSearches } from '../../ports/open-searches.ts';
import type { Timers } from '../../ports/timers.ts';
import type { ConsoleClient } from './client.ts';
import { withDeadline } from './deadline.ts';
import { mayPass } from './failures.ts';
import { anythingSchema } from './wire.ts';

/** `abandoned`: it may run, and is stopped first. */
export type GivenBack = 'read' | 'abandoned';

/** Numbers of searches: deleted or expired in QRadar, left there for now, being deleted. */
export type Deletions = {
  readonly deleted: number;
  readonly failed: number;
  readonly pending: number;
};

export type SearchRemovalOptions = {
  readonly client: ConsoleClient;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly openSearches: OpenSearches;
  /** The user of a session that was identified before; `null`: not known. */
  readonly userOf: (identity: Identity) => string | null;
  readonly report: (message: string, error: unknown) => void;
};

/** A search that could not be deleted yet. */
type Left = OpenSearch & { readonly how: GivenBack; cancelRetry: () => void };

const callLimitMs = 10_000;
/** Pauses between the tries of one deletion, doubling; a session's token is held no longer than the last of them. */
const retryMs = { first: 15_000, longest: 5 * 60_000, tries: 10 } as const;
/** QRadar keeps a result for a day (docs/qradar-facts.md#search-object): afterwards there is nothing to delete. */
const retentionMs = 24 * 60 * 60_000;

/**
 * Deletes the searches of the app in QRadar, in the background. One that cannot be deleted is tried again for half an hour
 * with the session it belongs to, and as soon as its user or an administrator is seen again: after a log-out, and after a
 * restart of the app, too, because ids are remembered from creation to deletion.
 */
export class SearchRemoval {
  readonly #options: SearchRemovalOptions;
  readonly #left = new Map<string, Left>();
  readonly #removing = new Map<string, Promise<void>>();
  #deleted = 0;
  #isClosed = false;

  constructor(options: SearchRemovalOptions) {
    this.#options = options;
    for (const search of options.openSearches.all()) this.#leave(search, 'read');
    this.#forgetExpired();
  }

  /** QRadar has a search of that session from now on. */
  created(identity: Identity, id: string): void {
    const { clock, openSearches, userOf } = this.#options;
    // Taken up again: QRadar answers a repetition with the search that was left behind.
    this.#left.get(id)?.cancelRetry();
    this.#left.delete(id);
    openSearches.add({ id, user: userOf(identity), createdMs: clock.nowMs() });
  }

  /** Deletes a search that nobody uses any more. */
  remove(identity: Identity, id: string, how: GivenBack): void {
    const { clock, userOf } = this.#options;
    const search = { id, user: userOf(identity), createdMs: clock.nowMs() };
    this.#begin(identity, this.#leave(search, how), 1);
  }

  /**
   * A session is there and may delete what is its user's; an administrator, everything of ours. To be told at most now and
   * then of the same session: what QRadar refuses to delete is tried each time.
   */
  seen(identity: Identity, { user, canAdminister }: Who): void {
    if (this.#left.size === 0) return;
    this.#forgetExpired();
    for (const left of this.#left.values()) {
      const isBusy = this.#removing.has(left.id) || left.cancelRetry !== noRetry;
      if (!isBusy && (left.user === user || canAdminister)) this.#begin(identity, left, 1);
    }
  }

  /** Waits until nothing is being deleted. What waits for its next try is not waited for. */
  async drained(): Promise<void> {
    while (this.#removing.size > 0) await Promise.all(this.#removing.values());
  }

  deletions(): Deletions {
    const pending = this.#removing.size;
    return { deleted: this.#deleted, failed: this.#left.size - pending, pending };
  }

  /** No tries any more; what is left is remembered. */
  close(): void {
    this.#isClosed = true;
    for (const left of this.#left.values()) left.cancelRetry();
  }

  #leave(search: OpenSearch, how: GivenBack): Left {
    const left = { ...search, how, cancelRetry: noRetry };
    this.#left.set(search.id, left);
    return left;
  }

  #begin(identity: Identity, left: Left, tried: number): void {
    const done = this.#try(identity, left, tried).finally(() => this.#removing.delete(left.id));
    this.#removing.set(left.id, done);
  }

  async #try(identity: Identity, left: Left, tried: number): Promise<void> {
    try {
      // A signal of its own: that of the caller who gave up is already aborted.
      const removing = (signal: AbortSignal) => this.#ask(identity, left, signal);
      await withDeadline(3 * callLimitMs, removing, this.#options.timers);
      this.#forget(left);
    } catch (error) {
      if (error instanceof AppError && error.code === 'search-lost') this.#forget(left);
      else this.#tryLater(identity, left, tried, error);
    }
  }

  async #ask(identity: Identity, { id, how }: Left, signal: AbortSignal): Promise<void> {
    const { client } = this.#options;
    const path = { search: id };
    const call = { identity, schema: anythingSchema, path, signal, timeoutMs: callLimitMs };
    if (how === 'abandoned') {
      // One L: the API's word, unlike the CANCELLED of its other tasks.
      await client.call('cancelSearch', { ...call, query: { status: 'CANCELED' } });
    }
    await client.call('deleteSearch', call);
  }

  #tryLater(identity: Identity, left: Left, tried: number, error: unknown): void {
    if (tried === 1) this.#options.report('a search could not be deleted yet', error);
    if (!mayPass(error) || tried >= retryMs.tries || this.#isClosed) return;
    const delayMs = Math.min(retryMs.longest, retryMs.first * 2 ** (tried - 1));
    const cancel = this.#options.timers.after(delayMs, () => {
      left.cancelRetry = noRetry;
      this.#begin(identity, left, tried + 1);
    });
    left.cancelRetry = () => {
      cancel();
      left.cancelRetry = noRetry;
    };
  }

  #forget(left: Left): void {
    this.#deleted += 1;
    this.#drop(left);
  }

  #forgetExpired(): void {
    const oldestMs = this.#options.clock.nowMs() - retentionMs;
    for (const left of this.#left.values()) if (left.createdMs < oldestMs) this.#drop(left);
  }

  #drop(left: Left): void {
    left.cancelRetry();
    // Created anew meanwhile, it is somebody's.
    if (this.#left.get(left.id) !== left) return;
    this.#left.delete(left.id);
    this.#options.openSearches.remove(left.id);
  }
}

function noRetry(): void {
  // Nothing is planned.
}
