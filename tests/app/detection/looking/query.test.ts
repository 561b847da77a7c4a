import { noProperties } from '../../../../app/detection/aql/properties.ts';
import { lengthInUrl } from '../../../../app/detection/aql/statement.ts';
import { aliases } from '../../../../app/detection/aql/columns.ts';
import { flowReporterId } from '../../../../app/detection/flows/reporters.ts';
import { assemble } from '../../../../app/detection/connections/assemble.ts';
import type { Candidate } from '../../../../app/detection/looking/candidates.ts';
import {
  mostQueries,
  recordQueries as recordQueriesInSteps,
} from '../../../../app/detection/looking/query.ts';
import { readFlowRecord } from '../../../../app/detection/looking/read-flow.ts';
import { readRecord } from '../../../../app/detection/looking/read-record.ts';
import type { ConnectionRecord } from '../../../../app/detection/connections/connection-record.ts';
import { parse } from '../../../../sandbox/aql/index.ts';
import { noonMs, runFacts } from '../builders.ts';
import { atOnce } from '../../support/at-once.ts';

const recordQueries = atOnce(recordQueriesInSteps);

const facts = runFacts();
type Ends = Pick<Candidate, 'source' | 'destination'>;
const wanted = (of: readonly Ends[], known: Partial<Candidate> = {}) => ({
  wanted: of.map((ends) => ({ ...ends, withData: true, rows: 4, ...known })),
  crowded: [],
});
const pairs = (count: number): Ends[] =>
  Array.from({ length: count }, (_, n) => ({
    source: `10.1.${Math.floor(n / 250)}.${n % 250}`,
    destination: `93.184.216.${n % 20}`,
  }));

const queriesOf = (of: readonly Ends[], from: typeof facts) => {
  const { queries, asked } = recordQueries(wanted(of), from, false);
  return { queries: queries.map(({ events }) => events), pairs: asked.length };
};

describe('the queries for data channels', () => {
  test('ask in both directions, for IPv4 by the fields that hold it and for IPv6 by the others', () => {
    const both = [
      { source: '10.1.2.3', destination: '93.184.216.34' },
      { source: 'fd00::1', destination: '2a00::1' },
    ];
    const [query, ...more] = queriesOf(both, facts).queries;
    expect(more).toEqual([]);
    expect(query?.aql).toContain(
      "(((sourceip IN ('10.1.2.3') OR sourceaddress IN ('fd00::1')) AND (destinationip IN ('93.184.216.34') OR destinationaddress IN ('2a00::1'))" +
        ' AND (destinationport IN (20, 21, 69, 139, 445, 989, 990, 2121, 2811) OR destinationport > 1023))' +
        " OR ((sourceip IN ('93.184.216.34') OR sourceaddress IN ('2a00::1')) AND (destinationip IN ('10.1.2.3') OR destinationaddress IN ('fd00::1'))" +
        ' AND (sourceport IN (20, 989) OR destinationport > 1023)))',
    );
  });

  test('ask for commands that sensors read only where the console has properties for them', () => {
    const [known] = queriesOf(pairs(1), facts).queries;
    expect(known?.aql).toMatch(
      /"FTP Data Port" AS \w+, "FTP Data Host" AS \w+, "FTP Data Mode" AS \w+, "FTP Command" AS \w+, "Filename" AS/,
    );
    expect(known?.aql).toContain(
      ' OR (destinationport IN (21, 69, 990, 2121, 2811) AND ("FTP Data Port" IS NOT NULL OR "FTP Command" IS NOT NULL)))',
    );
    const [none] = queriesOf(pairs(1), { ...facts, properties: noProperties }).queries;
    expect(none?.aql).not.toMatch(/"|IS NOT NULL/);
  });

  test('are queries, whatever the console has', () => {
    for (const properties of [facts.properties, noProperties])
      for (const { aql } of queriesOf(pairs(300), { ...facts, properties }).queries)
        expect(() => parse(aql)).not.toThrow();
  });

  test('are none without pairs', () => {
    expect(queriesOf([], facts)).toEqual({ queries: [], pairs: 0 });
  });

  test('hold as many hosts as a request line carries, and are two at most', () => {
    const { queries, pairs: asked } = queriesOf(pairs(2_000), facts);
    expect(queries).toHaveLength(mostQueries);
    expect(asked).toBeGreaterThan(150);
    expect(asked).toBeLessThan(2_000);
    for (const { aql } of queries) expect(lengthInUrl(aql)).toBeLessThan(8_000);
  });

  test('ask for every pair up to there', () => {
    const { queries, pairs: asked } = queriesOf(pairs(200), facts);
    for (const { source } of pairs(200).slice(0, asked))
      expect(queries.some(({ aql }) => aql.includes(`'${source}'`))).toBe(true);
  });

  test('write an IPv4-mapped address both ways', () => {
    const [query] = queriesOf(
      [{ source: '::ffff:a01:203', destination: '2a00::1' }],
      facts,
    ).queries;
    expect(query?.aql).toContain("sourceip IN ('10.1.2.3') OR sourceaddress IN ('::ffff:a01:203')");
  });
});

describe('their twins for flows', () => {
  const twins = (of: readonly Ends[]) =>
    recordQueries(wanted(of), facts, true).queries.map(({ flows }) => flows?.aql ?? '');

  test('ask for the same hosts, a row for each flow, superflows left out', () => {
    const [aql = '', ...more] = twins([
      { source: '10.1.2.3', destination: '93.184.216.34' },
      { source: 'fd00::1', destination: '2a00::1' },
    ]);
    expect(more).toEqual([]);
    expect(() => parse(aql)).not.toThrow();
    expect(aql).toContain("(sourceip IN ('10.1.2.3') OR sourcev6 IN ('fd00::1'))");
    expect(aql).toContain('FROM flows WHERE flowtype = 0 AND');
    expect(aql).toMatch(/GROUP BY [^)]+, flowsource, flowid ORDER BY/);
  });

  test('are none where flows are not asked, and stay within a request line', () => {
    expect(recordQueries(wanted(pairs(3)), facts, false).queries[0]?.flows).toBeNull();
    for (const aql of twins(pairs(2_000))) expect(lengthInUrl(aql)).toBeLessThan(8_000);
  });
});

describe('a flow', () => {
  const flowRow = (change: Readonly<Record<string, unknown>> = {}) => ({
    [aliases.domain]: 0,
    [aliases.source]: '10.1.2.3',
    [aliases.sourceV6]: '0:0:0:0:0:0:0:0',
    [aliases.sourcePort]: 50_000,
    [aliases.destination]: '93.184.216.34',
    [aliases.destinationV6]: '0:0:0:0:0:0:0:0',
    [aliases.destinationPort]: 50_100,
    [aliases.transport]: 6,
    [aliases.flowSource]: 'qflow',
    [aliases.flowId]: 7,
    [aliases.firstSeen]: noonMs,
    [aliases.lastSeen]: noonMs + 60_000,
    [aliases.sent]: 1_000_000,
    [aliases.received]: 0,
    [aliases.sentPackets]: 800,
    [aliases.receivedPackets]: 0,
    ...change,
  });
  const read = (change: Readonly<Record<string, unknown>> = {}) => {
    const record = readFlowRecord(flowRow(change));
    if (typeof record === 'string') throw new Error(record);
    return record;
  };

  test('is one connection with both its ends and its bytes', () => {
    expect(assemble([read()])).toMatchObject([
      { startMs: noonMs, endMs: noonMs + 60_000, sentBytes: 1_000_000, receivedBytes: 0 },
    ]);
  });

  test('and the event of the same ports at the same time are one connection', () => {
    const event: ConnectionRecord = {
      ...read(),
      startMs: null,
      logSourceId: 62,
      phase: 'closed',
      timeMs: noonMs + 70_000,
      totalBytes: 990_000,
    };
    const joined = assemble([read(), event]);
    expect(joined).toMatchObject([{ connections: 1, sentBytes: 1_000_000, totalBytes: 990_000 }]);
    expect(joined[0]?.logSourceIds).toEqual([flowReporterId('qflow', 'flow'), 62]);
  });

  test('may have its ends in any order, and counters that cannot be true', () => {
    expect(
      assemble([read({ [aliases.lastSeen]: noonMs - 60_000, [aliases.sent]: 9e12 })]),
    ).toMatchObject([{ startMs: noonMs - 60_000, endMs: noonMs, sentBytes: null }]);
  });

  test.each([
    ['not-a-row', null],
    ['no-source', flowRow({ [aliases.source]: '0.0.0.0' })],
    ['no-destination', flowRow({ [aliases.destination]: null })],
    ['not-asked-for', flowRow({ [aliases.transport]: 'tcp' })],
    ['no-time', flowRow({ [aliases.firstSeen]: null })],
  ])('is left out as %s', (problem, row) => {
    expect(readFlowRecord(row)).toBe(problem);
  });
});

describe('a row', () => {
  const row = {
    [aliases.domain]: 0,
    [aliases.source]: '::ffff:10.1.2.3',
    [aliases.sourcePort]: 40_000,
    [aliases.destination]: '93.184.216.34',
    [aliases.destinationPort]: 50_000,
    [aliases.transport]: 6,
    [aliases.category]: 4008,
    [aliases.logSource]: 7,
    [aliases.eventCount]: 1,
    [aliases.time]: noonMs,
    [aliases.sent]: 5_000,
    [aliases.received]: 10,
    [aliases.sentPackets]: 8,
    [aliases.receivedPackets]: 4,
  };

  test('is read with its address in one spelling', () => {
    expect(readRecord(row)).toEqual({
      domainId: 0,
      source: '10.1.2.3',
      sourcePort: 40_000,
      destination: '93.184.216.34',
      destinationPort: 50_000,
      protocolId: 6,
      phase: 'closed',
      isPermit: false,
      logSourceId: 7,
      timeMs: noonMs,
      startMs: null,
      connections: 1,
      sentBytes: 5_000,
      receivedBytes: 10,
      totalBytes: null,
      sentPackets: 8,
    });
  });

  test('has no port where the console says 0, none or what is none', () => {
    for (const port of [0, null, 70_000, -1, 'x'])
      expect(readRecord({ ...row, [aliases.sourcePort]: port })).toMatchObject({
        sourcePort: null,
      });
  });

  test('has no counter that its packets cannot have held', () => {
    expect(readRecord({ ...row, [aliases.sent]: 8 * 65_535 + 1 })).toMatchObject({
      sentBytes: null,
      receivedBytes: 10,
    });
  });

  test.each([
    ['not-a-row', 'text'],
    ['no-source', { ...row, [aliases.source]: '0.0.0.0' }],
    ['no-destination', { ...row, [aliases.destination]: null }],
    ['not-asked-for', { ...row, [aliases.category]: 4003 }],
    ['not-asked-for', { ...row, [aliases.transport]: null }],
    ['no-time', { ...row, [aliases.time]: 0 }],
  ])('is left out as %s', (problem, wrong) => {
    expect(readRecord(wrong)).toBe(problem);
  });
});
