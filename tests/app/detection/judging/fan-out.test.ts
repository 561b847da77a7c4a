import { pool, standingOutAbove } from '../../../../app/detection/judging/fan-out.ts';
import { counter, sessions } from '../builders.ts';

/** So many sources with so many destinations each. */
const sources = (...groups: readonly (readonly [sources: number, destinations: number])[]) =>
  groups.flatMap(([count, destinations]) => Array<number>(count).fill(destinations));

describe('how many destinations stand out on a site', () => {
  test.each([
    // Nearest rank: of 20 sources the 19th, of 40 the 38th.
    ['those of one of twenty', sources([19, 10], [1, 500]), 9],
    ['those of two of twenty', sources([18, 10], [2, 500]), 499],
    ['those of two of forty', sources([38, 10], [2, 500]), 9],
  ])('%s', (_, counts, value) => {
    expect(standingOutAbove(counts)).toEqual({ value, source: 'choice' });
  });

  test('cannot be told with fewer than twenty sources', () => {
    expect(standingOutAbove(sources())).toBeNull();
    expect(standingOutAbove(sources([18, 10], [1, 500]))).toBeNull();
    expect(standingOutAbove(sources([19, 10], [1, 500]))).not.toBeNull();
  });

  test('does not depend on the order of the sources', () => {
    const counts = sources([18, 10], [1, 70], [1, 500]);
    expect(standingOutAbove(counts.toReversed())).toEqual(standingOutAbove(counts));
  });

  test('leaves the counts as they are', () => {
    const counts = [9, 1, 5];
    standingOutAbove(counts);
    expect(counts).toEqual([9, 1, 5]);
  });
});

describe('pooled pairs', () => {
  test('add up their connections', () => {
    const pooled = pool([
      sessions({ connections: 2, coalesced: 1, claimedBytes: 10 }),
      sessions({ connections: 3, coalesced: 2, claimedBytes: 20 }),
    ]);
    expect(pooled).toMatchObject({ connections: 5, coalesced: 3, claimedBytes: 30 });
  });

  test.each(['sent', 'received', 'total'] as const)(
    'add up bytes %s where they are known',
    (direction) => {
      const of = (...bytes: readonly (number | null)[]) =>
        pool(
          bytes.map((one) => sessions({ [direction]: one === null ? null : counter(one, one) })),
        )[direction];
      expect(of(null, null)).toBeNull();
      expect(of(null, 0)).toMatchObject({ bytes: 0, knownConnections: 4 });
      expect(of(5, null, 7)).toMatchObject({ bytes: 12, knownConnections: 8, largest: 7 });
    },
  );

  test('add up what each log source and each flow source saw, most first, then by id', () => {
    const shares = [
      [
        { id: 9, connections: 1 },
        { id: 7, connections: 1 },
      ],
      [
        { id: 8, connections: 5 },
        { id: 7, connections: 2 },
      ],
      [{ id: 9, connections: 2 }],
    ];
    const expected = [
      { id: 8, connections: 5 },
      { id: 7, connections: 3 },
      { id: 9, connections: 3 },
    ];
    expect(pool(shares.map((logSources) => sessions({ logSources }))).logSources).toEqual(expected);
    expect(pool(shares.map((flowSources) => sessions({ flowSources }))).flowSources).toEqual(
      expected,
    );
  });

  test('name each who reported a number once, ascending', () => {
    const sent = (...origins: readonly number[]) => ({ ...counter(1), origins });
    const pooled = pool([
      sessions({ connectionOrigins: [9, 7], sent: sent(9) }),
      sessions({ connectionOrigins: [7], sent: sent(-3, 9) }),
    ]);
    expect(pooled).toMatchObject({ connectionOrigins: [7, 9], sent: { origins: [-3, 9] } });
  });

  test.each([
    ['closed', { closed: true }],
    ['closed without a counter', { closedUncounted: true }],
    ['reported in several phases', { severalPhases: true }],
    ['sent what cannot be', { impossible: { sent: true, received: false, total: false } }],
    [
      'counted in all what cannot be',
      { impossible: { sent: false, received: false, total: true } },
    ],
    ['received what cannot be', { impossible: { sent: false, received: true, total: false } }],
  ])('%s where one of them is', (_, change) => {
    expect(pool([sessions(), sessions()])).not.toMatchObject(change);
    expect(pool([sessions(), sessions(change), sessions()])).toMatchObject(change);
  });
});
