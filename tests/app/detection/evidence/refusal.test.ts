import { assemble } from '../../../../app/detection/connections/assemble.ts';
import { countConnections } from '../../../../app/detection/evidence/connection-counts.ts';
import { phaseCountsOf } from '../../../../app/detection/evidence/phase-counts.ts';
import { isRefused } from '../../../../app/detection/evidence/refusal.ts';
import { countSessions } from '../../../../app/detection/evidence/session-counts.ts';
import { flow, record } from '../connections/builders.ts';
import { connectionRow } from '../builders.ts';
import { partOf } from '../hour.ts';

/** One TCP connection of which the opener sent one packet without data, and one came back. */
const reset = {
  protocolId: 6,
  connections: 1,
  sentBytes: 60,
  sentPackets: 1,
  receivedBytes: 40,
};

describe('a connection', () => {
  test('was refused where one packet without data was sent and one came back', () => {
    expect(isRefused(reset)).toBe(true);
    expect(isRefused({ ...reset, sentBytes: 120 })).toBe(true);
    expect(isRefused({ ...reset, receivedBytes: null })).toBe(true);
  });

  test('was not where a sampling sensor picked one packet with data of many', () => {
    expect(isRefused({ ...reset, sentBytes: 121 })).toBe(false);
    expect(isRefused({ ...reset, sentBytes: 1_400 })).toBe(false);
  });

  test('was not where what came back is more than a reset', () => {
    expect(isRefused({ ...reset, receivedBytes: 1_400 })).toBe(false);
  });

  test('was not where two packets were sent, over UDP, or where nobody counted', () => {
    expect(isRefused({ ...reset, sentPackets: 2 })).toBe(false);
    expect(isRefused({ ...reset, protocolId: 17 })).toBe(false);
    expect(isRefused({ ...reset, sentPackets: null })).toBe(false);
    expect(isRefused({ ...reset, sentBytes: null })).toBe(false);
  });
});

describe('a group', () => {
  const attempts = { sentBytes: 240, sentLargest: 60, sentPackets: 4, receivedBytes: 160 };
  const isEachRefused = (...rows: Parameters<typeof connectionRow>[0][]) =>
    countSessions(rows.map((row) => phaseCountsOf(connectionRow(row)))).refused;

  test('was refused where each connection was', () => {
    expect(isEachRefused(attempts)).toBe(true);
    expect(isEachRefused(attempts, { ...attempts, logSourceId: 9 })).toBe(true);
  });

  test('was not where one log source says otherwise, or one session has a packet more', () => {
    expect(isEachRefused(attempts, { ...attempts, logSourceId: 9, sentPackets: null })).toBe(false);
    expect(isEachRefused({ ...attempts, sentPackets: 5 })).toBe(false);
  });

  test('was not where one coalesced record has the packets of one session, not one for each', () => {
    expect(isEachRefused({ ...attempts, connections: 4, records: 1 })).toBe(false);
    const one = { sentPackets: 1, sentBytes: 60, receivedBytes: 40 };
    expect(isEachRefused({ ...one, connections: 4, records: 1 })).toBe(true);
  });

  test('was not where the counter of what was sent cannot be true', () => {
    expect(isEachRefused({ ...attempts, sentBytes: 0, sentImpossible: true })).toBe(false);
  });

  test('of which some have no counter is told by the others', () => {
    const uncounted = { phase: 'opening' as const, sentBytes: null, receivedBytes: null };
    expect(isEachRefused(attempts, uncounted)).toBe(true);
    expect(isEachRefused(uncounted)).toBe(false);
  });
});

describe('connections put together', () => {
  const refused = record({ sentBytes: 60, sentPackets: 1, receivedBytes: 40 });

  test('are not refused beside one of which only what came back is known', () => {
    const answered = record({ sourcePort: 40_001, sentBytes: null, receivedBytes: 5_000_000 });
    expect(isEachRefused(refused)).toBe(true);
    expect(isEachRefused(refused, answered)).toBe(false);
  });

  test('are not refused beside one whose counter of what was sent cannot be true', () => {
    const lie = { connections: 1, records: 1, sentBytes: 2e9, sentImpossible: true };
    const unknown = record({ sourcePort: 40_001, sentBytes: null, receivedBytes: null });
    expect(
      countConnections(assemble([refused, unknown]), [phaseCountsOf(connectionRow(lie))], partOf)
        .refused,
    ).toBe(false);
  });

  const isEachRefused = (...records: Parameters<typeof assemble>[0]) =>
    countConnections(assemble(records), [], partOf).refused;
  const sampled = flow(0, 0, { sentBytes: 60, sentPackets: 1, receivedBytes: null });

  test('are refused where a flow of one packet says it beside a log that counts no packets', () => {
    expect(isEachRefused(sampled, record({ sentBytes: 60, receivedBytes: 40 }))).toBe(true);
  });

  test('are not where the log counts an answer: then the packet was one of many', () => {
    expect(isEachRefused(sampled, record({ sentBytes: 110, receivedBytes: 5_000 }))).toBe(false);
  });

  test('are not where one of them is not, or a lone packet has data', () => {
    const other = record({ sourcePort: 40_001, sentPackets: 9 });
    expect(isEachRefused(sampled, other)).toBe(false);
    expect(isEachRefused(flow(0, 0, { sentBytes: 1_400, sentPackets: 1 }))).toBe(false);
  });
});
