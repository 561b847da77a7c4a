import fc from 'fast-check';
import type { Candidate } from '../../../../app/detection/looking/candidates.ts';
import { Batch, covering, crowdedIndex } from '../../../../app/detection/looking/hosts.ts';

const candidate = (source: string, destination: string, known: Partial<Candidate> = {}) => ({
  source,
  destination,
  withData: false,
  rows: 10,
  ...known,
});
const manyRows = 15_000;
const wide = 1_000_000;
const batchOf = (
  candidates: readonly Candidate[],
  { room = wide, crowded = [] as readonly Candidate[] } = {},
) => {
  const batch = new Batch(room, crowdedIndex(crowded));
  return { batch, added: candidates.map((one) => batch.add(one)) };
};

describe('room in the text', () => {
  /** `%2710.0.0.1%27%2C` is 18 characters long. */
  const host = 17;

  test('is taken by each host once, by those with data twice', () => {
    const pairs = [candidate('10.0.0.1', '93.0.0.1'), candidate('10.0.0.1', '93.0.0.2')];
    expect(batchOf(pairs, { room: 3 * host }).added).toEqual([true, true]);
    expect(batchOf(pairs, { room: 3 * host - 1 }).added).toEqual([true, false]);
    const data = [candidate('10.0.0.1', '93.0.0.1', { withData: true })];
    expect(batchOf(data, { room: 4 * host }).added).toEqual([true]);
    expect(batchOf(data, { room: 4 * host - 1 }).added).toEqual([false]);
  });

  test('is taken by both spellings of an IPv4-mapped address', () => {
    const { batch } = batchOf([candidate('::ffff:a00:1', '93.0.0.1')]);
    expect(batch.hosts.plain.clients).toEqual(['::ffff:a00:1', '10.0.0.1']);
  });

  test('is left to a shorter one where a longer one did not fit, and nothing is changed by that', () => {
    const { batch, added } = batchOf(
      [candidate('10.0.0.1', '93.0.0.1'), candidate('10.0.0.2', '93.0.0.2')],
      { room: 3 * host },
    );
    expect(added).toEqual([true, false]);
    expect(batch.hosts.plain).toEqual({ clients: ['10.0.0.1'], servers: ['93.0.0.1'] });
    expect(batch.add(candidate('10.0.0.1', '93.0.0.3'))).toBe(true);
  });
});

describe('room among the rows', () => {
  const big = candidate('10.0.0.1', '93.0.0.1', { rows: manyRows });

  test('is taken by the rows of a pair', () => {
    expect(batchOf([big, candidate('10.0.0.2', '93.0.0.2', { rows: 5_000 })]).added).toEqual([
      true,
      true,
    ]);
    expect(batchOf([big, candidate('10.0.0.2', '93.0.0.2', { rows: 5_001 })]).added).toEqual([
      true,
      false,
    ]);
    expect(batchOf([candidate('10.0.0.1', '93.0.0.1', { rows: 20_001 })]).added).toEqual([false]);
  });

  test('is taken by a crowded pair that a list of hosts catches', () => {
    const cross = [candidate('10.0.0.1', '93.0.0.2'), candidate('10.0.0.2', '93.0.0.1')];
    expect(batchOf(cross, { crowded: [{ ...big, rows: 30_000 }] }).added).toEqual([true, false]);
    expect(batchOf(cross.toReversed(), { crowded: [{ ...big, rows: 30_000 }] }).added).toEqual([
      true,
      false,
    ]);
    expect(batchOf(cross, { crowded: [big] }).added).toEqual([true, true]);
  });

  test('is taken once by a crowded pair that is asked for itself', () => {
    const others = [2, 3, 4, 5].map((n) => candidate('10.0.0.1', `93.0.0.${n}`));
    expect(batchOf([big, ...others], { crowded: [big] }).added).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  test('is taken once by a crowded pair that is caught by several', () => {
    const pairs = [
      candidate('10.0.0.1', '93.0.0.2'),
      candidate('10.0.0.2', '93.0.0.1'),
      candidate('10.0.0.1', '93.0.0.3'),
      candidate('10.0.0.3', '93.0.0.1'),
    ];
    expect(batchOf(pairs, { crowded: [big] }).added).toEqual([true, true, true, true]);
    expect(batchOf([...pairs, big], { crowded: [big] }).added.at(-1)).toBe(true);
  });

  test('is not taken by one whose hosts are in different lists', () => {
    const apart = [
      candidate('10.0.0.1', '93.0.0.2'),
      candidate('10.0.0.2', '93.0.0.1', { withData: true }),
    ];
    expect(batchOf(apart, { crowded: [{ ...big, rows: 30_000 }] }).added).toEqual([true, true]);
  });
});

describe('what a search asks for', () => {
  const { batch } = batchOf([
    candidate('10.0.0.1', '93.0.0.1'),
    candidate('10.0.0.2', '93.0.0.2', { withData: true }),
  ]);
  const covers = covering(batch.hosts, [21, 445]);
  const of = (source: string, destination: string, destinationPort: number | null) =>
    covers({ source, destination, destinationPort });

  test('is the ports asked for, from a client to a server', () => {
    expect(of('10.0.0.1', '93.0.0.1', 445)).toBe(true);
    expect(of('10.0.0.1', '93.0.0.1', 50_000)).toBe(false);
    expect(of('93.0.0.1', '10.0.0.1', 445)).toBe(false);
    expect(of('10.0.0.1', '93.0.0.2', 445)).toBe(false);
    expect(of('10.0.0.1', '93.0.0.1', null)).toBe(false);
  });

  test('is any port in both directions where data is wanted', () => {
    expect(of('10.0.0.2', '93.0.0.2', 50_000)).toBe(true);
    expect(of('93.0.0.2', '10.0.0.2', 50_000)).toBe(true);
    expect(of('93.0.0.2', '10.0.0.2', null)).toBe(true);
  });
});

test('whatever pairs are added: each added one is listed, and rows that come along have room', () => {
  const hostOf = (n: number) => `10.0.0.${n}`;
  const pair = fc
    .record({ from: fc.nat({ max: 4 }), to: fc.nat({ max: 4 }), rows: fc.nat({ max: 9_000 }) })
    .map(({ from, to, rows }) => candidate(hostOf(from), `93.0.0.${to}`, { rows }));
  const key = ({ source, destination }: Candidate) => `${source} ${destination}`;
  fc.assert(
    fc.property(
      fc.uniqueArray(pair, { maxLength: 25, selector: key }),
      fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
      (pairs, wanted) => {
        const crowded = pairs.filter(({ rows }) => rows > 500);
        const { batch, added } = batchOf(
          pairs.filter((_, n) => wanted[n]),
          { crowded },
        );
        const covers = covering(batch.hosts, [21]);
        const asked = pairs.filter((_, n) => wanted[n]).filter((_, n) => added[n]);
        for (const one of asked) expect(covers({ ...one, destinationPort: 21 })).toBe(true);
        const rows = crowded
          .filter((one) => covers({ ...one, destinationPort: 21 }))
          .reduce((sum, one) => sum + one.rows, 0);
        expect(rows).toBeLessThanOrEqual(20_000);
      },
    ),
    { numRuns: 500 },
  );
});
