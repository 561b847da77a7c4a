import type { EventRow } from '../../sql/store.ts';
import type { LogSourceRow, QidRow } from '../log-sources.ts';
import { protocolNumbers } from '../session.ts';
import { site } from './console.ts';
import type { Counted, Span, Wire } from './wire.ts';

/** One line of a device about a connection: when (epoch ms, by its right clock), which event, with which counters. */
export type Line = {
  readonly atMs: number;
  readonly event: QidRow;
  readonly counted: Counted | null;
};

/**
 * A device that logs connections. `counts`: since the connection began (`whole`) or since its last line
 * (`since-last`). `naming`: what its counters are called, or that it has one for both directions, or none.
 */
export type Recorder = {
  readonly logSource: LogSourceRow;
  readonly counts: 'whole' | 'since-last';
  readonly naming: 'spaced' | 'joined' | 'total' | 'none';
  readonly lines: (wire: Wire) => Line[];
  /** How long after a line was written its record is stored, ms; 0 when left out. */
  readonly delayMs?: (wire: Wire) => number;
  /** What the device or its path makes of a right record. */
  readonly mistake?: (row: EventRow, wire: Wire) => EventRow[];
};

/**
 * What the records of one observer within a span tell of a connection, if everything in them is understood;
 * `null` where no counter says it. `total` is known only where both directions have one counter.
 */
export type Told = {
  readonly by: string;
  readonly from: 'events' | 'flows';
  readonly sent: number | null;
  readonly received: number | null;
  readonly total: number | null;
};

/** The records of a connection, in order of time. */
export function recordsOf(recorder: Recorder, wire: Wire): EventRow[] {
  const delayMs = recorder.delayMs?.(wire) ?? 0;
  return recorder.lines(wire).flatMap((line) => {
    const row = recordOf(recorder, wire, line, delayMs);
    return recorder.mistake?.(row, wire) ?? [row];
  });
}

/** What the recorder's lines that are stored within `day` tell of a connection; `null` when there are none. */
export function toldBy(recorder: Recorder, wire: Wire, day: Span): Told | null {
  const delayMs = recorder.delayMs?.(wire) ?? 0;
  const lines = recorder
    .lines(wire)
    .filter(({ atMs }) => atMs + delayMs >= day.startMs && atMs + delayMs < day.stopMs);
  if (lines.length === 0) return null;
  const base = { by: recorder.logSource.name, from: 'events' } as const;
  const counters = lines.flatMap(({ counted }) => counted ?? []);
  if (recorder.naming === 'none' || counters.length === 0) {
    return { ...base, sent: null, received: null, total: null };
  }
  const counted =
    recorder.counts === 'whole'
      ? (counters.at(-1) ?? { sent: 0, received: 0 })
      : counters.reduce((sum, { sent, received }) => {
          return { sent: sum.sent + sent, received: sum.received + received };
        });
  return recorder.naming === 'total'
    ? { ...base, sent: null, received: null, total: counted.sent + counted.received }
    : { ...base, ...counted, total: null };
}

function recordOf(recorder: Recorder, wire: Wire, line: Line, delayMs: number): EventRow {
  const { logSource, naming } = recorder;
  const { counted, event, atMs } = line;
  return {
    startMs: atMs + delayMs,
    deviceMs: atMs,
    source: wire.source,
    sourcePort: wire.sourcePort,
    destination: wire.destination,
    destinationPort: wire.destinationPort,
    protocolId: protocolNumbers[wire.transport],
    username: wire.user,
    logSourceId: logSource.id,
    category: event.category,
    qid: event.qid,
    eventCount: 1,
    direction: site.direction(wire.source, wire.destination),
    domainId: logSource.domainId,
    payload: `${new Date(atMs).toISOString()} ${logSource.name} ${event.name}: ${wire.transport} ${wire.source}:${wire.sourcePort} ${wire.destination}:${wire.destinationPort}${counted ? ` ${counted.sent}/${counted.received}` : ''}`,
    properties: counted ? namedCounters(naming, counted) : {},
  };
}

function namedCounters(
  naming: Recorder['naming'],
  { sent, received }: Counted,
): Readonly<Record<string, number>> {
  switch (naming) {
    case 'spaced':
      return { 'Bytes Sent': sent, 'Bytes Received': received };
    case 'joined':
      return { BytesSent: sent, BytesReceived: received };
    case 'total':
      return { Bytes: sent + received };
    case 'none':
      return {};
  }
}
