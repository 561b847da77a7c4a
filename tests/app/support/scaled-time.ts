import type { Clock } from '../../../app/ports/clock.ts';
import type { Timers } from '../../../app/ports/timers.ts';

/** A clock and its timers that run so many times as fast as those of the machine, from one moment on. */
export function scaledTime(factor: number): { readonly clock: Clock; readonly timers: Timers } {
  const beganMs = performance.now();
  const startMs = 1_767_600_000_000;
  const monotonicMs = () => (performance.now() - beganMs) * factor;
  return {
    clock: { monotonicMs, nowMs: () => startMs + monotonicMs() },
    timers: {
      after: (delayMs, call) => {
        const timer = setTimeout(call, delayMs / factor);
        return () => clearTimeout(timer);
      },
    },
  };
}
