import {
  counterNames,
  type ConnectionRecord,
  type CounterName,
  type Counters,
} from './connection-record.ts';
import { connectionRule } from './connection-rule.ts';
import type { AssembledConnection } from './connection.ts';
import { connectionEnds, larger, toldBy } from './one-log-source.ts';

/**
 * The flows of one flow source between the same ports as connections. A router that reports a long connection in
 * pieces (active timeout) may give each an id of its own; pieces follow one another at once, and add up. Flows over
 * the same time are one that was reported twice: the larger counts. Without the source port every flow is its own.
 */
export function connectionsOfFlows(flows: readonly ConnectionRecord[]): AssembledConnection[] {
  const all: ConnectionRecord[][] = [];
  let endMs = -Infinity;
  for (const flow of flows.toSorted((a, b) => startOf(a) - startOf(b) || a.timeMs - b.timeMs)) {
    const last = all.at(-1);
    const follows = startOf(flow) - endMs <= connectionRule.repeatedMs;
    if (last && flow.sourcePort !== null && follows) last.push(flow);
    else all.push([flow]);
    endMs = Math.max(follows ? endMs : -Infinity, flow.timeMs);
  }
  return all.map(connectionOf);
}

function startOf({ startMs, timeMs }: ConnectionRecord): number {
  return startMs ?? timeMs;
}

/** In the order of their starts. */
function connectionOf(pieces: readonly ConnectionRecord[]): AssembledConnection {
  const [first] = pieces;
  if (!first) throw new RangeError('a connection without a flow');
  const stretches = stretchesOf(pieces);
  const sumOf = (name: CounterName | 'sentPackets') =>
    stretches
      .map((stretch) => stretch[name])
      .reduce((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);
  const counters: Counters = {
    sentBytes: sumOf('sentBytes'),
    receivedBytes: sumOf('receivedBytes'),
    totalBytes: sumOf('totalBytes'),
  };
  return {
    ...connectionEnds(first),
    startMs: startOf(first),
    firstSeenMs: startOf(first),
    endMs: pieces.reduce((last, { timeMs }) => Math.max(last, timeMs), 0),
    ...counters,
    sentPackets: sumOf('sentPackets'),
    connections: 1,
    ...toldBy(first.logSourceId, counters),
  };
}

type Stretch = { -readonly [Name in CounterName | 'sentPackets']: number | null } & {
  readonly startMs: number;
  endMs: number;
};

const { duplicateMs } = connectionRule;

/** What was counted over times that do not overlap. */
function stretchesOf(pieces: readonly ConnectionRecord[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const piece of pieces) {
    const last = stretches.at(-1);
    const startMs = startOf(piece);
    const isNext = startMs !== last?.startMs && startMs >= (last?.endMs ?? 0) - duplicateMs;
    if (!last || isNext) {
      const { sentBytes, receivedBytes, totalBytes, sentPackets, timeMs: endMs } = piece;
      stretches.push({ sentBytes, receivedBytes, totalBytes, sentPackets, startMs, endMs });
      continue;
    }
    for (const name of [...counterNames, 'sentPackets'] as const)
      last[name] = larger(last[name], piece[name]);
    last.endMs = Math.max(last.endMs, piece.timeMs);
  }
  return stretches;
}
