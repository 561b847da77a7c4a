import fc from 'fast-check';
import { phaseCountsOf } from '../../../../app/detection/evidence/phase-counts.ts';
import { flowReporterId } from '../../../../app/detection/flows/reporters.ts';
import { rowArbitrary } from '../arbitrary-rows.ts';
import { connectionRow, uncounted } from '../builders.ts';

const unknown = { known: 0, bytes: 0, impossible: 0, claimed: 0 };
const zero = { sentBytes: 0, sentLargest: 0, receivedBytes: 0 };

test('a counter is known for each connection, with its bytes', () => {
  expect(phaseCountsOf(connectionRow())).toMatchObject({
    connections: 4,
    records: 4,
    uncounted: 0,
    refused: 0,
    sent: { known: 4, bytes: 1_000, impossible: 0, claimed: 0 },
    sentLargest: 300,
    total: unknown,
  });
});

test('a counter of 0 is a counter, in whatever phase: what it means is for all rows to say', () => {
  for (const phase of ['opening', 'progress', 'closed'] as const)
    expect(phaseCountsOf(connectionRow({ phase, ...zero }))).toMatchObject({
      uncounted: 0,
      sent: { known: 4, bytes: 0 },
    });
});

test('a flow opens and ends in one, so its 0 is one', () => {
  const logSourceId = flowReporterId('a', 'flow');
  expect(phaseCountsOf(connectionRow({ phase: 'opening', ...zero, logSourceId }))).toMatchObject({
    uncounted: 0,
    received: { known: 4 },
  });
});

test('one counter above 0 makes an opening record one that counts, the other 0 too', () => {
  const row = connectionRow({ phase: 'opening', ...zero, sentBytes: 900 });
  expect(phaseCountsOf(row)).toMatchObject({ sent: { bytes: 900 }, received: { known: 4 } });
});

test('a counter that cannot be true is claimed, and never the largest', () => {
  expect(phaseCountsOf(connectionRow({ sentBytes: 9e12, sentImpossible: true }))).toMatchObject({
    uncounted: 0,
    sentLargest: 0,
    sent: { known: 0, bytes: 0, impossible: 4, claimed: 9e12 },
  });
});

test('without a counter connections are uncounted', () => {
  expect(phaseCountsOf(connectionRow(uncounted))).toMatchObject({ uncounted: 4, sent: unknown });
});

test('whatever the row, no count is above its connections and no byte is made', () => {
  fc.assert(
    fc.property(rowArbitrary, (row) => {
      const counts = phaseCountsOf(row);
      expect([0, row.connections]).toContain(counts.refused);
      expect([0, row.connections]).toContain(counts.uncounted);
      for (const [counter, bytes] of [
        [counts.sent, row.sentBytes],
        [counts.received, row.receivedBytes],
        [counts.total, row.totalBytes],
      ] as const) {
        expect(counter.known + counter.impossible).toBeLessThanOrEqual(row.connections);
        expect(counter.bytes + counter.claimed).toBeLessThanOrEqual(bytes ?? 0);
      }
    }),
  );
});
