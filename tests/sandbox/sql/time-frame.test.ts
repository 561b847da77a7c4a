import { parse, sourceOf } from '../../../sandbox/aql/index.ts';
import { emptyDimensions } from '../../../sandbox/sql/dimensions.ts';
import { resolveWindow } from '../../../sandbox/sql/time-frame.ts';
import { instantOfWallTime, zoneOffsetMs } from '../../../sandbox/sql/time-zone.ts';
import { anEvent, closeConsoles, nowMs, openConsole } from './console.ts';

afterAll(closeConsoles);

function windowOf(frame: string, timeZone = 'UTC'): [string, string] {
  const text = `SELECT a FROM events ${frame}`;
  const { timeFrame } = parse(text);
  const { startMs, stopMs } = resolveWindow(timeFrame, {
    source: sourceOf(text),
    context: {
      nowMs,
      timeZone,
      defaultWindowMs: 60_000,
      allowedDomains: null,
      facts: { dimensions: emptyDimensions, properties: [] },
    },
    compileSubSelect: () => {
      throw new Error('no sub-select here');
    },
  });
  return [new Date(startMs).toISOString(), new Date(stopMs).toISOString()];
}

const untilNow = '2025-03-04T10:10:30.001Z';

describe('the window of a query', () => {
  it.each([
    [
      'is the last minute, from its full minute on, without a time frame',
      '',
      '2025-03-04T10:09:00.000Z',
      untilNow,
    ],
    [
      'starts on a full minute after LAST … MINUTES',
      'LAST 15 MINUTES',
      '2025-03-04T09:55:00.000Z',
      untilNow,
    ],
    ['takes hours', 'LAST 24 HOURS', '2025-03-03T10:10:00.000Z', untilNow],
    ['takes days', 'LAST 2 DAYS', '2025-03-02T10:10:00.000Z', untilNow],
    ['never starts before 1970', 'LAST 999999999999 DAYS', '1970-01-01T00:00:00.000Z', untilNow],
    [
      'ends before a stop on a full minute',
      "START '2025-03-04 09:10' STOP '2025-03-04 10:05'",
      '2025-03-04T09:10:00.000Z',
      '2025-03-04T10:05:00.000Z',
    ],
    [
      'includes the minute of a stop with seconds',
      "START '2025-03-04 09:10:59' STOP '2025-03-04 17:00:20'",
      '2025-03-04T09:10:00.000Z',
      '2025-03-04T17:01:00.000Z',
    ],
    [
      'reads epoch milliseconds',
      'START 1741079400000 STOP 1741082700001',
      '2025-03-04T09:10:00.000Z',
      '2025-03-04T10:06:00.000Z',
    ],
    [
      'ends now without STOP',
      "START PARSEDATETIME('1 day ago')",
      '2025-03-03T10:10:00.000Z',
      untilNow,
    ],
    [
      'reads references in the plural',
      "START PARSEDATETIME('2 weeks ago') STOP PARSEDATETIME('now')",
      '2025-02-18T10:10:00.000Z',
      '2025-03-04T10:11:00.000Z',
    ],
    [
      'may be empty',
      'START 1741079400000 STOP 1741079400000',
      '2025-03-04T09:10:00.000Z',
      '2025-03-04T09:10:00.000Z',
    ],
  ])('%s', (_, frame, start, stop) => {
    expect(windowOf(frame)).toEqual([start, stop]);
  });

  it.each([
    '2025-03-04 09:10',
    '2025-03-04 09:10:00',
    '2025/03/04 09:10:00',
    '2025/03/04-09:10:00',
    '2025:03:04-09:10:00',
    '2025 03 04 9:10:00',
    '2025-3-4 9:10',
    '2025-03-04 09:10Z',
    '2025-03-04 09:10 UTC',
    '2025-03-04 11:10+0200',
    '2025-03-04 06:40 -02:30',
  ])('reads the date format of %s', (text) => {
    expect(windowOf(`START '${text}'`)[0]).toBe('2025-03-04T09:10:00.000Z');
  });

  it('reads dates in the time zone of the console, dates with a zone in theirs', () => {
    expect(windowOf("START '2025-03-04 09:10'", 'Asia/Kolkata')[0]).toBe(
      '2025-03-04T03:40:00.000Z',
    );
    expect(windowOf("START '2025-03-04 09:10Z'", 'Asia/Kolkata')[0]).toBe(
      '2025-03-04T09:10:00.000Z',
    );
    expect(windowOf("START '2024-07-01 12:00'", 'Europe/Berlin')[0]).toBe(
      '2024-07-01T10:00:00.000Z',
    );
    expect(windowOf("START '2025-01-01 12:00'", 'Europe/Berlin')[0]).toBe(
      '2025-01-01T11:00:00.000Z',
    );
  });

  it.each([
    ["START '2017.01.01 9:00:00'", /not a date.*yyyy-MM-dd HH:mm/],
    ['TIMES OFFENSE_TIME(5)', /no offense 5/],
    ["START '2025-13-01 00:00'", /no day or time of the calendar/],
    ["START '2025-02-30 00:00'", /no day or time of the calendar/],
    ["START '2025-02-03 24:00'", /no day or time of the calendar/],
    ["START '1741079400000'", /not a date/],
    ["START PARSEDATETIME('yesterday')", /PARSEDATETIME takes/],
    ["START PARSEDATETIME('1 constructor ago')", /PARSEDATETIME takes/],
    ['START 1741079400000 STOP 1741079399999', /STOP is earlier than START/],
  ])('refuses %s', (frame, reason) => {
    expect(() => windowOf(frame)).toThrow(reason);
  });
});

describe('local time', () => {
  it('is asked of the zone database, with and without summer time', () => {
    expect(zoneOffsetMs(Date.UTC(2025, 0, 1), 'Europe/Berlin')).toBe(3_600_000);
    expect(zoneOffsetMs(Date.UTC(2025, 6, 1), 'Europe/Berlin')).toBe(7_200_000);
    expect(zoneOffsetMs(Date.UTC(2025, 6, 1), 'America/St_Johns')).toBe(-9_000_000);
  });

  it('just before and after a change of clocks is the right instant', () => {
    const berlin = (hour: number) =>
      new Date(instantOfWallTime(Date.UTC(2025, 2, 30, hour), 'Europe/Berlin')).toISOString();
    expect(berlin(1)).toBe('2025-03-30T00:00:00.000Z');
    expect(berlin(3)).toBe('2025-03-30T01:00:00.000Z');
  });
});

describe('records', () => {
  it('are seen from the first millisecond of the window to the last before its end', async () => {
    const minute = Date.UTC(2025, 2, 4, 9, 10);
    const times = [minute - 1, minute, minute + 59_999, minute + 60_000];
    const { column } = await openConsole({ events: times.map((startMs) => anEvent({ startMs })) });
    const seen = await column(
      "SELECT starttime FROM events ORDER BY starttime START '2025-03-04 09:10' STOP '2025-03-04 09:11'",
    );
    expect(seen).toEqual([minute, minute + 59_999]);
  });

  it('of this very millisecond are seen, later ones not', async () => {
    const { column } = await openConsole({
      events: [anEvent({ startMs: nowMs }), anEvent({ startMs: nowMs + 1 })],
    });
    expect(await column('SELECT starttime FROM events')).toEqual([nowMs]);
  });
});
