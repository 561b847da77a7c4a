import type { Judging } from '../detection/detect.ts';
import type { Clock } from '../ports/clock.ts';
import type { Timers } from '../ports/timers.ts';

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
  readonly keep: (judging: Judging) => void;
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

  /** The first searches are over, and what follows adds to their findings: these are shown in half a second. */
  firstFindings(): void {
    this.#dueMs = Infinity;
    this.#cancelFirst = this.#options.timers.after(firstFindingsAfterMs, () => {
      this.#dueMs = 0;
      this.#options.onFirstFindings(this.#judging !== null);
    });
  }

  /** The whole findings are about to be there. */
  end(): void {
    this.#cancelFirst();
    this.#judging = null;
  }

  /** Called at each look of a tab: judges when it is time. Throws what judging or keeping throws. */
  look(): void {
    if (this.#options.clock.monotonicMs() >= (this.#dueMs ?? Infinity)) this.judgeNow();
  }

  /** Judges what was read since the last time, if anything. Throws what judging or keeping throws. */
  judgeNow(): void {
    const judging = this.#judging;
    if (!judging) return;
    this.#judging = null;
    const { clock, keep } = this.#options;
    const beganMs = clock.monotonicMs();
    try {
      keep(judging);
    } finally {
      const endedMs = clock.monotonicMs();
      this.#dueMs = endedMs + Math.max(judgeEveryMs, judgeShare * (endedMs - beganMs));
    }
  }
}
