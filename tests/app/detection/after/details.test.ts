import { aliases } from '../../../../app/detection/aql/columns.ts';
import { readActivity } from '../../../../app/detection/after/activity.ts';
import { readContributingEvents } from '../../../../app/detection/after/contributing-events.ts';
import { noonMs } from '../builders.ts';

const minuteMs = 60_000;

const event = (change: Readonly<Record<string, unknown>> = {}) => ({
  [aliases.time]: noonMs,
  [aliases.logSourceName]: 'edge firewall',
  [aliases.categoryName]: 'Firewall Session Closed',
  [aliases.source]: '10.1.2.3',
  [aliases.sourcePort]: 40_000,
  [aliases.destination]: '93.184.216.34',
  [aliases.destinationPort]: 21,
  [aliases.user]: 'null',
  [aliases.eventCount]: 1,
  [aliases.sent]: '120.0',
  [aliases.received]: null,
  ...change,
});

/** A row of the activity query; `minute` counts from the start of the window. */
const activity = (minute: number, change: Readonly<Record<string, unknown>> = {}) => ({
  [aliases.bucket]: noonMs + minute * minuteMs,
  [aliases.category]: 4008,
  [aliases.logSource]: 7,
  [aliases.sentKnown]: 1,
  [aliases.sentImpossible]: 0,
  [aliases.connections]: 1.0,
  [aliases.sent]: 100.0,
  ...change,
});

const opened = { [aliases.category]: 4007, [aliases.sentKnown]: 0, [aliases.sent]: null };

describe('evidence', () => {
  test('reads events in their order, placeholders as nothing', () => {
    expect(readContributingEvents([event(), event({ [aliases.user]: 'alice' })])).toEqual([
      {
        timeMs: noonMs,
        logSource: 'edge firewall',
        category: 'Firewall Session Closed',
        source: '10.1.2.3',
        sourcePort: 40_000,
        destination: '93.184.216.34',
        destinationPort: 21,
        user: null,
        eventCount: 1,
        sentBytes: 120,
        receivedBytes: null,
        totalBytes: null,
      },
      expect.objectContaining({ user: 'alice' }),
    ]);
  });

  test.each([
    ['no row', 'text'],
    ['no time', event({ [aliases.time]: null })],
    ['no address', event({ [aliases.source]: '0.0.0.0' })],
    ['no port', event({ [aliases.destinationPort]: 'null' })],
  ])('leaves out what is %s', (_, row) => {
    expect(readContributingEvents([row])).toEqual([]);
  });
});

describe('activity', () => {
  test('draws a session once that opens in one bucket and closes in another', () => {
    expect(readActivity([activity(0, opened), activity(5)])).toEqual([
      { startMs: noonMs, connections: 1, sentBytes: null },
      { startMs: noonMs + 5 * minuteMs, connections: 0, sentBytes: 100 },
    ]);
  });

  test('does not add log sources', () => {
    const rows = [activity(0), activity(1), activity(1, { [aliases.logSource]: 9 })];
    expect(readActivity(rows).map((bucket) => bucket.connections)).toEqual([1, 1]);
  });

  test('adds categories and flags of the same phase', () => {
    const rows = [activity(0), activity(0, { [aliases.category]: 18_011 })];
    expect(readActivity(rows)).toEqual([{ startMs: noonMs, connections: 2, sentBytes: 200 }]);
  });

  test('leaves impossible counters out of the bytes, not their connections out of the count', () => {
    const rows = [activity(0), activity(0, { [aliases.sentImpossible]: 1, [aliases.sent]: 2e9 })];
    expect(readActivity(rows)).toEqual([{ startMs: noonMs, connections: 2, sentBytes: 100 }]);
  });

  test('draws progress only where nothing else is reported', () => {
    const progress = { ...opened, [aliases.category]: 4021, [aliases.connections]: 9 };
    expect(readActivity([activity(0, progress)])[0]?.connections).toBe(9);
    expect(readActivity([activity(0, progress), activity(1)])).toEqual([
      { startMs: noonMs + minuteMs, connections: 1, sentBytes: 100 },
    ]);
  });

  test('reads the source profile, which asks for no category', () => {
    const row = {
      [aliases.bucket]: noonMs,
      [aliases.connections]: 4,
      [aliases.sentKnown]: 1,
      [aliases.sent]: 9,
    };
    expect(readActivity([row])).toEqual([{ startMs: noonMs, connections: 4, sentBytes: 9 }]);
  });

  test('comes oldest first, and nothing from nothing', () => {
    const starts = readActivity([activity(9), activity(2)]).map((bucket) => bucket.startMs);
    expect(starts).toEqual([...starts].sort());
    expect(readActivity(['text', activity(0, { [aliases.category]: 4003 })])).toEqual([]);
  });
});
