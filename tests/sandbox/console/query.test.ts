import fc from 'fast-check';
import { parse, print } from '../../../sandbox/aql/index.ts';
import {
  filterColumns,
  operatorsOf,
  type ColumnId,
  type FilterColumn,
  type OperatorId,
} from '../../../sandbox/console/browser/filter-columns.ts';
import {
  describeCondition,
  writeCondition,
} from '../../../sandbox/console/browser/filter-writing.ts';
import { barsOf, barWidth, countingQuery } from '../../../sandbox/console/browser/query-chart.ts';
import {
  betweenFrame,
  lastFrame,
  lengthMsOf,
  spanOf,
  viewOf,
  views,
} from '../../../sandbox/console/browser/query-time.ts';
import {
  conditionsOf,
  readQuery,
  withConditions,
  withTime,
  writeQuery,
} from '../../../sandbox/console/browser/query.ts';
import { aQuery } from '../aql/arbitrary-query.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function column(id: ColumnId): FilterColumn {
  const found = filterColumns.events.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no column ${id}`);
  return found;
}

function written(id: ColumnId, operator: OperatorId, value: string): string {
  const result = writeCondition(column(id), operator, value);
  if (result.kind === 'fault') return `fault: ${result.fault}`;
  const query = parse('SELECT * FROM events');
  return writeQuery(withConditions(query, [result.condition])).split('WHERE ')[1] ?? '';
}

describe('a filter of the bar', () => {
  test.each<[ColumnId, OperatorId, string, string]>([
    ['sourceAddress', 'is', ' 10.1.2.3 ', "sourceaddress = '10.1.2.3'"],
    ['sourceAddress', 'isNot', '2d00:c0de::1', "sourceaddress <> '2d00:c0de::1'"],
    ['destinationAddress', 'inNetwork', '10.0.0.0/8', "INCIDR('10.0.0.0/8', destinationaddress)"],
    ['destinationPort', 'above', '1023', 'destinationport > 1023'],
    ['username', 'isEmpty', '', 'username IS NULL'],
    ['username', 'contains', 'adm', "username ILIKE '%adm%'"],
    ['username', 'containsNot', 'adm', "NOT username ILIKE '%adm%'"],
    ['username', 'contains', '100%_.', "username IMATCHES '.*100%_\\..*'"],
    ['logSource', 'is', 'pa-edge-01', "LOGSOURCENAME(logsourceid) = 'pa-edge-01'"],
    ['bytesSent', 'above', '1048576', '"Bytes Sent" > 1048576'],
    ['payload', 'contains', 'STOR', "UTF8(payload) ILIKE '%STOR%'"],
  ])('%s %s %s', (id, operator, value, aql) => {
    expect(written(id, operator, value)).toBe(aql);
  });

  test.each<[ColumnId, OperatorId, string, string]>([
    ['sourceAddress', 'is', "10.1.2.3' OR '1'='1", 'address'],
    ['sourceAddress', 'is', '10.1.2', 'address'],
    ['destinationAddress', 'inNetwork', '10.0.0.0/33', 'network'],
    ['destinationAddress', 'inNetwork', '2d00::/16', 'network'],
    ['destinationPort', 'is', '21 OR 1=1', 'number'],
    ['username', 'is', '  ', 'text'],
  ])('%s %s %s is refused', (id, operator, value, fault) => {
    expect(written(id, operator, value)).toBe(`fault: ${fault}`);
  });

  test('holds any text as one literal, and is read back as what was typed', () => {
    const texts = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(texts, (typed) => {
        const result = writeCondition(column('username'), 'is', typed);
        if (result.kind === 'fault') throw new Error(result.fault);
        expect(result.condition).toMatchObject({
          kind: 'Comparison',
          left: { kind: 'Name', name: 'username' },
          right: { kind: 'Text', value: typed.trim() },
        });
      }),
    );
  });

  test('is described in the words it was made with', () => {
    const values = { address: '10.1.2.3', number: '21', text: 'O’Neil', name: "pa'1" };
    for (const of of [...filterColumns.events, ...filterColumns.flows]) {
      for (const operator of operatorsOf[of.kind]) {
        const unary = operator === 'isEmpty' || operator === 'isKnown';
        const value = operator === 'inNetwork' ? '10.0.0.0/8' : values[of.kind];
        const result = writeCondition(of, operator, value);
        if (result.kind === 'fault') throw new Error(`${of.id} ${operator}: ${result.fault}`);
        const said = describeCondition(result.condition);
        expect(said).toEqual({ column: of.id, operator, value: unary ? null : value });
      }
    }
  });
});

describe('a query whose filters change', () => {
  const pivot =
    "SELECT starttime AS 'Time', sourceip FROM events WHERE sourceip = '10.1.2.3' AND (destinationport = 21 OR destinationport = 990) ORDER BY starttime DESC LIMIT 500 START 1700000000000 STOP 1700003600000";

  test('keeps all that was not asked to change', () => {
    const query = parse(pivot);
    const [, ports] = conditionsOf(query);
    if (ports === undefined) throw new Error('the second condition is missing');
    expect(writeQuery(withConditions(query, [ports]))).toBe(
      [
        "SELECT starttime AS 'Time', sourceip",
        'FROM events',
        'WHERE (destinationport = 21 OR destinationport = 990)',
        'ORDER BY starttime DESC',
        'LIMIT 500',
        'START 1700000000000 STOP 1700003600000',
      ].join('\n'),
    );
    expect(writeQuery(withConditions(query, []))).not.toContain('WHERE');
  });

  test('any query is written so that it is read as before', () => {
    const bare = (node: unknown): unknown =>
      JSON.parse(
        JSON.stringify(node, (key, value: unknown) =>
          key === 'start' || key === 'end' ? undefined : value,
        ),
      );
    fc.assert(
      fc.property(aQuery, (query) => {
        const again = withConditions(query, conditionsOf(query));
        expect(bare(readQuery(writeQuery(again)))).toEqual(bare(parse(print(query))));
      }),
    );
  });

  test('is left alone where it cannot be read', () => {
    expect(readQuery("SELECT * FROM events WHERE a == 'b' AND")).toBeNull();
  });
});

describe('the time of a query', () => {
  const query = parse('SELECT * FROM events LAST 24 HOURS');

  test('is a view of the list, however it is written', () => {
    for (const view of views) expect(viewOf(withTime(query, lastFrame(view)))).toBe(view);
    expect(viewOf(parse('SELECT * FROM events LAST 60 MINUTES'))).toEqual({
      unit: 'hours',
      count: 1,
    });
    expect(viewOf(parse('SELECT * FROM events LAST 2 HOURS'))).toBeNull();
  });

  test('can be a stretch to the millisecond', () => {
    const span = { startMs: 1_700_000_000_000, stopMs: 1_700_003_600_000 };
    const changed = withTime(query, betweenFrame(span));
    expect(writeQuery(changed)).toMatch(/START 1700000000000 STOP 1700003600000$/);
    expect(spanOf(changed, 0)).toEqual(span);
  });

  test('in dates has a length, but no place in the zone of the browser', () => {
    const dates = parse("SELECT * FROM events START '2026-03-01 10:00' STOP '2026-03-01 16:00:00'");
    expect(spanOf(dates, 0)).toBeNull();
    expect(lengthMsOf(dates, 0)).toBe(6 * hourMs);
    expect(lengthMsOf(parse('SELECT * FROM events'), 0)).toBeNull();
  });
});

describe('the chart of a query', () => {
  test('has at most sixty bars, of a width that a clock has', () => {
    const lengths = [5, 15, 30, 60, 180, 360, 720, 1440, 4320, 10_080].map(
      (minutes) => minutes * minuteMs,
    );
    expect(lengths.map((length) => barWidth(length) / minuteMs)).toEqual([
      1, 1, 1, 1, 5, 10, 15, 30, 120, 180,
    ]);
    expect(barWidth(400 * 24 * hourMs) / (24 * hourMs)).toBe(7);
  });

  test('counts what the query matches, without its columns, order and limit', () => {
    const query = parse(
      "SELECT sourceip, COUNT(*) AS n FROM events WHERE destinationport = 21 AND username = 'a' GROUP BY sourceip HAVING n > 3 ORDER BY n DESC LIMIT 5 LAST 3 HOURS",
    );
    expect(countingQuery(query, 300_000)).toBe(
      [
        'SELECT starttime - starttime % 300000 AS bar, SUM(eventcount) AS counted',
        'FROM events',
        "WHERE destinationport = 21\n  AND username = 'a'",
        'GROUP BY bar',
        'ORDER BY bar',
        'LIMIT 10000',
        'LAST 3 HOURS',
      ].join('\n'),
    );
    expect(countingQuery(parse('SELECT * FROM flows'), 60_000)).toContain('COUNT(*) AS counted');
    expect(countingQuery(parse('SELECT * FROM (SELECT * FROM events)'), 60_000)).toBeNull();
  });

  test('shows a stretch without events as empty bars', () => {
    const at = (minutes: number) => ({ startMs: minutes * minuteMs, count: 1 });
    const span = { startMs: 7 * minuteMs, stopMs: 25 * minuteMs };
    expect(barsOf([at(10)], span, 5 * minuteMs).map(({ count }) => count)).toEqual([0, 1, 0, 0]);
    expect(barsOf([at(10), at(20)], null, 5 * minuteMs)).toHaveLength(3);
    expect(barsOf([], null, minuteMs)).toEqual([]);
  });
});
