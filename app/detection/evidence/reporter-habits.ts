import { eachOf, type Steps } from '../../ports/steps.ts';
import { isFlowReporter } from '../flows/reporters.ts';
import { rule } from '../rule/rule.ts';
import type { CounterSums, PhaseCounts } from './phase-counts.ts';

/**
 * What log sources and flow sources do in all that they report, from which it is told what a 0 of their counters means.
 */
export type ReporterHabits = {
  /**
   * Whether it sees one direction only: it never counted a byte that came back, though something must have, because
   * TCP cannot send as much unanswered. Then a 0 received says nothing. Bytes above what packets can carry are counted,
   * too, if wrongly: packets came back. A counter below zero says neither.
   */
  readonly isOneWay: (reporterId: number) => boolean;
  /**
   * Whether it logs both ends of a session: where sessions end, as many begin, but for those that span an edge of the
   * window. Then counters of 0 in a record that opens one say nothing yet; with others a record is all there will be.
   */
  readonly logsBothEnds: (reporterId: number) => boolean;
};

/** What was said of one pair of this transport (IANA protocol number), as it was counted. */
export type Said = { readonly protocolId: number; readonly phaseCounts: readonly PhaseCounts[] };

/** The habits that all pairs together tell, in whatever order. */
export function* habitsOf(pairs: Iterable<Said>): Steps<ReporterHabits> {
  const answered = new Set<number>();
  const unanswered = new Set<number>();
  const ends = new Map<number, { opened: number; closed: number }>();
  yield* eachOf(pairs, ({ protocolId, phaseCounts }) => {
    for (const counts of phaseCounts) {
      const { logSourceId, phase, received, sentLargest } = counts;
      if (received.bytes > 0 || received.claimed > 0) answered.add(logSourceId);
      else if (protocolId === 6 && sentLargest > rule.thresholds.unansweredBytes.value)
        unanswered.add(logSourceId);
      if (phase !== 'closed') continue;
      const seen = ends.get(logSourceId) ?? { opened: 0, closed: 0 };
      ends.set(logSourceId, seen);
      seen.closed += counts.connections;
      seen.opened += openedBy(logSourceId, phaseCounts);
    }
  });
  return {
    isOneWay: (id) => unanswered.has(id) && !answered.has(id),
    logsBothEnds: (id) => {
      const { opened, closed } = ends.get(id) ?? { opened: 0, closed: 0 };
      return closed > 0 && Math.min(opened, closed) * 4 >= Math.max(opened, closed) * 3;
    },
  };
}

function openedBy(reporterId: number, phaseCounts: readonly PhaseCounts[]): number {
  return phaseCounts
    .filter(({ logSourceId, phase }) => logSourceId === reporterId && phase === 'opening')
    .reduce((sum, { connections }) => sum + connections, 0);
}

/** Counts without what their reporter cannot know. What cannot be true stays, so that it can be told. */
export function knownOf(counts: PhaseCounts, habits: ReporterHabits): PhaseCounts {
  const { logSourceId, connections } = counts;
  if (habits.isOneWay(logSourceId)) return { ...counts, received: unknownOf(counts.received) };
  if (!isNothing(counts) || !habits.logsBothEnds(logSourceId)) return counts;
  const sent = unknownOf(counts.sent);
  const received = unknownOf(counts.received);
  const total = unknownOf(counts.total);
  const wrong = Math.max(sent.impossible, received.impossible, total.impossible);
  return { ...counts, uncounted: connections - wrong, sent, received, total };
}

function unknownOf(counter: CounterSums): CounterSums {
  return { ...counter, known: 0, bytes: 0 };
}

/** Whether all that is counted of sessions that were opened is 0. A flow opens and ends in one. */
function isNothing(counts: PhaseCounts): boolean {
  const { logSourceId, phase, uncounted, connections, sent, received, total } = counts;
  if (phase !== 'opening' || uncounted === connections || isFlowReporter(logSourceId)) return false;
  return sent.bytes + received.bytes + total.bytes === 0;
}
