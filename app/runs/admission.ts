import { fullShare } from './memory-guard.ts';

/**
 * Memory that a run takes at most for each row that its settings let a query give, bytes: measured with 500,000 rows that
 * are a source and a pair of their own each, 210 for what is kept and 50 more while they are judged.
 */
export const bytesPerRow = 260;

/**
 * Memory of the app without the rows of any run, bytes: measured, 40 MB of heap and 60 of what V8 compiled the code to, of buffers
 * and of what is free between them.
 */
export const bytesWithoutRuns = 105 * 2 ** 20;

/** Decides which runs may be under way together, so that their memory fits the container whatever they find. */
export class Admission {
  /** Rows that all runs under way may have together. */
  readonly #rows: number;

  /** `limitBytes`: what the container may use; 0: nothing limits it. */
  constructor(limitBytes: number) {
    const forRuns = Math.max(0, fullShare * limitBytes - bytesWithoutRuns);
    this.#rows = limitBytes === 0 ? Infinity : forRuns / bytesPerRow;
  }

  /**
   * Whether a run of that weight may start beside those under way. A weight is the rows that a run's settings let a query
   * give. A run alone always may: whether what it really reads fits is for the memory guard.
   */
  canStart(weight: number, underWay: readonly number[]): boolean {
    if (underWay.length === 0) return true;
    return underWay.reduce((sum, other) => sum + other, weight) <= this.#rows;
  }
}
