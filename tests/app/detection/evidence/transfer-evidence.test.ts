import fc from 'fast-check';
import { TransferEvidence } from '../../../../app/detection/evidence/transfer-evidence.ts';
import { flowReporterId } from '../../../../app/detection/flows/reporters.ts';
import { judge } from '../../../../app/detection/judging/judge.ts';
import { phases, type ConnectionRow } from '../../../../app/detection/rows/rows.ts';
import { connectionRow, findingsOf, fold, noonMs } from '../builders.ts';

const bytes = fc.option(
  fc.oneof(
    fc.constantFrom(0, 200, 900, 1_048_576, 1_048_577, 10_485_761),
    fc.nat({ max: 20_000_000 }),
  ),
);

/** Rows of few hosts, log sources and users, so that they meet in pairs and fan-outs. */
const rowArbitrary: fc.Arbitrary<ConnectionRow> = fc
  .record({
    domainId: fc.nat({ max: 1 }),
    source: fc.constantFrom('10.0.0.1', '10.0.0.2', 'fd00::1'),
    destination: fc.nat({ max: 11 }).map((n) => (n === 11 ? '2a00::1' : `93.184.216.${n}`)),
    port: fc.constantFrom(21, 445, 69),
    protocolId: fc.constantFrom(6, 17),
    phase: fc.constantFrom(...phases),
    logSourceId: fc.constantFrom(
      ...[0, 1, 2, 3],
      flowReporterId('a', 'flow'),
      flowReporterId('b', 'superflow'),
    ),
    logSourceName: fc.constantFrom('a', 'b'),
    user: fc.constantFrom(null, 'alice', 'bob', 'carol'),
    connections: fc.integer({ min: 1, max: 5 }),
    records: fc.integer({ min: 1, max: 5 }),
    sentBytes: bytes,
    sentImpossible: fc.boolean(),
    receivedBytes: bytes,
    receivedImpossible: fc.boolean(),
    totalBytes: bytes,
    firstMs: fc.nat({ max: 1_000 }).map((n) => noonMs + n),
    lastMs: fc.nat({ max: 1_000 }).map((n) => noonMs + 1_000 + n),
  })
  .map((row) => ({
    ...row,
    records: Math.min(row.records, row.connections),
    sentLargest: row.sentBytes ?? 0,
  }));

const rowsArbitrary = fc.array(rowArbitrary, { maxLength: 60 });

/** The rows with a new order and a part for each. */
const splitArbitrary = rowsArbitrary.chain((rows) =>
  fc.tuple(
    fc.constant(rows),
    fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
    fc.array(fc.nat({ max: 3 }), { minLength: rows.length, maxLength: rows.length }),
  ),
);

const judged = (accumulator: TransferEvidence) => [
  ...judge(accumulator, { domainNames: new Map(), maxFindings: 50_000 }).findings,
];

describe('accumulator', () => {
  test('any order and any split of the rows gives the same findings', () => {
    fc.assert(
      fc.property(splitArbitrary, ([rows, shuffled, parts]) => {
        const split = [0, 1, 2, 3].map((part) =>
          fold(shuffled.filter((_, n) => parts[n] === part)),
        );
        const merged = new TransferEvidence();
        for (const part of split) merged.merge(part);
        expect(judged(merged)).toEqual(findingsOf(rows));
      }),
      { numRuns: 500 },
    );
  });

  test('merging is associative', () => {
    fc.assert(
      fc.property(rowsArbitrary, rowsArbitrary, rowsArbitrary, (a, b, c) => {
        const left = fold(a);
        left.merge(fold(b));
        left.merge(fold(c));
        const right = fold(b);
        right.merge(fold(c));
        const whole = fold(a);
        whole.merge(right);
        expect(judged(left)).toEqual(judged(whole));
      }),
    );
  });

  test('a group of records may be split into any rows that add up to it', () => {
    fc.assert(
      fc.property(rowArbitrary, fc.nat({ max: 19_000_000 }), (row, cut) => {
        const { connections, records, sentBytes } = row;
        if (connections < 2 || records < 2 || sentBytes === null || sentBytes < cut) return;
        const head = { ...row, connections: 1, records: 1, sentBytes: cut };
        const rest = {
          ...row,
          connections: connections - 1,
          records: records - 1,
          sentBytes: sentBytes - cut,
        };
        const both = { receivedBytes: null, totalBytes: null, sentLargest: 0 };
        expect(
          findingsOf([
            { ...head, ...both },
            { ...rest, ...both },
          ]),
        ).toEqual(findingsOf([{ ...row, ...both }]));
      }),
      { numRuns: 500 },
    );
  });

  test('merging leaves the other as it is', () => {
    const other = fold([connectionRow()]);
    const merged = fold([connectionRow()]);
    merged.merge(other);
    expect(judged(merged)[0]?.connections).toBe(8);
    expect(judged(other)[0]?.connections).toBe(4);
  });

  test('remembers every user of a pair once', () => {
    const users = ['bob', null, 'alice', 'bob'];
    const accumulator = fold(users.map((user) => connectionRow({ user })));
    expect(accumulator.users(0)).toHaveLength(3);
    expect(new Set(accumulator.users(0))).toEqual(new Set(['alice', 'bob', null]));
  });

  test('keeps what differs in domain, transport or port apart', () => {
    const accumulator = fold([
      connectionRow(),
      connectionRow({ domainId: 1 }),
      connectionRow({ protocolId: 17 }),
      connectionRow({ port: 990 }),
    ]);
    expect(accumulator.pairCount).toBe(4);
  });

  test('holds many rows over chunks of storage', () => {
    const rows = Array.from({ length: 10_000 }, (_, n) =>
      connectionRow({
        destination: `93.184.${n >> 8}.${n & 255}`,
        user: `user ${n}`,
        connections: n + 1,
      }),
    );
    const accumulator = fold(rows);
    for (const index of [0, 2_047, 2_048, 9_999]) {
      expect(accumulator.pair(index).destination).toBe(`93.184.${index >> 8}.${index & 255}`);
      expect(accumulator.users(index)).toEqual([`user ${index}`]);
      expect(accumulator.phaseCounts(index)).toMatchObject([{ connections: index + 1 }]);
    }
  });
});
