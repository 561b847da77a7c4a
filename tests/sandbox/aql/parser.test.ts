import fc from 'fast-check';
import {
  AqlError,
  maxDepth,
  maxQueryLength,
  maxTokens,
  parse,
  visit,
} from '../../../sandbox/aql/index.ts';
import { kitchenSink } from './kitchen-sink.ts';
import { withoutOffsets } from './tree.ts';

function refusal(text: string): AqlError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof AqlError) return error;
    throw error;
  }
  throw new Error(`Accepted: ${text}`);
}

describe('parse accepts', () => {
  it.each([
    ['keywords in any case', 'sElEcT sourceip fRoM events LaSt 5 mInUtEs'],
    ['star and columns', 'SELECT sourceip, * FROM events'],
    ['an alias without AS', 'SELECT COUNT() c FROM events'],
    ['an alias in single quotes', "SELECT username AS 'User Name' FROM events"],
    ['an alias in double quotes', 'SELECT username AS "User Name" FROM events'],
    ['COUNT without argument', 'SELECT COUNT() FROM events'],
    ['COUNT of star', 'SELECT COUNT( * ) FROM events'],
    ['LAST as a function and as a clause', 'SELECT LAST(username) FROM events LAST 1 HOURS'],
    ['INTO after FROM', 'SELECT a FROM events INTO c WHERE a = 1'],
    ['LIMIT before LAST', 'SELECT a FROM events LIMIT 5 LAST 2 DAYS'],
    ['START without STOP', "SELECT a FROM events START PARSEDATETIME('1 day ago')"],
    ['epoch milliseconds', 'SELECT a FROM events START 1741079400000 STOP 1741082700000'],
    ['date strings', "SELECT a FROM events START '2025-03-04 09:10' STOP '2025-03-04 10:05'"],
    ['PARAMETERS last', 'SELECT a FROM events LAST 1 HOURS PARAMETERS R=F(8)'],
    ['PARAMETERS before LAST', 'SELECT a FROM events PARAMETERS R=5 LAST 1 HOURS'],
    ['PARAMETERS without a time frame', "SELECT a FROM events WHERE a = 1 PARAMETERS R='x', S=2"],
    ['quoted names with doubled quotes', 'SELECT "a ""b""" FROM events'],
    ['a quoted function name', 'SELECT "Count"(*) FROM events'],
    ['a namespace', 'SELECT GEO::LOOKUP(a) FROM events'],
    ['hexadecimal numbers', 'SELECT LONG(a) & 0xFF000000 FROM events'],
    ['quotes within texts', "SELECT a FROM events WHERE u = 'O''Brien'"],
    ['backslashes in texts', "SELECT a FROM events WHERE u = 'DOMAIN\\user\\'"],
    ['line breaks in texts', "SELECT a FROM events WHERE u = 'a\nb'"],
    ['both forms of CASE', 'SELECT CASE a WHEN 1 THEN 2 END, CASE WHEN a = 1 THEN 2 END FROM e'],
    ['IF with an alias right behind', 'SELECT IF a IS NULL THEN 1 ELSE b AS c FROM events'],
    ['a query in FROM', 'SELECT a FROM (SELECT a FROM events LAST 1 HOURS) WHERE a = 1'],
    [
      'queries in both places, nested',
      'SELECT a FROM (SELECT a FROM events WHERE a IN (SELECT b FROM flows LIMIT 5 LAST 1 DAYS)) LAST 6 HOURS',
    ],
    ['HAVING after GROUP BY', 'SELECT a, COUNT(*) n FROM events GROUP BY a HAVING n > 3'],
    ['a collation', "SELECT a FROM events ORDER BY a DESC COLLATE 'de'"],
    ['TEXT SEARCH', "SELECT a FROM events WHERE TEXT SEARCH 'x OR y'"],
    ['NOT LIKE', "SELECT a FROM events WHERE a NOT LIKE 'x' AND b NOT BETWEEN 1 AND 2"],
    ['the time of an offense', 'SELECT a FROM events LIMIT 10 TIMES OFFENSE_TIME(12)'],
    ['an alias called times', 'SELECT COUNT(*) AS times FROM events ORDER BY times'],
    ['all of it', kitchenSink],
  ])('%s', (_, text) => {
    expect(() => parse(text)).not.toThrow();
  });
});

describe('parse refuses', () => {
  it.each([
    [
      'a time frame before GROUP BY',
      'SELECT a FROM events LAST 1 HOURS GROUP BY a',
      /GROUP BY must come before LAST/,
    ],
    [
      'a time frame before ORDER BY',
      'SELECT a FROM events START 1 STOP 2 ORDER BY a',
      /ORDER BY must come before STOP/,
    ],
    [
      'a time frame before LIMIT',
      'SELECT a FROM events LAST 1 HOURS LIMIT 5',
      /LIMIT must come before LAST/,
    ],
    [
      'a time frame before HAVING',
      'SELECT a FROM events GROUP BY a LAST 1 HOURS HAVING a > 1',
      /HAVING must come before LAST/,
    ],
    [
      'HAVING before GROUP BY',
      'SELECT a FROM events HAVING a > 1 GROUP BY a',
      /HAVING needs a GROUP BY before it/,
    ],
    [
      'HAVING without GROUP BY',
      'SELECT COUNT(*) n FROM events HAVING n > 1',
      /HAVING needs a GROUP BY/,
    ],
    [
      'WHERE after GROUP BY',
      'SELECT a FROM events GROUP BY a WHERE a = 1',
      /WHERE must come before GROUP BY/,
    ],
    ['STOP before START', 'SELECT a FROM events STOP 2 START 1', /STOP must follow START/],
    ['two LIMITs', 'SELECT a FROM events LIMIT 1 LIMIT 2', /LIMIT stands only once/],
    [
      'two PARAMETERS',
      'SELECT a FROM events PARAMETERS A=1 LAST 1 HOURS PARAMETERS B=1',
      /should end here/,
    ],
    ['other statements', 'DELETE FROM events', /begins with SELECT/],
    ['nothing', '   ', /ends too early.*begins with SELECT/],
    ['a missing FROM', 'SELECT a', /ends too early: FROM is expected/],
    ['JOIN', 'SELECT a FROM events JOIN flows ON x = y', /no JOIN/],
    ['LEFT JOIN', 'SELECT a FROM events LEFT JOIN flows', /no JOIN/],
    ['two sources', 'SELECT a FROM events, flows', /no JOIN/],
    ['UNION', 'SELECT a FROM events UNION SELECT b FROM flows', /no UNION/],
    ['WITH', 'WITH x AS (SELECT a FROM events) SELECT a FROM x', /no WITH/],
    ['OVER', 'SELECT COUNT(*) OVER (PARTITION BY a) FROM events', /no window functions/],
    ['OFFSET', 'SELECT a FROM events LIMIT 5 OFFSET 5', /no OFFSET/],
    ['DISTINCT', 'SELECT DISTINCT a FROM events', /no DISTINCT/],
    ['COUNT(DISTINCT …)', 'SELECT COUNT(DISTINCT a) FROM events', /no DISTINCT/],
    ['EXISTS', 'SELECT a FROM events WHERE EXISTS (SELECT b FROM flows)', /no EXISTS/],
    ['a scalar sub-select', 'SELECT (SELECT a FROM flows) FROM events', /stands only in FROM/],
    [
      'a compared sub-select',
      'SELECT a FROM events WHERE a = (SELECT b FROM flows)',
      /stands only in FROM/,
    ],
    ['GLOBALVIEW', "SELECT * FROM GLOBALVIEW('x','NORMAL')", /GLOBALVIEW is not supported/],
    [
      'SESSION BY',
      'SELECT a FROM events SESSION BY starttime a BEGIN b = 1',
      /SESSION BY is not supported/,
    ],
    ['a table alias', 'SELECT e FROM events e', /no alias/],
    ['a table alias with AS', 'SELECT e FROM events AS e', /Unexpected AS/],
    ['a trailing semicolon', 'SELECT a FROM events;', /without a semicolon/],
    ['line comments', 'SELECT a FROM events -- all', /Comments are not accepted/],
    ['block comments', 'SELECT /* all */ a FROM events', /Comments are not accepted/],
    ['infix INCIDR', "SELECT a FROM events WHERE ip INCIDR '10.0.0.0/8'", /INCIDR is a function/],
    [
      'infix INCIDR after NOT',
      "SELECT a FROM events WHERE NOT ip INCIDR '10.0.0.0/8'",
      /INCIDR is a function/,
    ],
    ['infix INCIDR in the list', "SELECT ip INCIDR '10.0.0.0/8' FROM events", /Unexpected INCIDR/],
    ['NOT before nothing', 'SELECT a FROM events WHERE a NOT 5', /NOT is followed by LIKE/],
    ['NOT before =', 'SELECT a FROM events WHERE a NOT = 5', /NOT is followed by LIKE/],
    ['infix NOT INCIDR', "SELECT a FROM events WHERE a NOT INCIDR '10.0.0.0/8'", /NOT INCIDR\('10/],
    ['TIMES of something else', 'SELECT a FROM events TIMES 5', /TIMES takes OFFENSE_TIME/],
    [
      'TIMES before LIMIT',
      'SELECT a FROM events TIMES OFFENSE_TIME(5) LIMIT 5',
      /LIMIT must come before TIMES/,
    ],
    ['|| between texts', "SELECT a || 'x' FROM events", /CONCAT/],
    ['singular MINUTE', 'SELECT a FROM events LAST 1 MINUTE', /plural.*"MINUTES"/],
    ['singular HOUR', 'SELECT a FROM events LAST 1 HOUR', /plural.*"HOURS"/],
    ['SECONDS', 'SELECT a FROM events LAST 30 SECONDS', /MINUTES, HOURS or DAYS/],
    ['WEEKS', 'SELECT a FROM events LAST 1 WEEKS', /MINUTES, HOURS or DAYS/],
    ['LAST without a number', 'SELECT a FROM events LAST HOURS', /whole number/],
    ['a fraction after LIMIT', 'SELECT a FROM events LIMIT 1.5', /whole number/],
    ['TEXT SEARCH with a sign', "SELECT a FROM events WHERE TEXT SEARCH = 'x'", /single quotes/],
    ['typographic single quotes', 'SELECT a FROM events WHERE a = ‘x’', /Typographic/],
    ['typographic double quotes', 'SELECT “a” FROM events', /Typographic/],
    ['a letter beyond ASCII outside quotes', 'SELECT größe FROM events', /ASCII/],
    ['a reserved word as alias', 'SELECT a AS Last FROM events', /reserved word/],
    ['a reserved word as column', 'SELECT group FROM events', /reserved word/],
    ['an open text', "SELECT a FROM events WHERE a = 'x", /never closed/],
    ['an open name', 'SELECT "a FROM events', /never closed/],
    ['an empty name', 'SELECT "" FROM events', /cannot be empty/],
    ['an empty alias', "SELECT a AS '' FROM events", /cannot be empty/],
    ['half a number', 'SELECT 12abc FROM events', /neither a number nor a name/],
    ['stray signs', 'SELECT a FROM events WHERE a ? 1', /no meaning here/],
    ['CASE without WHEN', 'SELECT CASE a END FROM events', /WHEN is expected/],
    ['CASE without END', 'SELECT CASE a WHEN 1 THEN 2 FROM events', /END is expected/],
    ['IF without ELSE', 'SELECT IF a = 1 THEN 2 FROM events', /ELSE is expected/],
    ['an empty IN list', 'SELECT a FROM events WHERE a IN ()', /name or value is expected/],
    ['IS with a value', 'SELECT a FROM events WHERE a IS 5', /NULL is expected/],
    ['text behind the query', 'SELECT a FROM events LAST 1 HOURS hello', /should end here/],
    ['a mistyped clause', 'SELECT a FROM events WHER a = 1', /Did you mean "WHERE"\?/],
  ])('%s', (_, text, reason) => {
    expect(refusal(text).message).toMatch(reason);
  });

  it('a text that is too long, before reading it', () => {
    const text = `SELECT '${'x'.repeat(maxQueryLength)}' FROM events`;
    expect(refusal(text).message).toMatch(/may have 262144 characters/);
  });

  it('more words than a query may have', () => {
    const text = `SELECT a FROM events WHERE a IN (${'1,'.repeat(maxTokens / 2)}1)`;
    expect(refusal(text).message).toMatch(/40000 words/);
  });

  it.each([
    ['parentheses', (n: number) => `SELECT ${'('.repeat(n)}1${')'.repeat(n)} FROM events`],
    ['calls', (n: number) => `SELECT ${'f('.repeat(n)}1${')'.repeat(n)} FROM events`],
    ['NOT', (n: number) => `SELECT a FROM events WHERE ${'NOT '.repeat(n)}a = 1`],
    ['minus signs', (n: number) => `SELECT ${'- '.repeat(n)}1 FROM events`],
    ['powers', (n: number) => `SELECT ${'2^'.repeat(n)}2 FROM events`],
    ['sums', (n: number) => `SELECT ${'1+'.repeat(n)}1 FROM events`],
    [
      'CASE',
      (n: number) => `SELECT ${'CASE '.repeat(n)}a${' WHEN 1 THEN 2 END'.repeat(n)} FROM events`,
    ],
    ['IF', (n: number) => `SELECT ${'IF a = 1 THEN 1 ELSE '.repeat(n)} 1 FROM events`],
    [
      'sub-selects',
      (n: number) => `${'SELECT a FROM ('.repeat(n)}SELECT a FROM events${')'.repeat(n)}`,
    ],
    [
      'IN',
      (n: number) =>
        `SELECT a FROM events WHERE ${'a IN (SELECT a FROM events WHERE '.repeat(n)} a = 1${')'.repeat(n)}`,
    ],
  ])('%s nested beyond the cap, and not at a tenth of it', (_, make) => {
    expect(refusal(make(1_000)).message).toMatch(new RegExp(`nested ${maxDepth} deep`));
    expect(() => parse(make(10))).not.toThrow();
  });

  it('nothing by any other error, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(...kitchenSink.split(/\s+/)),
      fc.constantFrom("'", '"', '(', ')', ',', '*', '^', '--', ';', '\n', '\0', '’'),
      fc.string({ maxLength: 5, unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        try {
          parse(pieces.join(' '));
        } catch (error) {
          expect(error).toBeInstanceOf(AqlError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the tree', () => {
  it('knows where each node stands', () => {
    const text = "SELECT a AS b FROM events WHERE INCIDR('10.0.0.0/8', ip) AND x = 1";
    const found: string[] = [];
    visit(parse(text), (node) => {
      if (node.kind !== 'Query') found.push(`${node.kind} ${text.slice(node.start, node.end)}`);
      return undefined;
    });
    expect(found).toEqual([
      'SelectItem a AS b',
      'Name a',
      'Alias b',
      'Database events',
      "Logical INCIDR('10.0.0.0/8', ip) AND x = 1",
      "Call INCIDR('10.0.0.0/8', ip)",
      "Text '10.0.0.0/8'",
      'Name ip',
      'Comparison x = 1',
      'Name x',
      'Number 1',
    ]);
  });

  it('binds NOT before AND before OR, and products before sums', () => {
    const implicit = parse('SELECT a + b * c - d FROM e WHERE NOT p = 1 AND q = 2 OR r = 3');
    const explicit = parse(
      'SELECT (a + (b * c)) - d FROM e WHERE ((NOT (p = 1)) AND (q = 2)) OR (r = 3)',
    );
    expect(withoutOffsets(implicit)).toEqual(withoutOffsets(explicit));
  });

  it('cannot be changed', () => {
    const tree = parse(kitchenSink);
    visit(tree, (node) => {
      expect(Object.isFrozen(node)).toBe(true);
      return undefined;
    });
    expect(Object.isFrozen(tree.items)).toBe(true);
    expect(Object.isFrozen(tree.groupBy)).toBe(true);
  });
});
