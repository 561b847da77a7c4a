import type { Regularity, TransferSizes } from '../../../contract/finding.ts';
import { isFlowReporter, isSuperflow } from '../flows/reporters.ts';
import { activityOfOne, type Activity } from './activity.ts';
import type { CounterSums, PhaseCounts } from './phase-counts.ts';

/** Bytes of one direction that can be true, and for how many connections they are known. */
export type Counter = {
  readonly bytes: number;
  readonly knownConnections: number;
  /** Largest counter of one record; only asked for bytes sent, else 0. */
  readonly largest: number;
  /** Connections that coalescing folded into other records of the log source that gives the bytes. */
  readonly coalesced: number;
  /** Ids of those who report exactly these bytes: log sources from 0 up, flow sources below; ascending. */
  readonly origins: readonly number[];
};

/** Who reported how many connections. */
export type Share = { readonly id: number; readonly connections: number };

/** A pair, its sessions counted once. */
export type SessionCounts = {
  readonly connections: number;
  /** Connections that coalescing folded into other records, where counts and bytes come from. */
  readonly coalesced: number;
  /** Ids of those who report exactly that many, as in `Counter`. */
  readonly connectionOrigins: readonly number[];
  /** Every log source with its own count, most first, then by id. */
  readonly logSources: readonly Share[];
  /** Likewise every flow source; ids are those of flows/reporters.ts. */
  readonly flowSources: readonly Share[];
  readonly sent: Counter | null;
  readonly received: Counter | null;
  readonly total: Counter | null;
  /** Bytes that impossible counters of a direction claim, both directions. */
  readonly claimedBytes: number;
  readonly impossible: { readonly [direction in Direction]: boolean };
  /** Every connection with a counter was refused: its packets say so. */
  readonly refused: boolean;
  /** Closing records seen. */
  readonly closed: boolean;
  /** … of which some carried no byte counter at all. */
  readonly closedUncounted: boolean;
  /** Some log source reported sessions in more than one phase. */
  readonly severalPhases: boolean;
  /** Counted from groups of more than one record, not from connections put together: what they are is a guess. */
  readonly estimated: boolean;
  /** When its connections were, and what they sent; `null` where that is not known of each. */
  readonly activity: Activity | null;
  /** How evenly they began; `null` where that is not known or they are too few to tell, and of several pairs. */
  readonly regularity: Regularity | null;
  /** How alike they are in bytes sent; `null` likewise. */
  readonly sizes: TransferSizes | null;
};

/**
 * Counts the sessions of a pair once, as far as groups tell: the estimate that stands where connections were not put
 * together from records (`countConnections`). A log source that reports opening and closing reports each session
 * twice, so its larger phase counts; progress counts only where nothing else is there. Log sources on one
 * path see the same sessions, so the largest counts and none are added. Bytes are those of the log source
 * and phase that knows most, for the same two reasons. A flow source is one more reporter of the same
 * sessions: that is how a connection that events and flows both saw counts once.
 * `part`: that of the window in which its first record is, for a pair of one record, of which nothing is a guess.
 */
export function countSessions(
  phaseCounts: readonly PhaseCounts[],
  part: number | null = null,
): SessionCounts {
  const counts = [...groupByLogSource(phaseCounts)].map(([id, own]) => ({
    id,
    ...sessionsOf(own),
  }));
  counts.sort((a, b) => b.connections - a.connections || a.id - b.id);
  const connections = counts[0]?.connections ?? 0;
  const sent = best(phaseCounts, 'sent');
  const received = best(phaseCounts, 'received');
  const total = best(phaseCounts, 'total');
  const cap = (supply: ReturnType<typeof best>): Counter | null =>
    supply && {
      bytes: supply.bytes,
      knownConnections: Math.min(
        supply.known,
        counts.find((count) => count.id === supply.logSourceId)?.connections ?? 0,
      ),
      largest: supply.largest,
      coalesced: supply.coalesced,
      origins: supply.origins,
    };
  const shares = counts.map((count) => ({ id: count.id, connections: count.connections }));
  const estimated = phaseCounts.reduce((sum, { records }) => sum + records, 0) > 1;
  // A superflow says nothing of when its connections were.
  const isTimeKnown = !estimated && !counts.some(({ id }) => isSuperflow(id));
  return {
    connections,
    connectionOrigins: idsOf(shares.filter((share) => share.connections === connections)),
    coalesced: Math.max(
      ...counts.filter((count) => count.connections === connections).map((c) => c.coalesced),
      ...[sent, received, total].map((supply) => supply?.coalesced ?? 0),
    ),
    logSources: shares.filter((share) => !isFlowReporter(share.id)),
    flowSources: shares.filter((share) => isFlowReporter(share.id)),
    sent: cap(sent),
    received: cap(received),
    total: cap(total),
    claimedBytes: mostClaimed(phaseCounts, 'sent') + mostClaimed(phaseCounts, 'received'),
    impossible: {
      sent: phaseCounts.some((counts) => counts.sent.impossible > 0),
      received: phaseCounts.some((counts) => counts.received.impossible > 0),
      total: phaseCounts.some((counts) => counts.total.impossible > 0),
    },
    refused: isAllRefused(phaseCounts),
    closed: phaseCounts.some((counts) => counts.phase === 'closed'),
    closedUncounted: phaseCounts.some(
      (counts) => counts.phase === 'closed' && counts.uncounted > 0,
    ),
    severalPhases: counts.some((count) => count.phases > 1),
    estimated,
    activity:
      part !== null && isTimeKnown ? activityOfOne(part, connections, sent?.bytes ?? null) : null,
    regularity: null,
    sizes: null,
  };
}

function isAllRefused(phaseCounts: readonly PhaseCounts[]): boolean {
  const counted = phaseCounts.filter((counts) => counts.connections > counts.uncounted);
  return counted.length > 0 && counted.every((c) => c.refused === c.connections - c.uncounted);
}

type Direction = 'sent' | 'received' | 'total';

type Supply = {
  readonly logSourceId: number;
  readonly bytes: number;
  readonly known: number;
  readonly largest: number;
  readonly coalesced: number;
};

function idsOf(shares: readonly Pick<Share, 'id'>[]): number[] {
  return [...new Set(shares.map((share) => share.id))].sort((a, b) => a - b);
}

function groupByLogSource(phaseCounts: readonly PhaseCounts[]): Map<number, PhaseCounts[]> {
  const groups = new Map<number, PhaseCounts[]>();
  for (const counts of phaseCounts) {
    const group = groups.get(counts.logSourceId);
    if (group) group.push(counts);
    else groups.set(counts.logSourceId, [counts]);
  }
  return groups;
}

function sessionsOf(own: readonly PhaseCounts[]) {
  const sessions = own.filter((counts) => counts.phase !== 'progress');
  const counted = sessions.length > 0 ? sessions : own;
  const connections = Math.max(...counted.map((counts) => counts.connections));
  return {
    connections,
    coalesced: Math.max(
      ...counted.filter((counts) => counts.connections === connections).map(coalescedOf),
    ),
    phases: own.length,
  };
}

/** The counts that know most; equal ones differ in nothing that is used, so the order of rows is no matter. */
function best(phaseCounts: readonly PhaseCounts[], direction: Direction) {
  const supplies = phaseCounts
    .filter((counts) => counts[direction].known > 0)
    .map((counts) => supplyOf(counts, counts[direction], direction));
  const most = supplies.reduce<Supply | null>(
    (a, b) => (a !== null && compare(a, b) <= 0 ? a : b),
    null,
  );
  if (most === null) return null;
  const same = supplies.filter((supply) => supply.bytes === most.bytes);
  return { ...most, origins: idsOf(same.map((supply) => ({ id: supply.logSourceId }))) };
}

function supplyOf(counts: PhaseCounts, counter: CounterSums, direction: Direction): Supply {
  return {
    logSourceId: counts.logSourceId,
    bytes: counter.bytes,
    known: counter.known,
    largest: direction === 'sent' ? counts.sentLargest : 0,
    coalesced: coalescedOf(counts),
  };
}

function compare(a: Supply, b: Supply): number {
  return (
    b.bytes - a.bytes ||
    b.known - a.known ||
    b.largest - a.largest ||
    b.coalesced - a.coalesced ||
    a.logSourceId - b.logSourceId
  );
}

function mostClaimed(phaseCounts: readonly PhaseCounts[], direction: Direction): number {
  return Math.max(0, ...phaseCounts.map((counts) => counts[direction].claimed));
}

function coalescedOf(counts: PhaseCounts): number {
  return counts.connections - counts.records;
}
