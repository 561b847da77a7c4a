import fc from 'fast-check';
import { flowReporterId } from '../../../../app/detection/flows/reporters.ts';
import { candidates as candidatesInSteps } from '../../../../app/detection/looking/candidates.ts';
import type { ConnectionRow } from '../../../../app/detection/rows/rows.ts';
import { rule } from '../../../../app/detection/rule/rule.ts';
import { inTwoOrders } from '../connections/builders.ts';
import { rowArbitrary } from '../arbitrary-rows.ts';
import { connectionRow, fold, uncounted } from '../builders.ts';
import { atOnce } from '../../support/at-once.ts';

const candidates = atOnce(candidatesInSteps);

const mib = 1_048_576;
/** Two records over SMB to the host with this number, below every threshold. */
const toHost = (n: number, change: Partial<ConnectionRow> = {}) =>
  connectionRow({
    destination: `93.184.${216 + (n >> 8)}.${n & 255}`,
    port: 445,
    connections: 2,
    records: 2,
    ...change,
  });
const control = { port: 21 };

const wantedOf = (...rows: readonly ConnectionRow[]) =>
  candidates(fold(rows), rule.thresholds).wanted;
const orderOf = (...rows: readonly ConnectionRow[]) =>
  wantedOf(...rows).map(({ destination }) => Number(destination.split('.').at(-1)));

describe('the order', () => {
  test('is: HIGH and answered control sessions, MEDIUM, many or received, what is pooled, other control sessions', () => {
    const opened = { ...control, phase: 'opening' as const, ...uncounted };
    expect(
      orderOf(
        toHost(1, { source: '10.9.9.9', ...opened }),
        toHost(2, { sentBytes: 600_000 }),
        toHost(3, { connections: 4 }),
        toHost(4, { receivedBytes: 2 * mib }),
        toHost(5, { sentBytes: 2 * mib }),
        toHost(6, { ...control }),
        toHost(7, { sentBytes: 11 * mib }),
      ),
    ).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  test('of equal ones is by bytes, then by connections, then by host', () => {
    expect(orderOf(toHost(1, { sentBytes: 2 * mib }), toHost(2, { sentBytes: 3 * mib }))).toEqual([
      2, 1,
    ]);
    const many = { connections: 9, records: 9 };
    expect(
      orderOf(toHost(3, many), toHost(2, many), toHost(1, { ...many, connections: 8 })),
    ).toEqual([2, 3, 1]);
  });
});

test('the order is one, also of the same hosts in two domains', () => {
  const many = { connections: 9, records: 9 };
  const rows = [toHost(1, many), toHost(1, { ...many, records: 8, domainId: 1 })];
  expect(wantedOf(...rows.toReversed())).toEqual(wantedOf(...rows));
});

describe('wanted', () => {
  test('is not what a single record tells, nor what can be no finding', () => {
    expect(orderOf(toHost(1, { connections: 1, records: 1, sentBytes: 20 * mib }))).toEqual([]);
    expect(orderOf(toHost(1))).toEqual([]);
  });

  test('is a single control session, because its data runs elsewhere, if it was answered', () => {
    const one = { ...control, connections: 1, records: 1 };
    expect(wantedOf(toHost(1, one))).toMatchObject([{ withData: true, rows: 1 }]);
    expect(wantedOf(toHost(1, { ...one, receivedBytes: 0 }))).toEqual([]);
    expect(
      wantedOf(toHost(1, { ...one, sentPackets: 1, sentBytes: 60, receivedBytes: 40 })),
    ).toEqual([]);
    // The 0 of other sessions is not that of one whose counter cannot be true.
    const [zero, lie] = [
      { ...one, receivedBytes: 0 },
      { ...one, receivedBytes: 2e9, receivedImpossible: true },
    ];
    expect(wantedOf(toHost(1, zero), toHost(1, zero))).toEqual([]);
    expect(wantedOf(toHost(1, zero), toHost(1, lie))).toMatchObject([{ withData: true }]);
    // A TFTP request is never answered where it was sent.
    const request = { port: 69, protocolId: 17, connections: 1, records: 1, receivedBytes: 0 };
    expect(wantedOf(toHost(1, request))).toMatchObject([{ withData: true }]);
  });

  test('is one pair of hosts once, with the rows of all its ports, those of superflows left out', () => {
    const superflow = flowReporterId('sensor', 'superflow');
    expect(
      wantedOf(
        toHost(1, { connections: 4, records: 4 }),
        toHost(1, { connections: 5, records: 5, port: 139 }),
        toHost(1, { ...control }),
        toHost(1, { connections: 7, records: 7, logSourceId: superflow }),
      ),
    ).toEqual([expect.objectContaining({ rows: 11, withData: true })]);
  });

  test('are pairs that hints speak of, though one record told all', () => {
    const transfers = fold([
      toHost(1, { connections: 1, records: 1 }),
      toHost(2, { connections: 1, records: 1 }),
    ]);
    const hints = new Map([[1, 11 * mib]]);
    expect(candidates(transfers, rule.thresholds, hints).wanted).toMatchObject([
      { destination: '93.184.216.2' },
    ]);
  });

  test('depends on the thresholds that are set', () => {
    const transfers = fold([toHost(1, { connections: 4 })]);
    const few = { ...rule.thresholds, connections: { value: 4, source: 'choice' as const } };
    expect(candidates(transfers, rule.thresholds).wanted).toHaveLength(1);
    expect(candidates(transfers, few).wanted).toHaveLength(0);
  });

  test('are five thousand at most of so many, the most urgent', () => {
    const rows = Array.from({ length: 6_000 }, (_, n) =>
      toHost(n, { connections: 4, records: 4, sentBytes: n * 2_048 }),
    );
    const { wanted } = candidates(fold(rows), rule.thresholds);
    expect(wanted).toHaveLength(5_000);
    expect(wanted.at(-1)?.destination).toBe(toHost(1_000).destination);
  });

  test('are five thousand at most where all are alike', () => {
    const rows = Array.from({ length: 6_000 }, (_, n) => toHost(n, { connections: 4, records: 4 }));
    expect(candidates(fold(rows), rule.thresholds).wanted).toHaveLength(5_000);
  });
});

describe('crowded', () => {
  test('is a pair with more than 500 records, wanted or not', () => {
    const crowdedOf = (...rows: readonly ConnectionRow[]) =>
      candidates(fold(rows), rule.thresholds).crowded.map(({ rows: of }) => of);
    expect(crowdedOf(toHost(1, { connections: 500, records: 500 }))).toEqual([]);
    expect(crowdedOf(toHost(1, { connections: 501, records: 501 }))).toEqual([501]);
    expect(crowdedOf(toHost(1, { connections: 501, records: 2 }))).toEqual([]);
  });
});

test('whatever the rows: order makes no difference, hosts come once, of pairs that there are', () => {
  fc.assert(
    fc.property(inTwoOrders(fc.array(rowArbitrary, { maxLength: 40 })), ([all, shuffled]) => {
      const { wanted } = candidates(fold(all), rule.thresholds);
      expect(candidates(fold(shuffled), rule.thresholds).wanted).toEqual(wanted);
      const pairs = new Set(all.map((row) => [row.domainId, row.source, row.destination].join()));
      expect(wanted.length).toBeLessThanOrEqual(pairs.size);
      const records = all.reduce((sum, row) => sum + row.records, 0);
      expect(wanted.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(records);
    }),
    { numRuns: 300 },
  );
});
