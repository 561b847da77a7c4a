import { byWorstFirst, type Badness } from '../../contract/card.ts';
import type { Finding } from '../../contract/finding.ts';

/**
 * Findings worst first (`byWorstFirst`), each built when it is reached, and built again by whoever goes through
 * them again: as objects all of them would weigh most of what a run does. A list of findings is one too.
 */
export type Findings = Iterable<Finding> & { readonly length: number };

/** What ranks a finding, and how it is built. */
type Candidate = { readonly badness: Badness; readonly build: () => Finding };

/**
 * Keeps the worst `limit` findings of any number, in memory for a quarter more than that. Order of arrival
 * makes no difference.
 */
export class WorstFindings {
  readonly #limit: number;
  #kept: Candidate[] = [];
  /** Once findings were dropped: the last one kept, which any further one must beat. */
  #bar: Badness | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds a finding; `build` is called when somebody reaches it in the result, if ever. */
  add(badness: Badness, build: () => Finding): void {
    if (this.#bar !== null && byWorstFirst(badness, this.#bar) > 0) return;
    this.#kept.push({ badness, build });
    if (this.#kept.length > this.#limit * 1.25) this.#shorten();
  }

  /** What is kept, worst first, and whether anything was dropped. Nothing may be added any more. */
  result(): { readonly findings: Findings; readonly isCut: boolean } {
    this.#shorten();
    return { findings: new BuiltWhenReached(this.#kept), isCut: this.#bar !== null };
  }

  #shorten(): void {
    this.#kept.sort((a, b) => byWorstFirst(a.badness, b.badness));
    if (this.#kept.length <= this.#limit) return;
    this.#kept.length = this.#limit;
    this.#bar = this.#kept.at(-1)?.badness ?? null;
  }
}

class BuiltWhenReached implements Findings {
  readonly #candidates: readonly Candidate[];

  constructor(candidates: readonly Candidate[]) {
    this.#candidates = candidates;
  }

  get length(): number {
    return this.#candidates.length;
  }

  *[Symbol.iterator](): Generator<Finding, void, undefined> {
    for (const { build } of this.#candidates) yield build();
  }
}
