import fc from 'fast-check';
import { AqlError, print } from '../../../sandbox/aql/index.ts';
import { compileAql } from '../../../sandbox/sql/compile.ts';
import type { CompileContext } from '../../../sandbox/sql/compile.ts';
import { emptyDimensions } from '../../../sandbox/sql/dimensions.ts';
import { databases } from '../../../sandbox/sql/schema.ts';
import { aQuery } from '../aql/arbitrary-query.ts';
import { aFlow, anEvent, aProperty, closeConsoles, nowMs, openConsole } from './console.ts';

afterAll(closeConsoles);

const context: CompileContext = {
  nowMs,
  timeZone: 'UTC',
  defaultWindowMs: 60_000,
  allowedDomains: null,
  facts: { dimensions: emptyDimensions, properties: [aProperty('Bytes Sent')] },
};

describe('compileAql', () => {
  it('gives the query at three levels, with what the API has to know', () => {
    const text =
      'select sourceip, SUM("Bytes Sent") as b from events into my_cursor where username = \'x\' group by sourceip start 1741079400000 stop 1741082700000 parameters executionTimeLimit=30000, remoteservers=ARIELSERVERS4EPID(8)';
    const compiled = compileAql(text, context);
    expect(compiled).toMatchObject({
      text,
      database: 'events',
      into: 'my_cursor',
      parameters: { EXECUTIONTIMELIMIT: '30000', REMOTESERVERS: 'ARIELSERVERS4EPID(8)' },
      columns: [
        { name: 'sourceip', type: 'Host' },
        { name: 'b', type: 'Double' },
      ],
      startMs: 1_741_079_400_000,
      stopMs: 1_741_082_700_000,
    });
    expect(print(compiled.ast)).toMatch(/^SELECT sourceip, SUM\("Bytes Sent"\) AS b FROM events/);
    expect(compiled.params).toContain('x');
    expect(compiled.sql).not.toContain("'x'");
    expect(Object.isFrozen(compiled)).toBe(true);
    expect(Object.isFrozen(compiled.params)).toBe(true);
  });

  it('of a sub-select names the inner database and window', () => {
    const compiled = compileAql(
      'SELECT a FROM (SELECT sourceip AS a FROM flows LAST 1 HOURS)',
      context,
    );
    expect(compiled.database).toBe('flows');
    expect(compiled.stopMs - compiled.startMs).toBe(3_600_000 + 30_000 + 1);
  });

  it('binds a value once that the SQL needs twice', () => {
    const twice = compileAql(
      "SELECT CONCAT('abc', username) AS a FROM events WHERE a = 'x' OR a = 'y'",
      context,
    );
    expect(twice.params.filter((each) => each === 'abc')).toHaveLength(1);
    const compiled = compileAql("SELECT STRPOS('abc', username, 1) FROM events", context);
    expect(compiled.params.filter((each) => each === 'abc')).toHaveLength(1);
    expect(compiled.sql.match(/\$1::VARCHAR/g)).toHaveLength(2);
  });

  it('puts nothing of the text into the SQL but names of what exists and of results', () => {
    const secret = 'zq7';
    const texts = [
      `SELECT qid FROM events WHERE username = '${secret}'`,
      `SELECT qid FROM events WHERE username LIKE '${secret}'`,
      `SELECT '${secret}' AS x FROM events`,
      `SELECT qid FROM events WHERE username IN ('${secret}')`,
      `SELECT qid FROM events WHERE TEXT SEARCH '${secret}'`,
      `SELECT DATEFORMAT(starttime, '''${secret}''') AS x FROM events`,
      `SELECT CASE username WHEN '${secret}' THEN '${secret}' END AS x FROM events`,
    ];
    for (const text of texts) {
      const { sql, params } = compileAql(text, context);
      expect(sql).not.toContain(secret);
      expect(JSON.stringify(params)).toContain(secret);
    }
  });

  it('reads each of the 40,000 words of a long query', () => {
    const list = Array.from({ length: 9_000 }, (_, n) => `'10.0.${n >> 8}.${n & 255}'`);
    const compiled = compileAql(
      `SELECT qid FROM events WHERE sourceip IN (${list.join(',')})`,
      context,
    );
    expect(compiled.params.length).toBeGreaterThan(9_000);
  });

  it('refuses any tree by AqlError only', () => {
    fc.assert(
      fc.property(aQuery, (query) => {
        try {
          compileAql(print(query), context);
        } catch (error) {
          expect(error).toBeInstanceOf(AqlError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Expressions by what they are, made of real columns; most combinations make a valid query. */
const { number, text, condition } = fc.letrec<{ number: string; text: string; condition: string }>(
  (tie) => ({
    number: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(
        'eventcount',
        'destinationport',
        'starttime',
        '"Bytes Sent"',
        'category',
        '7',
        "'8'",
        '0x1F',
        '2.5',
        'NOW()',
        'LONG(sourceip)',
        'devicetype',
        'highlevelcategory',
      ),
      fc
        .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/', '%'), tie('number'))
        .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
      tie('text').map((each) => `STRLEN(${each})`),
      fc
        .tuple(tie('condition'), tie('number'), tie('number'))
        .map(([c, a, b]) => `CASE WHEN ${c} THEN ${a} ELSE ${b} END`),
      fc.tuple(tie('number'), tie('number')).map(([a, b]) => `DOUBLE(${a}) + LONG(${b})`),
    ),
    text: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(
        'username',
        "'it''s'",
        'eventdirection',
        'UTF8(payload)',
        'URL',
        'LOGSOURCENAME(logsourceid)',
        'NETWORKNAME(sourceaddress)',
        "DATEFORMAT(starttime, 'HH:mm')",
        'devicegrouplist',
        'sourcemac',
        'RULENAME(creeventlist)',
      ),
      fc.tuple(tie('text'), tie('number')).map(([a, b]) => `CONCAT(${a}, ${b}, sourceip)`),
      tie('text').map((each) => `UPPER(${each})`),
      fc
        .tuple(tie('condition'), tie('text'), tie('text'))
        .map(([c, a, b]) => `(IF ${c} THEN ${a} ELSE ${b})`),
      tie('number').map((each) => `STR(${each})`),
    ),
    condition: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(
        "INCIDR('10.0.0.0/8', sourceip)",
        "INCIDR('2001:db8::/32', sourceaddress)",
        'hasidentity',
        "sourceip = '10.1.0.5'",
        'hasoffense = FALSE',
        'sourceip != destinationaddress',
        "REFERENCESETCONTAINS('Nets', sourceip)",
      ),
      fc
        .tuple(tie('number'), fc.constantFrom('=', '<>', '<', '>='), tie('number'))
        .map(([a, sign, b]) => `${a} ${sign} ${b}`),
      fc
        .tuple(tie('text'), fc.constantFrom('LIKE', 'ILIKE'))
        .map(([a, word]) => `${a} ${word} 'a%'`),
      fc.tuple(tie('number'), tie('number')).map(([a, b]) => `${a} BETWEEN 1 AND ${b}`),
      fc.tuple(tie('text'), tie('text')).map(([a, b]) => `${a} IN (${b}, 'x')`),
      tie('number').map((each) => `${each} IN (SELECT qid FROM flows)`),
      tie('text').map((each) => `${each} IS NOT NULL`),
      fc
        .tuple(tie('condition'), fc.constantFrom('AND', 'OR'), tie('condition'))
        .map(([a, word, b]) => `(${a} ${word} ${b})`),
      tie('condition').map((each) => `NOT (${each})`),
    ),
  }),
);

const aggregate = fc.oneof(
  fc.constant('COUNT(*)'),
  fc
    .tuple(fc.constantFrom('SUM', 'AVG', 'MIN', 'MAX', 'STDEV'), number)
    .map(([name, each]) => `${name}(${each})`),
  fc
    .tuple(fc.constantFrom('FIRST', 'LAST', 'UNIQUECOUNT', 'DISTINCTCOUNT'), fc.oneof(number, text))
    .map(([name, each]) => `${name}(${each})`),
);

describe('what compiles', () => {
  it('is understood by DuckDB, plain and grouped', async () => {
    const { store } = await openConsole({
      events: [anEvent(), anEvent({ source: '2001:db8::1', username: null })],
      flows: [aFlow()],
      properties: [aProperty('Bytes Sent'), aProperty('URL', { type: 'text' })],
      dimensions: {
        referenceSets: [
          {
            id: 1,
            name: 'Nets',
            entryType: 'CIDR',
            namespace: 'SHARED',
            description: '',
            expiryType: 'NO_EXPIRY',
            timeToLiveSeconds: null,
            creationMs: 0,
            entries: [],
          },
        ],
      },
    });
    const plain = fc
      .tuple(number, text, condition, condition, fc.oneof(number, text))
      .map(
        ([a, b, c, where, order]) =>
          `SELECT ${a} AS a, ${b} AS b, (${c}) AS c, sourceip, sourceaddress FROM events WHERE ${where} ORDER BY ${order} DESC LIMIT 5`,
      );
    const grouped = fc
      .tuple(fc.oneof(number, text), aggregate, fc.oneof(number, text), condition, condition)
      .map(
        ([key, sum, first, where, having]) =>
          `SELECT ${key} AS k, ${sum} AS n, ${first} AS f, CONCAT(${key}, 'x') AS t FROM events WHERE ${where} GROUP BY k, sourceip HAVING ${having} OR COUNT(*) > 0 ORDER BY n, f`,
      );
    const query = fc.oneof(plain, grouped);
    await fc.assert(
      fc.asyncProperty(query, async (aql) => {
        let compiled;
        try {
          compiled = compileAql(aql, { ...context, facts: store });
        } catch (error) {
          // Constants in GROUP BY and quoted numbers as texts are refused, which is well.
          expect(error).toBeInstanceOf(AqlError);
          return;
        }
        try {
          await store.rows(compiled.sql, compiled.params);
        } catch (error) {
          // A product beyond 64 bits is a fault of the data, not of the SQL.
          expect(String(error)).toMatch(/out of range|overflow/i);
        }
      }),
      { numRuns: 250 },
    );
  });

  it('runs for every field in every place', async () => {
    const { ask } = await openConsole({ events: [anEvent()], flows: [aFlow()] });
    for (const database of ['events', 'flows'] as const) {
      for (const { name } of databases[database]) {
        const rows = await ask(
          `SELECT ${name} AS a, COUNT(${name}) AS n, LAST(${name}) AS l, STR(${name}) AS s FROM ${database} WHERE ${name} IS NULL OR NOT ${name} IS NULL GROUP BY ${name} ORDER BY ${name}`,
        );
        expect(rows).toHaveLength(1);
        expect(await ask(`SELECT ${name} FROM ${database} ORDER BY ${name} DESC`)).toHaveLength(1);
      }
    }
  });

  it.each(['NOW()', 'LONG(5)', "CONCAT('a', 'b')", '1 + 1', 'TRUE', '-1'])(
    'may be ordered by the constant %s',
    async (constant) => {
      const { column } = await openConsole({ events: [anEvent()] });
      expect(await column(`SELECT qid FROM events ORDER BY ${constant}, qid`)).toEqual([100]);
    },
  );
});
