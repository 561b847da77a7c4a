import { counterNames, type CounterName } from '../connections/connection-record.ts';
import { standingFor, type AssembledConnection } from '../connections/connection.ts';
import { regularityOf } from '../connections/regularity.ts';
import { sizesOf } from '../connections/sizes.ts';
import { isFlowReporter, isSuperflow } from '../flows/reporters.ts';
import { ActivitySum, type Activity, type PartOf } from './activity.ts';
import type { PhaseCounts } from './phase-counts.ts';
import { isRefused } from './refusal.ts';
import { countSessions, type Counter, type SessionCounts, type Share } from './session-counts.ts';

/**
 * Counts a pair from its connections, at least one, put together from all of its records. What no record alone tells
 * comes from the groups of the same pair: counters that cannot be true, and superflows, which have no records.
 * Coalesced records stand for connections that left none: then the larger of both counts is right, and still a least.
 * `partOf`: of the window over which activity is told.
 */
export function countConnections(
  connections: readonly AssembledConnection[],
  phaseCounts: readonly PhaseCounts[],
  partOf: PartOf,
): SessionCounts {
  const groups = countSessions(phaseCounts);
  const folded = foldedOf(phaseCounts);
  const shares = sharesOf(connections, folded);
  const count = shares.reduce(
    (most, share) => Math.max(most, share.connections),
    connections.length,
  );
  const activity = activityOf(connections, count - connections.length, partOf);
  return {
    ...groups,
    connections: count,
    coalesced: count - connections.length,
    connectionOrigins: originsOf(shares, count, connections),
    logSources: shares.filter(({ id }) => !isFlowReporter(id)),
    flowSources: shares.filter(({ id }) => isFlowReporter(id)),
    sent: counterOf(connections, 'sentBytes', count - connections.length),
    received: counterOf(connections, 'receivedBytes', count - connections.length),
    total: counterOf(connections, 'totalBytes', count - connections.length),
    refused: !groups.impossible.sent && isEachRefused(connections),
    estimated: false,
    activity,
    regularity: activity && regularityOf(connections.map(beginOf)),
    sizes: sizesOf(connections.map(({ sentBytes }) => sentBytes)),
  };
}

/** What records cannot tell one by one: how many connections a reporter folded into fewer, by its id. */
function foldedOf(phaseCounts: readonly PhaseCounts[]): ReadonlyMap<number, number> {
  const byReporter = Map.groupBy(phaseCounts, ({ logSourceId }) => logSourceId);
  return new Map(
    [...byReporter]
      .filter(
        ([id, own]) =>
          isSuperflow(id) || own.some(({ connections, records }) => connections > records),
      )
      .map(([id, own]) => [id, countSessions(own).connections]),
  );
}

/**
 * Every reporter with the connections it reported, most first, then by id. What it folded is no more than its groups
 * say, which add up the lines of a connection, nor than its records stand for, where each phase may stand for the same.
 */
function sharesOf(
  connections: readonly AssembledConnection[],
  folded: ReadonlyMap<number, number>,
): Share[] {
  const counts = new Map(folded);
  const seen = new Map<number, number>();
  for (const { logSourceIds } of connections)
    for (const id of logSourceIds) seen.set(id, (seen.get(id) ?? 0) + 1);
  const most = standingFor(connections);
  for (const [id, count] of seen)
    counts.set(id, Math.max(count, Math.min(folded.get(id) ?? 0, most.get(id) ?? 0)));
  return [...counts]
    .map(([id, count]) => ({ id, connections: count }))
    .sort((a, b) => b.connections - a.connections || a.id - b.id);
}

/** Who reported all of them; where nobody did, everyone who reported a part. */
function originsOf(
  shares: readonly Share[],
  count: number,
  connections: readonly AssembledConnection[],
): number[] {
  const whole = shares.filter((share) => share.connections === count).map(({ id }) => id);
  const ids = whole.length > 0 ? whole : connections.flatMap(({ logSourceIds }) => logSourceIds);
  return ascending(ids);
}

/** `unseen`: connections that left no record, in whose place one record of others may count. */
function counterOf(
  connections: readonly AssembledConnection[],
  name: CounterName,
  unseen: number,
): Counter | null {
  let bytes = 0;
  let largest = 0;
  let known = 0;
  let stoodFor = 0;
  const origins = new Set<number>();
  for (const connection of connections) {
    const own = connection[name];
    if (own === null) continue;
    bytes += own;
    largest = Math.max(largest, own);
    known += 1;
    stoodFor += connection.connections - 1;
    for (const id of connection.countedBy[name]) origins.add(id);
  }
  if (known === 0) return null;
  const coalesced = Math.min(stoodFor, unseen);
  return {
    bytes,
    knownConnections: known + coalesced,
    largest: name === 'sentBytes' ? largest : 0,
    coalesced,
    origins: ascending(origins),
  };
}

/**
 * When these connections began and what they sent. Of `unseen` ones it is known only that they belong to coalesced
 * records, which stand for as many; what superflows have beyond that could be at any time, so nothing is told.
 */
function activityOf(
  connections: readonly AssembledConnection[],
  unseen: number,
  partOf: PartOf,
): Activity | null {
  const sum = new ActivitySum();
  let left = unseen;
  for (const connection of connections.toSorted((a, b) => beginOf(a) - beginOf(b))) {
    const stoodFor = Math.min(connection.connections - 1, left);
    left -= stoodFor;
    sum.add(partOf(beginOf(connection)), 1 + stoodFor, connection.sentBytes);
  }
  return left > 0 ? null : sum.result();
}

/** Where only the end was logged, that: of a program that does the same again and again it is as even as the begin. */
function beginOf({ startMs, firstSeenMs }: AssembledConnection): number {
  return startMs ?? firstSeenMs;
}

function isEachRefused(connections: readonly AssembledConnection[]): boolean {
  const counted = connections.filter((connection) =>
    counterNames.some((name) => connection[name] !== null),
  );
  return (
    counted.length > 0 &&
    counted.every((connection) => isRefused({ ...connection, connections: 1 }))
  );
}

function ascending(ids: Iterable<number>): number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}
