import { LRUCache } from 'lru-cache';
import type { Clock } from '../../ports/clock.ts';
import { orAborted, withDeadline } from './deadline.ts';

/** Longer than the client's tries of one quick call, shorter than the console's patience with the app. */
const makeLimitMs = 25_000;

type Make<T> = (signal: AbortSignal) => Promise<T>;
type Kept<T> = { readonly value: T; readonly untilMs: number };

/**
 * Values by key, each for `lifetimeMs`, at most `capacity` of them, the one asked for longest ago leaving first. Two
 * askers of one key share one answer under way, which an asker who gives up does not end; a failure is not kept.
 */
export class ShortCache<T> {
  readonly #clock: Clock;
  readonly #kept: LRUCache<string, Kept<T>, Make<T>>;

  constructor(options: {
    readonly clock: Clock;
    readonly lifetimeMs: number;
    readonly capacity: number;
  }) {
    this.#clock = options.clock;
    this.#kept = new LRUCache({
      max: options.capacity,
      // The library's own signal is not passed on: an entry that leaves early still answers its askers.
      ignoreFetchAbort: true,
      fetchMethod: async (_key, _old, { context: make }) => {
        const untilMs = options.clock.monotonicMs() + options.lifetimeMs;
        return { value: await withDeadline(makeLimitMs, make), untilMs };
      },
    });
  }

  async get(key: string, signal: AbortSignal, make: Make<T>): Promise<T> {
    // The library's `ttl` follows no clock but the process's own.
    const old = this.#kept.peek(key);
    const forceRefresh = old !== undefined && old.untilMs <= this.#clock.monotonicMs();
    const fetched = this.#kept.forceFetch(key, { context: make, forceRefresh });
    return (await orAborted(fetched, signal)).value;
  }
}
