// Records that bring findings into states which no story of the stand-in console has.
import type { EventRow } from '../../sandbox/sql/store.ts';

const minuteMs = 60_000;
const categories = { opened: 4016, closed: 4008 } as const;

/** A source for each of the states, as cards are found by it. */
export const stateSources = {
  /** Uploads on the data channels of five destinations, each too small to be a finding. */
  pooled: '10.30.20.1',
  /** Small uploads to one destination on several ports, one of them with a data channel. */
  overPorts: '10.30.20.2',
  /** A service beside an FTP session, and nothing else of note. */
  doubted: '10.30.20.3',
  /** A transfer with strays: more to the port of its data when no session was open. */
  strays: '10.30.20.4',
  /** Opened, and nothing tells whether anybody answered. */
  unknown: '10.30.20.5',
} as const;

/** All of these records, in the twelve hours before `nowMs` (epoch ms). */
export function stateRecords(nowMs: number): EventRow[] {
  const { pooled, overPorts, doubted, strays, unknown } = stateSources;
  const at = (minutes: number) => nowMs - 720 * minuteMs + minutes * minuteMs;
  return [
    ...[1, 2, 3, 4, 5].flatMap((n) => {
      const ends = { source: pooled, destination: `28.77.20.${n}`, sourcePort: 40_000 + n };
      return [
        ...session(at(n * 60), ends),
        closed(at(n * 60 + 5), { ...ends, destinationPort: 50_000 + n }, 600_000),
      ];
    }),
    ...session(at(0), { source: overPorts }),
    closed(at(5), { source: overPorts, destinationPort: 50_100 }, 700_000),
    closed(at(90), { source: overPorts, destinationPort: 445 }, 500_000),
    ...session(at(60), { source: doubted }),
    ...[-50, -30, -10, 5, 40, 80].map((minutes) =>
      closed(at(60 + minutes), { source: doubted, destinationPort: 8_443 }, 2_400_000),
    ),
    ...session(at(60), { source: strays }),
    ...[2, 4, 6].map((minutes) =>
      closed(at(60 + minutes), { source: strays, destinationPort: 50_200 }, 1_500_000),
    ),
    ...[300, 500].map((minutes) =>
      closed(at(minutes), { source: strays, destinationPort: 50_200 }, 4_000_000),
    ),
    ...[1, 2, 3, 4].map((n) => record(at(n * 20), { source: unknown, sourcePort: 42_000 + n })),
  ];
}

/** A control session of FTP, ten minutes long. */
function session(startMs: number, ends: Partial<EventRow>): EventRow[] {
  return [
    record(startMs, { sourcePort: 40_000, ...ends }),
    closed(startMs + 10 * minuteMs, { sourcePort: 40_000, ...ends }, 120),
  ];
}

/** A connection that is logged when it closes. */
function closed(startMs: number, ends: Partial<EventRow>, sent: number): EventRow {
  const sourcePort = 43_000 + (Math.floor(startMs / minuteMs) % 10_000);
  return record(startMs, {
    sourcePort,
    ...ends,
    category: categories.closed,
    properties: { 'Bytes Sent': sent, 'Bytes Received': 300 },
  });
}

/** An opening record of the edge firewall, without counters. */
function record(startMs: number, change: Partial<EventRow>): EventRow {
  return {
    startMs,
    source: '10.30.20.0',
    sourcePort: 40_000,
    destination: '28.77.20.9',
    destinationPort: 21,
    protocolId: 6,
    username: null,
    logSourceId: 101,
    category: categories.opened,
    qid: 2_000_001,
    eventCount: 1,
    direction: 'L2R',
    domainId: 0,
    payload: null,
    properties: {},
    ...change,
  };
}
