import type { Clock } from '../../../app/ports/clock.ts';
import type { Timers } from '../../../app/ports/timers.ts';

/** A clock and its timers that stand still until the test moves them. */
export type ManualTime = {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Moves on by so many milliseconds; what is due is called at its own time, in order. */
  readonly pass: (ms: number) => void;
  /** Timers that are still to come. */
  readonly pending: () => number;
};

export function manualTime(startMs = 1_767_600_000_000): ManualTime {
  let nowMs = startMs;
  const waiting = new Set<{ readonly atMs: number; readonly call: () => void }>();
  const nextUntil = (endMs: number) =>
    [...waiting].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
  return {
    clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
    timers: {
      after: (delayMs, call) => {
        const timer = { atMs: nowMs + delayMs, call };
        waiting.add(timer);
        return () => waiting.delete(timer);
      },
    },
    pass: (ms) => {
      const endMs = nowMs + ms;
      for (let next = nextUntil(endMs); next; next = nextUntil(endMs)) {
        nowMs = next.atMs;
        waiting.delete(next);
        next.call();
      }
      nowMs = endMs;
    },
    pending: () => waiting.size,
  };
}
