import type { SignalState } from '../../../contract/triage.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Receiver, SendLines, SignalQueue } from '../../ports/signals.ts';
import type { Timers } from '../../ports/timers.ts';
import { leefLine } from './leef.ts';

export type SignalSenderOptions = {
  readonly queue: SignalQueue;
  readonly send: SendLines;
  /** `null`: nothing is to be sent now. */
  readonly receiver: () => Receiver | null;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly report: (message: string, error: unknown) => void;
};

/** Signals of one connection. */
const atOnce = 50;
/** Pauses after a failure: doubled each time, from the first to the last. */
const firstPauseMs = 5_000;
const longestPauseMs = 5 * 60_000;

/**
 * Sends what waits in the queue, one connection at a time, until nothing waits; tries again after a pause where that fails. A signal
 * is noted as sent when the receiver has taken it, so one that was under way when the app was killed is sent once more.
 */
export class SignalSender {
  readonly #options: SignalSenderOptions;
  readonly #stop = new AbortController();
  #sending: Promise<void> | null = null;
  #isAsked = false;
  #cancelPause: (() => void) | null = null;
  #pauseMs = firstPauseMs;
  #lastError: string | null = null;
  #lastSentMs: number | null = null;

  constructor(options: SignalSenderOptions) {
    this.#options = options;
  }

  /** Something waits, or is to be sent elsewhere: sends at once, whatever the pause. */
  wake(): void {
    if (this.#stop.signal.aborted) return;
    this.#isAsked = true;
    if (this.#sending) return;
    this.#cancelPause?.();
    this.#cancelPause = null;
    this.#sending = this.#work();
  }

  /** Throws what reading the queue throws. */
  state(): SignalState {
    const { waiting, leftOut } = this.#options.queue.counts();
    const isOn = this.#options.receiver() !== null;
    return { isOn, waiting, leftOut, lastError: this.#lastError, lastSentMs: this.#lastSentMs };
  }

  /** Sends nothing more; what waits stays in the queue. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#cancelPause?.();
    await this.#sending;
  }

  async #work(): Promise<void> {
    const { report } = this.#options;
    try {
      // Something may be added while the last of the others is sent.
      while (this.#isAsked) {
        this.#isAsked = false;
        while (await this.#sendSome());
      }
      this.#pauseMs = firstPauseMs;
      this.#lastError = null;
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      if (this.#lastError === null) report('signals could not be sent; they wait', error);
      this.#lastError = error instanceof Error ? error.message : String(error);
      this.#pause();
    } finally {
      // In the same turn as the last look at what is asked, so that nobody who asks is taken for served.
      this.#sending = null;
    }
  }

  /** Answers whether more may wait. */
  async #sendSome(): Promise<boolean> {
    const { queue, send, receiver, clock } = this.#options;
    const to = receiver();
    if (to === null || this.#stop.signal.aborted) return false;
    const signals = queue.waiting(atOnce);
    if (signals.length === 0) return false;
    await send(to, signals.map(leefLine), this.#stop.signal);
    const nowMs = clock.nowMs();
    queue.sent(
      signals.map(({ number }) => number),
      nowMs,
    );
    this.#lastSentMs = nowMs;
    return true;
  }

  #pause(): void {
    this.#cancelPause = this.#options.timers.after(this.#pauseMs, () => {
      this.#cancelPause = null;
      this.wake();
    });
    this.#pauseMs = Math.min(2 * this.#pauseMs, longestPauseMs);
  }
}
