import type { EventRow } from '../../sql/store.ts';
import type { LogSourceRow, QidRow } from '../log-sources.ts';
import { endOf } from '../session.ts';
import { events, sources } from './console.ts';
import type { Line, Recorder } from './recorder.ts';
import { minuteMs, secondMs } from './transfers.ts';
import { movedBetween, movedUntil, type Counted, type Wire } from './wire.ts';

const nothing: Counted = { sent: 0, received: 0 };

/** Permits a running connection again every two minutes, each time with all it moved so far; then closes it. */
export const interim: Recorder = {
  logSource: sources.interim,
  counts: 'whole',
  naming: 'joined',
  lines: (wire) => [
    ...every(wire, 2 * minuteMs, events.permitted, (atMs) => movedUntil(wire, atMs)),
    closing(wire, isRefused(wire) ? events.reset : events.closed),
  ],
};

/** One of a pair of firewalls: opens with counters at 0, closes with the sums. */
export const upliftA = openingAndClosing(sources.upliftA);
/** The other one of the pair. */
export const upliftB = openingAndClosing(sources.upliftB);

/** Opens without counters, reports progress every five minutes with all moved so far, ends with the sums. */
export const progress: Recorder = {
  logSource: sources.progress,
  counts: 'whole',
  naming: 'spaced',
  lines: (wire) => [
    { atMs: wire.startMs, event: events.begun, counted: null },
    ...every(wire, 5 * minuteMs, events.inProgress, (atMs) => movedUntil(wire, atMs)),
    closing(wire, events.ended),
  ],
};

/** Every three minutes, and at the end, what was moved since the line before. */
export const delta: Recorder = {
  logSource: sources.delta,
  counts: 'since-last',
  naming: 'spaced',
  lines: (wire) => {
    const stepMs = 3 * minuteMs;
    const steps = every(wire, stepMs, events.permitted, (atMs) =>
      movedBetween(wire, atMs - stepMs, atMs),
    );
    const lastMs = steps.at(-1)?.atMs ?? wire.startMs;
    const rest = movedBetween(wire, lastMs, endOf(wire));
    return [...steps, { atMs: endOf(wire), event: events.closed, counted: rest }];
  },
};

/** Opens without counters, closes with one number for both directions. */
export const total: Recorder = {
  logSource: sources.total,
  counts: 'whole',
  naming: 'total',
  lines: (wire) => [
    { atMs: wire.startMs, event: events.opened, counted: null },
    closing(wire, events.closed),
  ],
};

/** An access list: one line when a connection begins, and never a counter. */
export const opening: Recorder = {
  logSource: sources.opening,
  counts: 'whole',
  naming: 'none',
  lines: (wire) => [{ atMs: wire.startMs, event: events.accepted, counted: null }],
};

/** Its lines are stored 2 to 12 minutes after they were written; the device's own time in them is right. */
export const late: Recorder = {
  ...closingOnly(sources.late, 'joined'),
  delayMs: (wire) => (2 + (wire.sourcePort % 11)) * minuteMs,
};

/** Knows no source port. */
export const portless: Recorder = {
  ...closingOnly(sources.portless, 'spaced'),
  mistake: (row) => [{ ...row, sourcePort: null }],
};

/** Writes protocol 0 or 255 instead of 6. */
export const protocol: Recorder = {
  ...closingOnly(sources.protocol, 'joined'),
  mistake: (row, wire) => [{ ...row, protocolId: wire.sourcePort % 2 === 0 ? 0 : 255 }],
};

/** Writes IPv4 addresses as IPv6 does, `::ffff:172.22.1.1`. */
export const mapped: Recorder = {
  ...openingAndClosing(sources.mapped),
  mistake: (row) => [
    { ...row, source: `::ffff:${row.source}`, destination: `::ffff:${row.destination}` },
  ],
};

/** Two relays forward its lines, and of every third connection both do, the second 0 to 2 seconds later. */
export const doubled: Recorder = {
  ...openingAndClosing(sources.doubled),
  mistake: (row, wire) =>
    wire.sourcePort % 3 === 0 ? [row, arriving(row, wire.sourcePort % 2_000)] : [row],
};

/** One line at the end of a connection; QRadar coalesces them. */
export const coalescing: Recorder = closingOnly(sources.coalescing, 'spaced');

/** A record of a connection that a device did not let through. */
export function deniedLine(wire: Wire): Line {
  return { atMs: wire.startMs, event: events.denied, counted: null };
}

function arriving(row: EventRow, laterMs: number): EventRow {
  return { ...row, startMs: row.startMs + laterMs };
}

function openingAndClosing(logSource: LogSourceRow): Recorder {
  return {
    logSource,
    counts: 'whole',
    naming: 'spaced',
    lines: (wire) => [
      { atMs: wire.startMs, event: events.opened, counted: nothing },
      closing(wire, isRefused(wire) ? events.reset : events.closed),
    ],
  };
}

function closingOnly(logSource: LogSourceRow, naming: Recorder['naming']): Recorder {
  return { logSource, counts: 'whole', naming, lines: (wire) => [closing(wire, events.closed)] };
}

function closing(wire: Wire, event: QidRow): Line {
  return { atMs: endOf(wire), event, counted: { sent: wire.sent, received: wire.received } };
}

/** A SYN and what answered it, within a second. */
function isRefused({ durationMs, sent, received }: Wire): boolean {
  return durationMs < secondMs && sent <= 60 && received <= 40;
}

function every(
  wire: Wire,
  stepMs: number,
  event: QidRow,
  countedAt: (atMs: number) => Counted,
): Line[] {
  const steps = Math.ceil(wire.durationMs / stepMs) - 1;
  return Array.from({ length: Math.max(0, steps) }, (_, step) => {
    const atMs = wire.startMs + (step + 1) * stepMs;
    return { atMs, event, counted: countedAt(atMs) };
  });
}
