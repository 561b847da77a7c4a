import fc from 'fast-check';
import { activityParts } from '../../../contract/finding.ts';
import { scaleOf } from '../../../ui/detail/reason-scale.ts';
import { stepTo } from '../../../ui/detail/steps.ts';
import { activeSpan, activityOf, isBrief, withChannel } from '../../../ui/detail/timeline.ts';
import { ticksOf } from '../../../ui/shared/time-ticks.ts';
import { aConnection, aPicture, minuteMs } from '../../support/detail-records.ts';
import { aFinding, dayMs } from '../../support/ui-records.ts';
import { english } from '../../support/words.ts';

const window = { startMs: dayMs, stopMs: dayMs + 24 * 60 * minuteMs };

describe('what a run counted', () => {
  test('lies in its parts of the window', () => {
    const activity = [{ part: 95, connections: 2, sentBytes: null }];
    expect(activityOf(aFinding({ activity }), window)).toEqual({
      bucketMs: 15 * minuteMs,
      buckets: [{ startMs: window.stopMs - 15 * minuteMs, connections: 2, sentBytes: null }],
    });
    expect(15 * minuteMs * activityParts).toBe(window.stopMs - window.startMs);
  });

  test('is not known where only groups are', () => {
    expect(activityOf(aFinding({ activity: null }), window)).toBeNull();
  });
});

describe('a search with its data connections', () => {
  const searched = {
    bucketMs: 10 * minuteMs,
    buckets: [{ startMs: dayMs + 5 * minuteMs, connections: 1, sentBytes: null }],
  };

  test('counts their bytes where they ended, before and after what was searched, too', () => {
    const ending = (minute: number, sentBytes: number | null) =>
      aConnection({ endMs: dayMs + minute * minuteMs, sentBytes });
    const connections = [ending(6, 10), ending(30, 20), ending(1, 5), ending(31, null)];
    const whole = withChannel(searched, aPicture({ connections, allConnections: 4 }));
    expect(whole?.buckets).toEqual([
      { startMs: dayMs - 5 * minuteMs, connections: 0, sentBytes: 5 },
      { startMs: dayMs + 5 * minuteMs, connections: 1, sentBytes: 10 },
      { startMs: dayMs + 25 * minuteMs, connections: 0, sentBytes: 20 },
    ]);
  });

  test('leaves out what is in doubt', () => {
    const doubted = aConnection({ doubt: 'no-session' });
    const picture = aPicture({ connections: [doubted], allConnections: 1 });
    expect(withChannel(searched, picture)).toEqual(searched);
  });

  test('is none where not all of them are known', () => {
    expect(withChannel(searched, aPicture({ partial: true }))).toBeNull();
    expect(withChannel(searched, aPicture({ allConnections: 3 }))).toBeNull();
  });
});

describe('the time in which there was something', () => {
  test('reaches to the end of a data connection, and not beyond the window', () => {
    const finding = aFinding({ firstSeenMs: dayMs, lastSeenMs: dayMs + 10 * minuteMs });
    const endMs = dayMs + 100 * minuteMs;
    const picture = aPicture({ connections: [aConnection({ endMs })] });
    expect(activeSpan(finding, window, picture)).toEqual({
      startMs: dayMs,
      stopMs: endMs + 4 * minuteMs,
    });
    expect(isBrief(finding, window)).toBe(true);
    expect(isBrief(aFinding({ lastSeenMs: window.stopMs }), window)).toBe(false);
  });
});

describe('marks on an axis', () => {
  test('are few, in order and within it, and the first names its day', () => {
    const minutes = fc.integer({ min: 1, max: 31 * 24 * 60 });
    fc.assert(
      fc.property(minutes, fc.integer({ min: 0, max: 86_400_000 }), (length, offset) => {
        const startMs = dayMs + offset;
        const ticks = ticksOf({ startMs, stopMs: startMs + length * minuteMs }, english.format);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(ticks.map(({ ms }) => ms)).toEqual(
          ticks.map(({ ms }) => ms).toSorted((a, b) => a - b),
        );
        for (const { share } of ticks) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        if (ticks[0]) expect(ticks[0].label).toMatch(/^[A-Z][a-z]{2} \d/);
      }),
    );
  });

  test('are none on a time without length', () => {
    expect(ticksOf({ startMs: dayMs, stopMs: dayMs }, english.format)).toEqual([]);
  });
});

describe('a reason on its scale', () => {
  const reason = aFinding().reasons[0];
  const scaled = (value: number, threshold: number, unit: 'bytes' | 'percent' = 'bytes') =>
    reason &&
    scaleOf({ ...reason, unit, value, threshold: { value: threshold, source: 'choice' } });

  test('stands a fifth further for each power of ten, and stays on it', () => {
    expect(scaled(100, 100)).toEqual({ value: 0.4, limit: 0.4 });
    expect(scaled(1_000, 100)?.value).toBeCloseTo(0.6);
    expect(scaled(10, 100)?.value).toBeCloseTo(0.2);
    expect(scaled(0, 100)?.value).toBe(0);
    expect(scaled(-5, 100)?.value).toBe(0);
    expect(scaled(1e15, 100)?.value).toBe(1);
  });

  test('is linear in percent', () => {
    expect(scaled(97, 70, 'percent')).toEqual({ value: 0.97, limit: 0.7 });
  });

  test('has none without a threshold', () => {
    expect(reason && scaleOf({ ...reason, threshold: null })).toBeNull();
    expect(scaled(5, 0)).toBeNull();
  });
});

test.each([
  ['ArrowRight', 3, 4],
  ['ArrowLeft', 0, 0],
  ['End', 0, 95],
  ['Home', 50, 0],
  ['PageUp', 0, 10],
  ['PageDown', 3, 0],
  ['Tab', 3, null],
])('%s from %i leads to %p', (key, at, to) => {
  expect(stepTo(key, at, 96)).toBe(to);
});
