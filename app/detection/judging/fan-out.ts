import { sumOfActivities } from '../evidence/activity.ts';
import { rule } from '../rule/rule.ts';
import type { Threshold } from '../rule/rule-type.ts';
import type { Counter, SessionCounts, Share } from '../evidence/session-counts.ts';

/**
 * Number of destinations above which a source stands out among all sources on all ports, given their counts (each
 * at least 1): what lies below the site's own 95th percentile (nearest rank), so a count equal to it stands out.
 * `null` with so few sources that the percentile is the largest of them.
 */
export function standingOutAbove(counts: Iterable<number>): Threshold | null {
  const { value, source } = rule.thresholds.fanOutPercentile;
  // By count, because many sources have few different ones: sorting all would take long.
  const sources = new Map<number, number>();
  let all = 0;
  for (const count of counts) {
    sources.set(count, (sources.get(count) ?? 0) + 1);
    all += 1;
  }
  const rank = Math.ceil((value / 100) * all);
  if (rank === all) return null;
  let below = 0;
  for (const [count, times] of [...sources].sort(([a], [b]) => a - b)) {
    below += times;
    if (below >= rank) return { value: count - 1, source };
  }
  return null;
}

/**
 * The pairs of one source on one port and transport, pooled: pairs are disjoint connections, so they add up.
 * At least one.
 */
export function pool(pairs: readonly SessionCounts[]): SessionCounts {
  return {
    connections: sum(pairs.map((pair) => pair.connections)),
    coalesced: sum(pairs.map((pair) => pair.coalesced)),
    connectionOrigins: union(pairs.map((pair) => pair.connectionOrigins)),
    logSources: poolShares(pairs.map((pair) => pair.logSources)),
    flowSources: poolShares(pairs.map((pair) => pair.flowSources)),
    sent: poolCounter(pairs.map((pair) => pair.sent)),
    received: poolCounter(pairs.map((pair) => pair.received)),
    total: poolCounter(pairs.map((pair) => pair.total)),
    claimedBytes: sum(pairs.map((pair) => pair.claimedBytes)),
    impossible: {
      sent: pairs.some((pair) => pair.impossible.sent),
      received: pairs.some((pair) => pair.impossible.received),
      total: pairs.some((pair) => pair.impossible.total),
    },
    refused: pairs.every((pair) => pair.refused),
    closed: pairs.some((pair) => pair.closed),
    closedUncounted: pairs.some((pair) => pair.closedUncounted),
    severalPhases: pairs.some((pair) => pair.severalPhases),
    estimated: pairs.some((pair) => pair.estimated),
    activity: sumOfActivities(pairs.map((pair) => pair.activity)),
    regularity: null,
    sizes: null,
  };
}

function poolCounter(counters: readonly (Counter | null)[]): Counter | null {
  const known = counters.filter((counter) => counter !== null);
  if (known.length === 0) return null;
  return {
    bytes: sum(known.map((counter) => counter.bytes)),
    knownConnections: sum(known.map((counter) => counter.knownConnections)),
    largest: known.reduce((most, counter) => Math.max(most, counter.largest), 0),
    coalesced: sum(known.map((counter) => counter.coalesced)),
    origins: union(known.map((counter) => counter.origins)),
  };
}

function poolShares(shares: readonly (readonly Share[])[]): Share[] {
  const counts = new Map<number, number>();
  for (const { id, connections } of shares.flat())
    counts.set(id, (counts.get(id) ?? 0) + connections);
  return [...counts]
    .map(([id, connections]) => ({ id, connections }))
    .sort((a, b) => b.connections - a.connections || a.id - b.id);
}

function union(ids: readonly (readonly number[])[]): number[] {
  return [...new Set(ids.flat())].sort((a, b) => a - b);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
