import {
  counterNames,
  isCounted,
  type ConnectionRecord,
  type Counters,
} from './connection-record.ts';
import { connectionRule } from './connection-rule.ts';
import type { AssembledConnection } from './connection.ts';

/**
 * The records of one log source about the same ports, in order of time, as connections. A record that opens begins
 * one, the next that closes ends it. Where the source port is not logged the same key holds several at a time: then
 * each opening begins one, and what closes ends the oldest that is open.
 */
export function connectionsOfOne(records: readonly ConnectionRecord[]): AssembledConnection[] {
  const all: Open[] = [];
  let oldest = 0;
  for (const record of records) {
    while (all[oldest]?.isOver) oldest++;
    const open = record.sourcePort === null ? all[oldest] : all.at(-1);
    if (open && belongsTo(open, record)) {
      open.records.push(record);
      open.isOver ||= isEnd(record);
    } else all.push({ records: [record], isOver: isEnd(record) });
  }
  return all.map(({ records: own }) => connectionOf(own));
}

/** A connection that is still being put together: its records in order of time, at least one. */
type Open = { readonly records: ConnectionRecord[]; isOver: boolean };

function belongsTo(open: Open, record: ConnectionRecord): boolean {
  const last = open.records.at(-1);
  if (!last) return false;
  const gapMs = record.timeMs - last.timeMs;
  if (record.sourcePort === null) return !open.isOver && !opens(record);
  // A firewall may log the permit and the session apart.
  if (opens(record)) return open.records.every(opens) && gapMs <= connectionRule.repeatedMs;
  if (gapMs <= connectionRule.duplicateMs && isSame(last, record)) return true;
  if (last.phase === 'closed') return false;
  if (gapMs <= connectionRule.idleMs && grows(last, record)) return true;
  // Opened and not ended: this is its progress or its end. Of a session that only progress tells, an idle hour and
  // counters that begin again are the end.
  return !open.isOver && (last.phase !== 'progress' || gapMs <= connectionRule.idleMs);
}

/** Speaks of the begin: allowed or opened, with no byte moved yet. */
function opens(record: ConnectionRecord): boolean {
  return record.phase === 'opening' && !isCounted(record);
}

/** A permit that comes with its byte counts speaks of a connection that is over, unless its counters go on growing. */
function isEnd(record: ConnectionRecord): boolean {
  return record.phase !== 'progress' && !opens(record);
}

function isSame(a: Counters, b: Counters): boolean {
  return counterNames.every((name) => a[name] === b[name]);
}

/** Whether counters go on from those before: none is lower, and some is known in both. */
function grows(before: Counters, after: Counters): boolean {
  const both = counterNames.filter((name) => before[name] !== null && after[name] !== null);
  return both.length > 0 && both.every((name) => (after[name] ?? 0) >= (before[name] ?? 0));
}

function connectionOf(records: readonly ConnectionRecord[]): AssembledConnection {
  const [first] = records;
  if (!first) throw new RangeError('a connection without a record');
  const ends = records.filter((record) => !opens(record));
  const isBegin = opens(first) || (first.phase === 'opening' && ends.length > 1);
  const counters = countersOf(ends.length > 0 ? ends : records);
  return {
    ...connectionEnds(first),
    startMs: isBegin ? first.timeMs : null,
    endMs: ends.at(-1)?.timeMs ?? null,
    ...counters,
    sentPackets: records.reduce<number | null>(
      (most, { sentPackets }) => larger(most, sentPackets),
      null,
    ),
    connections: records.reduce((most, record) => Math.max(most, record.connections), 1),
    ...toldBy(first.logSourceId, counters),
  };
}

/** Who opened what, as all records of a connection say alike. */
export function connectionEnds(record: ConnectionRecord) {
  const { domainId, source, sourcePort, destination, destinationPort, protocolId } = record;
  return { domainId, source, sourcePort, destination, destinationPort, protocolId };
}

/** One reporter as the origin of a connection and of its counters. */
export function toldBy(
  id: number,
  counters: Counters,
): Pick<AssembledConnection, 'logSourceIds' | 'countedBy'> {
  const own = [id];
  return {
    logSourceIds: own,
    countedBy: {
      sentBytes: counters.sentBytes === null ? [] : own,
      receivedBytes: counters.receivedBytes === null ? [] : own,
      totalBytes: counters.totalBytes === null ? [] : own,
    },
  };
}

/**
 * What the records of one connection count together. Most devices count since its begin: such counters only grow, and
 * the last has it all. Where one falls, they count since the record before: then they add up, unless the closing
 * record has the sum.
 */
function countersOf(records: readonly ConnectionRecord[]): Counters {
  const trail = records.filter((record, at) => !isStoredTwice(records[at - 1], record));
  const isCumulative = trail.every((record, at) => {
    const before = trail[at - 1];
    return before === undefined || !falls(before, record);
  });
  const valueOf = (name: (typeof counterNames)[number]) => {
    const known = trail.filter((record) => record[name] !== null);
    if (known.length === 0) return null;
    const values = known.map((record) => record[name] ?? 0);
    if (isCumulative) return values.reduce((most, value) => Math.max(most, value), 0);
    const closing = known.at(-1)?.phase === 'closed' ? (values.at(-1) ?? 0) : 0;
    const before = values.reduce((sum, value) => sum + value, 0) - closing;
    return closing >= before ? closing : before + closing;
  };
  return {
    sentBytes: valueOf('sentBytes'),
    receivedBytes: valueOf('receivedBytes'),
    totalBytes: valueOf('totalBytes'),
  };
}

function isStoredTwice(before: ConnectionRecord | undefined, record: ConnectionRecord): boolean {
  if (!before || record.timeMs - before.timeMs > connectionRule.duplicateMs) return false;
  return before.phase === record.phase && isSame(before, record);
}

function falls(before: Counters, after: Counters): boolean {
  return counterNames.some((name) => {
    const [a, b] = [before[name], after[name]];
    return a !== null && b !== null && b < a;
  });
}

/** The larger of two counters; one that is not known is no match for one that is. */
export function larger(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
