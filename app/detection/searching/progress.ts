import type { RunStep } from '../../../contract/run.ts';
import type { SearchesProgress } from './run-searches.ts';

/** Where a run stands: its step, and the counts of its searches so far, which never fall. */
export type RunProgress = SearchesProgress & { readonly step: RunStep };

/** Joins the steps of the main path with the counts of its rounds of searches. */
export class ProgressReport {
  readonly #tell: (progress: RunProgress) => void;
  #step: RunStep = 'facts';
  #before: SearchesProgress = { percent: 0, examined: 0, rows: 0 };
  #now: SearchesProgress = { percent: 0, examined: 0, rows: 0 };

  constructor(tell: (progress: RunProgress) => void) {
    this.#tell = tell;
  }

  enter(step: RunStep): void {
    if (step === this.#step && step !== 'facts') return;
    this.#step = step;
    this.#report();
  }

  /** What is counted from here on comes on top of a round of searches that is over. */
  endRound({ examined, rows }: Pick<SearchesProgress, 'examined' | 'rows'>): void {
    this.#before = { percent: 100, examined, rows };
  }

  count({ percent, examined, rows }: SearchesProgress): void {
    const before = this.#before;
    this.#now = {
      percent: Math.max(before.percent, percent),
      examined: before.examined + examined,
      rows: before.rows + rows,
    };
    this.#report();
  }

  #report(): void {
    this.#tell({ step: this.#step, ...this.#now });
  }
}
