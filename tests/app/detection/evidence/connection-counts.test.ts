import fc from 'fast-check';
import { assemble } from '../../../../app/detection/connections/assemble.ts';
import type { ConnectionRecord } from '../../../../app/detection/connections/connection-record.ts';
import { countConnections } from '../../../../app/detection/evidence/connection-counts.ts';
import { flowReporterId, isFlowReporter } from '../../../../app/detection/flows/reporters.ts';
import { recordArbitrary } from '../arbitrary-rows.ts';
import { connectionRow, fold } from '../builders.ts';
import { flow, inTwoOrders, opening, progress, record, router } from '../connections/builders.ts';
import { partOf } from '../hour.ts';
import { at } from '../stitching/builders.ts';

/** The groups of records of one pair, as a query over them has them. */
const groupsOf = (records: readonly ConnectionRecord[]) =>
  fold(
    records.map((one) =>
      connectionRow({
        ...one,
        phase: isFlowReporter(one.logSourceId) ? 'opening' : one.phase,
        port: one.destinationPort ?? 0,
        records: 1,
        sentLargest: one.sentBytes ?? 0,
        sentImpossible: false,
      }),
    ),
  ).phaseCounts(0);

const countOf = (...records: readonly ConnectionRecord[]) =>
  countConnections(assemble(records), groupsOf(records), partOf);

const ports = (count: number, known: Partial<ConnectionRecord> = {}) =>
  Array.from({ length: count }, (_, n) => record({ sourcePort: 40_000 + n, ...known }));
const second = { logSourceId: 2 };

describe('counting connections', () => {
  test('adds them up, with the bytes and the largest of one, and names who reported them', () => {
    expect(countOf(...ports(2), record({ sourcePort: 1, sentBytes: 900 }))).toMatchObject({
      connections: 3,
      coalesced: 0,
      connectionOrigins: [1],
      logSources: [{ id: 1, connections: 3 }],
      flowSources: [],
      sent: { bytes: 1_100, knownConnections: 3, largest: 900, coalesced: 0, origins: [1] },
      received: { bytes: 600, largest: 0 },
      total: null,
      estimated: false,
    });
  });

  test('two paths with a part each have all of them together', () => {
    const paths = [...ports(3), ...ports(2, second).map((one) => ({ ...one, sourcePort: 7 }))];
    const own = [...ports(3), record({ ...second, sourcePort: 7 })];
    expect(countOf(...own)).toMatchObject({
      connections: 4,
      connectionOrigins: [1, 2],
      logSources: [
        { id: 1, connections: 3 },
        { id: 2, connections: 1 },
      ],
    });
    expect(countOf(...paths).connections).toBe(4);
  });

  test('thirty permits of one connection are one, though groups say thirty', () => {
    const lines = Array.from({ length: 30 }, (_, n) =>
      record({ phase: 'opening', timeMs: at(n), sentBytes: 1_000 * (n + 1) }),
    );
    expect(countOf(...lines)).toMatchObject({ connections: 1, sent: { bytes: 30_000 } });
  });

  test('a connection without a counter is one, its bytes are known for the others', () => {
    expect(countOf(record(), opening({ sourcePort: 1 }))).toMatchObject({
      connections: 2,
      sent: { bytes: 100, knownConnections: 1 },
    });
  });

  test('flows and logs are named apart, and what both saw is one', () => {
    expect(countOf(record(), flow(-1, 0, { sentBytes: 900 }))).toMatchObject({
      connections: 1,
      logSources: [{ id: 1 }],
      flowSources: [{ id: router }],
      sent: { bytes: 900, origins: [router] },
    });
  });
});

describe('coalesced records', () => {
  const five = record({ connections: 5 });

  test('stand for connections that nobody else saw', () => {
    expect(countOf(five)).toMatchObject({
      connections: 5,
      coalesced: 4,
      sent: { bytes: 100, knownConnections: 5, coalesced: 4 },
    });
  });

  test('stand for none where others saw each', () => {
    const others = ports(5, second);
    expect(countOf(five, ...others)).toMatchObject({
      connections: 5,
      coalesced: 0,
      sent: { bytes: 500, knownConnections: 5, coalesced: 0 },
      logSources: [
        { id: 1, connections: 5 },
        { id: 2, connections: 5 },
      ],
    });
  });

  test('stand for those that others missed', () => {
    expect(countOf(five, ...ports(2, second))).toMatchObject({
      connections: 5,
      coalesced: 3,
      sent: { bytes: 200, knownConnections: 5, coalesced: 3 },
      logSources: [
        { id: 1, connections: 5 },
        { id: 2, connections: 2 },
      ],
    });
  });

  test('of openings and of closings stand for the same connections', () => {
    const both = [0, 1, 2].flatMap((n) => [
      opening({ sourcePort: 40_000 + n, timeMs: at(n) }),
      record({ sourcePort: 40_000 + n, timeMs: at(n + 10) }),
    ]);
    expect(
      countOf(
        ...both,
        opening({ sourcePort: 40_003, timeMs: at(3), connections: 7 }),
        record({ sourcePort: 40_007, timeMs: at(13), connections: 7 }),
      ).connections,
    ).toBe(10);
  });

  test('among thirty permits of one connection make no thirty of it', () => {
    const lines = Array.from({ length: 30 }, (_, n) =>
      record({
        phase: 'opening',
        timeMs: at(n),
        sentBytes: 1_000 * (n + 1),
        connections: n === 12 ? 2 : 1,
      }),
    );
    expect(countOf(...lines)).toMatchObject({ connections: 2, coalesced: 1 });
  });
});

test('a superflow is a reporter, though it has no records', () => {
  const superflow = flowReporterId('sensor', 'superflow');
  const row = connectionRow({ logSourceId: superflow, phase: 'opening', connections: 3 });
  const groups = fold([row, connectionRow({ connections: 1, records: 1 })]).phaseCounts(0);
  expect(countConnections(assemble([record()]), groups, partOf)).toMatchObject({
    connections: 3,
    flowSources: [{ id: superflow, connections: 3 }],
  });
});

test('whatever the records: order makes no difference, counts stay within records and what they stand for', () => {
  const ofOnePair = fc.array(
    recordArbitrary.map((one) => ({
      ...record(),
      sourcePort: one.sourcePort,
      phase: one.phase,
      logSourceId: one.logSourceId,
      timeMs: one.timeMs,
      connections: one.connections,
      sentBytes: one.sentBytes,
      receivedBytes: one.receivedBytes,
      totalBytes: one.totalBytes,
      sentPackets: one.sentPackets,
    })),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(inTwoOrders(ofOnePair), ([all, shuffled]) => {
      const counts = countOf(...all);
      expect(countOf(...shuffled)).toEqual(counts);
      expect(counts.connections).toBeGreaterThanOrEqual(assemble(all).length);
      expect(counts.connections).toBeLessThanOrEqual(
        all.reduce((sum, { connections }) => sum + connections, 0),
      );
      expect(counts.sent?.bytes ?? 0).toBeLessThanOrEqual(
        all.reduce((sum, { sentBytes }) => sum + (sentBytes ?? 0), 0),
      );
      for (const counter of [counts.sent, counts.received, counts.total])
        if (counter) {
          expect(counter.knownConnections).toBeLessThanOrEqual(counts.connections);
          expect(counter.origins.length).toBeGreaterThan(0);
        }
      if (all.every(({ connections }) => connections === 1)) expect(counts.coalesced).toBe(0);
    }),
    { numRuns: 500 },
  );
});

test('progress of one connection counts it once', () => {
  expect(countOf(progress(), progress({ timeMs: at(5), sentBytes: 400 }))).toMatchObject({
    connections: 1,
    sent: { bytes: 400 },
  });
});
