import { setTimeout as delay } from 'node:timers/promises';

/** Time as the API needs it, so that a test can make a day pass. */
export type ApiClock = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or rejects as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/** The clock of the machine. Sleepers do not keep the process alive. */
export const systemClock: ApiClock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, { ref: false, ...(signal ? { signal } : {}) }),
};
