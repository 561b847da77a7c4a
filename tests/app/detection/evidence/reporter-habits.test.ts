import fc from 'fast-check';
import { TransferEvidence } from '../../../../app/detection/evidence/transfer-evidence.ts';
import type { ConnectionRow } from '../../../../app/detection/rows/rows.ts';
import { rule } from '../../../../app/detection/rule/rule.ts';
import { partsOf, rowArbitrary, splitArbitrary } from '../arbitrary-rows.ts';
import { connectionRow, fold, uncounted } from '../builders.ts';

/** One upload of which nothing came back, by this reporter. */
const unanswered = (change: Partial<ConnectionRow> = {}) =>
  connectionRow({
    connections: 1,
    sentBytes: 20_000,
    sentLargest: 20_000,
    receivedBytes: 0,
    ...change,
  });
const isOneWay = (...rows: readonly ConnectionRow[]) => fold(rows).habits.isOneWay(7);

describe('a reporter sees one direction only', () => {
  test('where it counts more than TCP sends unanswered, and never a byte back', () => {
    expect(isOneWay(unanswered())).toBe(true);
    expect(isOneWay(unanswered(), unanswered({ destination: '93.184.216.35' }))).toBe(true);
  });

  test('not where it counted one byte back, of whatever pair and in whatever phase', () => {
    const answer = { receivedBytes: 1, sentBytes: 10, sentLargest: 10 };
    for (const other of [{}, { destination: '93.184.216.35' }, { phase: 'progress' as const }])
      for (const rows of [
        [unanswered(), connectionRow({ ...answer, ...other })],
        [connectionRow({ ...answer, ...other }), unanswered()],
      ])
        expect(isOneWay(...rows)).toBe(false);
  });

  test('not where it claims what came back, though not truly: packets did', () => {
    const lie = { receivedBytes: 1_607_364_734, receivedImpossible: true };
    expect(isOneWay(unanswered(lie))).toBe(false);
    expect(isOneWay(unanswered(), connectionRow({ ...lie, sentLargest: 10 }))).toBe(false);
    expect(isOneWay(unanswered({ ...lie, receivedBytes: 0 }))).toBe(true);
  });

  test('not where nothing says that there was an answer', () => {
    const bytes = rule.thresholds.unansweredBytes.value;
    expect(isOneWay(unanswered({ sentLargest: bytes }))).toBe(false);
    expect(isOneWay(unanswered({ sentLargest: bytes + 1 }))).toBe(true);
    expect(isOneWay(unanswered({ protocolId: 17 }))).toBe(false);
    expect(isOneWay(unanswered({ sentImpossible: true }))).toBe(false);
    expect(isOneWay(unanswered({ logSourceId: 9 }))).toBe(false);
  });
});

describe('what such a reporter says', () => {
  test('of the other direction is left out, the rest stays', () => {
    const attempt = { connections: 1, sentBytes: 60, sentLargest: 60, receivedBytes: 0 };
    const evidence = fold([
      unanswered(),
      connectionRow({ ...attempt, destination: '93.184.216.35' }),
      connectionRow({ ...attempt, logSourceId: 9 }),
    ]);
    const receivedOf = (pair: number) =>
      evidence.phaseCounts(pair).map(({ logSourceId, received }) => [logSourceId, received.known]);
    expect(receivedOf(0).sort()).toEqual([
      [7, 0],
      [9, 1],
    ]);
    expect(receivedOf(1)).toEqual([[7, 0]]);
    expect(evidence.phaseCounts(1)).toMatchObject([{ connections: 1, sent: { bytes: 60 } }]);
  });

  test('keeps a counter below zero as one that cannot be true', () => {
    const evidence = fold([unanswered({ receivedImpossible: true })]);
    expect(evidence.habits.isOneWay(7)).toBe(true);
    expect(evidence.phaseCounts(0)).toMatchObject([
      { received: { known: 0, impossible: 1, claimed: 0 } },
    ]);
  });
});

describe('a log source logs both ends of a session', () => {
  const opening = (connections: number, change: Partial<ConnectionRow> = {}) =>
    connectionRow({ phase: 'opening', ...uncounted, connections, ...change });
  const ended = (connections: number, change: Partial<ConnectionRow> = {}) =>
    connectionRow({ connections, ...change });
  const logsBothEnds = (...rows: readonly ConnectionRow[]) => fold(rows).habits.logsBothEnds(7);

  test('where about as many begin as end: some span an edge of the window', () => {
    expect(logsBothEnds(opening(4), ended(4))).toBe(true);
    expect(logsBothEnds(opening(4), ended(3))).toBe(true);
    expect(logsBothEnds(opening(3), ended(4))).toBe(true);
  });

  test('not where it writes one record about a connection, whatever became of it', () => {
    const attempts = opening(9, { destination: '93.184.216.35' });
    expect(logsBothEnds(attempts)).toBe(false);
    expect(logsBothEnds(ended(4))).toBe(false);
    expect(logsBothEnds(attempts, ended(4))).toBe(false);
    expect(logsBothEnds(opening(1), ended(4))).toBe(false);
  });

  test('so that a 0 in what opens is nothing yet, and else all there will be', () => {
    const zero = { sentBytes: 0, receivedBytes: 0, sentLargest: 0 };
    const sentOf = (...rows: readonly ConnectionRow[]) =>
      fold(rows)
        .phaseCounts(0)
        .find(({ phase }) => phase === 'opening')?.sent.known;
    expect(sentOf(opening(4, zero), ended(4))).toBe(0);
    expect(sentOf(opening(4, zero))).toBe(4);
  });

  test.each([
    ['sent', { sentBytes: 2e9, sentImpossible: true }],
    ['received', { receivedBytes: 2e9, receivedImpossible: true }],
  ] as const)(
    'and a counter of bytes %s that cannot be true is kept beside such a 0',
    (name, lie) => {
      const zero = { sentBytes: 0, receivedBytes: 0, sentLargest: 0 };
      const counts = fold([opening(3, zero), opening(1, { ...zero, ...lie }), ended(4)])
        .phaseCounts(0)
        .find(({ phase }) => phase === 'opening');
      expect(counts).toMatchObject({
        connections: 4,
        uncounted: 3,
        sent: { known: 0 },
        received: { known: 0 },
        [name]: { known: 0, impossible: 1, claimed: 2e9 },
      });
    },
  );
});

test('any order, any split and any way over JSON knows the same ones, and the same counts', () => {
  fc.assert(
    fc.property(splitArbitrary(fc.array(rowArbitrary, { maxLength: 30 })), (split) => {
      const whole = fold(split.all);
      const merged = new TransferEvidence();
      for (const part of partsOf(split))
        merged.merge(TransferEvidence.read(structuredClone(fold(part).write())));
      for (const { logSourceId } of split.all)
        expect(merged.habits.isOneWay(logSourceId)).toBe(whole.habits.isOneWay(logSourceId));
      for (let pair = 0; pair < whole.pairCount; pair++) {
        const same = merged.find(whole.pair(pair)) ?? -1;
        const told = (evidence: TransferEvidence, of: number) =>
          evidence
            .phaseCounts(of)
            .map((counts) => JSON.stringify(counts))
            .sort();
        expect(told(merged, same)).toEqual(told(whole, pair));
      }
    }),
    { numRuns: 300 },
  );
});
