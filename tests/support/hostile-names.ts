// Names as somebody may give them to harm who reads them, and records that carry them.
import type { Dimensions } from '../../sandbox/sql/dimensions.ts';
import type { EventRow } from '../../sandbox/sql/store.ts';

/** As long as QRadar lets a log source's name be, without a place to break at. */
const longName = 'W'.repeat(255);
/** Marks stacked on one letter, painted over what is above and below. */
const stackedName = `z${'\u0301\u0323\u0330\u0302'.repeat(25)}`;
/** Wide letters, and a direction that does not end. */
const wideName = `${'漢'.repeat(30)}\u202e`;

export const hostileNames = { long: longName, stacked: stackedName, wide: wideName } as const;

/** A source for each of the names. */
export const hostileSources = {
  long: '10.30.21.1',
  stacked: '10.30.21.2',
  wide: '10.30.21.3',
} as const;

const kinds = ['long', 'stacked', 'wide'] as const;
const logSourceIds = { long: 901, stacked: 902, wide: 903 } as const;

/** These dimensions, and a log source of each name, of the same kind as the first. */
export function withHostileLogSources(dimensions: Dimensions): Dimensions {
  const [like] = dimensions.logSources;
  if (like === undefined) throw new Error('the console has no log source');
  const added = kinds.map((kind) => ({
    ...like,
    id: logSourceIds[kind],
    name: hostileNames[kind],
  }));
  return { ...dimensions, logSources: [...dimensions.logSources, ...added] };
}

/** Uploads of each source, reported by the log source and the user of that name, in the hours before `nowMs` (epoch ms). */
export function hostileRecords(nowMs: number): EventRow[] {
  return kinds.flatMap((kind) => [1, 2, 3, 4].map((n) => record(kind, nowMs - n * 20 * 60_000)));
}

function record(kind: (typeof kinds)[number], startMs: number): EventRow {
  return {
    startMs,
    source: hostileSources[kind],
    sourcePort: 40_000,
    destination: '28.77.21.9',
    destinationPort: 445,
    protocolId: 6,
    username: hostileNames[kind],
    logSourceId: logSourceIds[kind],
    category: 4008,
    qid: 2_000_001,
    eventCount: 1,
    direction: 'L2R',
    domainId: 0,
    payload: null,
    properties: { 'Bytes Sent': 90_000_000, 'Bytes Received': 300 },
  };
}
