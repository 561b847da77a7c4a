import { rule } from '../rule/rule.ts';
import type { PhaseCounts } from './phase-counts.ts';

const nothing = { known: 0, bytes: 0, impossible: 0, claimed: 0 } as const;

/**
 * Log sources and flow sources that see one direction only: they never counted a byte that came back, though something
 * must have, because TCP cannot send as much unanswered. Then a 0 of theirs says nothing.
 */
export class OneWayReporters {
  readonly #answered = new Set<number>();
  readonly #unanswered = new Set<number>();

  /** Takes in what a reporter said of a pair of this transport (IANA protocol number), in any order. */
  add({ logSourceId, received, sentLargest }: PhaseCounts, protocolId: number): void {
    if (received.bytes > 0) this.#answered.add(logSourceId);
    else if (protocolId === 6 && sentLargest > rule.thresholds.unansweredBytes.value)
      this.#unanswered.add(logSourceId);
  }

  /** Whether there may be any, so that counts need to be looked through. */
  get any(): boolean {
    return this.#unanswered.size > 0;
  }

  has(reporterId: number): boolean {
    return this.#unanswered.has(reporterId) && !this.#answered.has(reporterId);
  }

  /** Counts without what their reporter cannot know. */
  seenBy(counts: PhaseCounts): PhaseCounts {
    return this.has(counts.logSourceId) ? { ...counts, received: nothing } : counts;
  }
}
