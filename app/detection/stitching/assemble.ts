import { channelRule } from './channel-rule.ts';
import type { Connection } from './connection.ts';
import { isCounted, type ChannelRecord } from '../evidence/channel-record.ts';

/**
 * The connections behind the records of two hosts, each once: what opens and what closes is one connection,
 * and so is what several log sources wrote about the same ports at the same time. Nothing is added: of
 * several counters for one connection the largest is taken.
 * Records in any order; costs little more than sorting them.
 */
export function assemble(records: readonly ChannelRecord[]): Connection[] {
  const groups = grouped(records, ({ source, destination, destinationPort, protocolId }) =>
    [source, destination, destinationPort, protocolId].join(' '),
  );
  return groups.flatMap((group) => acrossLogSources(group));
}

/** A connection that is still being put together. */
type Open = {
  readonly connection: { -readonly [K in keyof Connection]: Connection[K] };
  isClosed: boolean;
};

/**
 * The records of one log source about the same ports, in order of time, as connections. A record that opens
 * begins one, the next that closes ends the oldest open one. Where the source port is not logged the same
 * key holds several at a time, so only there two openings in a row are two connections at once.
 */
function ofOneLogSource(records: readonly ChannelRecord[]): Connection[] {
  const all: Open[] = [];
  let oldest = 0;
  for (const record of records) {
    while (all[oldest]?.isClosed) oldest++;
    const open = all[oldest];
    const last = all.at(-1);
    if (!opens(record)) {
      if (open) extend(open, record);
      else all.push(begin(record));
    } else if (last && isRepeated(last, record)) {
      last.connection.connections = Math.max(last.connection.connections, record.connections);
    } else {
      // The port pair is free again, so the one before must be over, its end not logged.
      if (record.sourcePort !== null && last) last.isClosed = true;
      all.push(begin(record));
    }
  }
  return all.map(({ connection }) => connection);
}

/** A permit that comes with its byte counts speaks of a connection that is over. */
function opens(record: ChannelRecord): boolean {
  return record.phase === 'opening' && !isCounted(record);
}

/** Whether a record opens what is open already: a firewall may log the permit and the session apart. */
function isRepeated(
  { connection, isClosed }: Open,
  { sourcePort, timeMs }: ChannelRecord,
): boolean {
  const { startMs, endMs } = connection;
  if (sourcePort === null || isClosed || startMs === null) return false;
  return endMs === null && timeMs - startMs <= channelRule.earlyMs;
}

function begin(record: ChannelRecord): Open {
  const { domainId, source, sourcePort, destination, destinationPort, protocolId } = record;
  const { timeMs, connections, sentBytes, receivedBytes, totalBytes, logSourceId } = record;
  const times = opens(record) ? { startMs: timeMs, endMs: null } : { startMs: null, endMs: timeMs };
  const ports = { source, sourcePort, destination, destinationPort, protocolId };
  const bytes = { sentBytes, receivedBytes, totalBytes };
  return {
    connection: {
      domainId,
      ...ports,
      ...times,
      ...bytes,
      connections,
      logSourceIds: [logSourceId],
    },
    isClosed: isEnd(record),
  };
}

function extend(open: Open, record: ChannelRecord): void {
  const { connection } = open;
  connection.endMs = record.timeMs;
  connection.connections = Math.max(connection.connections, record.connections);
  connection.sentBytes = larger(connection.sentBytes, record.sentBytes);
  connection.receivedBytes = larger(connection.receivedBytes, record.receivedBytes);
  connection.totalBytes = larger(connection.totalBytes, record.totalBytes);
  open.isClosed = isEnd(record);
}

function isEnd(record: ChannelRecord): boolean {
  return record.phase !== 'progress' && !opens(record);
}

/**
 * Records of one opener, destination and port, as connections. Those with the same source port first, then
 * what log sources saw that do not tell it.
 */
function acrossLogSources(records: readonly ChannelRecord[]): Connection[] {
  const sorted = records.toSorted(byTimeAndPhase);
  const told = grouped(
    sorted.filter(({ sourcePort }) => sourcePort !== null),
    ({ sourcePort }) => sourcePort,
  ).flatMap((group) => viewsOf(group).reduce(joinViews, []));
  const untold = sorted.filter(({ sourcePort }) => sourcePort === null);
  return viewsOf(untold).reduce(joinViews, told);
}

/** What each log source saw, in the order of their ids, so that the outcome has one order. */
function viewsOf(records: readonly ChannelRecord[]): Connection[][] {
  return grouped(records, ({ logSourceId }) => logSourceId)
    .sort(([a], [b]) => (a?.logSourceId ?? 0) - (b?.logSourceId ?? 0))
    .map(ofOneLogSource);
}

/**
 * Adds what another log source saw: a connection that can be one of those known is merged with it, one to
 * one, the others are new.
 */
function joinViews(known: Connection[], view: readonly Connection[]): Connection[] {
  if (known.length === 0) return [...view];
  const merged = [...known];
  const own = new Set(view.flatMap(({ logSourceIds }) => logSourceIds));
  const candidates = known
    .map((connection, index) => ({ connection, index }))
    .filter(({ connection }) => !connection.logSourceIds.some((id) => own.has(id)))
    .sort((a, b) => firstMs(a.connection) - firstMs(b.connection));
  let next = 0;
  for (const seen of view) {
    const early = firstMs(seen) - channelRule.skewMs;
    while (next < candidates.length && lastMs(candidates[next]?.connection ?? seen) < early) next++;
    const match = candidates[next];
    if (match && firstMs(match.connection) <= lastMs(seen) + channelRule.skewMs) {
      merged[match.index] = mergedOf(match.connection, seen);
      next++;
    } else merged.push(seen);
  }
  return merged;
}

function mergedOf(a: Connection, b: Connection): Connection {
  return {
    ...a,
    startMs: smaller(a.startMs, b.startMs),
    endMs: larger(a.endMs, b.endMs),
    connections: Math.max(a.connections, b.connections),
    sentBytes: larger(a.sentBytes, b.sentBytes),
    receivedBytes: larger(a.receivedBytes, b.receivedBytes),
    totalBytes: larger(a.totalBytes, b.totalBytes),
    logSourceIds: [...a.logSourceIds, ...b.logSourceIds].sort((x, y) => x - y),
  };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | number | null): T[][] {
  const groups = new Map<string | number | null, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

const phaseOrder = ['opening', 'progress', 'closed'];

/** A total order, so that the order in which records come makes no difference. */
function byTimeAndPhase(a: ChannelRecord, b: ChannelRecord): number {
  return (
    a.timeMs - b.timeMs ||
    phaseOrder.indexOf(a.phase) - phaseOrder.indexOf(b.phase) ||
    a.logSourceId - b.logSourceId ||
    (a.sourcePort ?? -1) - (b.sourcePort ?? -1) ||
    (a.sentBytes ?? -1) - (b.sentBytes ?? -1) ||
    (a.receivedBytes ?? -1) - (b.receivedBytes ?? -1) ||
    (a.totalBytes ?? -1) - (b.totalBytes ?? -1) ||
    a.connections - b.connections
  );
}

function firstMs({ startMs, endMs }: Connection): number {
  return startMs ?? endMs ?? 0;
}

function lastMs({ startMs, endMs }: Connection): number {
  return endMs ?? startMs ?? 0;
}

function larger(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function smaller(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
