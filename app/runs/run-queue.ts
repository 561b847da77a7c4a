import { AppError } from '../ports/app-error.ts';
import type { Timers } from '../ports/timers.ts';
import { firstOwner, inTurn, nextRound, roundOf, type Part } from './turns.ts';

export type QueueLimits = {
  /** Detections under way at once, over all sessions. */
  readonly jobs: number;
  /** Of these, of one session. */
  readonly jobsPerSession: number;
  /** Detections that wait for a place, over all sessions. */
  readonly waiting: number;
  /** Of these, of one session. */
  readonly waitingPerSession: number;
};

export type RunQueueOptions<J> = {
  readonly limits: QueueLimits;
  readonly timers: Timers;
  /** Whether there is room for this detection now, beside those under way; asked again every second while not. */
  readonly mayStart: (job: J, underWay: readonly J[]) => boolean;
  /** The detection has a place. */
  readonly begin: (job: J) => void;
};

type Entry<J> = {
  readonly job: J;
  readonly parts: Map<string, Part>;
  isUnderWay: boolean;
};

const askAgainMs = 1000;

/** The detections under way, and those that wait for a place; each begins by itself as soon as it is its turn. */
export class RunQueue<J> {
  readonly #options: RunQueueOptions<J>;
  /** In the order in which they were asked for. */
  readonly #entries = new Map<J, Entry<J>>();
  /** The round of the detection that began last. */
  #served = 0;
  #cancelAsking: () => void = () => undefined;

  constructor(options: RunQueueOptions<J>) {
    this.#options = options;
  }

  /** Throws `too-many-runs` where one more detection of this session could not even wait. */
  requirePlace(owner: string): void {
    const { waiting, waitingPerSession } = this.#options.limits;
    const all = this.#those(false);
    const own = all.filter((entry) => firstOwner(entry) === owner);
    if (own.length >= waitingPerSession)
      throw new AppError('too-many-runs', { detail: `${own.length} of this session are waiting` });
    if (all.length >= waiting)
      throw new AppError('too-many-runs', { detail: `${all.length} are waiting` });
  }

  /** A run takes part in a detection, which begins at once where there is a place. */
  join(job: J, runId: string, owner: string): void {
    const round = nextRound(owner, this.#entries.values(), this.#served);
    const entry = this.#entries.get(job) ?? { job, parts: new Map(), isUnderWay: false };
    entry.parts.set(runId, { owner, round });
    this.#entries.set(job, entry);
    this.#beginNext();
  }

  /** A run takes part no more; the detection goes on for the others. */
  leave(job: J, runId: string): void {
    this.#entries.get(job)?.parts.delete(runId);
  }

  /** A detection is over, or is not wanted any more. */
  remove(job: J): void {
    this.#entries.delete(job);
    this.#beginNext();
  }

  /** Nothing is under way and nothing waits any more. */
  clear(): void {
    this.#cancelAsking();
    this.#entries.clear();
  }

  /** From 1; `null` for a detection that does not wait. Grows where somebody comes who has fewer. */
  placeOf(job: J): number | null {
    const index = this.#inTurn().findIndex((entry) => entry.job === job);
    return index === -1 ? null : index + 1;
  }

  #beginNext(): void {
    const { limits, timers, mayStart, begin } = this.#options;
    this.#cancelAsking();
    const underWay = this.#those(true);
    const next = this.#inTurn().find((entry) => this.#hasShareLeft(entry, underWay));
    if (!next || underWay.length >= limits.jobs) return;
    const beside = underWay.map(({ job }) => job);
    if (!mayStart(next.job, beside)) {
      this.#cancelAsking = timers.after(askAgainMs, () => this.#beginNext());
      return;
    }
    next.isUnderWay = true;
    this.#served = roundOf(next);
    begin(next.job);
    this.#beginNext();
  }

  /** Whether one of its sessions has fewer under way than it may. */
  #hasShareLeft({ parts }: Entry<J>, underWay: readonly Entry<J>[]): boolean {
    const had = underWay.map(firstOwner);
    const isBelow = ({ owner }: Part) =>
      had.filter((other) => other === owner).length < this.#options.limits.jobsPerSession;
    return [...parts.values()].some(isBelow);
  }

  #inTurn(): Entry<J>[] {
    return inTurn(this.#those(false));
  }

  #those(isUnderWay: boolean): Entry<J>[] {
    return [...this.#entries.values()].filter((entry) => entry.isUnderWay === isUnderWay);
  }
}
