import { intervalMs, keyOf, storedSingly } from '../coalesce.ts';
import type { EventRow } from '../../sql/store.ts';

type Interval = { readonly untilMs: number; seen: number; rest: EventRow | null };

/**
 * `coalesce` for records of one log source that come one after the other, by their own times: what stands for the rest of ten seconds
 * is known when these are over.
 */
export class Coalescing {
  readonly #open = new Map<string, Interval>();

  /** What is to be stored now: the record itself, unless it is folded, and before it what an interval that is over leaves. */
  add(row: EventRow): EventRow[] {
    const key = keyOf(row);
    const interval = this.#open.get(key);
    if (interval === undefined || row.startMs >= interval.untilMs) {
      this.#open.set(key, { untilMs: row.startMs + intervalMs, seen: 1, rest: null });
      return [...(interval?.rest ? [interval.rest] : []), row];
    }
    interval.seen += 1;
    if (interval.seen <= storedSingly) return [row];
    const { rest } = interval;
    interval.rest = rest
      ? { ...rest, eventCount: rest.eventCount + row.eventCount, endMs: row.startMs }
      : row;
    return [];
  }

  /** The records that stand for the rest of intervals that are over by then, epoch ms. */
  over(atMs: number): EventRow[] {
    const done = [...this.#open].filter(([, { untilMs }]) => untilMs <= atMs);
    for (const [key] of done) this.#open.delete(key);
    return done.flatMap(([, { rest }]) => rest ?? []);
  }
}
