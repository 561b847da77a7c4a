import type { CounterName } from './connection-record.ts';
import { canonicalAddress, unmapped } from '../rule/addresses.ts';

/**
 * One connection as logs or flows tell it, whatever its part. Times are epoch ms; `null` where that end was
 * not logged. Bytes are the opener's: sent by `source`, received by it, or one total of both; `null` where
 * not counted. `connections` is above 1 where coalescing folded several into one record, whose bytes are
 * then a lower bound. `logSourceIds` is empty where it comes from flows.
 */
export type Connection = {
  readonly domainId: number;
  readonly source: string;
  readonly sourcePort: number | null;
  readonly destination: string;
  readonly destinationPort: number | null;
  /** IANA protocol number. */
  readonly protocolId: number;
  readonly startMs: number | null;
  readonly endMs: number | null;
  /** Time of the first record, where there is more than one and none tells the begin. */
  readonly firstSeenMs?: number;
  readonly sentBytes: number | null;
  readonly receivedBytes: number | null;
  readonly totalBytes: number | null;
  readonly connections: number;
  /** Whose records stand for as many; all of `logSourceIds` where it is left out. The others saw one. */
  readonly coalescedBy?: readonly number[];
  readonly logSourceIds: readonly number[];
  /** What was reported of it with the other end as its source, if that is known to be no more than who sent. */
  readonly reportedAs?: Connection;
  /** Whatever the caller knows it by; returned untouched and never looked at. */
  readonly id?: string | number;
};

/** A connection put together from its records. */
export type AssembledConnection = Connection & {
  readonly firstSeenMs: number;
  readonly coalescedBy: readonly number[];
  /** Packets that its opener sent, at least; `null` where nobody counted them. */
  readonly sentPackets: number | null;
  /** Who gave each counter: ids of log sources and flow sources, ascending; empty where it is not known. */
  readonly countedBy: Readonly<Record<CounterName, readonly number[]>>;
};

/**
 * The connection in one spelling: addresses canonical, IPv4-mapped ones as IPv4, an end before its start
 * swapped with it. `null` for one that cannot be placed: no address, no time, or no transport with ports.
 */
export function normalised(connection: Connection): Connection | null {
  const source = canonicalAddress(connection.source);
  const destination = canonicalAddress(connection.destination);
  if (source === null || destination === null) return null;
  const { startMs, endMs, protocolId } = connection;
  if ((startMs === null && endMs === null) || (protocolId !== 6 && protocolId !== 17)) return null;
  const isReversed = startMs !== null && endMs !== null && endMs < startMs;
  return {
    ...connection,
    source: unmapped(source),
    destination: unmapped(destination),
    startMs: isReversed ? endMs : startMs,
    endMs: isReversed ? startMs : endMs,
  };
}

/** The one time a connection is placed by: its start, or its end where only that is known. Epoch ms. */
export function timeOf({ startMs, endMs }: Connection): number {
  return startMs ?? endMs ?? 0;
}

/** Each of those who saw any of these connections, and for how many its records stand at most. */
export function standingFor(connections: Iterable<Connection>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { logSourceIds, coalescedBy = logSourceIds, connections: many } of connections)
    for (const id of logSourceIds)
      counts.set(id, (counts.get(id) ?? 0) + (coalescedBy.includes(id) ? many : 1));
  return counts;
}

/** A connection of which it is known that nothing came back or nothing was sent. */
export function isUnanswered({ sentBytes, receivedBytes, totalBytes }: Connection): boolean {
  return sentBytes === 0 || receivedBytes === 0 || (sentBytes === null && totalBytes === 0);
}

/** Whether it is known that it carried nothing in either direction. */
export function isEmpty({ sentBytes, receivedBytes, totalBytes }: Connection): boolean {
  if (sentBytes === null && receivedBytes === null) return totalBytes === 0;
  return (sentBytes ?? 0) === 0 && (receivedBytes ?? 0) === 0;
}

/** What connections to the same service have in common: who opens them, to which port. */
export function serviceKey({ source, destinationPort, protocolId }: Connection): string {
  return `${source} ${destinationPort ?? ''} ${protocolId}`;
}

/**
 * A total order by time, then by everything that is told of a connection, so that the order of arrival makes
 * no difference: two that compare equal differ in their `id` at most.
 */
export function byTime(a: Connection, b: Connection): number {
  return (
    timeOf(a) - timeOf(b) ||
    compareText(a.source, b.source) ||
    compareText(a.destination, b.destination) ||
    numeric.reduce((order, of) => order || (of(a) ?? -1) - (of(b) ?? -1), 0) ||
    compareText(a.logSourceIds.join(), b.logSourceIds.join())
  );
}

const numeric: readonly ((connection: Connection) => number | null)[] = [
  (connection) => connection.endMs,
  (connection) => connection.startMs,
  (connection) => connection.sourcePort,
  (connection) => connection.destinationPort,
  (connection) => connection.protocolId,
  (connection) => connection.sentBytes,
  (connection) => connection.receivedBytes,
  (connection) => connection.totalBytes,
  (connection) => connection.connections,
];

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
