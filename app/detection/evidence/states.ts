import type { TransferState } from '../../../contract/finding.ts';
import { rule } from '../rule/rule.ts';
import type { Counter, SessionCounts } from './session-counts.ts';

/** What the state of a pair is read from. */
export type StateEvidence = Pick<
  SessionCounts,
  'sent' | 'received' | 'total' | 'impossible' | 'refused' | 'closed' | 'closedUncounted'
> & { readonly protocolId: number };

/**
 * How far the connections got; the best evidence wins (docs/detection.md, "Attempt, established, moving").
 * Attempt: a counter of 0 says that there was no answer, or one packet that it was a refusal. Unknown: nothing says so, and nothing says otherwise.
 * Moving: answered, and more bytes than the sessions need for themselves.
 */
export function stateOf(evidence: StateEvidence): TransferState {
  if (evidence.refused) return 'attempt';
  if (!answers.some((sign) => sign.holds(evidence)))
    return isCountedAsNothing(evidence) ? 'attempt' : 'unknown';
  return exceedsOverhead(evidence) ? 'moving' : 'established';
}

/** Whether the counter of a direction, or of both, is known and 0. */
function isCountedAsNothing({ sent, received, total }: StateEvidence): boolean {
  return [sent, received, total].some((counter) => counter?.bytes === 0);
}

/** Signs that the far side answered; any one is enough. */
const answers: readonly { readonly sign: string; holds: (evidence: StateEvidence) => boolean }[] = [
  {
    sign: 'bytes went both ways',
    holds: ({ sent, received }) => has(sent) && has(received),
  },
  {
    sign: 'the far side sent bytes, and nothing is known of ours',
    holds: ({ sent, received, impossible }) => has(received) && sent === null && !impossible.sent,
  },
  {
    sign: 'one counter for both directions, and the session ended',
    holds: ({ total, closed }) => has(total) && closed,
  },
  {
    // A lone packet (SYN, probe) is far below what a session needs for itself.
    sign: 'more bytes than could be sent without an answer, and the other direction is not known',
    holds: ({ sent, received, total, impossible }) =>
      isUnknown(received, impossible.received) && exceedsOverhead({ sent, received: null, total }),
  },
  {
    sign: 'more came back than sessions need for themselves, and the counter of ours cannot be true',
    holds: ({ sent, received, impossible }) =>
      impossible.sent &&
      isUnknown(sent, impossible.sent) &&
      exceedsOverhead({ sent: null, received, total: null }),
  },
  {
    // Whatever a counter says of the other direction: a device may see one only, and write 0 or nonsense.
    sign: 'more bytes than TCP sends before the first acknowledgement',
    holds: ({ protocolId, sent }) => protocolId === 6 && exceedsUnanswered(sent),
  },
  {
    sign: 'bytes were sent, the other direction is not counted, and the session ended',
    holds: ({ sent, received, impossible, closed }) =>
      has(sent) && received === null && !impossible.received && closed,
  },
  {
    // The TFTP answer comes from a new port (RFC 1350, section 4), so it is another connection.
    sign: 'bytes were sent over UDP, whose answer is another connection',
    holds: ({ protocolId, sent }) => protocolId === 17 && has(sent),
  },
  {
    sign: 'the session ended, and no byte counter says that nothing moved',
    holds: ({ closedUncounted }) => closedUncounted,
  },
];

/** Not counted, or the only counters above 0 are such as cannot be true, so that the 0 of others is not that of all. */
function isUnknown(counter: Counter | null, isImpossible: boolean): boolean {
  return counter === null || (isImpossible && counter.bytes === 0);
}

function exceedsOverhead({
  sent,
  received,
  total,
}: Pick<StateEvidence, 'sent' | 'received' | 'total'>): boolean {
  const { overheadSentBytes, overheadReceivedBytes } = rule.thresholds;
  const both = overheadSentBytes.value + overheadReceivedBytes.value;
  return (
    above(sent, overheadSentBytes.value * countedBy(sent)) ||
    above(received, overheadReceivedBytes.value * countedBy(received)) ||
    above(total, both * countedBy(total))
  );
}

/** Connections that a counter counted: of those it is known for, not those that coalescing left without. */
function countedBy(counter: Counter | null): number {
  return counter === null ? 0 : Math.max(1, counter.knownConnections - counter.coalesced);
}

/** Whether one record, or each of all on average, counts more than can be sent without an answer. */
function exceedsUnanswered(sent: Counter | null): boolean {
  if (sent === null) return false;
  const { value } = rule.thresholds.unansweredBytes;
  return sent.largest > value || sent.bytes > value * countedBy(sent);
}

function has(counter: Counter | null): boolean {
  return above(counter, 0);
}

function above(counter: Counter | null, bytes: number): boolean {
  return counter !== null && counter.bytes > bytes;
}
