import type { WaitingForConsole } from '../../../contract/run.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConsoleFacts } from '../../ports/console-facts.ts';
import type { Timers } from '../../ports/timers.ts';
import { mayPass, troubleOf } from './failures.ts';
import { askedPauseMs, pause } from './retry.ts';

export type PatienceOptions = {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** How long, from now on, an outage is waited out. */
  readonly limitMs: number;
  readonly onWaiting: (waiting: WaitingForConsole | null) => void;
  readonly report: (message: string, error: unknown) => void;
};

/** Doubling: a hiccup is over after the first; a restart of QRadar is noticed within a quarter of a minute. */
const pauseMs = { first: 500, longest: 15_000 } as const;
/** What a console asks for by `Retry-After` is granted up to this. */
const longestAskedMs = 60_000;
/** A console that answers, and fails, is asked so often in all: the same call would fail for ever. */
const mostStumbles = 3;
/** An outage shorter than this is over before anybody has read of it. */
const toldAfterMs = 2000;

/**
 * The patience of one run with its console: its calls go on through an outage until the run has taken as long as it may.
 * Several calls may wait at the same time; who watches hears of the one that has waited longest.
 */
export class Patience {
  readonly #options: PatienceOptions;
  readonly #endMs: number;
  /** Calls that wait, the one that has waited longest first. */
  readonly #waiting = new Map<symbol, WaitingForConsole>();
  #told: WaitingForConsole | null = null;

  constructor(options: PatienceOptions) {
    this.#options = options;
    this.#endMs = options.clock.monotonicMs() + options.limitMs;
  }

  /**
   * Repeats the attempt as long as the console is out, with a growing pause; three times where it answers and stumbles.
   * `mayRepeat` forbids it for a failure. Throws the last failure, and why the signal was aborted.
   */
  async during<T>(
    signal: AbortSignal,
    attempt: () => Promise<T>,
    mayRepeat: (error: unknown) => boolean = () => true,
  ): Promise<T> {
    const call = Symbol('call');
    const sinceMs = this.#options.clock.nowMs();
    const beganMs = this.#options.clock.monotonicMs();
    let last: unknown = null;
    let stumbles = 0;
    try {
      for (let tried = 1; ; tried += 1) {
        try {
          return await attempt();
        } catch (error) {
          if (!mayPass(error)) throw last !== null && isTimeUp(error) ? last : error;
          if (troubleOf(error) === 'stumble') stumbles += 1;
          if (stumbles >= mostStumbles || !mayRepeat(error) || this.#leftMs() <= 0) throw error;
          last = error;
        }
        if (this.#options.clock.monotonicMs() - beganMs >= toldAfterMs) {
          this.#waits(call, { sinceMs, cause: causeOf(last) }, last);
        }
        await this.#pause(tried, last, signal);
      }
    } finally {
      this.#goesOn(call);
    }
  }

  async #pause(tried: number, last: unknown, signal: AbortSignal): Promise<void> {
    const { random, timers } = this.#options;
    const ceilingMs = Math.min(pauseMs.longest, pauseMs.first * 2 ** (tried - 1));
    // Half of it at random, so that calls that failed together do not all come back together.
    const ownMs = ceilingMs * (0.5 + random() / 2);
    const askedMs = Math.min(longestAskedMs, askedPauseMs(last));
    try {
      await pause(Math.min(this.#leftMs(), Math.max(ownMs, askedMs)), signal, timers);
    } catch (error) {
      throw isTimeUp(error) ? last : error;
    }
  }

  #leftMs(): number {
    return this.#endMs - this.#options.clock.monotonicMs();
  }

  #waits(call: symbol, waiting: WaitingForConsole, error: unknown): void {
    if (this.#waiting.size === 0) {
      this.#options.report('the console does not answer; the run goes on waiting', error);
    }
    this.#waiting.set(call, waiting);
    this.#tell();
  }

  #goesOn(call: symbol): void {
    if (this.#waiting.delete(call)) this.#tell();
  }

  #tell(): void {
    const [longest = null] = [...this.#waiting.values()].sort((a, b) => a.sinceMs - b.sinceMs);
    if (longest?.sinceMs === this.#told?.sinceMs && longest?.cause === this.#told?.cause) return;
    this.#told = longest;
    this.#options.onWaiting(longest);
  }
}

/** The facts of a console, asked for with the patience of a run. */
export function patientFacts(facts: ConsoleFacts, patience: Patience): ConsoleFacts {
  return {
    eventFields: (signal) => patience.during(signal, () => facts.eventFields(signal)),
    categoryIds: (names, signal) => patience.during(signal, () => facts.categoryIds(names, signal)),
    domainNames: (signal) => patience.during(signal, () => facts.domainNames(signal)),
    // Made of searches, which have that patience already.
    filling: facts.filling,
    disabled: facts.disabled,
    knownDisabled: facts.knownDisabled,
    isFillingKnown: facts.isFillingKnown,
    // Fails for no console that is out: what it does not say is accepted.
    refusedQueries: facts.refusedQueries,
  };
}

/** The time of a search is up: what it waited for says more. */
function isTimeUp(error: unknown): boolean {
  return error instanceof AppError && error.code === 'search-timed-out';
}

function causeOf(error: unknown): WaitingForConsole['cause'] {
  const code = error instanceof AppError ? error.code : null;
  if (code === 'console-untrusted') return 'untrusted';
  return code === 'console-busy' ? 'busy' : 'no-answer';
}
