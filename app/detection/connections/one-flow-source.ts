import type { ConnectionRecord, CounterName, Counters } from './connection-record.ts';
import { connectionRule } from './connection-rule.ts';
import type { AssembledConnection } from './connection.ts';
import { connectionEnds, larger, toldBy } from './one-log-source.ts';

/**
 * The flows of one flow source between the same ports as connections. A router that reports a long connection in
 * pieces (active timeout) may give each an id of its own; pieces add up. Over TCP they may be apart by as long as a
 * connection may idle (inactive timeout), unless a log tells of several connections of these ports (`isReused`). Flows
 * over the same time are one that was reported twice, and count once. Without the source port every flow is its own.
 */
export function connectionsOfFlows(
  flows: readonly ConnectionRecord[],
  isReused: boolean,
): AssembledConnection[] {
  const { idleMs, repeatedMs } = connectionRule;
  const all: ConnectionRecord[][] = [];
  let endMs = -Infinity;
  for (const flow of flows.toSorted((a, b) => startOf(a) - startOf(b) || a.timeMs - b.timeMs)) {
    const last = all.at(-1);
    const apartMs = flow.protocolId === 6 && !isReused ? idleMs : repeatedMs;
    const follows = startOf(flow) - endMs <= apartMs;
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
  const mostOf = mostTogether(pieces);
  const counters: Counters = {
    sentBytes: mostOf('sentBytes'),
    receivedBytes: mostOf('receivedBytes'),
    totalBytes: mostOf('totalBytes'),
  };
  return {
    ...connectionEnds(first),
    startMs: startOf(first),
    firstSeenMs: startOf(first),
    endMs: pieces.reduce((last, { timeMs }) => Math.max(last, timeMs), 0),
    ...counters,
    sentPackets: mostOf('sentPackets'),
    connections: 1,
    ...toldBy(first.logSourceId, counters),
  };
}

/**
 * The most that pieces count together of which no two are over the same time: at least that was there, also where two
 * routers report the same bytes and cut them at other times. (The heaviest of all sets of intervals that are apart.)
 */
function mostTogether(pieces: readonly ConnectionRecord[]) {
  const ordered = pieces
    .map((piece) => ({ piece, endMs: endOf(piece) }))
    .sort((a, b) => a.endMs - b.endMs);
  const ends = ordered.map(({ endMs }) => endMs);
  // How many of those in front end before a piece begins.
  const before = ordered.map(({ piece }) => countUpTo(ends, startOf(piece)));
  return (name: CounterName | 'sentPackets'): number | null => {
    const most: (number | null)[] = [null];
    for (const [at, { piece }] of ordered.entries())
      most.push(larger(most[at] ?? null, sum(most[before[at] ?? 0] ?? null, piece[name])));
    return most.at(-1) ?? null;
  };
}

/** From when on another piece is over another time: ends are not exact, of short ones less so than of long ones. */
function endOf(piece: ConnectionRecord): number {
  const startMs = startOf(piece);
  const slackMs = Math.min(connectionRule.duplicateMs, (piece.timeMs - startMs) / 4);
  return Math.max(piece.timeMs - slackMs, startMs + 1);
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : a + b;
}

/** Number of values up to a limit, in an ascending list. */
function countUpTo(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
