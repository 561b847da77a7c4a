import { publishedFields } from '../../../sandbox/sql/published-names.ts';
import { aFlow, anEvent, closeConsoles, nowMs, openConsole } from './console.ts';
import type { TestConsole } from './console.ts';

/** The shapes of queries that people publish, on two hours of one event a minute. */
let console_: TestConsole;

const minuteMs = 60_000;

beforeAll(async () => {
  console_ = await openConsole({
    events: Array.from({ length: 120 }, (_, minute) =>
      anEvent({
        startMs: nowMs - minute * minuteMs,
        username: minute % 2 === 0 ? 'alice' : 'bob',
        category: minute % 3 === 0 ? 4002 : 4003,
      }),
    ),
    flows: [aFlow({ sourcePayload: 'USER anonymous' })],
  });
});

afterAll(closeConsoles);

describe('a published query', () => {
  it('that counts by five minutes has a group for each', async () => {
    const rows = await console_.ask(
      "SELECT starttime/(1000*300) AS 'minute', COUNT(*) FROM events GROUP BY minute LAST 2 HOURS",
    );
    expect(rows).toHaveLength(24 + 1); // the first and the last are in part
    expect(rows.reduce((sum, row) => sum + Number(row['COUNT']), 0)).toBe(120);
  });

  it('that divides aggregates gets fractions', async () => {
    expect(
      await console_.ask(
        'SELECT COUNT(*) / 7 AS a, SUM(eventcount) / 100 AS b, LONG(COUNT(*)) / 7 AS c FROM events LAST 2 HOURS',
      ),
    ).toEqual([{ a: 120 / 7, b: 1.2, c: 17 }]);
  });

  it.each([
    ["username NOT LIKE '%a%'", ['bob']],
    ["NOT (username LIKE '%a%')", ['bob']],
    ["username NOT ILIKE '%B%' AND category NOT IN (4003)", ['alice']],
    ['username IS NOT NULL AND category NOT BETWEEN 1 AND 4002', ['alice', 'bob']],
  ])('with %s runs', async (where, expected) => {
    expect(
      await console_.column(
        `SELECT username FROM events WHERE ${where} GROUP BY username ORDER BY username LAST 2 HOURS`,
      ),
    ).toEqual(expected);
  });

  it('that asks for the servers of its records runs', async () => {
    expect(
      await console_.ask(
        'SELECT ARIELSERVERS4EPID(8), processorid, PROCESSORNAME(processorid) FROM events GROUP BY processorid LAST 2 HOURS PARAMETERS REMOTESERVERS=ARIELSERVERS4EPID(8)',
      ),
    ).toEqual([
      {
        arielservers4epid_8: 'console:32006',
        processorid: 8,
        processorname_processorid: 'eventprocessor0 :: console',
      },
    ]);
  });

  it('that leaves out the only server finds nothing, one that names another is refused', async () => {
    const query = 'SELECT COUNT(*) AS n FROM events LAST 2 HOURS PARAMETERS';
    expect(await console_.ask(`${query} EXCLUDESERVERS=ARIELSERVERS4EPID(8)`)).toEqual([]);
    expect(
      console_.refusal(`${query} REMOTESERVERS=ARIELSERVERS4EPNAME(PROCESSORNAME(x))`).message,
    ).toMatch(/no column "x"/);
    expect(console_.refusal(`${query} REMOTESERVERS=ARIELSERVERS4EPID(30)`).message).toMatch(
      /one event processor: 8/,
    );
  });

  it('that orders by a quoted alias is in its order', async () => {
    const rows = await console_.ask(
      "SELECT category, COUNT(*) AS 'Count' FROM events GROUP BY category ORDER BY 'Count' DESC LAST 2 HOURS",
    );
    expect(rows).toEqual([
      { category: 4003, Count: 80 },
      { category: 4002, Count: 40 },
    ]);
  });

  it('with a range of addresses finds those within, and IBM’s dates are read', async () => {
    const between = "sourceip BETWEEN '10.0.0.0' AND '10.255.255.255'";
    expect(
      await console_.column(`SELECT sourceip FROM events WHERE ${between} LIMIT 1 LAST 2 HOURS`),
    ).toEqual(['10.1.0.5']);
    expect(
      await console_.ask(
        "SELECT sourceip FROM events START '2017 01 01 9:00:00' STOP '2017 01 02 9:00:00'",
      ),
    ).toEqual([]);
  });
});

describe('the published fields', () => {
  it.each(Object.entries(publishedFields))('of %s are all there', async (database, names) => {
    const [row] = await console_.ask(`SELECT ${names.join(', ')} FROM ${database} LIMIT 1`);
    expect(Object.keys(row ?? {})).toEqual(names);
  });

  it('say of what a record has nothing that it is nothing', async () => {
    expect(
      await console_.ask(
        'SELECT partialmatchlist, processorid, isunparsed FROM events LIMIT 1 LAST 2 HOURS',
      ),
    ).toEqual([{ partialmatchlist: null, processorid: 8, isunparsed: false }]);
    expect(
      await console_.ask(
        'SELECT fullmatchlist, hassourcepayload, hasdestinationpayload FROM flows LAST 2 HOURS',
      ),
    ).toEqual([{ fullmatchlist: null, hassourcepayload: true, hasdestinationpayload: false }]);
  });
});
