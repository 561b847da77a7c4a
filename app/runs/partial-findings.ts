import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Judging } from '../detection/detect.ts';
import type { Clock } from '../ports/clock.ts';
import type { Steps } from '../ports/steps.ts';
import type { Timers } from '../ports/timers.ts';
import { inTurns, oneTurn } from './in-turns.ts';

/** Partial findings are judged at most this often, however closely a tab looks. */
const judgeEveryMs = 1000;
/** And so that judging takes at most a tenth of the time. */
const judgeShare = 10;
/**
 * The first findings are shown when what follows takes longer than this: else they would be judged, sent and
 * read twice for nothing. About what it takes to show 10,000 of them.
 */
const firstFindingsAfterMs = 500;

export type PartialFindingsOptions = {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Judges and keeps what was found. */
  readonly keep: (judging: Judging) => Steps<unknown>;
  /** What took longer than a turn is there: worth a look. */
  readonly onJudged: () => void;
  /** What took longer than a turn has failed. */
  readonly onFailure: (error: unknown) => void;
  /** The findings of the first searches are worth seeing; `isNew` where the next look will judge them. */
  readonly onFirstFindings: (isNew: boolean) => void;
};

/**
 * When the findings of a run under way are judged. Looks drive it: a run that nobody watches costs nothing on the
 * way. What is judged once is not judged again until more was read.
 */
export class PartialFindings {
  readonly #options: PartialFindingsOptions;
  /** Of what was read since the last judgement; `null`: nothing. */
  #judging: Judging | null = null;
  /** When a look judges, on the monotonic clock; `null` as long as nothing was read. */
  #dueMs: number | null = null;
  #cancelFirst: () => void = () => undefined;
  /** A judgement that takes longer than a turn. */
  #underWay: { readonly stop: AbortController; readonly over: Promise<void> } | null = null;

  constructor(options: PartialFindingsOptions) {
    this.#options = options;
  }

  /** A detection begins: what an earlier try has read does not count. */
  begin(): void {
    this.end();
    this.#dueMs = null;
  }

  /** A page was read; `null`: it changes no finding. Rows that are read within a second are judged once, when whole. */
  read(judging: Judging | null): void {
    this.#judging = judging ?? this.#judging;
    this.#dueMs ??= this.#options.clock.monotonicMs() + judgeEveryMs;
  }

  /** Nothing is added to what was read for as long as a search takes: it is shown at once. */
  showNow(): void {
    if (this.#judging === null) return;
    this.#dueMs = 0;
    this.#options.onFirstFindings(true);
  }

  /** The first searches are over, and what follows adds to their findings: these are shown in half a second. */
  firstFindings(): void {
    this.#dueMs = Infinity;
    this.#cancelFirst = this.#options.timers.after(firstFindingsAfterMs, () => {
      this.#dueMs = 0;
      this.#options.onFirstFindings(this.#judging !== null);
    });
  }

  /** The whole findings are about to be there. A judgement under way is given up. */
  end(): void {
    this.last();
    this.#underWay?.stop.abort();
    this.#underWay = null;
  }

  /** Nothing more is going to be read or judged; a judgement under way goes on. */
  last(): void {
    this.#cancelFirst();
    this.#judging = null;
  }

  /** Resolves when the judgement under way is over; `null` where there is none. What is judged must not change until then. */
  get over(): Promise<void> | null {
    return this.#underWay?.over ?? null;
  }

  /** Called at each look of a tab: judges when it is time. Throws what judging or keeping throws. */
  look(): void {
    if (this.#options.clock.monotonicMs() >= (this.#dueMs ?? Infinity)) this.judgeNow();
  }

  /**
   * Judges what was read since the last time, if anything: for one turn at once, the rest beside others (`over`). Throws what
   * judging or keeping throws in its first turn.
   */
  judgeNow(): void {
    const judging = this.#judging;
    if (!judging || this.#underWay) return;
    this.#judging = null;
    const { clock, keep } = this.#options;
    const beganMs = clock.monotonicMs();
    const steps = keep(judging);
    let isOver = true;
    try {
      isOver = oneTurn(steps, clock).isOver;
    } finally {
      if (isOver) this.#judgedSince(beganMs);
    }
    if (!isOver) this.#goOn(steps, beganMs);
  }

  #goOn(steps: Steps<unknown>, beganMs: number): void {
    const { clock, onJudged, onFailure } = this.#options;
    const stop = new AbortController();
    const goOn = async () => {
      try {
        await othersTurn();
        await inTurns(steps, clock, stop.signal);
        this.#ended(stop, beganMs);
        onJudged();
      } catch (error) {
        // Given up: the whole findings, or none any more, are wanted.
        if (stop.signal.aborted) return;
        this.#ended(stop, beganMs);
        onFailure(error);
      }
    };
    this.#underWay = { stop, over: goOn() };
  }

  #ended(stop: AbortController, beganMs: number): void {
    if (this.#underWay?.stop === stop) this.#underWay = null;
    this.#judgedSince(beganMs);
  }

  #judgedSince(beganMs: number): void {
    const endedMs = this.#options.clock.monotonicMs();
    this.#dueMs = endedMs + Math.max(judgeEveryMs, judgeShare * (endedMs - beganMs));
  }
}
