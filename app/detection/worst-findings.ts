import { byWorstFirst, type Badness } from '../../contract/card.ts';
import type { Finding } from '../../contract/finding.ts';

/**
 * Keeps the worst `limit` findings of any number, in memory for a quarter more than that. Order of arrival
 * makes no difference.
 */
export class WorstFindings {
  readonly #limit: number;
  #kept: Finding[] = [];
  /** Once findings were dropped: the last one kept, which any further one must beat. */
  #bar: Finding | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds a finding; one that cannot be among the worst is not even built. */
  add(badness: Badness, build: () => Finding): void {
    if (this.#bar !== null && byWorstFirst(badness, this.#bar) > 0) return;
    this.#kept.push(build());
    if (this.#kept.length > this.#limit * 1.25) this.#shorten();
  }

  /** What is kept, worst first, and whether anything was dropped. */
  result(): { readonly findings: readonly Finding[]; readonly isCut: boolean } {
    this.#shorten();
    return { findings: this.#kept, isCut: this.#bar !== null };
  }

  #shorten(): void {
    this.#kept.sort(byWorstFirst);
    if (this.#kept.length <= this.#limit) return;
    this.#kept.length = this.#limit;
    this.#bar = this.#kept.at(-1) ?? null;
  }
}
