import type { Timers } from '../../ports/timers.ts';
import { systemTimers } from '../timers.ts';
import { reasonOf, tooLate } from './failures.ts';

/**
 * The work's outcome, with a signal that aborts after `ms` with `console-unreachable`, for work that no single
 * caller owns. The timer and the error end with the work: an error kept for later would keep, by its stack,
 * whatever its makers can reach.
 */
export async function withDeadline<T>(
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  timers: Timers = systemTimers,
): Promise<T> {
  const controller = new AbortController();
  const cancel = timers.after(ms, () => controller.abort(tooLate(ms)));
  try {
    return await work(controller.signal);
  } finally {
    cancel();
  }
}

/** The work's outcome, or why the signal was aborted before it; the work itself goes on for others. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => reject(reasonOf(signal));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
