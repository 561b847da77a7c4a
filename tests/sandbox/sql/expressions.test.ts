import { anEvent, aFlow, aProperty, closeConsoles, nowMs, openConsole } from './console.ts';
import type { TestConsole } from './console.ts';

let console_: TestConsole;

beforeAll(async () => {
  console_ = await openConsole({
    events: [anEvent({ properties: { 'Bytes Sent': 3.5, URL: 'http://x/%41_b', Port: '21' } })],
    properties: [
      aProperty('Bytes Sent'),
      aProperty('URL', { type: 'text' }),
      aProperty('Port', { type: 'text' }),
    ],
    dimensions: {
      logSources: [],
      domains: [{ id: 0, name: 'Default', description: '', tenantId: null, deleted: false }],
    },
  });
});

afterAll(closeConsoles);

describe('a value', () => {
  it.each([
    ['7 / 2', 3],
    ['-7 / 2', -3],
    ['7 / 2.0', 3.5],
    ['DOUBLE(7) / 2', 3.5],
    ["'7' / '2'", 3],
    ['starttime / 60000 * 60000', nowMs - 30_000],
    ['"Bytes Sent" / 2', 1.75],
    ['7 % 4', 3],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['2 + 3 * 4', 14],
    ['10 - 2 - 3', 5],
    ["'5' + '0x10'", 21],
    ['1 / 0', null],
    ['5 % 0', null],
    ['0xFF & 0x0F', 15],
    ['LONG(sourceip)', 167_837_701],
    ['LONG(sourceip) & 0xffff0000', 167_837_696],
    ['LONG(3.9)', 3],
    ['LONG(-3.9)', -3],
    ["LONG('12')", 12],
    ["LONG('abc')", null],
    ["DOUBLE('1.5')", 1.5],
    ['DOUBLE(eventcount)', 1],
    ['2147483647 + 1', 2_147_483_648],
    ['eventcount * 4294967296', 4_294_967_296],
    ['"Bytes Sent" * 2', 7],
    ['NOW()', nowMs],
    ["PARSEDATETIME('1 hour ago')", nowMs - 3_600_000],
    ['NOW() - starttime', 10_000],
    ['STR(sourceip)', '10.1.0.5'],
    ['STR(destinationport)', '21'],
    ["CONCAT(sourceip, ':', sourceport)", '10.1.0.5:40000'],
    ['UPPER(username)', 'ALICE'],
    ['LOWER(UPPER(username))', 'alice'],
    ['STRLEN(username)', 5],
    ["STRPOS(username, 'ice')", 2],
    ["STRPOS(username, 'x')", -1],
    ["STRPOS('abcabc', 'c', 3)", 5],
    ["STRPOS(sourceip, '0.5', 2)", 5],
    ['STRLEN(sourceip)', 8],
    ['SUBSTRING(sourceip, 3, 4)', '1.0.'],
    ["REPLACEALL('[ae]', username, '*')", '*lic*'],
    ["REPLACEFIRST('[ae]', username, '*')", '*lice'],
    ["REPLACEALL('(l)(i)', username, '$2$1\\')", 'ail\\ce'],
    ["REPLACEALL('\\d+', sourceip, 'n')", 'n.n.n.n'],
    ["PARSETIMESTAMP('yyyy-MM-dd HH:mm', '2025-03-04 10:10')", Date.UTC(2025, 2, 4, 10, 10)],
    ["PARSETIMESTAMP('yyyy-MM-dd HH:mm', 'yesterday')", null],
    [
      "PARSETIMESTAMP('EEE, MMM d, yyyy', DATEFORMAT(starttime, 'EEE, MMM d, yyyy'))",
      Date.UTC(2025, 2, 4),
    ],
    ['ARIELSERVERS4EPID(8)', 'console:32006'],
    ['ARIELSERVERS4EPID(processorid)', 'console:32006'],
    ["ARIELSERVERS4EPNAME('eventprocessor0')", 'console:32006'],
    ['ARIELSERVERS4EPNAME(PROCESSORNAME(processorid))', 'console:32006'],
    ['PROCESSORNAME(processorid)', 'eventprocessor0 :: console'],
    ['PROCESSORNAME(collectorid)', 'eventcollector0 :: console'],
    ['PROCESSORNAME(99)', null],
    ['HOSTNAME(processorid)', 'console'],
    ["COMPONENTID('eventcollector0')", 7],
    ['COMPONENTID(PROCESSORNAME(8))', 8],
    ["STRPOS('abcabc', 'a', 4)", -1],
    ['SUBSTRING(username, 1, 2)', 'li'],
    ['SUBSTRING(username, 2)', 'ice'],
    ['UTF8(payload)', 'connection opened'],
    ['BASE64(payload)', Buffer.from('connection opened').toString('base64')],
    ['PORT(destinationport)', 21],
    ["CASE destinationport WHEN 21 THEN 'FTP' ELSE 'Other' END", 'FTP'],
    ["CASE destinationport WHEN '21' THEN 1 WHEN 22 THEN 2.5 END", 1],
    ["CASE WHEN severity > 100 THEN 'x' END", null],
    ["CASE sourceip WHEN '10.1.0.5' THEN 'me' ELSE STR(sourceip) END", 'me'],
    ['CASE WHEN 1 = 1 THEN sourceip ELSE sourceaddress END', '10.1.0.5'],
    ["IF username IS NULL THEN 'nobody' ELSE username", 'alice'],
    ["IF username = 'bob' THEN 1 ELSE 'one'", 'one'],
    ["DATEFORMAT(starttime, 'yyyy-MM-dd HH:mm:ss')", '2025-03-04 10:10:20'],
    [
      "DATEFORMAT(starttime, 'yy/M/d h:m:s.SSS a EEE EEEE MMM MMMM D')",
      '25/3/4 10:10:20.000 AM Tue Tuesday Mar March 63',
    ],
    ["DATEFORMAT(starttime, 'yyyy''T''HH ''at'' 100%')", '2025T10 at 100%'],
    ["DATEFORMAT(starttime, 'HH ''''mm')", "10 '10"],
  ])('%s is %p', async (expression, expected) => {
    expect(await console_.column(`SELECT ${expression} AS x FROM events`)).toEqual([expected]);
  });

  it('of DATEFORMAT is in the time zone of the console', async () => {
    const query = "SELECT DATEFORMAT(starttime, 'HH:mm') FROM events";
    expect(await console_.column(query, { timeZone: 'Asia/Kolkata' })).toEqual(['15:40']);
    expect(await console_.column(query, { timeZone: 'Europe/Berlin' })).toEqual(['11:10']);
    const offset = "SELECT DATEFORMAT(starttime, 'Z') FROM events";
    expect(await console_.column(offset)).toEqual(['+0000']);
    expect(await console_.column(offset, { timeZone: 'Asia/Kolkata' })).toEqual(['+0530']);
    expect(await console_.column(offset, { timeZone: 'America/St_Johns' })).toEqual(['-0330']);
  });

  it('of PARSETIMESTAMP is read in the time zone of the console', async () => {
    const query = "SELECT PARSETIMESTAMP('yyyy-MM-dd HH:mm', '2025-03-04 15:40') FROM events";
    const expected = [Date.UTC(2025, 2, 4, 10, 10)];
    expect(await console_.column(query, { timeZone: 'Asia/Kolkata' })).toEqual(expected);
  });

  it('of YYYY is the week year, as in Java', async () => {
    const { column } = await openConsole({
      events: [anEvent({ startMs: Date.UTC(2024, 11, 31) })],
    });
    expect(
      await column("SELECT DATEFORMAT(starttime, 'YYYY yyyy') FROM events START 1735603200000"),
    ).toEqual(['2025 2024']);
  });
});

describe('a condition', () => {
  it.each([
    "logsourceid = '1'",
    "destinationport = '21'",
    "destinationport IN ('21', 22)",
    "starttime = '1741083020000'",
    'destinationport == 21',
    'destinationport <> 22 AND destinationport != 22',
    'destinationport BETWEEN 20 AND 21',
    'destinationport NOT BETWEEN 22 AND 80',
    "sourceip BETWEEN '10.0.0.0' AND '10.255.255.255'",
    "sourceip NOT BETWEEN '10.1.0.6' AND '10.255.255.255'",
    "sourceaddress BETWEEN '10.0.0.0' AND '10.255.255.255'",
    "username NOT LIKE '%x%'",
    "username NOT ILIKE '%X%'",
    "username NOT MATCHES '.*x.*'",
    "username NOT IMATCHES '.*X.*'",
    "username not in ('bob', 'carol')",
    'username NOT IN (SELECT username FROM events WHERE qid = 1)',
    "NOT INCIDR('192.168.0.0/16', sourceip)",
    "NOT (username LIKE '%x%' OR username IS NULL)",
    "NOT TEXT SEARCH 'closed'",
    "NOT username NOT LIKE 'alice'",
    "LOGSOURCENAME(logsourceid) IS NULL OR LOGSOURCENAME(logsourceid) NOT LIKE 'a%'",
    "destinationport BETWEEN '21' AND '21'",
    "sourceip = '10.1.0.5'",
    "sourceip != '10.1.0.6'",
    "sourceip IN ('10.1.0.4', '10.1.0.5', '2001:db8::1')",
    "sourceip NOT IN ('10.1.0.4')",
    "sourceaddress = '10.1.0.5'",
    "sourceaddress = '::ffff:10.1.0.5'",
    'sourceip = sourceaddress',
    'sourceip != destinationip',
    "sourcev6 = '::'",
    "hasidentity = 'False'",
    'hasidentity = false',
    "NOT hasidentity = 'True'",
    'NOT hasidentity',
    "username LIKE 'al_c%'",
    "NOT username LIKE 'AL%'",
    "username ILIKE 'AL%'",
    "URL LIKE '%/%41_b'",
    "username MATCHES 'a.*e'",
    "NOT username MATCHES 'lic'",
    "NOT username MATCHES 'ALICE'",
    "username IMATCHES 'ALICE|BOB'",
    "UTF8(payload) MATCHES '.*open.*'",
    'username IS NOT NULL',
    'NOT username IS NULL',
    'Port = 21',
    'Port < 22',
    'URL > 5 OR 1 = 1',
    "INCIDR('10.0.0.0/8', sourceip)",
    "INCIDR('10.1.0.5', sourceip)",
    "INCIDR('10.1.200.84/10', sourceip)",
    "INCIDR('10.0.0.0/8', sourceaddress)",
    "INCIDR('0.0.0.0/0', destinationaddress)",
    "NOT INCIDR('::/0', sourceaddress)",
    "NOT INCIDR('2001:db8::/32', sourceip)",
    "NOT (INCIDR('172.16.0.0/12', sourceip) OR INCIDR('192.168.0.0/16', sourceip))",
    "INCIDR('10.0.0.0/8', '10.1.2.3')",
    'starttime > (NOW() - (6*3600*1000))',
    '(LONG(sourceip) & 0xffff0000) = 0x0a010000',
    "TEXT SEARCH 'CONNECTION'",
    "TEXT SEARCH 'connection AND opened'",
    "TEXT SEARCH 'nothing OR con%open'",
    "NOT TEXT SEARCH 'a_b'",
    'NOT 1 = 2 AND 1 = 1 OR 1 = 2',
    "qid = 1 OR qid = 100 AND username = 'alice'",
    "DATEFORMAT(starttime, 'HH') = '10'",
  ])('%s holds', async (condition) => {
    expect(await console_.column(`SELECT COUNT(*) FROM events WHERE ${condition}`)).toEqual([1]);
  });

  it('on NULL holds neither way', async () => {
    const { column } = await openConsole({ events: [anEvent({ username: null })] });
    expect(await column("SELECT qid FROM events WHERE username = 'x'")).toEqual([]);
    expect(await column("SELECT qid FROM events WHERE username != 'x'")).toEqual([]);
    expect(await column("SELECT qid FROM events WHERE NOT username LIKE 'x'")).toEqual([]);
    expect(await column('SELECT qid FROM events WHERE username IS NULL')).toEqual([100]);
  });
});

describe('IPv6 records', () => {
  const events = [
    anEvent({ source: '2001:db8::5', destination: '2001:db8:ffff::1' }),
    anEvent({ source: '10.0.0.1', destination: '10.0.0.2' }),
  ];

  it.each([
    ["INCIDR('2001:db8::/32', sourceaddress)", ['2001:db8::5']],
    ["INCIDR('2001:db8::/32', sourcev6)", ['2001:db8::5']],
    ["INCIDR('2001:db8:0:1::5/48', destinationaddress)", []],
    ["INCIDR('::/0', sourceaddress)", ['2001:db8::5']],
    ["INCIDR('0.0.0.0/0', sourceaddress)", ['10.0.0.1']],
    ["sourcev6 = '2001:DB8:0::5'", ['2001:db8::5']],
    ["sourceip = '0.0.0.0'", ['2001:db8::5']],
    ["sourceip = '2001:db8::5'", []],
    ["sourceaddress IN ('2001:db8::5', '10.0.0.1')", ['10.0.0.1', '2001:db8::5']],
  ])('are found by %s', async (condition, expected) => {
    const { column } = await openConsole({ events });
    expect(
      await column(`SELECT sourceaddress FROM events WHERE ${condition} ORDER BY sourceaddress`),
    ).toEqual(expected);
  });
});

describe('refused is', () => {
  it.each([
    [
      'LIKE on an address',
      "sourceip LIKE '10.%'",
      /LIKE matches texts, this is an IP address. Make it a text: STR/,
    ],
    ['LIKE on payload', "payload LIKE '%x%'", /payload bytes. Wrap it: UTF8/],
    ['LIKE on a number', "destinationport LIKE '2%'", /this is a number/],
    ['LIKE with a number', 'username LIKE 5', /pattern of LIKE is a text/],
    ['a double-quoted text', 'username = "alice"', /no column "alice".*single quotes/],
    ['a double-quoted pattern', 'username LIKE "%x%"', /no column "%x%"/],
    ['an unknown column', 'foobar = 1', /no column "foobar" in events/],
    ['a mistyped column', "sorceip = '10.0.0.1'", /Did you mean "sourceip"/],
    ['a number as condition', 'destinationport', /A condition is expected here, this is a number/],
    ['a text as condition', "username = 'x' AND username", /A condition is expected/],
    ['an address that is none', "sourceip = '10.0.0.256'", /'10.0.0.256' is not an IP address/],
    ['an address as number', 'sourceip = 167772161', /compares an IP address with a number/],
    ['an address against a text field', 'sourceip = username', /STR/],
    ['an order of addresses', "sourceip > '10.0.0.1'", /INCIDR/],
    ['an order of truth values', 'hasidentity > FALSE', /orders numbers and times/],
    ['a number that is none', "category = 'Access'", /'Access' is not a number/],
    ['a truth value that is none', "hasidentity = 'yes'", /'True' or 'False'/],
    ['payload compared with a text', "payload = 'x'", /UTF8\(payload\)/],
    ['an aggregate', 'COUNT(*) > 1', /COUNT cannot be used in WHERE. Use HAVING/],
    ['INCIDR the wrong way round', "INCIDR(sourceip, '10.0.0.0/8')", /block comes first/],
    ['INCIDR with a field as block', 'INCIDR(username, sourceip)', /text in single quotes/],
    ['INCIDR with a block that is none', "INCIDR('10.0.0.0/33', sourceip)", /not a CIDR/],
    [
      'INCIDR on a text',
      "INCIDR('10.0.0.0/8', username)",
      /takes an IP address here, this is a text/,
    ],
    ['look-around', "username MATCHES '(?=a)b'", /RE2/],
    ['back-references', "username MATCHES '(a)\\1'", /RE2/],
    ['a broken expression', "username MATCHES '(a'", /not a regular expression/],
    ['two TEXT SEARCH', "TEXT SEARCH 'a' AND TEXT SEARCH 'b'", /one TEXT SEARCH/],
    ['an offense nobody knows', 'INOFFENSE(99)', /no offense 99/],
    ['a reference set nobody knows', "REFERENCESETCONTAINS('x', sourceip)", /no reference set "x"/],
  ])('%s', (_, condition, reason) => {
    const { message } = console_.refusal(`SELECT qid FROM events WHERE ${condition}`);
    expect(message).toMatch(reason);
  });

  it.each([
    ['an unknown function', 'NVL(username, 1)', /no function NVL/],
    ['COALESCE', 'COALESCE(username, 1)', /no function COALESCE/],
    ['a mistyped function', 'LOGSOURCNAME(logsourceid)', /Did you mean "LOGSOURCENAME"/],
    ['a function of an app nobody installed', 'My::Function(1)', /no function My::Function/],
    ['UTF8 of a text', 'UTF8(username)', /UTF8 takes payload bytes here, this is a text/],
    ['LOWER of a number', 'LOWER(qid)', /STR/],
    ['too few arguments', "INCIDR('10.0.0.0/8')", /takes 2 arguments, not 1/],
    ['too many arguments', 'NOW(1)', /takes 0 arguments, not 1/],
    ['no argument of many', 'CONCAT()', /at least 1/],
    ['a star that is not counted', 'SUM(*)', /Only COUNT takes \*/],
    ['nested aggregates', 'SUM(COUNT(*))', /COUNT cannot be used in SUM/],
    ['SUM of a text', 'SUM(username)', /SUM takes a number here, this is a text/],
    ['MIN of an address', 'MIN(sourceip)', /MIN takes a number here, this is an IP address/],
    ['arithmetic with a text', 'username + 1', /Arithmetic takes numbers/],
    ['arithmetic with an address', 'sourceip + 1', /LONG/],
    ['& with fractions', '1.5 & 1', /whole numbers/],
    ['a number beyond 64 bits', '99999999999999999999', /64 bits/],
    ['results of different kinds', 'CASE WHEN 1 = 1 THEN payload ELSE 1 END', /different kinds/],
    ['a date letter without translation', "DATEFORMAT(starttime, 'kk')", /date letter k/],
    ['an offset to read', "PARSETIMESTAMP('HH Z', 'x')", /time with an offset/],
    ['a processor that is not there', 'ARIELSERVERS4EPID(11)', /one event processor: 8/],
    ['another, by name', "ARIELSERVERS4EPNAME('x')", /one event processor: 8/],
    ['a broken expression', "REPLACEALL('(', username, 'x')", /not a regular expression/],
    ['the time of an offense in a column', 'OFFENSE_TIME(1)', /TIMES OFFENSE_TIME/],
    ['a date pattern that is a column', 'DATEFORMAT(starttime, username)', /text in single quotes/],
    ['geography', "GEO::LOOKUP(sourceip, 'city')", /not supported by the stand-in/],
    ['X-Force', 'XFORCE_IP_CONFIDENCE(sourceip)', /not supported by the stand-in/],
  ])('%s', (_, expression, reason) => {
    expect(console_.refusal(`SELECT ${expression} FROM events`).message).toMatch(reason);
  });

  it.each([
    ['a position after ORDER BY', 'SELECT qid FROM events ORDER BY 1', /ORDER BY takes/],
    ['a position after GROUP BY', 'SELECT qid FROM events GROUP BY 1', /GROUP BY takes/],
    [
      'an aggregate after GROUP BY',
      'SELECT qid FROM events GROUP BY COUNT(*)',
      /cannot be used in GROUP BY/,
    ],
    [
      'a collation that is no language',
      "SELECT qid FROM events ORDER BY username COLLATE 'x y'",
      /no language tag/,
    ],
    ['eventcount on flows', 'SELECT SUM(eventcount) FROM flows', /field of events/],
    [
      'infix INCIDR',
      "SELECT qid FROM events WHERE destinationip INCIDR '10.0.0.0/8'",
      /INCIDR is a function/,
    ],
  ])('%s', (_, query, reason) => {
    expect(console_.refusal(query).message).toMatch(reason);
  });
});

describe('a collation', () => {
  it('orders texts without case and accents', async () => {
    const { column } = await openConsole({
      events: ['b', 'Ä', 'a', 'C'].map((username) => anEvent({ username })),
    });
    expect(
      await column(
        "SELECT username FROM events WHERE username != 'a' ORDER BY username COLLATE 'de'",
      ),
    ).toEqual(['Ä', 'b', 'C']);
  });
});

describe('TEXT SEARCH', () => {
  it('looks at both payloads of flows', async () => {
    const { column } = await openConsole({
      flows: [
        aFlow({ sourcePayload: 'USER bob' }),
        aFlow({ destinationPayload: '220 ready' }),
        aFlow(),
      ],
    });
    expect(await column("SELECT COUNT(*) FROM flows WHERE TEXT SEARCH 'user OR 220'")).toEqual([2]);
  });
});
