import { databases } from '../../../sandbox/sql/schema.ts';
import { aFlow, anEvent, aProperty, closeConsoles, nowMs, openConsole } from './console.ts';

afterAll(closeConsoles);

describe('result columns', () => {
  it.each([
    ['sourceIP', 'sourceIP'],
    ['"sourceip"', 'sourceip'],
    ['"Bytes Sent"', 'Bytes Sent'],
    ['DOMAINNAME(domainid)', 'domainname_domainid'],
    ["DATEFORMAT(starttime, 'yyyy-MM-dd HH:mm:ss')", 'dateformat_starttime_yyyy_MM_dd_HH_mm_ss'],
    ['SUM(eventcount)', 'SUM_eventcount'],
    ['COUNT(*)', 'COUNT'],
    ['COUNT()', 'COUNT'],
    ['count(sourceip)', 'COUNT_sourceip'],
    ['AVG("Bytes Sent")', 'AVG_Bytes Sent'],
    ['AVG(StrLen(UTF8(Payload)))', 'AVG_StrLen(UTF8(Payload))'],
    ["'constant'", 'constant'],
    ['eventcount * 2', 'eventcount_2'],
    ["username AS 'User Name'", 'User Name'],
    ['username "User Name"', 'User Name'],
  ])('%s is named %s', async (item, name) => {
    const { ask } = await openConsole({
      events: [anEvent()],
      properties: [aProperty('Bytes Sent')],
    });
    const [row = {}] = await ask(`SELECT ${item} FROM events`);
    expect(Object.keys(row)).toEqual([name]);
  });

  it('are told apart when they have one name', async () => {
    const { ask } = await openConsole({ events: [anEvent({ sourcePort: 1, destinationPort: 2 })] });
    expect(
      await ask('SELECT sourceport AS p, destinationport AS p, qid AS p_2 FROM events'),
    ).toEqual([{ p: 1, p_2: 2, p_2_2: 100 }]);
  });

  it('of * are the default columns, without those named beside it', async () => {
    const { ask } = await openConsole({ events: [anEvent()], flows: [aFlow()] });
    const [row = {}] = await ask('SELECT sourceip, * FROM events');
    expect(Object.keys(row)).toEqual([
      'sourceip',
      'starttime',
      'protocolid',
      'destinationip',
      'sourceport',
      'destinationport',
      'username',
      'logsourceid',
      'category',
      'qid',
      'eventcount',
      'magnitude',
      'identityip',
    ]);
    const [flow = {}] = await ask('SELECT * FROM flows');
    expect(flow).toMatchObject({ sourcebytes: 1_000, flowdirection: 'L2R', sourceip: '10.1.0.5' });
  });

  it('hold numbers, texts and addresses as a console answers them', async () => {
    const { ask } = await openConsole({
      events: [anEvent(), anEvent({ source: '2001:DB8:0:0::1', username: null })],
      properties: [aProperty('Bytes Sent')],
    });
    expect(
      await ask(
        'SELECT sourceip, sourceaddress, sourcev6, starttime, destinationport, username, hasidentity, "Bytes Sent", payload FROM events',
      ),
    ).toEqual([
      {
        sourceip: '10.1.0.5',
        sourceaddress: '10.1.0.5',
        sourcev6: '0:0:0:0:0:0:0:0',
        starttime: nowMs - 10_000,
        destinationport: 21,
        username: 'alice',
        hasidentity: false,
        'Bytes Sent': null,
        payload: Buffer.from('connection opened').toString('base64'),
      },
      {
        sourceip: '0.0.0.0',
        sourceaddress: '2001:db8::1',
        sourcev6: '2001:db8::1',
        starttime: nowMs - 10_000,
        destinationport: 21,
        username: null,
        hasidentity: false,
        'Bytes Sent': null,
        payload: Buffer.from('connection opened').toString('base64'),
      },
    ]);
  });

  it('can be named, every one of them, and all at once', async () => {
    const { ask } = await openConsole({ events: [anEvent()], flows: [aFlow()] });
    for (const database of ['events', 'flows'] as const) {
      const names = databases[database].map((field) => field.name);
      const [row = {}] = await ask(`SELECT ${names.join(', ')} FROM ${database}`);
      expect(Object.keys(row)).toEqual(names);
      const grouped = await ask(
        `SELECT ${names.join(', ')} FROM ${database} GROUP BY destinationport`,
      );
      expect(grouped).toHaveLength(1);
    }
  });
});

describe('grouping', () => {
  const events = [
    anEvent({ startMs: nowMs - 3_000, source: '10.0.0.1', username: 'late', eventCount: 5 }),
    anEvent({ startMs: nowMs - 9_000, source: '10.0.0.1', username: 'early', eventCount: 1 }),
    anEvent({ startMs: nowMs - 5_000, source: '10.0.0.2', username: null, eventCount: 2 }),
    anEvent({ startMs: nowMs - 4_000, source: '10.0.0.2', username: 'bob', eventCount: 3 }),
  ];

  it('gives a column that is neither grouped nor aggregated the value met first, as FIRST_…', async () => {
    const { ask } = await openConsole({ events });
    expect(
      await ask(
        'SELECT sourceip, username, COUNT(*) FROM events GROUP BY sourceip ORDER BY sourceip',
      ),
    ).toEqual([
      { sourceip: '10.0.0.1', FIRST_username: 'early', COUNT: 2 },
      { sourceip: '10.0.0.2', FIRST_username: null, COUNT: 2 },
    ]);
  });

  it('takes the first of one millisecond in the order of arrival', async () => {
    const { column } = await openConsole({
      events: Array.from({ length: 50 }, (_, index) => anEvent({ username: `u${index}` })),
    });
    expect(await column('SELECT username FROM events GROUP BY sourceip')).toEqual(['u0']);
    expect(await column('SELECT LAST(username) FROM events GROUP BY sourceip')).toEqual(['u49']);
  });

  it('takes all first values from one and the same record', async () => {
    const { ask } = await openConsole({ events });
    expect(
      await ask(
        'SELECT username AS u, eventcount AS n, starttime AS t FROM events GROUP BY protocolid',
      ),
    ).toEqual([{ u: 'early', n: 1, t: nowMs - 9_000 }]);
  });

  it('puts NULL into one group, skips it in aggregates and sorts it last', async () => {
    const { ask } = await openConsole({
      events: [
        anEvent({ username: null, properties: { b: null } }),
        anEvent({ username: null, properties: { b: 3 } }),
        anEvent({ username: 'x', properties: { b: null } }),
      ],
      properties: [aProperty('b')],
    });
    const query = (order: string) =>
      ask(
        `SELECT username, COUNT(*) AS n, COUNT(b) AS c, SUM(b) AS s FROM events GROUP BY username ORDER BY username ${order}`,
      );
    const rows = [
      { username: 'x', n: 1, c: 0, s: null },
      { username: null, n: 2, c: 1, s: 3 },
    ];
    expect(await query('ASC')).toEqual(rows);
    expect(await query('DESC')).toEqual(rows);
  });

  it('gives one row for aggregates without GROUP BY, even of nothing', async () => {
    const { ask } = await openConsole({ events });
    expect(await ask('SELECT COUNT(*), SUM(eventcount) FROM events')).toEqual([
      { COUNT: 4, SUM_eventcount: 11 },
    ]);
    expect(await ask('SELECT COUNT(*), MAX(starttime) AS m FROM events WHERE qid = 5')).toEqual([
      { COUNT: 0, m: null },
    ]);
  });

  it('goes by functions, by their aliases and by columns that are not selected', async () => {
    const { ask, column } = await openConsole({ events });
    expect(
      await ask(
        'SELECT STRLEN(username) AS l, COUNT(*) AS n FROM events WHERE username IS NOT NULL GROUP BY l ORDER BY l',
      ),
    ).toEqual([
      { l: 3, n: 1 },
      { l: 4, n: 1 },
      { l: 5, n: 1 },
    ]);
    expect(await column('SELECT COUNT(*) FROM events GROUP BY sourceip, username')).toEqual([
      1, 1, 1, 1,
    ]);
    expect(
      await column(
        'SELECT STRLEN(username) FROM events GROUP BY STRLEN(username) ORDER BY STRLEN(username)',
      ),
    ).toEqual([3, 4, 5, null]);
  });

  it('filters groups with HAVING by aggregate, alias and first value', async () => {
    const { column } = await openConsole({ events });
    const of = (having: string) =>
      column(
        `SELECT sourceip, SUM(eventcount) AS "Number of", MAX(eventcount) AS top FROM events GROUP BY sourceip HAVING ${having} ORDER BY sourceip`,
      );
    expect(await of('SUM(eventcount) > 5')).toEqual(['10.0.0.1']);
    expect(await of('"number OF" BETWEEN 5 AND 6')).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(await of('top = 3 OR top = 99')).toEqual(['10.0.0.2']);
    expect(await of('eventcount > 1')).toEqual(['10.0.0.2']);
    expect(await of("STR(sourceip) LIKE '%.1'")).toEqual(['10.0.0.1']);
    expect(await of('COUNT(username) < 2')).toEqual(['10.0.0.2']);
  });

  it('sorts by aggregates, aliases and columns that are neither', async () => {
    const { column } = await openConsole({ events });
    const by = (order: string) =>
      column(
        `SELECT sourceip, COUNT(username) AS n FROM events GROUP BY sourceip ORDER BY ${order}`,
      );
    expect(await by('SUM(eventcount) DESC')).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(await by('n')).toEqual(['10.0.0.2', '10.0.0.1']);
    expect(await by('eventcount DESC')).toEqual(['10.0.0.2', '10.0.0.1']);
  });

  it('computes with aggregates, also inside CASE and functions', async () => {
    const { ask } = await openConsole({ events });
    expect(
      await ask(
        "SELECT SUM(eventcount) / COUNT(*) AS mean, LONG(SUM(eventcount + 1)) AS l, CASE WHEN SUM(eventcount) > 10 THEN 'many' ELSE 'few' END AS w FROM events",
      ),
    ).toEqual([{ mean: 2.75, l: 15, w: 'many' }]);
  });

  it.each([
    ['SUM(eventcount)', 11],
    ['AVG(eventcount)', 2.75],
    ['MIN(starttime)', nowMs - 9_000],
    ['MAX(eventcount)', 5],
    ['FIRST(username)', 'early'],
    ['LAST(username)', 'late'],
    ['UNIQUECOUNT(sourceip)', 2],
    ['DISTINCTCOUNT(username)', 3],
    ['STDEVP(eventcount)', Math.sqrt(2.1875)],
    ['COUNT(username)', 3],
  ])('computes %s', async (aggregate, expected) => {
    const { column } = await openConsole({ events });
    const [value] = await column(`SELECT ${aggregate} FROM events`);
    if (typeof expected === 'number') expect(value).toBeCloseTo(expected, 9);
    else expect(value).toBe(expected);
  });
});

describe('aliases', () => {
  const content = {
    events: [anEvent({ username: 'alice' }), anEvent({ username: 'bob', destinationPort: 445 })],
    dimensions: {
      qidRecords: [
        {
          id: 1,
          qid: 100,
          name: 'FTP open',
          description: '',
          severity: 1,
          lowLevelCategoryId: 4002,
        },
      ],
    },
  };

  it('may be used in WHERE, in later columns, in GROUP BY and in ORDER BY, in any case', async () => {
    const { ask } = await openConsole(content);
    expect(
      await ask(
        "SELECT QIDNAME(qid) AS 'Event Name', UPPER(username) AS Who, CONCAT(WHO, '!') AS loud FROM events WHERE \"event name\" LIKE 'FTP%' AND who != 'X' ORDER BY WHO DESC",
      ),
    ).toEqual([
      { 'Event Name': 'FTP open', Who: 'BOB', loud: 'BOB!' },
      { 'Event Name': 'FTP open', Who: 'ALICE', loud: 'ALICE!' },
    ]);
  });

  it('win over a field of the same name, whose value they may be made of', async () => {
    const { ask } = await openConsole(content);
    expect(
      await ask(
        "SELECT CASE destinationport WHEN 21 THEN 'FTP' ELSE 'SMB' END AS destinationport FROM events WHERE destinationport = 'FTP'",
      ),
    ).toEqual([{ destinationport: 'FTP' }]);
  });

  it('are meant by single quotes in GROUP BY and ORDER BY, and only there', async () => {
    const { ask, refusal } = await openConsole(content);
    expect(
      await ask(
        "SELECT username AS 'the user', COUNT(*) AS n FROM events GROUP BY 'the user' ORDER BY \"the user\"",
      ),
    ).toEqual([
      { 'the user': 'alice', n: 1 },
      { 'the user': 'bob', n: 1 },
    ]);
    expect(refusal("SELECT COUNT(*) FROM events GROUP BY 'username'").message).toMatch(
      /GROUP BY takes/,
    );
    expect(
      await ask(
        "SELECT username AS 'the user', COUNT(*) AS 'Count' FROM events GROUP BY username ORDER BY 'COUNT' DESC, 'the user' DESC",
      ),
    ).toEqual([
      { 'the user': 'bob', Count: 1 },
      { 'the user': 'alice', Count: 1 },
    ]);
    expect(refusal("SELECT username FROM events ORDER BY 'username'").message).toMatch(
      /ORDER BY takes/,
    );
    expect(refusal("SELECT username AS u FROM events GROUP BY u HAVING 'u' > 5").message).toMatch(
      /'u' is not a number/,
    );
  });

  it('are the names of result columns, where something computed has no alias', async () => {
    const { ask } = await openConsole(content);
    expect(
      await ask(
        'SELECT username, COUNT(*), SUM(eventcount) FROM events GROUP BY username HAVING "SUM_eventcount" > 0 ORDER BY "COUNT", username',
      ),
    ).toEqual([
      { username: 'alice', COUNT: 1, SUM_eventcount: 1 },
      { username: 'bob', COUNT: 1, SUM_eventcount: 1 },
    ]);
  });

  it('are known to later columns only', async () => {
    const { refusal } = await openConsole(content);
    const later = /"a" is an alias that is not known here yet: only what stands after it knows it/;
    for (const query of [
      'SELECT a + 1 AS b, qid AS a FROM events',
      'SELECT a + 1 AS a FROM events',
      'SELECT "a"*1 AS p, COUNT(*) AS "a" FROM events GROUP BY p',
    ]) {
      const { message } = refusal(query);
      expect(message).toMatch(later);
      expect(message).not.toMatch(/Did you mean/);
    }
  });

  it('of aggregates are refused in WHERE and GROUP BY', async () => {
    const { refusal } = await openConsole(content);
    expect(refusal('SELECT COUNT(*) AS n FROM events WHERE n > 1').message).toMatch(/Use HAVING/);
    expect(refusal('SELECT COUNT(*) AS n FROM events GROUP BY n').message).toMatch(/GROUP BY/);
  });

  it('of an aggregate leave the field to later aggregates', async () => {
    const { ask } = await openConsole(content);
    expect(
      await ask('SELECT MIN(starttime) AS starttime, MAX(starttime) AS latest FROM events'),
    ).toEqual([{ starttime: nowMs - 10_000, latest: nowMs - 10_000 }]);
  });

  it('that double each other are refused before they fill the memory', async () => {
    const { refusal } = await openConsole(content);
    const items = Array.from({ length: 40 }, (_, n) => `a${n} * a${n} AS a${n + 1}`);
    const error = refusal(`SELECT eventcount AS a0, ${items.join(', ')} FROM events`);
    expect(error.message).toMatch(/too large/);
    const grouped = refusal(
      `SELECT eventcount AS a0, ${items.join(', ')}, COUNT(*) FROM events GROUP BY qid`,
    );
    expect(grouped.message).toMatch(/too large/);
  });
});

describe('sub-selects', () => {
  const hour = 3_600_000;
  const content = {
    events: [
      anEvent({ username: 'now' }),
      anEvent({ username: 'old', startMs: nowMs - hour }),
      anEvent({ username: 'now', startMs: nowMs - 2 * hour }),
    ],
    flows: [aFlow({ source: '10.9.9.9' })],
  };

  it('in FROM give their columns, whose names ignore case', async () => {
    const { ask } = await openConsole(content);
    expect(
      await ask(
        "SELECT WHO, n * 2 AS twice FROM (SELECT username AS who, COUNT(*) AS n FROM events GROUP BY username LAST 1 DAYS) WHERE who = 'now'",
      ),
    ).toEqual([{ WHO: 'now', twice: 4 }]);
  });

  it('in FROM keep addresses addresses', async () => {
    const { column } = await openConsole(content);
    expect(
      await column(
        "SELECT x FROM (SELECT sourceip AS x FROM flows) WHERE INCIDR('10.9.0.0/16', x)",
      ),
    ).toEqual(['10.9.9.9']);
  });

  it('in FROM are grouped in their order', async () => {
    const { ask } = await openConsole(content);
    expect(
      await ask(
        'SELECT FIRST(username) AS f, LAST(username) AS l FROM (SELECT username FROM events ORDER BY starttime DESC LIMIT 2 LAST 1 DAYS)',
      ),
    ).toEqual([{ f: 'now', l: 'old' }]);
  });

  it('after IN have their own window', async () => {
    const { column } = await openConsole(content);
    expect(
      await column(
        'SELECT starttime FROM events WHERE username IN (SELECT username FROM events LIMIT 50 LAST 15 MINUTES) ORDER BY starttime LAST 6 HOURS',
      ),
    ).toEqual([nowMs - 2 * hour, nowMs - 10_000]);
  });

  it('after IN use the default window when they name none, not the outer one', async () => {
    const { column } = await openConsole(content);
    expect(
      await column(
        'SELECT username FROM events WHERE username NOT IN (SELECT username FROM events) LAST 1 DAYS',
      ),
    ).toEqual(['old']);
  });

  it('after IN compare addresses of both databases and forms', async () => {
    const { column } = await openConsole({
      events: [anEvent({ source: '10.9.9.9' }), anEvent()],
      flows: content.flows,
    });
    expect(
      await column(
        'SELECT sourceip FROM events WHERE sourceip IN (SELECT sourceaddress FROM flows)',
      ),
    ).toEqual(['10.9.9.9']);
  });

  it('after NOT IN are not spoilt by a NULL', async () => {
    const { column } = await openConsole({
      events: ['alice', 'bob', null].map((username) => anEvent({ username })),
    });
    expect(
      await column(
        "SELECT username FROM events WHERE username NOT IN (SELECT username FROM events WHERE username = 'bob' OR username IS NULL)",
      ),
    ).toEqual(['alice']);
  });

  it('after IN give at most 10,000 rows', async () => {
    const { store, column } = await openConsole();
    await store.execute(
      `INSERT INTO events (starttime, sourceip, destinationip, sourceaddress, destinationaddress, logsourceid, eventdirection, qid)
       SELECT ${nowMs - 1000}, 1, 1, 1, 1, 1, 'L2R', n FROM range(20000) t(n)`,
    );
    expect(
      await column('SELECT COUNT(*) FROM events WHERE qid IN (SELECT qid FROM events)'),
    ).toEqual([10_000]);
  });

  it('are refused where they do not fit', async () => {
    const { refusal } = await openConsole(content);
    expect(
      refusal('SELECT qid FROM events WHERE qid IN (SELECT qid, username FROM events)').message,
    ).toMatch(/returns one column, this one returns 2/);
    expect(
      refusal('SELECT qid FROM events WHERE sourceip IN (SELECT qid FROM events)').message,
    ).toMatch(/compares an IP address with a number/);
    expect(refusal('SELECT sourceip FROM (SELECT username FROM events)').message).toMatch(
      /no column "sourceip" in the sub-select/,
    );
    expect(
      refusal("SELECT a FROM (SELECT qid AS a FROM events) WHERE TEXT SEARCH 'x'").message,
    ).toMatch(/TEXT SEARCH stands in the WHERE of a database/);
  });
});

describe('domains', () => {
  const content = {
    events: [anEvent({ domainId: 0 }), anEvent({ domainId: 1, username: 'branch' })],
    flows: [aFlow({ domainId: 1, source: '10.8.0.1' })],
  };

  it('of the security profile are the only ones seen', async () => {
    const { column } = await openConsole(content);
    const seen = (allowedDomains: number[] | null) =>
      column('SELECT domainid FROM events ORDER BY domainid', { allowedDomains });
    expect(await seen(null)).toEqual([0, 1]);
    expect(await seen([1])).toEqual([1]);
    expect(await seen([])).toEqual([]);
  });

  it('hold in every sub-select, and no OR gets around them', async () => {
    const { column } = await openConsole(content);
    const allowedDomains = [0];
    expect(
      await column('SELECT username FROM events WHERE qid = 1 OR 1 = 1', { allowedDomains }),
    ).toEqual(['alice']);
    expect(await column('SELECT COUNT(*) FROM (SELECT * FROM flows)', { allowedDomains })).toEqual([
      0,
    ]);
    expect(
      await column("SELECT COUNT(*) FROM events WHERE '10.8.0.1' IN (SELECT sourceip FROM flows)", {
        allowedDomains,
      }),
    ).toEqual([0]);
  });
});

describe('custom properties', () => {
  const content = {
    events: [anEvent({ properties: { 'Bytes Sent': 5, URL: '7', Old: 1 } })],
    properties: [
      aProperty('Bytes Sent'),
      aProperty('URL', { type: 'text' }),
      aProperty('Old', { enabled: false }),
    ],
  };

  it('that are disabled let the query run and find nothing, wherever they stand', async () => {
    const { ask } = await openConsole(content);
    expect(await ask('SELECT "old" FROM events')).toEqual([]);
    expect(await ask('SELECT qid FROM events WHERE old > 0 OR 1 = 1')).toEqual([]);
    expect(await ask('SELECT COUNT(*), SUM(old) FROM events')).toEqual([]);
    expect(await ask('SELECT qid FROM events ORDER BY old')).toEqual([]);
    expect(await ask('SELECT a FROM (SELECT old AS a FROM events)')).toEqual([]);
  });

  it('that do not exist are an error with the nearest name', async () => {
    const { refusal } = await openConsole(content);
    const error = refusal('SELECT SUM("BytesSent") FROM events');
    expect(error.message).toBe(
      'There is no column "BytesSent" in events. A text value stands in single quotes. Did you mean "Bytes Sent"?',
    );
    expect(error.excerpt).toBe(
      `SELECT SUM("BytesSent") FROM events\n${' '.repeat(11)}${'^'.repeat(11)}`,
    );
  });

  it('of type text are texts', async () => {
    const { column, refusal } = await openConsole(content);
    expect(refusal('SELECT SUM(URL) FROM events').message).toMatch(/SUM takes a number/);
    expect(await column('SELECT url FROM events WHERE URL = 7')).toEqual(['7']);
    expect(await column('SELECT SUM(DOUBLE(URL)) FROM events')).toEqual([7]);
  });

  it('belong to events', async () => {
    const { refusal } = await openConsole(content);
    expect(refusal('SELECT "Bytes Sent" FROM flows').message).toMatch(
      /no column "Bytes Sent" in flows/,
    );
  });
});

describe('names', () => {
  it('of the other database are told so', async () => {
    const { refusal } = await openConsole();
    expect(refusal('SELECT sourcebytes FROM events').message).toBe(
      'sourcebytes is a field of flows, not of events.',
    );
    expect(refusal('SELECT eventcount FROM flows').message).toBe(
      'eventcount is a field of events, not of flows.',
    );
  });

  it('of databases ignore case; unknown ones and simarc are refused', async () => {
    const { column, refusal } = await openConsole({ events: [anEvent()] });
    expect(await column('SELECT COUNT(*) FROM EVENTS')).toEqual([1]);
    expect(refusal('SELECT a FROM event').suggestion).toBe('events');
    expect(refusal('SELECT a FROM simarc').message).toMatch(/simarc is not supported/);
  });
});

describe('hostile text', () => {
  const hostile = [
    "' OR 1=1 --",
    '"; DROP TABLE events; --',
    '$1',
    '${x}',
    '\\',
    '%_%',
    '\u202egnp.exe',
    '<img onerror=alert(1)>',
    '\0',
    '__proto__',
  ];

  it.each(hostile)('%p stays a value', async (text) => {
    const { column } = await openConsole({ events: [anEvent({ username: text }), anEvent()] });
    const quoted = `'${text.replaceAll("'", "''")}'`;
    expect(await column(`SELECT username FROM events WHERE username = ${quoted}`)).toEqual([text]);
    expect(await column(`SELECT username FROM events WHERE username IN (${quoted})`)).toEqual([
      text,
    ]);
    expect(await column(`SELECT ${quoted} AS x FROM events LIMIT 1`)).toEqual([text]);
  });

  it.each(hostile.filter((text) => text !== '\0'))('%p stays a name', async (text) => {
    const { store, column } = await openConsole({ properties: [aProperty(text)] });
    await store.insertEvents([anEvent({ properties: Object.fromEntries([[text, 3]]) })]);
    const quoted = `"${text.replaceAll('"', '""')}"`;
    expect(await column(`SELECT SUM(${quoted}) AS x FROM events`)).toEqual([3]);
    const rows = await column(`SELECT qid AS ${quoted} FROM events`);
    expect(rows).toEqual([100]);
  });
});
