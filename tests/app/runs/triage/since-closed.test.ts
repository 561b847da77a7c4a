import { defaultSettings } from '../../../../contract/default-settings.ts';
import type { Finding } from '../../../../contract/finding.ts';
import { basisOf, knownOf, type RunOfFigures } from '../../../../app/runs/triage/known.ts';
import { sinceClosed } from '../../../../app/runs/triage/since-closed.ts';
import { aFinding } from '../../adapters/store/some-findings.ts';

const hour = 3_600_000;
const start = 1_767_600_000_000;
const day: RunOfFigures = {
  profile: 'corrected',
  window: { startMs: start, stopMs: start + 24 * hour },
  settings: defaultSettings,
  flows: 'used',
  isWhole: true,
};
const sent = (bytes: number) => ({ bytes, knownConnections: 1, lowerBound: false });
const figures = (connections: number, bytes: number | null, lastSeenMs: number) =>
  aFinding('f', {
    ...{ connections, sent: bytes === null ? null : sent(bytes), dataChannel: null },
    ...{ lastSeenMs, coalesced: 0, estimated: false, activity: null },
  });
const closedOn = figures(10, 1000, start + 10 * hour);

function since(
  finding: Finding,
  later: Partial<RunOfFigures> = {},
  earlier: Partial<RunOfFigures> = {},
) {
  const before = { ...day, ...earlier };
  const now = { ...day, ...later };
  const known = knownOf(before, closedOn, basisOf(before)(closedOn));
  return sinceClosed(known, { finding, window: now.window, basis: basisOf(now)(finding) });
}

const nextDay = { window: { startMs: start + 24 * hour, stopMs: start + 48 * hour } };

test('the same figures are no news, nor are smaller ones of a smaller window', () => {
  expect(since(closedOn)).toBeNull();
  const half = { window: { startMs: start + 9 * hour, stopMs: start + 12 * hour } };
  expect(since(figures(2, 100, start + 10 * hour), half)).toBeNull();
});

test('what a later window has is new as a whole', () => {
  expect(since(figures(3, 300, start + 30 * hour), nextDay)).toEqual({
    ...{ why: 'continued', connections: 3, sentBytes: 300, atLeast: false },
    lastSeenMs: start + 30 * hour,
  });
});

test('of coalesced records it is at least so much', () => {
  const finding = { ...figures(3, 300, start + 30 * hour), coalesced: 2 };
  expect(since(finding, nextDay)).toMatchObject({ connections: 3, atLeast: true });
});

test('a window that begins alike and goes on has the difference', () => {
  const longer = { window: { startMs: start, stopMs: start + 30 * hour } };
  expect(since(figures(14, 1500, start + 29 * hour), longer)).toEqual({
    ...{ why: 'continued', connections: 4, sentBytes: 500, atLeast: false },
    lastSeenMs: start + 29 * hour,
  });
});

test('a window that overlaps has at least what its parts say that begin afterwards', () => {
  const window = { startMs: start + 6 * hour, stopMs: start + 30 * hour };
  const finding = figures(14, 1500, start + 29 * hour);
  const activity = [
    // Parts of 15 minutes: part 16 holds the moment of closing, and says nothing.
    { part: 16, connections: 5, sentBytes: 700 },
    { part: 17, connections: 2, sentBytes: 200 },
    { part: 90, connections: 1, sentBytes: null },
  ];
  expect(since({ ...finding, activity }, { window })).toEqual({
    ...{ why: 'continued', connections: 3, sentBytes: 200, atLeast: true },
    lastSeenMs: start + 29 * hour,
  });
  expect(since(finding, { window })).toMatchObject({
    ...{ connections: 0, sentBytes: null, atLeast: true },
  });
});

test('records that came late are told by more in the same minutes', () => {
  expect(since(figures(12, 1700, start + 10 * hour))).toEqual({
    ...{ why: 'late', connections: 2, sentBytes: 700, atLeast: false },
    lastSeenMs: start + 10 * hour,
  });
  const bytesOnly = since(figures(10, 1001, start + 10 * hour));
  expect(bytesOnly).toMatchObject({ why: 'late', connections: 0, sentBytes: 1 });
  const smaller = { window: { startMs: start + hour, stopMs: start + 24 * hour } };
  expect(since(figures(11, 900, start + 10 * hour), smaller)).toMatchObject({
    ...{ why: 'late', connections: 1, sentBytes: 0, atLeast: true },
  });
});

test('late is also what is later than was known, in minutes that were looked at', () => {
  expect(since(figures(11, 1100, start + 20 * hour))).toMatchObject({
    ...{ why: 'late', connections: 1, sentBytes: 100, atLeast: false },
  });
});

test.each<[string, Partial<RunOfFigures>]>([
  ['other settings', { settings: { ...defaultSettings, stitching: false } }],
  ['without flows', { flows: 'not-allowed' }],
  ['the other profile', { profile: 'source' }],
  ['a run that was cut', { isWhole: false }],
])('more in the same minutes is no news by itself where it rests on %s', (_, change) => {
  const more = figures(12, 1700, start + 10 * hour);
  expect(since(more, change)).toBeNull();
  expect(since(more, {}, change)).toBeNull();
});

test('estimated figures are not held against exact ones', () => {
  expect(since({ ...figures(12, 1700, start + 10 * hour), estimated: true })).toBeNull();
});

test('what a larger window has earlier is no news', () => {
  const earlier = { window: { startMs: start - 24 * hour, stopMs: start + 24 * hour } };
  expect(since(figures(99, 9999, start + 10 * hour), earlier)).toBeNull();
});

test('a setting that finds nothing else changes nothing', () => {
  const quieter = { settings: { ...defaultSettings, logLevel: 'error' as const } };
  expect(since(figures(12, 1700, start + 10 * hour), quieter)).toMatchObject({ why: 'late' });
});

test('closed while the run went on, only what is after its window is certain to be new', () => {
  const partial = { isWhole: false };
  expect(since(figures(20, 2000, start + 23 * hour), {}, partial)).toBeNull();
  expect(since(figures(20, 2000, start + 30 * hour), nextDay, partial)).toMatchObject({
    ...{ why: 'continued', connections: 20 },
  });
});

test('bytes are unknown where they were, or are', () => {
  expect(since(figures(12, null, start + 10 * hour))).toMatchObject({ sentBytes: null });
  expect(since(figures(10, null, start + 10 * hour))).toBeNull();
});
