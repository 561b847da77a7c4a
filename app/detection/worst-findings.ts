import { byWorstFirst } from '../../contract/card.ts';
import type { Finding } from '../../contract/finding.ts';

/**
 * Keeps the worst `limit` findings of any number, in memory for about twice as many. Order of arrival makes
 * no difference.
 */
export class WorstFindings {
  readonly #limit: number;
  #kept: Finding[] = [];
  /** Once findings were dropped: the last one kept, which any further one must beat. */
  #bar: Finding | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(finding: Finding): void {
    if (this.#bar !== null && byWorstFirst(finding, this.#bar) > 0) return;
    this.#kept.push(finding);
    if (this.#kept.length >= this.#limit * 2) this.#shorten();
  }

  /** What is kept, worst first, and whether anything was dropped. */
  result(): { readonly findings: readonly Finding[]; readonly isCut: boolean } {
    this.#shorten();
    return { findings: this.#kept, isCut: this.#bar !== null };
  }

  #shorten(): void {
    this.#kept.sort(byWorstFirst);
    if (this.#kept.length <= this.#limit) return;
    this.#kept = this.#kept.slice(0, this.#limit);
    this.#bar = this.#kept.at(-1) ?? null;
  }
}
