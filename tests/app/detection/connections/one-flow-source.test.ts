import fc from 'fast-check';
import { assemble } from '../../../../app/detection/connections/assemble.ts';
import {
  counterNames,
  type ConnectionRecord,
} from '../../../../app/detection/connections/connection-record.ts';
import { connectionsOfFlows as connectionsOf } from '../../../../app/detection/connections/one-flow-source.ts';
import { at } from '../stitching/builders.ts';
import { flow, inTwoOrders, router, sentOf, sumOf, told } from './builders.ts';

const secondMs = 1_000;
const connectionsOfFlows = (flows: readonly ConnectionRecord[], isReused = false) =>
  connectionsOf(flows, isReused);

/** As many pieces of so many seconds from noon on, one after the other. */
const pieces = (count: number, seconds: number, known: Partial<ConnectionRecord> = {}) =>
  Array.from({ length: count }, (_, n) =>
    flow(0, 0, {
      startMs: at(0) + n * seconds * secondMs,
      timeMs: at(0) + (n + 1) * seconds * secondMs,
      ...known,
    }),
  );

describe('pieces of a long flow', () => {
  test('add up to one connection, packets too', () => {
    expect(connectionsOfFlows([flow(1, 2), flow(0, 1), flow(2, 3)])).toMatchObject([
      { startMs: at(0), endMs: at(3), sentBytes: 300, sentPackets: 12, connections: 1 },
    ]);
  });

  test('may touch by a second or two, or be a minute apart', () => {
    const early = flow(1, 2, { startMs: at(1) - 2 * secondMs });
    expect(sentOf(connectionsOfFlows([flow(0, 1), early]))).toEqual([200]);
    expect(sentOf(connectionsOfFlows([flow(0, 1), flow(2, 3)]))).toEqual([200]);
  });

  test('may be an hour apart over TCP, as a control session idles while data runs', () => {
    const flows = [flow(0, 1), flow(30, 31), flow(91, 92)];
    expect(connectionsOfFlows(flows)).toMatchObject([
      { startMs: at(0), endMs: at(92), sentBytes: 300, connections: 1 },
    ]);
    expect(connectionsOfFlows([flow(0, 1), flow(61, 62, { startMs: at(61) + 1 })])).toHaveLength(2);
  });

  test('more than a minute apart are two connections over UDP, or where a log knows of several', () => {
    const later = { startMs: at(2) + 1 };
    const udp = { protocolId: 17 };
    expect(connectionsOfFlows([flow(0, 1), flow(2, 3, later)], true)).toHaveLength(2);
    expect(connectionsOfFlows([flow(0, 1), flow(2, 3)], true)).toHaveLength(1);
    expect(connectionsOfFlows([flow(0, 1, udp), flow(2, 3, { ...udp, ...later })])).toHaveLength(2);
  });

  test('go on after a short one within a long one', () => {
    const flows = [flow(0, 10), flow(1, 2), flow(11, 12)];
    expect(connectionsOfFlows(flows)).toMatchObject([{ endMs: at(12), sentBytes: 200 }]);
  });
});

describe('flows that were reported twice by one flow source', () => {
  test('over the same time: the larger counts', () => {
    expect(sentOf(connectionsOfFlows([flow(0, 1), flow(0, 1, { sentBytes: 120 })]))).toEqual([120]);
  });

  test('a little later: too, however short they are', () => {
    const short = flow(0, 0, { timeMs: at(0) + secondMs });
    const again = { ...short, startMs: at(0) + 100, timeMs: at(0) + 1_100 };
    expect(sentOf(connectionsOfFlows([short, again]))).toEqual([100]);
    expect(sentOf(connectionsOfFlows([flow(0, 1), flow(0.5, 1.5)]))).toEqual([100]);
  });

  test('in pieces cut at the same times: the pieces of one of them add up', () => {
    const other = pieces(3, 61, { sentBytes: 90 });
    expect(sentOf(connectionsOfFlows([...pieces(3, 60), ...other]))).toEqual([300]);
  });

  test('in pieces cut at other times: the pieces of the one who counted most add up', () => {
    const shifted = pieces(60, 60).map((one) => ({
      ...one,
      startMs: (one.startMs ?? 0) + 30 * secondMs,
      timeMs: one.timeMs + 30 * secondMs,
    }));
    expect(sentOf(connectionsOfFlows([...pieces(60, 60), ...shifted]))).toEqual([6_000]);
    expect(sentOf(connectionsOfFlows([...pieces(60, 60), ...pieces(59, 61)]))).toEqual([6_000]);
  });

  test('once as a whole and once in pieces: what is more', () => {
    const whole = flow(0, 3, { sentBytes: 250, receivedBytes: 900 });
    expect(connectionsOfFlows([whole, ...pieces(3, 60)])).toMatchObject([
      { sentBytes: 300, receivedBytes: 900 },
    ]);
  });
});

describe('flows without what tells them apart', () => {
  test('are a connection each where the source port is not known', () => {
    const known = { sourcePort: null };
    expect(connectionsOfFlows([flow(0, 1, known), flow(0, 1, known)])).toHaveLength(2);
  });

  test('count what is known where a piece has no counter', () => {
    const unknown = { sentBytes: null, receivedBytes: null };
    expect(connectionsOfFlows([flow(0, 1, unknown), flow(1, 2)])).toMatchObject([
      { sentBytes: 100, receivedBytes: 200, countedBy: { sentBytes: [router], totalBytes: [] } },
    ]);
    expect(sentOf(connectionsOfFlows([flow(0, 1, unknown)]))).toEqual([null]);
  });
});

/** Flows of one flow source over an hour, whole seconds, some at the same time as others. */
const flowsArbitrary = fc.array(
  fc
    .record({
      from: fc.nat({ max: 3_600 }),
      seconds: fc.oneof(fc.constantFrom(0, 1, 60), fc.nat({ max: 1_000 })),
      sourcePort: fc.constantFrom(null, 40_000, 40_001),
      sentBytes: fc.option(fc.nat({ max: 1_000 })),
      receivedBytes: fc.option(fc.nat({ max: 1_000 })),
      sentPackets: fc.option(fc.nat({ max: 9 })),
    })
    .map(({ from, seconds, ...known }) =>
      flow(from / 60, (from + seconds) / 60, { phase: 'closed', ...known }),
    ),
  { maxLength: 30 },
);

test('whatever flows there are: their order makes no difference, and no byte is counted that is not there', () => {
  fc.assert(
    fc.property(inTwoOrders(flowsArbitrary), ([all, shuffled]) => {
      const connections = assemble(all);
      expect(told(assemble(shuffled))).toEqual(told(connections));
      expect(connections.length).toBeLessThanOrEqual(all.length);
      for (const name of counterNames)
        expect(sumOf(connections, name)).toBeLessThanOrEqual(sumOf(all, name));
      const largest = Math.max(0, ...all.map(({ sentBytes }) => sentBytes ?? 0));
      expect(sumOf(connections, 'sentBytes')).toBeGreaterThanOrEqual(largest);
    }),
    { numRuns: 500 },
  );
});

test('a flow that runs at an even pace, reported by several in any pieces, never has more than it sent', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 59 }), { maxLength: 20 });
  fc.assert(
    fc.property(fc.array(cuts, { minLength: 1, maxLength: 4 }), (exporters) => {
      const flows = exporters.flatMap((at) => {
        const ends = [0, ...at.toSorted((a, b) => a - b), 60];
        return ends
          .slice(1)
          .map((end, n) => flow(ends[n] ?? 0, end, { sentBytes: 1_000 * (end - (ends[n] ?? 0)) }));
      });
      expect(sentOf(connectionsOfFlows(flows))).toEqual([60_000]);
    }),
    { numRuns: 300 },
  );
});

test('ten thousand pieces are one connection at once', () => {
  expect(sentOf(connectionsOfFlows([...pieces(10_000, 1), ...pieces(10_000, 1)]))).toEqual([
    1_000_000,
  ]);
});
