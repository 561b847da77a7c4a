import { fanOutThreshold, pool } from '../../../../app/detection/judging/fan-out.ts';
import { counter, sessions } from '../builders.ts';

/** So many sources with so many destinations each. */
const sources = (...groups: readonly (readonly [sources: number, destinations: number])[]) =>
  groups.flatMap(([count, destinations]) => Array<number>(count).fill(destinations));

describe('how many destinations a fan-out has to exceed', () => {
  test.each([
    ['five, where there are no sources', sources(), 5],
    ['five, where all have fewer', sources([20, 3]), 5],
    ['five, where the percentile is five', sources([20, 5]), 5],
    // What exceeds 5 has 6 at least: a percentile of 6 says the same.
    ['five, where the percentile is six', sources([20, 6]), 5],
    ['more, where the percentile is seven: seven are in', sources([20, 7]), 6],
    // Nearest rank: of 20 sources the 19th, of 40 the 38th.
    ['what is usual, where one of twenty stands out', sources([19, 10], [1, 500]), 9],
    ['what stands out, where two of twenty do', sources([18, 10], [2, 500]), 499],
    ['what is usual, where two of forty stand out', sources([38, 10], [2, 500]), 9],
    ['its own number, where there is one source', sources([1, 60]), 59],
  ])('%s', (_, counts, value) => {
    expect(fanOutThreshold(counts)).toEqual({ value, source: 'choice' });
  });

  test('does not depend on the order of the sources', () => {
    const counts = sources([18, 10], [1, 70], [1, 500]);
    expect(fanOutThreshold(counts.toReversed())).toEqual(fanOutThreshold(counts));
  });

  test('leaves the counts as they are', () => {
    const counts = [9, 1, 5];
    fanOutThreshold(counts);
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
    ['sent what cannot be', { impossible: { sent: true, received: false } }],
    ['received what cannot be', { impossible: { sent: false, received: true } }],
  ])('%s where one of them is', (_, change) => {
    expect(pool([sessions(), sessions()])).not.toMatchObject(change);
    expect(pool([sessions(), sessions(change), sessions()])).toMatchObject(change);
  });
});
