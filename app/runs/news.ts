import type { Timers } from '../ports/timers.ts';

/** Looks at a run that wait for something worth seeing before their time is over. */
export class News {
  readonly #timers: Timers;
  readonly #waiting = new Set<() => void>();
  #toldRevision = 0;
  #isOver = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** That revision is worth seeing: answers all who wait, and those who have seen none so late when they come. */
  tell(revision: number): void {
    this.#toldRevision = revision;
    this.#answerAll();
  }

  /** The run is over: nobody waits any more. */
  end(): void {
    this.#isOver = true;
    this.#answerAll();
  }

  /** Resolves with the next news, at once where there is news already, or after so many milliseconds. */
  next(withinMs: number, seenRevision: number): Promise<void> {
    if (this.#isOver || seenRevision < this.#toldRevision) return Promise.resolve();
    return new Promise((resolve) => {
      const answer = () => {
        cancel();
        this.#waiting.delete(answer);
        resolve();
      };
      const cancel = this.#timers.after(withinMs, answer);
      this.#waiting.add(answer);
    });
  }

  #answerAll(): void {
    for (const answer of this.#waiting) answer();
  }
}
