import fc from 'fast-check';
import { barsOf } from '../../../ui/detail/bars.ts';
import { destinationRows } from '../../../ui/detail/destination-rows.ts';
import { findingName, targetName } from '../../../ui/detail/finding-name.ts';
import { aCard, aDataChannel, aFanOut, aFinding, dayMs } from '../../support/ui-records.ts';
import { english } from '../../support/words.ts';

const hour = 3_600_000;
const window = { startMs: dayMs, stopMs: dayMs + 24 * hour };
const bucket = (startMs: number, connections: number, sentBytes: number | null = null) => ({
  startMs,
  connections,
  sentBytes,
});

/** An hour's share of the window, as far as floating point goes. */
const anHour: unknown = expect.closeTo(1 / 24);

describe('bars', () => {
  test('stand at their time and are as high as their share of the highest', () => {
    const buckets = [bucket(dayMs + 6 * hour, 2), bucket(dayMs + 12 * hour, 4)];
    const { bars, sum, busiest } = barsOf(
      { bucketMs: hour, buckets },
      window,
      (b) => b.connections,
    );
    expect(bars).toEqual([
      {
        startMs: dayMs + 6 * hour,
        value: 2,
        left: 0.25,
        width: anHour,
        height: 0.5,
      },
      { startMs: dayMs + 12 * hour, value: 4, left: 0.5, width: anHour, height: 1 },
    ]);
    expect(sum).toBe(6);
    expect(busiest).toBe(bars[1]);
  });

  test('are missing where no counter was there, which is not the same as zero connections', () => {
    const buckets = [bucket(dayMs, 3, null), bucket(dayMs + hour, 1, 500)];
    const sent = barsOf({ bucketMs: hour, buckets }, window, (b) => b.sentBytes);
    expect(sent.bars.map(({ startMs }) => startMs)).toEqual([dayMs + hour]);
  });

  test('say that nothing is known', () => {
    const none = barsOf(
      { bucketMs: hour, buckets: [bucket(dayMs, 3)] },
      window,
      (b) => b.sentBytes,
    );
    expect(none).toEqual({ bars: [], sum: 0, busiest: null });
  });

  test('stay within the picture, whatever the server sends', () => {
    const buckets = fc.array(
      fc.record({
        startMs: fc.integer({ min: dayMs - 48 * hour, max: dayMs + 72 * hour }),
        connections: fc.nat(),
        sentBytes: fc.option(fc.nat()),
      }),
    );
    fc.assert(
      fc.property(buckets, fc.integer({ min: 1, max: 100 * hour }), (all, bucketMs) => {
        const { bars } = barsOf({ bucketMs, buckets: all }, window, (b) => b.sentBytes);
        for (const { left, width, height } of bars) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(width).toBeGreaterThanOrEqual(0);
          expect(left + width).toBeLessThanOrEqual(1 + 1e-9);
          expect(height).toBeGreaterThan(0);
          expect(height).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('destination rows', () => {
  test('put the chosen finding first, whatever its risk', () => {
    const high = aFinding();
    const low = aFinding({ id: 'f2', risk: 'LOW', destination: '203.0.113.77', sent: null });
    const rows = destinationRows(aCard([high, low]), low);
    expect(rows.map(({ address, sentBytes }) => [address, sentBytes])).toEqual([
      ['203.0.113.77', null],
      ['203.0.113.9', 14_213_120],
    ]);
  });

  test('name the destinations of a fan-out with their own connections and no bytes', () => {
    const fan = aFanOut();
    expect(destinationRows(aCard([fan]), fan)).toMatchObject([
      { address: '198.51.100.1', connections: 2, sentBytes: null },
      { address: '198.51.100.2', connections: 1, sentBytes: null },
    ]);
  });

  test('have the data channel in their bytes where it is rated', () => {
    const dataChannel = aDataChannel({
      sent: { bytes: 600_000_000, knownConnections: 6, lowerBound: false },
    });
    const own = { bytes: 3_900, knownConnections: 12, lowerBound: false };
    const rated = aFinding({ sent: own, dataChannel });
    expect(destinationRows(aCard([rated]), rated)).toMatchObject([{ sentBytes: 600_003_900 }]);
    const leftOut = aFinding({ sent: own, dataChannel: { ...dataChannel, counted: false } });
    expect(destinationRows(aCard([leftOut]), leftOut)).toMatchObject([{ sentBytes: 3_900 }]);
  });

  test('have keys that differ', () => {
    const card = aCard([aFinding(), aFinding({ id: 'f2', port: 990 }), aFanOut()]);
    const keys = destinationRows(card, aFinding()).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test('a finding is named by protocol, source and target', () => {
  const { detail } = english;
  expect(findingName(aFinding(), english, detail)).toBe('FTP from 10.1.2.3 to 203.0.113.9:21');
  expect(targetName(aFinding({ destination: '2001:db8::9' }), detail)).toBe('[2001:db8::9]:21');
  expect(targetName(aFanOut(), detail)).toBe('60 destinations, 21');
});
