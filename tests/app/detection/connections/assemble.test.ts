import fc from 'fast-check';
import { assemble } from '../../../../app/detection/connections/assemble.ts';
import type { ConnectionRecord } from '../../../../app/detection/connections/connection-record.ts';
import { recordArbitrary } from '../arbitrary-rows.ts';
import { at } from '../stitching/builders.ts';
import { opening, record } from './builders.ts';

describe('records of one log source', () => {
  test('an opening and a closing one are one connection with both times', () => {
    expect(assemble([record({ timeMs: at(5) }), opening()])).toMatchObject([
      { startMs: at(0), endMs: at(5), sentBytes: 100, receivedBytes: 200 },
    ]);
  });

  test('a closing one alone has an end only, an opening one alone a start only', () => {
    expect(assemble([record()])).toMatchObject([{ startMs: null, endMs: at(0) }]);
    expect(assemble([opening()])).toMatchObject([{ startMs: at(0), endMs: null }]);
  });

  test('the same ports used again are another connection', () => {
    const twice = [opening(), record({ timeMs: at(5) })].flatMap((one) => [
      one,
      { ...one, timeMs: one.timeMs + 10 * 60_000 },
    ]);
    expect(assemble(twice).map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [at(0), at(5)],
      [at(10), at(15)],
    ]);
  });

  test('so are those whose end was not logged', () => {
    const starts = [opening(), opening({ timeMs: at(5) }), record({ timeMs: at(6) })];
    expect(assemble(starts).map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [at(0), null],
      [at(5), at(6)],
    ]);
  });

  test('the permit and the opening of one connection open it once', () => {
    expect(
      assemble([opening(), opening({ timeMs: at(0) + 200 }), record({ timeMs: at(5) })]),
    ).toEqual([expect.objectContaining({ startMs: at(0), endMs: at(5), connections: 1 })]);
  });

  test('a permit with byte counts is a connection that is over', () => {
    expect(assemble([record({ phase: 'opening' })])).toMatchObject([
      { startMs: null, endMs: at(0), sentBytes: 100 },
    ]);
  });

  test('progress adds nothing to what the closing record says', () => {
    const records = [
      opening(),
      record({ phase: 'progress', timeMs: at(2), sentBytes: 50 }),
      record({ phase: 'progress', timeMs: at(4), sentBytes: 90 }),
      record({ timeMs: at(6), sentBytes: 100 }),
    ];
    expect(assemble(records)).toMatchObject([{ startMs: at(0), endMs: at(6), sentBytes: 100 }]);
  });

  test('without source ports the oldest that is open is closed first', () => {
    const known = { sourcePort: null };
    const records = [
      opening(known),
      opening({ ...known, timeMs: at(1) }),
      record({ ...known, timeMs: at(2) }),
      record({ ...known, timeMs: at(3) }),
    ];
    expect(assemble(records).map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [at(0), at(2)],
      [at(1), at(3)],
    ]);
  });
});

describe('several log sources', () => {
  test('what two saw of the same ports at the same time is one connection, the largest counter', () => {
    const other = record({ logSourceId: 2, timeMs: at(1), sentBytes: 160, receivedBytes: null });
    expect(assemble([other, record()])).toMatchObject([
      { sentBytes: 160, receivedBytes: 200, logSourceIds: [1, 2], connections: 1 },
    ]);
  });

  test('also where only one of them tells the source port', () => {
    const other = record({ logSourceId: 2, sourcePort: null, sentBytes: 160 });
    expect(
      assemble([record(), record({ sourcePort: 40_001, timeMs: at(60) }), other]),
    ).toMatchObject([
      { sourcePort: 40_000, sentBytes: 160 },
      { sourcePort: 40_001, sentBytes: 100 },
    ]);
  });

  test('the same ports at another time are another connection', () => {
    expect(assemble([record(), record({ logSourceId: 2, timeMs: at(61) })])).toHaveLength(2);
  });
});

test('the order of the records makes no difference, and nothing is counted that is not there', () => {
  fc.assert(
    fc.property(
      fc
        .array(recordArbitrary, { maxLength: 40 })
        .chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          ),
        ),
      ([all, shuffled]) => {
        const told = (records: readonly ConnectionRecord[]) =>
          assemble(records)
            .map((connection) => JSON.stringify(connection))
            .sort();
        expect(told(shuffled)).toEqual(told(all));
        const sum = (list: readonly { readonly sentBytes: number | null }[]) =>
          list.reduce((total, { sentBytes }) => total + (sentBytes ?? 0), 0);
        expect(sum(assemble(all))).toBeLessThanOrEqual(sum(all));
      },
    ),
    { numRuns: 300 },
  );
});
