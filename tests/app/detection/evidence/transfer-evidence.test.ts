import fc from 'fast-check';
import { TransferEvidence } from '../../../../app/detection/evidence/transfer-evidence.ts';
import { judgedTransfers } from '../judged.ts';
import { partsOf, rowArbitrary, splitArbitrary } from '../arbitrary-rows.ts';
import { connectionRow, findingsOf, fold } from '../builders.ts';

const rowsArbitrary = fc.array(rowArbitrary, { maxLength: 60 });

const judged = (evidence: TransferEvidence) => judgedTransfers(evidence).findings;

describe('transfer evidence', () => {
  test('any order and any split of the rows gives the same findings', () => {
    fc.assert(
      fc.property(splitArbitrary(rowsArbitrary), (split) => {
        const merged = new TransferEvidence();
        for (const part of partsOf(split)) merged.merge(fold(part));
        expect(judged(merged)).toEqual(findingsOf(split.all));
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
        // Rows that open and count nothing are read as unknown, so a split must not make one of a row that counts.
        if (row.phase === 'opening' && sentBytes > 0 && (cut === 0 || cut === sentBytes)) return;
        const head = { ...row, connections: 1, records: 1, sentBytes: cut };
        const rest = {
          ...row,
          connections: connections - 1,
          records: records - 1,
          sentBytes: sentBytes - cut,
        };
        const both = { receivedBytes: null, totalBytes: null, sentLargest: 0, sentPackets: null };
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
    const evidence = fold(users.map((user) => connectionRow({ user })));
    expect(evidence.users(0)).toHaveLength(3);
    expect(new Set(evidence.users(0))).toEqual(new Set(['alice', 'bob', null]));
  });

  test('keeps what differs in domain, transport or port apart', () => {
    const evidence = fold([
      connectionRow(),
      connectionRow({ domainId: 1 }),
      connectionRow({ protocolId: 17 }),
      connectionRow({ port: 990 }),
    ]);
    expect(evidence.pairCount).toBe(4);
  });

  test('holds many rows over chunks of storage', () => {
    const rows = Array.from({ length: 10_000 }, (_, n) =>
      connectionRow({
        destination: `93.184.${n >> 8}.${n & 255}`,
        user: `user ${n}`,
        connections: n + 1,
      }),
    );
    const evidence = fold(rows);
    for (const index of [0, 2_047, 2_048, 9_999]) {
      expect(evidence.pair(index).destination).toBe(`93.184.${index >> 8}.${index & 255}`);
      expect(evidence.users(index)).toEqual([`user ${index}`]);
      expect(evidence.phaseCounts(index)).toMatchObject([{ connections: index + 1 }]);
    }
  });
});
