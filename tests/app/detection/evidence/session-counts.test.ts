import { countSessions } from '../../../../app/detection/evidence/session-counts.ts';
import type { ConnectionRow } from '../../../../app/detection/rows/rows.ts';
import { connectionRow, fold, uncounted } from '../builders.ts';

const measureOf = (...rows: readonly Partial<ConnectionRow>[]) =>
  countSessions(fold(rows.map(connectionRow)).phaseCounts(0));

const opened = { phase: 'opening' as const, ...uncounted };

describe('counting sessions', () => {
  test('a session logged at opening and at closing counts once, and its bytes are kept', () => {
    expect(measureOf({ ...opened, connections: 5 }, { connections: 4 })).toMatchObject({
      connections: 5,
      sent: { bytes: 1_000, knownConnections: 4 },
      severalPhases: true,
    });
  });

  test('permitted and opened records are one phase, and add up', () => {
    expect(measureOf({ ...opened, connections: 2 }, { ...opened, connections: 3 })).toMatchObject({
      connections: 5,
      severalPhases: false,
    });
  });

  test('progress counts only where nothing else is there', () => {
    const progress = { phase: 'progress' as const, connections: 9, ...uncounted };
    expect(measureOf(progress)).toMatchObject({ connections: 9 });
    expect(measureOf(progress, { connections: 2 })).toMatchObject({ connections: 2 });
  });

  test('log sources are named with their own counts and not added', () => {
    expect(
      measureOf(
        { logSourceId: 7, connections: 3, sentBytes: 5_000 },
        { logSourceId: 9, connections: 4, sentBytes: 4_000 },
      ),
    ).toMatchObject({
      connections: 4,
      logSources: [
        { id: 9, connections: 4 },
        { id: 7, connections: 3 },
      ],
      sent: { bytes: 5_000, knownConnections: 3 },
    });
  });

  test('bytes of phases are not added: the one that knows most counts', () => {
    expect(
      measureOf({ phase: 'opening', sentBytes: 70 }, { phase: 'progress', sentBytes: 800 }, {})
        .sent,
    ).toMatchObject({ bytes: 1_000 });
    expect(measureOf({ phase: 'progress', sentBytes: 8_000 }, {}).sent).toMatchObject({
      bytes: 8_000,
      knownConnections: 4,
    });
  });

  test('bytes are never known for more connections than there are', () => {
    const progress = { phase: 'progress' as const, connections: 50, sentBytes: 9_000 };
    expect(measureOf(progress, { connections: 2 }).sent).toMatchObject({ knownConnections: 2 });
  });

  test('records with and without a counter: bytes known for some', () => {
    expect(measureOf({ connections: 2 }, { ...uncounted, connections: 3 })).toMatchObject({
      connections: 5,
      sent: { bytes: 1_000, knownConnections: 2 },
      closedUncounted: true,
    });
  });

  test('coalesced connections are those without a record of their own', () => {
    expect(measureOf({ connections: 10, records: 4 })).toMatchObject({ coalesced: 6 });
    expect(measureOf({ connections: 4, records: 4 })).toMatchObject({ coalesced: 0 });
  });

  test('coalescing of the records that give the bytes counts, even if the count is exact', () => {
    expect(measureOf({ ...opened, connections: 5 }, { connections: 4, records: 2 })).toMatchObject({
      coalesced: 2,
    });
  });

  test('impossible counters are in no sum, and what they claim is told', () => {
    expect(
      measureOf(
        { connections: 3 },
        { connections: 1, receivedBytes: 1_700_000_000, receivedImpossible: true, sentBytes: 0 },
      ),
    ).toMatchObject({
      connections: 4,
      sent: { bytes: 1_000, knownConnections: 4 },
      received: { bytes: 2_000, knownConnections: 3 },
      claimedBytes: 1_700_000_000,
      impossible: { sent: false, received: true },
      closedUncounted: false,
    });
  });

  test('an impossible counter is never the largest', () => {
    const lie = { sentBytes: 2e9, sentLargest: 2e9, sentImpossible: true };
    expect(measureOf({}, lie).sent).toMatchObject({ bytes: 1_000, largest: 300 });
  });
});
