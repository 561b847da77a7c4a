import type { Steps } from '../../ports/steps.ts';
import { assemble } from '../connections/assemble.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';
import type { AssembledConnection } from '../connections/connection.ts';
import type { PartOf } from '../evidence/activity.ts';
import { countConnections } from '../evidence/connection-counts.ts';
import { pairKeyOf } from '../evidence/pair-key.ts';
import type { RecordEvidence } from '../evidence/record-evidence.ts';
import type { SessionCounts } from '../evidence/session-counts.ts';
import type { TransferEvidence } from '../evidence/transfer-evidence.ts';
import { flowKindOf, isFlowReporter } from '../flows/reporters.ts';
import { channelSummaries, type ChannelSummary } from '../stitching/channel-summaries.ts';

/** What the fine look saw of pairs. */
export type SeenConnections = {
  /** Counts of a pair by its number, from its connections; `null` where not all of its records were read. */
  readonly countsOf: (pair: number) => SessionCounts | null;
  /** The data channel of a pair; `null` where none was seen and nothing was read of one. */
  readonly channelOf: (pair: number) => ChannelSummary | null;
};

/**
 * Puts connections together from their records, counts those of each pair, and joins data connections to control
 * sessions: one pair of hosts at a time, so that memory stays with the largest of them. `ownPorts` have findings of
 * their own, so a connection to one of them is nobody's data connection. `partOf`: as in `countConnections`.
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
  for (const read of yield* records.records.byHosts()) {
    yield;
    const between = read.map((record) =>
      habits.isOneWay(record.logSourceId) ? { ...record, receivedBytes: null } : record,
    );
    const connections = assemble(between, (logSourceId) => habits.logsBothEnds(logSourceId));
    for (const [pair, own] of byPair(connections, transfers)) {
      const phaseCounts = transfers.phaseCounts(pair);
      if (isWhole(transfers.pair(pair), between, phaseCounts))
        counts.set(pair, countConnections(own, phaseCounts, partOf));
    }
    const others = connections.filter(
      ({ destinationPort }) => destinationPort === null || !ownPorts.has(destinationPort),
    );
    for (const [key, channel] of channelSummaries(between, others, records, partOf))
      channels.set(key, channel);
  }
  return {
    countsOf: (pair) => counts.get(pair) ?? null,
    channelOf: (pair) => channels.get(pairKeyOf(transfers.pair(pair))) ?? null,
  };
}

/** The connections of those pairs that groups tell of, by the number of the pair. */
function byPair(
  connections: readonly AssembledConnection[],
  transfers: TransferEvidence,
): Map<number, AssembledConnection[]> {
  const pairs = new Map<number, AssembledConnection[]>();
  const byPort = Map.groupBy(connections, (connection) => portKey(connection));
  for (const own of byPort.values()) {
    const [first] = own;
    if (!first || first.destinationPort === null) continue;
    const pair = transfers.find({ ...first, port: first.destinationPort });
    if (pair !== null) pairs.set(pair, own);
  }
  return pairs;
}

type Ends = Pick<ConnectionRecord, 'source' | 'destination' | 'destinationPort' | 'protocolId'>;

function portKey({ source, destination, destinationPort, protocolId }: Ends): string {
  return [source, destination, destinationPort, protocolId].join(' ');
}

/** Whether of each reporter as many records were read as its groups of the pair have; superflows have none. */
function isWhole(
  { source, destination, port, protocolId }: ReturnType<TransferEvidence['pair']>,
  between: readonly ConnectionRecord[],
  phaseCounts: ReturnType<TransferEvidence['phaseCounts']>,
): boolean {
  const key = portKey({ source, destination, destinationPort: port, protocolId });
  const missing = new Map<number, number>();
  for (const { logSourceId, records } of phaseCounts)
    if (!isFlowReporter(logSourceId) || flowKindOf(logSourceId) === 'flow')
      missing.set(logSourceId, (missing.get(logSourceId) ?? 0) + records);
  for (const record of between)
    if (portKey(record) === key)
      missing.set(record.logSourceId, (missing.get(record.logSourceId) ?? 0) - 1);
  return [...missing.values()].every((count) => count <= 0);
}
