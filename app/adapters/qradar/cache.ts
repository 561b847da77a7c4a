import type { Clock } from '../../ports/clock.ts';
import { orAborted, withDeadline } from './deadline.ts';

/** Longer than the client's tries of one quick call, shorter than the console's patience with the app. */
const makeLimitMs = 25_000;

/**
 * Values by key, each for `lifetimeMs`, at most `capacity` of them, the oldest leaving first. Two askers of
 * one key share one answer under way, which an asker who gives up does not end; a failure is not kept.
 */
export class ShortCache<T> {
  readonly #clock: Clock;
  readonly #lifetimeMs: number;
  readonly #capacity: number;
  readonly #kept = new Map<string, { readonly value: Promise<T>; readonly untilMs: number }>();

  constructor(options: {
    readonly clock: Clock;
    readonly lifetimeMs: number;
    readonly capacity: number;
  }) {
    this.#clock = options.clock;
    this.#lifetimeMs = options.lifetimeMs;
    this.#capacity = options.capacity;
  }

  async get(
    key: string,
    signal: AbortSignal,
    make: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept && kept.untilMs > this.#clock.nowMs()) return orAborted(kept.value, signal);
    return orAborted(this.#renew(key, make), signal);
  }

  async #renew(key: string, make: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const value = withDeadline(makeLimitMs, make);
    const entry = { value, untilMs: this.#clock.nowMs() + this.#lifetimeMs };
    this.#kept.delete(key);
    this.#kept.set(key, entry);
    this.#trim();
    try {
      return await value;
    } catch (error) {
      if (this.#kept.get(key) === entry) this.#kept.delete(key);
      throw error;
    }
  }

  forget(key: string): void {
    this.#kept.delete(key);
  }

  #trim(): void {
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= this.#capacity) return;
      this.#kept.delete(key);
    }
  }
}
