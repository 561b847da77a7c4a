import {
  counterNames,
  isCounted,
  type ConnectionRecord,
  type CounterName,
  type Counters,
} from './connection-record.ts';
import { connectionRule } from './connection-rule.ts';
import type { AssembledConnection } from './connection.ts';

/**
 * The records of one log source about the same ports, in order of time, as connections. A record that opens begins
 * one, the next that closes ends it. Where the source port is not logged the same key holds several at a time: then
 * each opening begins one, and what closes ends the oldest that is open.
 */
export function connectionsOfOne(
  records: readonly ConnectionRecord[],
  logsBothEnds: (logSourceId: number) => boolean = () => true,
): AssembledConnection[] {
  const all: Open[] = [];
  let oldest = 0;
  for (const record of eachOnce(records, logsBothEnds)) {
    while (all[oldest]?.isOver) oldest++;
    const open = record.sourcePort === null ? all[oldest] : all.at(-1);
    if (open && belongsTo(open, record, logsBothEnds(record.logSourceId))) {
      open.records.push(record);
      open.isOver ||= isEnd(record);
    } else all.push({ records: [record], isOver: isEnd(record) });
  }
  return all.map(({ records: own }) => connectionOf(own, logsBothEnds));
}

/** Without lines that were stored twice: equal ones of the same ports that follow at once. */
function eachOnce(
  records: readonly ConnectionRecord[],
  logsBothEnds: (logSourceId: number) => boolean,
): readonly ConnectionRecord[] {
  const lastMs = new Map<string, number>();
  return records.filter((record) => {
    if (record.sourcePort === null) return true;
    // An attempt that is repeated from the same port is another one, where a record is all that is logged of each.
    if (opens(record) && !logsBothEnds(record.logSourceId)) return true;
    const key = [record.phase, ...counterNames.map((name) => record[name])].join(' ');
    const beforeMs = lastMs.get(key) ?? -Infinity;
    lastMs.set(key, record.timeMs);
    return record.timeMs - beforeMs > connectionRule.duplicateMs;
  });
}

/** A connection that is still being put together: its records in order of time, at least one. */
type Open = { readonly records: ConnectionRecord[]; isOver: boolean };

function belongsTo(open: Open, record: ConnectionRecord, isTwofold: boolean): boolean {
  const last = open.records.at(-1);
  if (!last) return false;
  const gapMs = record.timeMs - last.timeMs;
  if (record.sourcePort === null) return !open.isOver && !opens(record);
  if (open.records.some(({ phase }) => phase === 'closed'))
    return record.protocolId === 6 && !opens(record) && gapMs <= connectionRule.lingerMs;
  // A firewall may log the permit and the session apart.
  if (opens(record) && open.records.every(opens) && gapMs <= connectionRule.repeatedMs)
    return isTwofold || record.isPermit;
  // Permits with counters may come again and again of one connection: TCP does not use the same ports again so soon.
  if (open.isOver || opens(record)) return isInterim(record) && gapMs <= connectionRule.idleMs;
  // Opened and not ended: this is its progress or its end. Progress after an idle hour is that of another.
  return last.phase !== 'progress' || gapMs <= connectionRule.idleMs;
}

/** Speaks of the begin: allowed or opened, with no byte moved yet. */
function opens(record: ConnectionRecord): boolean {
  return record.phase === 'opening' && !isCounted(record);
}

/** May be one of several of a connection: what ends one is, and a permit that counts, be it 0, where ports last. */
function isInterim(record: ConnectionRecord): boolean {
  if (record.protocolId !== 6) return false;
  return !opens(record) || (record.isPermit && counterNames.some((name) => record[name] !== null));
}

/** A permit that comes with its byte counts speaks of a connection that is over, unless another one follows. */
function isEnd(record: ConnectionRecord): boolean {
  return record.phase !== 'progress' && !opens(record);
}

function connectionOf(
  records: readonly ConnectionRecord[],
  logsBothEnds: (logSourceId: number) => boolean,
): AssembledConnection {
  const [first] = records;
  if (!first) throw new RangeError('a connection without a record');
  const ends = records.filter((record) => !opens(record));
  // Counters of 0 in an opening record are nothing yet, unless that is all that its log source says of a session.
  const isAll = ends.length === 0 && !logsBothEnds(first.logSourceId);
  const counters = countersOf(isAll ? records : ends);
  return {
    ...connectionEnds(first),
    startMs: opens(first) ? first.timeMs : null,
    firstSeenMs: first.timeMs,
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

type ConnectionEnds = Pick<
  ConnectionRecord,
  'domainId' | 'source' | 'sourcePort' | 'destination' | 'destinationPort' | 'protocolId'
>;

/** Who opened what, as all records of a connection say alike. */
export function connectionEnds(ends: ConnectionEnds): ConnectionEnds {
  const { domainId, source, sourcePort, destination, destinationPort, protocolId } = ends;
  return { domainId, source, sourcePort, destination, destinationPort, protocolId };
}

/** One reporter as the origin of a connection and of its counters. */
export function toldBy(
  id: number,
  counters: Counters,
): Pick<AssembledConnection, 'logSourceIds' | 'coalescedBy' | 'countedBy'> {
  const own = [id];
  return {
    logSourceIds: own,
    coalescedBy: own,
    countedBy: {
      sentBytes: counters.sentBytes === null ? [] : own,
      receivedBytes: counters.receivedBytes === null ? [] : own,
      totalBytes: counters.totalBytes === null ? [] : own,
    },
  };
}

/**
 * What the records of one connection count together. Most devices count since its begin: such counters grow from
 * record to record, and the last has it all; one that begins again counts another connection of the same ports. Where
 * they fall again and again they count since the record before: then they add up, unless the closing record has the sum.
 */
function countersOf(records: readonly ConnectionRecord[]): Counters {
  if (records[0]?.sourcePort === null) return countersOfMixed(records);
  const stretches = cumulativeStretches(records);
  // What a session counted as a whole is no less than before its end.
  const endsLess = records.at(-1)?.phase === 'closed' && stretches.at(-1)?.length === 1;
  const falls = stretches.length - 1;
  const isCumulative = falls === 0 || (!endsLess && falls * stepsPerFall <= records.length - 1);
  const valueOf = (name: CounterName) =>
    isCumulative ? sumOf(stretches.map((own) => mostOf(own, name))) : sumOfParts(records, name);
  return {
    sentBytes: valueOf('sentBytes'),
    receivedBytes: valueOf('receivedBytes'),
    totalBytes: valueOf('totalBytes'),
  };
}

/**
 * Without the source port, records of progress may be those of several connections at once, so counters that fall say
 * nothing: what the closing record counts is right, without one the largest is a least.
 */
function countersOfMixed(records: readonly ConnectionRecord[]): Counters {
  const last = records.at(-1);
  const closing = last?.phase === 'closed' ? last : null;
  const valueOf = (name: CounterName) => closing?.[name] ?? mostOf(records, name);
  return {
    sentBytes: valueOf('sentBytes'),
    receivedBytes: valueOf('receivedBytes'),
    totalBytes: valueOf('totalBytes'),
  };
}

/** Counters that count since the record before fall at every second step or so; this is safely less. */
const stepsPerFall = 4;

/** Records in a row of which no counter falls. */
function cumulativeStretches(records: readonly ConnectionRecord[]): ConnectionRecord[][] {
  const stretches: ConnectionRecord[][] = [];
  for (const record of records) {
    const stretch = stretches.at(-1);
    const before = stretch?.at(-1);
    if (stretch && before && !falls(before, record)) stretch.push(record);
    else stretches.push([record]);
  }
  return stretches;
}

function mostOf(records: readonly ConnectionRecord[], name: CounterName): number | null {
  return records.reduce<number | null>((most, record) => larger(most, record[name]), null);
}

function sumOfParts(records: readonly ConnectionRecord[], name: CounterName): number | null {
  const last = records.at(-1);
  const closing = last?.phase === 'closed' ? last[name] : null;
  if (closing === null) return sumOf(records.map((record) => record[name]));
  const before = sumOf(records.slice(0, -1).map((record) => record[name])) ?? 0;
  return closing >= before ? closing : before + closing;
}

function sumOf(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);
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
