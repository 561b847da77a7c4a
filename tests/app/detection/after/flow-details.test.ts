import type { Finding } from '../../../../contract/finding.ts';
import type { SentQuery } from '../../../../contract/run.ts';
import { defaultSettings } from '../../../../contract/default-settings.ts';
import {
  flowActivityQuery,
  isDrawnFromFlows,
  readFlowActivity,
} from '../../../../app/detection/after/flow-activity.ts';
import { flowRecordsQuery, readFlowRecords } from '../../../../app/detection/after/flow-records.ts';
import { pivotQueries } from '../../../../app/detection/after/pivots.ts';
import type { RunContext } from '../../../../app/detection/aql/query.ts';
import { compileAql } from '../../../../sandbox/sql/compile.ts';
import type { ConsoleStore } from '../../../../sandbox/sql/store.ts';
import { detectOverStore, type WholeResult } from '../../../sandbox/data/detection-over-store.ts';
import { connectionRow, findingOf, noonMs, runFacts } from '../builders.ts';
import { flow, openStore, repeat } from '../small-store.ts';

const minuteMs = 60_000;

/** A flow of `minutes` records of 1,000 bytes, which began `ago` minutes before noon. */
const long = (flowId: number, ago: number, minutes: number) =>
  Array.from({ length: minutes }, (_, n) =>
    flow({
      flowId,
      firstPacketMs: noonMs - ago * minuteMs,
      startMs: noonMs - (ago - n) * minuteMs,
      sourceBytes: 1_000,
    }),
  );

const flows = [
  ...long(1, 50, 40),
  ...long(2, 50, 1),
  ...long(3, 20, 5),
  ...long(4, 90, 60),
  flow({ flowId: 5, flowType: 3, sourceBytes: 9_000_000, sourcePackets: 9_000 }),
  flow({ flowId: 6, direction: 'R2L', source: '93.184.216.34', destination: '10.0.0.5' }),
  flow({ flowId: 7, destinationPort: 445 }),
  flow({ flowId: 8, protocolId: 17 }),
  flow({ flowId: 9, domainId: 1 }),
  ...Array.from({ length: 4 }, (_, n) =>
    flow({ flowId: 20 + n, source: '2d00::5', destination: '2d00:1::9' }),
  ),
];

describe('the flows of a finding', () => {
  let store: ConsoleStore;
  let result: WholeResult;

  beforeAll(async () => {
    store = await openStore([], flows);
    result = await detectOverStore(store, { nowMs: noonMs, lastMinutes: 60 });
  });
  afterAll(() => store.close());

  const rowsOf = ({ aql }: Pick<SentQuery, 'aql'>) => {
    const compiled = compileAql(aql, {
      nowMs: noonMs,
      timeZone: 'UTC',
      defaultWindowMs: 60_000,
      allowedDomains: null,
      facts: store,
    });
    return store.rows(compiled.sql, compiled.params);
  };
  const facts = (): RunContext => ({ ...result, profile: 'corrected', settings: defaultSettings });
  const findingBy = (id: string): Finding => {
    const found = result.findings.find((finding) => finding.id === id);
    if (!found) throw new Error(`only ${result.findings.map((one) => one.id).join(', ')}`);
    return found;
  };
  const pair = () => findingBy('p~0~10.0.0.5~93.184.216.34~21~tcp');

  test('are every record of its key in the window and no other, newest first', async () => {
    const evidence = readFlowRecords(await rowsOf(flowRecordsQuery(pair(), facts())));
    const count = (flowId: number) => evidence.filter((one) => one.flowId === flowId).length;
    // Flow 4 began half an hour before the window.
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(count)).toEqual([40, 1, 5, 30, 1, 0, 0, 0, 0]);
    const times = evidence.map((one) => one.startMs);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(evidence[0]).toEqual({
      startMs: noonMs - 11 * minuteMs,
      endMs: noonMs - 10 * minuteMs,
      flowId: 1,
      flowSource: 'qflow',
      kind: 'flow',
      application: '',
      source: '10.0.0.5',
      sourcePort: 50_000,
      destination: '93.184.216.34',
      destinationPort: 21,
      sentBytes: 1_000,
      receivedBytes: 300,
      sentPackets: 3,
      receivedPackets: 3,
    });
    expect(evidence.filter((one) => one.kind === 'superflow').map((one) => one.flowId)).toEqual([
      5,
    ]);
  });

  test('between IPv6 addresses are found by the fields of their kind', async () => {
    const [id] = result.findings.map((finding) => finding.id).filter((one) => one.includes('2d00'));
    const finding = findingBy(id ?? '');
    const evidence = readFlowRecords(await rowsOf(flowRecordsQuery(finding, facts())));
    expect(evidence.map((one) => [one.source, one.destination])).toEqual(
      Array.from({ length: 4 }, () => ['2d00::5', '2d00:1::9']),
    );
  });

  test('as a picture add up to the card: each connection once, where it began', async () => {
    const finding = pair();
    const { query, bucketMs } = flowActivityQuery(finding, facts());
    expect(bucketMs).toBe(minuteMs);
    const buckets = readFlowActivity(await rowsOf(query));
    const sum = (of: 'connections' | 'sentBytes') =>
      buckets.reduce((total, bucket) => total + (bucket[of] ?? 0), 0);
    expect(finding).toMatchObject({ connections: 4, sent: { bytes: 76_000 } });
    expect(sum('connections')).toBe(4);
    expect(sum('sentBytes')).toBe(76_000);
    const begun = buckets.filter((bucket) => bucket.connections > 0);
    expect(begun.map(({ startMs, connections }) => [noonMs - startMs, connections])).toEqual([
      [60 * minuteMs, 1],
      [50 * minuteMs, 2],
      [20 * minuteMs, 1],
    ]);
  });

  test('are asked for in both spellings of a host, each found once', async () => {
    const query = flowRecordsQuery(pair(), facts());
    expect(query.aql).toContain("(sourceip = '10.0.0.5' OR sourcev6 = '::ffff:10.0.0.5')");
    const { pairFlows } = pivotQueries(
      { source: '::ffff:10.0.0.5', destination: '::ffff:93.184.216.34' },
      facts(),
    );
    const plain = pivotQueries({ source: '10.0.0.5', destination: '93.184.216.34' }, facts());
    expect(pairFlows).toBe(plain.pairFlows);
    expect((await rowsOf({ aql: pairFlows ?? '' })).length).toBeGreaterThan(77);
  });

  test('are not asked for in IPv6 form where the console takes none', () => {
    const switches = { ipv6Addresses: false, packetBound: true, severalNames: true };
    const run = { ...facts(), switches };
    expect(flowRecordsQuery(pair(), run).aql).not.toContain('ffff');
    expect(pivotQueries({ source: '::ffff:10.0.0.5' }, run).sourceEvents).toContain(
      "WHERE sourceip = '10.0.0.5' ORDER",
    );
  });

  test('are there for the pivots, IPv6 too', async () => {
    const { sourceFlows, pairFlows } = pivotQueries(
      { source: '2d00::5', destination: '2d00:1::9' },
      facts(),
    );
    for (const aql of [sourceFlows, pairFlows])
      expect(await rowsOf({ aql: aql ?? '' })).toHaveLength(4);
    const mixed = pivotQueries({ source: '10.0.0.5', destination: '2d00:1::9' }, facts());
    expect(await rowsOf({ aql: mixed.pairFlows ?? '' })).toEqual([]);
  });
});

describe('activity is drawn', () => {
  const drawn = async (events: Parameters<typeof openStore>[0]) => {
    const own = await openStore(
      events,
      [1, 2, 3, 4].map((flowId) => flow({ flowId })),
    );
    const { findings } = await detectOverStore(own, { nowMs: noonMs });
    own.close();
    return findings.map(isDrawnFromFlows);
  };

  test('from flows where they alone report the pair, or alone know its bytes', async () => {
    expect(await drawn([])).toEqual([true]);
    expect(await drawn(repeat(4, {}))).toEqual([true]);
  });

  test('from events where they report more connections, or the same bytes', async () => {
    expect(await drawn(repeat(5, {}))).toEqual([false]);
    expect(await drawn(repeat(4, { category: 4008, sent: 100, received: 300 }))).toEqual([false]);
  });
});

describe('hostile rows', () => {
  test.each([null, 'text', 7, [], {}])('%p is no flow and no bar', (row) => {
    expect(readFlowRecords([row])).toEqual([]);
    expect(readFlowActivity([row])).toEqual([]);
  });

  test('a finding of the source profile has no flows', () => {
    const finding = { ...findingOf(connectionRow()), transport: null };
    expect(() => flowRecordsQuery(finding, runFacts())).toThrow('bad-request');
  });
});
