import type { Timers } from '../../ports/timers.ts';
import { systemTimers } from '../timers.ts';
import { ConsoleRefusal, isTransient, reasonOf } from './failures.ts';

/** The one retry policy. Delays in ms; `random` gives numbers in [0, 1). */
export type RetryPolicy = {
  /** Tries in all, the first included. */
  readonly attempts: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  readonly random: () => number;
  readonly timers?: Timers;
};

/**
 * Three tries within a few seconds, a choice: enough for a restart of one service behind the web tier, short
 * enough for a person who waits at a page.
 */
export const defaultRetry: Omit<RetryPolicy, 'random'> = {
  attempts: 3,
  firstDelayMs: 500,
  longestDelayMs: 10_000,
};

/**
 * Repeats `attempt` while its failure is transient, at most `policy.attempts` times, with full jitter on a
 * doubling delay. A longer wait asked for by `Retry-After` is honoured up to `longestDelayMs`; one beyond
 * that ends the tries, because nobody waits that long at a page. Throws the last failure.
 */
export async function withRetries<T>(
  policy: RetryPolicy,
  signal: AbortSignal,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      const delayMs = tried < policy.attempts ? delayAfter(policy, tried, error) : null;
      if (delayMs === null) throw error;
      await pause(delayMs, signal, policy.timers);
    }
  }
}

/** Waits, or throws why the signal was aborted. */
export function pause(
  delayMs: number,
  signal: AbortSignal,
  timers: Timers = systemTimers,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      cancel();
      reject(reasonOf(signal));
    };
    const cancel = timers.after(delayMs, () => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    });
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}

/** How long the console wants to be left alone (`Retry-After`), ms; 0 where it does not say. */
export function askedPauseMs(error: unknown): number {
  return error instanceof ConsoleRefusal ? (error.retryAfterMs ?? 0) : 0;
}

function delayAfter(policy: RetryPolicy, tried: number, error: unknown): number | null {
  if (!isTransient(error)) return null;
  const ceilingMs = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** (tried - 1));
  const ownMs = policy.random() * ceilingMs;
  const askedMs = askedPauseMs(error);
  return askedMs > policy.longestDelayMs ? null : Math.max(ownMs, askedMs);
}
