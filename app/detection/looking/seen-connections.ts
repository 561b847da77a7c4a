import type { Steps } from '../../ports/steps.ts';
import { assemble } from '../connections/assemble.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';
import type { AssembledConnection, Connection } from '../connections/connection.ts';
import type { PartOf } from '../evidence/activity.ts';
import { countConnections } from '../evidence/connection-counts.ts';
import { pairKeyOf } from '../evidence/pair-key.ts';
import type { PhaseCounts } from '../evidence/phase-counts.ts';
import type { RecordEvidence } from '../evidence/record-evidence.ts';
import type { SessionCounts } from '../evidence/session-counts.ts';
import type { TransferEvidence } from '../evidence/transfer-evidence.ts';
import { isSuperflow } from '../flows/reporters.ts';
import { channelSummaries, type ChannelSummary } from '../stitching/channel-summaries.ts';
import { mayBeActiveHalf, withHalvesTurned, withoutUnseen } from './one-way.ts';

/** What the fine look saw of pairs. */
export type SeenConnections = {
  /** Counts of a pair by its number, from its connections; `null` where not all of its records were read. */
  readonly countsOf: (pair: number) => SessionCounts | null;
  /** The data channel of a pair; `null` where none was seen and nothing was read of one. */
  readonly channelOf: (pair: number) => ChannelSummary | null;
  /** Whether all of its connections are data connections of sessions to another port, and count there. */
  readonly isElsewhere: (pair: number) => boolean;
};

/**
 * Puts connections together from their records, counts those of each pair, and joins data connections to control
 * sessions: one pair of hosts at a time, so that memory stays with the largest of them. `ownPorts` have findings of
 * their own, so a connection to one of them is nobody's data connection. Halves of active data connections count with
 * their session where they count exactly, and then not for the port that they were reported with (`one-way.ts`).
 * `partOf`: as in `countConnections`.
 */
export function* seenConnections(
  records: RecordEvidence,
  transfers: TransferEvidence,
  ownPorts: ReadonlySet<number>,
  partOf: PartOf,
): Steps<SeenConnections> {
  const { habits } = transfers;
  const counts = new Map<number, SessionCounts>();
  const channels = new Map<string, ChannelSummary>();
  const elsewhere = new Set<number>();
  for (const read of yield* records.records.byHosts()) {
    yield;
    const between = withoutUnseen(read, habits.isOneWay);
    const connections = assemble(between, (logSourceId) => habits.logsBothEnds(logSourceId));
    const pairs = pairsOf(connections, between, transfers);
    const others = connections.filter(
      ({ destinationPort }) => destinationPort === null || !ownPorts.has(destinationPort),
    );
    const estimated = new Set(pairs.filter(isEstimated).flatMap(({ own }) => own));
    const halves = others.filter(
      (connection) => !estimated.has(connection) && mayBeActiveHalf(connection, habits.isOneWay),
    );
    const joined = new Set<Connection | undefined>();
    const stitched = withHalvesTurned(others, halves);
    for (const [key, channel, own] of channelSummaries(between, stitched, records, partOf)) {
      channels.set(key, channel);
      // With a session of which groups do not tell it would be in no finding.
      if (pairs.some((one) => one.key === key))
        for (const { connection } of own) joined.add(connection.reportedAs);
    }
    for (const { pair, own, phaseCounts } of pairs.filter((one) => one.isWhole)) {
      const left = own.filter((connection) => !joined.has(connection));
      if (left.length > 0) counts.set(pair, countConnections(left, phaseCounts, partOf));
      else elsewhere.add(pair);
    }
  }
  return {
    countsOf: (pair) => counts.get(pair) ?? null,
    channelOf: (pair) => channels.get(pairKeyOf(transfers.pair(pair))) ?? null,
    isElsewhere: (pair) => elsewhere.has(pair),
  };
}

/** A pair that groups tell of, by its number, with its connections; whether all of its records were read. */
type SeenPair = {
  readonly pair: number;
  readonly key: string;
  readonly own: readonly AssembledConnection[];
  readonly phaseCounts: readonly PhaseCounts[];
  readonly isWhole: boolean;
};

function pairsOf(
  connections: readonly AssembledConnection[],
  between: readonly ConnectionRecord[],
  transfers: TransferEvidence,
): SeenPair[] {
  const pairs: SeenPair[] = [];
  const byPort = Map.groupBy(connections, (connection) => portKey(connection));
  for (const own of byPort.values()) {
    const [first] = own;
    if (!first || first.destinationPort === null) continue;
    const pair = transfers.find({ ...first, port: first.destinationPort });
    if (pair === null) continue;
    const told = transfers.pair(pair);
    const phaseCounts = transfers.phaseCounts(pair);
    pairs.push({
      pair,
      key: pairKeyOf(told),
      own,
      phaseCounts,
      isWhole: isWhole(told, between, phaseCounts),
    });
  }
  return pairs;
}

/** Whether groups count connections of it that were not read, or that left no record. */
function isEstimated({ isWhole: isRead, phaseCounts }: SeenPair): boolean {
  return !isRead || phaseCounts.some(({ logSourceId }) => isSuperflow(logSourceId));
}

type Ends = Pick<ConnectionRecord, 'source' | 'destination' | 'destinationPort' | 'protocolId'>;

function portKey({ source, destination, destinationPort, protocolId }: Ends): string {
  return [source, destination, destinationPort, protocolId].join(' ');
}

/** Whether of each reporter as many records were read as its groups of the pair have; superflows have none. */
function isWhole(
  { source, destination, port, protocolId }: ReturnType<TransferEvidence['pair']>,
  between: readonly ConnectionRecord[],
  phaseCounts: readonly PhaseCounts[],
): boolean {
  const key = portKey({ source, destination, destinationPort: port, protocolId });
  const missing = new Map<number, number>();
  for (const { logSourceId, records } of phaseCounts)
    if (!isSuperflow(logSourceId))
      missing.set(logSourceId, (missing.get(logSourceId) ?? 0) + records);
  for (const record of between)
    if (portKey(record) === key)
      missing.set(record.logSourceId, (missing.get(record.logSourceId) ?? 0) - 1);
  return [...missing.values()].every((count) => count <= 0);
}
