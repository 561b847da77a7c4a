import { timeOf } from '../../../../sandbox/data/import/times.ts';

const nowMs = Date.UTC(2026, 2, 4, 15, 0);
const utc = { zone: 'UTC', nowMs };
const wanted = Date.UTC(2024, 3, 19, 13, 2, 3);

test.each([
  1_713_531_723,
  1_713_531_723_000,
  '1713531723.000001',
  '1713531723000000',
  '1713531723000000000',
  '2024-04-19T13:02:03Z',
  '2024-04-19T13:02:03.000000+0000',
  '2024-04-19T08:02:03-05:00',
  '2024-04-19T18:32:03+0530',
  '2024-04-19 13:02:03',
  '2024/04/19 13:02:03',
  '2024-04-19 13:02:03,000',
  'Apr 19, 2024, 1:02:03 PM',
  'Apr 19, 2024, 1:02:03\u202fPM',
  'April 19, 2024 01:02:03 PM UTC',
  'Fri Apr 19 13:02:03 UTC 2024',
  '19 Apr 2024 13:02:03',
  'Fri, 19 Apr 2024 13:02:03 GMT',
  '19-Apr-2024 13:02:03',
  '19/Apr/2024:13:02:03 +0000',
  '04/19/2024 13:02:03',
  '19.04.2024, 13:02:03',
  '19-04-24 13:02:03',
])('%j is one and the same time', (value) => {
  expect(timeOf('time', value, utc)).toBe(wanted);
});

test.each([
  ['Europe/Berlin', '2024-04-19 15:02:03'],
  ['America/New_York', 'Apr 19, 2024, 9:02:03 AM'],
  ['+05:30', '2024-04-19 18:32:03'],
])('what gives no zone is in that of the clock, %s', (zone, value) => {
  expect(timeOf('time', value, { zone, nowMs })).toBe(wanted);
  expect(timeOf('time', '2024-04-19T13:02:03Z', { zone, nowMs })).toBe(wanted);
});

test('a zone with summer time is asked for each time', () => {
  const berlin = { zone: 'Europe/Berlin', nowMs };
  expect(timeOf('time', '2024-01-01 12:00:00', berlin)).toBe(Date.UTC(2024, 0, 1, 11));
  expect(timeOf('time', '2024-07-01 12:00:00', berlin)).toBe(Date.UTC(2024, 6, 1, 10));
});

test.each(['05-03-2026 10:00', '5/3/26 10:00', '05.03.2026, 10:00:00'])(
  '%j is refused with both readings',
  (value) => {
    expect(() => timeOf('time', value, utc)).toThrow(
      /may be 2026-03-05 \(day first\) or 2026-05-03 \(month first\): write the year first/,
    );
  },
);

test('a day and month of one number are one date', () => {
  expect(timeOf('time', '05-05-2026 10:00', utc)).toBe(Date.UTC(2026, 4, 5, 10));
});

test.each([
  ['Mar  4 14:59:00', Date.UTC(2026, 2, 4, 14, 59)],
  ['Dec 31 23:59:59', Date.UTC(2025, 11, 31, 23, 59, 59)],
])('%j without a year is in the year before now', (value, ms) => {
  expect(timeOf('time', value, utc)).toBe(ms);
});

test.each([
  12,
  '2024-02-30 10:00',
  '2024-13-01',
  '25:00',
  'yesterday',
  '19 Foo 2024 10:00',
  '2024-04-19T13:02:03 EST',
  '1850-01-01T00:00:00Z',
])('%j is no time', (value) => {
  expect(() => timeOf('time', value, utc)).toThrow(/must be a time between 1990 and 2100/);
});
