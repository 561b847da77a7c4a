import { sumKnown } from '../../../cards/rated-bytes.ts';
import type { Finding, FindingPort } from '../../../contract/finding.ts';
import type { SessionCounts } from '../evidence/session-counts.ts';
import type { Pair, PairKey, TransferEvidence } from '../evidence/transfer-evidence.ts';
import { protocolOf, transportOf } from '../rule/rule.ts';

/** One of the pairs that are a finding together. */
export type Member = {
  readonly key: Pair;
  /** What is rated: bytes sent with those of the data channel where that is counted. */
  readonly rated: Pick<SessionCounts, 'connections' | 'sent'>;
};

/**
 * Puts together what a source did on several ports: takes groups of pairs, each at least one pair of a source on one
 * port and transport, and answers those of each source that has more than one group, as one.
 */
export function overPorts(
  onPorts: readonly (readonly number[])[],
  evidence: Pick<TransferEvidence, 'pair'>,
): number[][] {
  const bySource = Map.groupBy(onPorts, ([first = 0]) => sourceOf(evidence.pair(first)));
  return [...bySource.values()]
    .filter((groups) => groups.length > 1)
    .map((groups) => groups.flat());
}

function sourceOf({ domainId, source }: PairKey): string {
  return `${domainId} ${source}`;
}

/** Whether pairs have more than so many destinations; a destination on several ports is one. */
export function hasMoreDestinations(
  pairs: readonly number[],
  than: number,
  evidence: Pick<TransferEvidence, 'pair'>,
): boolean {
  if (pairs.length <= than) return false;
  const destinations = new Set<string>();
  for (const index of pairs) {
    destinations.add(evidence.pair(index).destination);
    if (destinations.size > than) return true;
  }
  return false;
}

/**
 * The key with the port that stands for all: most bytes sent, then most connections, then the lowest; and the other
 * ports, ascending. A number on two transports is two ports. At least one member, all of one source.
 */
export function portsTogether(members: readonly Member[]): {
  readonly key: PairKey;
  readonly otherPorts: FindingPort[];
} {
  const onPorts = new Map<string, OnPort>();
  for (const { key, rated } of members) {
    const port = `${key.port}/${key.protocolId}`;
    const known = onPorts.get(port) ?? { key, sentBytes: null, connections: 0 };
    onPorts.set(port, {
      key: known.key,
      sentBytes: sumKnown(known.sentBytes, rated.sent?.bytes ?? null),
      connections: known.connections + rated.connections,
    });
  }
  const [lead, ...others] = [...onPorts.values()].sort(byWeight);
  if (!lead) throw new RangeError('a finding of no pair');
  const otherPorts = others.sort(byNumber).map(({ key: { port, protocolId }, connections }) => ({
    port,
    transport: transportOf(protocolId),
    protocol: protocolOf(port, protocolId),
    connections,
  }));
  return { key: lead.key, otherPorts };
}

type OnPort = {
  readonly key: PairKey;
  readonly sentBytes: number | null;
  readonly connections: number;
};

function byWeight(a: OnPort, b: OnPort): number {
  return (
    (b.sentBytes ?? -1) - (a.sentBytes ?? -1) || b.connections - a.connections || byNumber(a, b)
  );
}

function byNumber({ key: a }: OnPort, { key: b }: OnPort): number {
  return a.port - b.port || a.protocolId - b.protocolId;
}

/** Each destination once with its connections on all ports, most first, then by address. */
export function destinationsTogether(members: readonly Member[]): Finding['destinations'] {
  const counts = new Map<string, number>();
  for (const { key, rated } of members)
    counts.set(key.destination, (counts.get(key.destination) ?? 0) + rated.connections);
  return [...counts]
    .map(([address, connections]) => ({ address, connections }))
    .sort((a, b) => b.connections - a.connections || (a.address < b.address ? -1 : 1));
}
