import fc from 'fast-check';
import { assemble } from '../../../../app/detection/connections/assemble.ts';
import {
  counterNames,
  type ConnectionRecord,
} from '../../../../app/detection/connections/connection-record.ts';
import { recordArbitrary } from '../arbitrary-rows.ts';
import { at } from '../stitching/builders.ts';
import { inTwoOrders, opening, progress, record, sentOf, sumOf, told } from './builders.ts';

/** Permits with these sent counters, five minutes apart. */
const permits = (sent: readonly (number | null)[], known: Partial<ConnectionRecord> = {}) =>
  sent.map((sentBytes, n) =>
    record({
      isPermit: true,
      phase: 'opening',
      timeMs: at(5 * n),
      sentBytes,
      receivedBytes: null,
      ...known,
    }),
  );

describe('permits that come again and again with counters', () => {
  test('thirty lines that count since the begin are one connection, the last has it all', () => {
    const lines = permits(Array.from({ length: 30 }, (_, n) => 1_000 * (n + 1)));
    expect(assemble(lines)).toMatchObject([
      { connections: 1, sentBytes: 30_000, firstSeenMs: at(0), endMs: at(145), startMs: null },
    ]);
  });

  test('lines that count nothing new change nothing', () => {
    expect(sentOf(assemble(permits([1_000, 1_000, 1_000, 2_000])))).toEqual([2_000]);
  });

  test('lines that count 0 while it idles change nothing', () => {
    expect(sentOf(assemble(permits([0, 0, 0])))).toEqual([null]);
    expect(sentOf(assemble(permits([0, 1_000, 1_000])))).toEqual([1_000]);
  });

  test('an hour of silence ends it, and so does a line without counters', () => {
    const late = record({ phase: 'opening', timeMs: at(61), sentBytes: 200 });
    expect(sentOf(assemble([...permits([100]), late]))).toEqual([100, 200]);
    expect(sentOf(assemble([...permits([100]), { ...late, timeMs: at(60) }]))).toEqual([200]);
    expect(sentOf(assemble([...permits([100]), opening({ timeMs: at(5) })]))).toEqual([100, null]);
  });

  test('over UDP, where ports may be used again at once, each line is a connection', () => {
    expect(sentOf(assemble(permits([100, 200], { protocolId: 17 })))).toEqual([100, 200]);
  });
});

describe('counters since the record before', () => {
  test('fall again and again, and add up', () => {
    expect(sentOf(assemble(permits([500, 300, 400, 100])))).toEqual([1_300]);
  });

  test('are what the closing record has as their sum, where it has it', () => {
    const parts = [500, 300, 400].map((sentBytes, n) => progress({ timeMs: at(n), sentBytes }));
    expect(sentOf(assemble([...parts, record({ timeMs: at(5), sentBytes: 1_250 })]))).toEqual([
      1_250,
    ]);
    expect(sentOf(assemble([...parts, record({ timeMs: at(5), sentBytes: 50 })]))).toEqual([1_250]);
  });

  test('are 0 while it idles, and still add up', () => {
    expect(sentOf(assemble(permits([500, 0, 0, 300, 0, 400])))).toEqual([1_200]);
  });

  test('are not told from one that began again: once in many lines is another connection of these ports', () => {
    const grows = Array.from({ length: 10 }, (_, n) => 100 * (n + 1));
    expect(sentOf(assemble(permits([...grows, ...grows])))).toEqual([2_000]);
  });
});

describe('a line that was stored twice', () => {
  test('counts once, be it opening or closing', () => {
    const twice = [opening(), record({ timeMs: at(5) })].flatMap((one) => [
      one,
      { ...one, timeMs: one.timeMs + 2_000 },
    ]);
    expect(assemble(twice)).toMatchObject([{ startMs: at(0), endMs: at(5), sentBytes: 100 }]);
  });

  test('is not the same line where it is later', () => {
    expect(assemble([record(), record({ timeMs: at(0) + 10_001 })])).toHaveLength(2);
  });

  test('is not known without a source port: two connections may be as alike', () => {
    const known = { sourcePort: null };
    expect(assemble([record(known), record({ ...known, timeMs: at(0) + 500 })])).toHaveLength(2);
  });

  test('is found at once among very many others of the same moment', () => {
    // Over UDP, where nothing forbids to use ports again at once.
    const protocolId = 17;
    const many = Array.from({ length: 60_000 }, (_, n) => record({ protocolId, sentBytes: n }));
    expect(assemble([...many, record({ protocolId, sentBytes: 7 })])).toHaveLength(60_000);
  });
});

describe('ports that are used again', () => {
  test('after a closing record are another connection, whatever opens it', () => {
    const again = { timeMs: at(0) + 15_000 };
    for (const next of [
      opening({ timeMs: at(0) + 1_000 }),
      opening({ ...again, sentBytes: 0, receivedBytes: 0 }),
      record({ ...again, phase: 'opening', sentBytes: 300 }),
      record({ ...again, sentBytes: 300 }),
    ])
      expect(assemble([record(), next])).toHaveLength(2);
  });

  test('an opening record with counters of 0 opens, and the closing one ends it', () => {
    const zero = opening({ sentBytes: 0, receivedBytes: 0 });
    expect(assemble([zero, record({ timeMs: at(5) })])).toMatchObject([
      { startMs: at(0), endMs: at(5), sentBytes: 100 },
    ]);
  });
});

describe('progress alone', () => {
  test('is one connection whose begin is not known, up to an idle hour', () => {
    const lines = [0, 30, 60].map((minute) =>
      progress({ timeMs: at(minute), sentBytes: 10 + minute }),
    );
    expect(assemble(lines)).toMatchObject([
      { startMs: null, firstSeenMs: at(0), endMs: at(60), sentBytes: 70 },
    ]);
    expect(sentOf(assemble([...lines, progress({ timeMs: at(121), sentBytes: 5 })]))).toEqual([
      70, 5,
    ]);
  });
});

describe('without source ports', () => {
  const known = { sourcePort: null };

  test('counters of several at once are not added up as if they were parts of one', () => {
    const grows = [1, 2, 3].flatMap((n) => [
      progress({ ...known, timeMs: at(n), sentBytes: 100 * n }),
      progress({ ...known, timeMs: at(n) + 1_000, sentBytes: 1_000 * n }),
    ]);
    const opened = [opening(known), opening({ ...known, timeMs: at(0) + 1_000 })];
    const closed = [300, 3_000].map((sentBytes, n) =>
      record({ ...known, timeMs: at(4 + n), sentBytes }),
    );
    expect(sentOf(assemble([...opened, ...grows, ...closed]))).toEqual([300, 3_000]);
    expect(sentOf(assemble(grows))).toEqual([3_000]);
  });

  test('progress counts where the closing record has no counter', () => {
    const lines = [
      opening(known),
      progress({ ...known, timeMs: at(1), sentBytes: 700 }),
      record({ ...known, timeMs: at(2), sentBytes: null }),
    ];
    expect(assemble(lines)).toMatchObject([{ sentBytes: 700, receivedBytes: 200 }]);
  });

  test('closing records alone are a connection each', () => {
    expect(
      assemble([0, 0, 1].map((minute) => record({ ...known, timeMs: at(minute) }))),
    ).toHaveLength(3);
  });
});

/** Records of one log source, some of them stored twice, at the same millisecond or nearly so. */
const ofOneLogSource = fc
  .array(
    fc.tuple(recordArbitrary, fc.nat({ max: 3_000 }), fc.boolean()).map(([one, ms, isTwice]) => {
      const own = { ...one, domainId: 0, logSourceId: 1, timeMs: one.timeMs + ms };
      return isTwice ? [own, { ...own, timeMs: own.timeMs + 1_000 }] : [own];
    }),
    { maxLength: 40 },
  )
  .map((all) => all.flat());

test('whatever one log source writes: no order matters, no more connections than records, no more bytes than counters', () => {
  fc.assert(
    fc.property(inTwoOrders(ofOneLogSource), ([all, shuffled]) => {
      const connections = assemble(all);
      expect(told(assemble(shuffled))).toEqual(told(connections));
      expect(connections.length).toBeLessThanOrEqual(all.length);
      for (const name of counterNames) {
        expect(sumOf(connections, name)).toBeLessThanOrEqual(sumOf(all, name));
        for (const connection of connections)
          expect(connection.countedBy[name]).toEqual(connection[name] === null ? [] : [1]);
      }
      for (const { startMs, endMs, firstSeenMs } of connections) {
        expect(startMs ?? endMs).not.toBeNull();
        expect(firstSeenMs).toBeLessThanOrEqual(Math.min(startMs ?? Infinity, endMs ?? Infinity));
      }
    }),
    { numRuns: 500 },
  );
});

describe('what comes at once after the end', () => {
  const end = record({ sentBytes: 1_000 });
  const after = (ms: number, known: Partial<ConnectionRecord>) =>
    sentOf(assemble([end, record({ timeMs: at(0) + ms, ...known })]));

  test('still speaks of the connection: progress held up, a second line, one that counts more', () => {
    expect(after(1_000, { phase: 'progress', sentBytes: 900 })).toHaveLength(1);
    expect(after(5_000, { sentBytes: 1_010 })).toEqual([1_010]);
    expect(after(100, { sentBytes: null, receivedBytes: null })).toEqual([1_000]);
  });

  test('is another connection where it opens one, comes later, or is not TCP', () => {
    const opened = { phase: 'opening' as const, sentBytes: null, receivedBytes: null };
    expect(after(1_000, opened)).toHaveLength(2);
    expect(after(11_000, {})).toHaveLength(2);
    const udp = [{ ...end, protocolId: 17 }, record({ protocolId: 17, timeMs: at(0) + 5_000 })];
    expect(assemble(udp)).toHaveLength(2);
  });
});
