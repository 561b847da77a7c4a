import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ConsoleApiOptions } from '../../../sandbox/api/server.ts';
import {
  anEvent,
  dayMs,
  errorBody,
  listWith,
  ManualClock,
  rowsOf,
  startConsole,
  textLike,
  textOf,
  type Answer,
  type RunningConsole,
} from './support.ts';

/** Ten events of the minute from `dayMs` on, one of them in the branch's domain. */
const events = Array.from({ length: 10 }, (_, index) =>
  anEvent({
    startMs: dayMs + index * 1000,
    sourcePort: 50_000 + index,
    domainId: index === 9 ? 1 : 0,
    username: index === 0 ? `a"b,<c>&'d\nnext` : null,
    properties: { 'Bytes Sent': index },
  }),
);

const minute = `START ${dayMs} STOP ${dayMs + 60_000}`;
const ports = `SELECT sourceport FROM events ORDER BY sourceport ASC ${minute}`;

let qradar: RunningConsole;

async function start(options: Omit<ConsoleApiOptions, 'store'> = {}): Promise<void> {
  qradar = await startConsole(
    {
      events,
      flows: [
        {
          startMs: dayMs,
          endMs: dayMs,
          firstPacketMs: dayMs,
          lastPacketMs: dayMs,
          source: '10.20.30.40',
          sourcePort: 50_000,
          destination: '203.0.113.9',
          destinationPort: 21,
          protocolId: 6,
          sourceBytes: 1000,
          destinationBytes: 10,
          sourcePackets: 2,
          destinationPackets: 1,
          direction: 'L2R',
          applicationId: 0,
          flowType: 0,
          flowId: 1,
          domainId: 0,
          category: 0,
          qid: 0,
        },
      ],
    },
    options,
  );
}

function create(aql: string, as = 'analyst'): Promise<Answer> {
  return qradar.call('POST', '/ariel/searches', { as, query: { query_expression: aql } });
}

/** Creates a search and waits for its end. */
async function search(aql: string, as = 'analyst'): Promise<string> {
  const created = await create(aql, as);
  expect(created.status).toBe(201);
  const id = textOf(created, 'search_id');
  await qradar.call('GET', `/ariel/searches/${id}`, { as, headers: { Prefer: 'wait=10' } });
  return id;
}

function results(
  id: string,
  headers: Record<string, string> = {},
  as = 'analyst',
): Promise<Answer> {
  return qradar.call('GET', `/ariel/searches/${id}/results`, { as, headers });
}

function status(id: string, headers: Record<string, string> = {}, as = 'analyst'): Promise<Answer> {
  return qradar.call('GET', `/ariel/searches/${id}`, { as, headers });
}

afterEach(() => qradar.close());

describe('a search', () => {
  beforeEach(() => start());

  test('is created, runs, and gives its rows under the name of the database', async () => {
    const created = await create(ports);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      status: 'WAIT',
      progress: 0,
      record_count: 0,
      completed: false,
      query_string: ports,
      desired_retention_time_msec: 86_400_000,
    });
    const id = textOf(created, 'search_id');
    expect(textOf(created, 'cursor_id')).toBe(id);
    const ended = await status(id, { Prefer: 'wait=10' });
    expect(ended.status).toBe(200);
    expect(ended.body).toMatchObject({
      status: 'COMPLETED',
      progress: 100,
      record_count: 10,
      processed_record_count: 10,
      completed: true,
      size_on_disk: 0,
      error_messages: [],
    });
    const { body, headers } = await results(id);
    expect(headers.has('content-range')).toBe(false);
    expect(body).toEqual({
      events: events.map(({ sourcePort }) => ({ sourceport: sourcePort })),
    });
  });

  test('on flows answers with flows', async () => {
    const id = await search(`SELECT sourcebytes FROM flows ${minute}`);
    expect((await results(id)).body).toEqual({ flows: [{ sourcebytes: 1000 }] });
  });

  test('gives its rows page by page, in order', async () => {
    const id = await search(ports);
    const page = await results(id, { Range: 'items=4-6' });
    expect(page.headers.get('content-range')).toBe('items 4-6/10');
    expect(page.body).toEqual({
      events: [{ sourceport: 50_004 }, { sourceport: 50_005 }, { sourceport: 50_006 }],
    });
    const last = await results(id, { Range: 'items=8-99' });
    expect(last.headers.get('content-range')).toBe('items 8-9/10');
    const beyond = await results(id, { Range: 'items=10-19' });
    expect(beyond.status).toBe(200);
    expect(beyond.headers.get('content-range')).toBe('items */10');
    expect(beyond.body).toEqual({ events: [] });
    expect((await results(id, { Range: 'items=9-4' })).body).toEqual(errorBody(422, 0));
  });

  test('gives its rows as CSV, table and XML too', async () => {
    const id = await search(`SELECT username AS who, sourceport FROM events LIMIT 1 ${minute}`);
    const csv = await results(id, { Accept: 'application/csv' });
    expect(csv.headers.get('content-type')).toContain('application/csv');
    expect(csv.text).toBe(`who,sourceport\r\n"a""b,<c>&'d\nnext",50000\r\n`);
    const table = await results(id, { Accept: 'text/table' });
    expect(table.text).toContain('| who | sourceport |');
    const xml = await results(id, { Accept: 'application/xml' });
    expect(xml.text).toContain(
      `<row><column name="who">a&quot;b,&lt;c&gt;&amp;'d\nnext</column><column name="sourceport">50000</column></row>`,
    );
    expect((await results(id, { Accept: 'image/png' })).body).toEqual(errorBody(406, 0));
  });

  test('tells its columns', async () => {
    const id = await search(`SELECT sourceip, "Bytes Sent" AS sent FROM events ${minute}`);
    const { body } = await qradar.call('GET', `/ariel/searches/${id}/metadata`, {
      as: 'analyst',
      query: { fields: 'columns(name,object_value_type)' },
    });
    expect(body).toEqual({
      columns: [
        { name: 'sourceip', object_value_type: 'Host' },
        { name: 'sent', object_value_type: 'Double' },
      ],
    });
  });

  test('that is exactly repeated by the same caller is the same search', async () => {
    const id = await search(ports);
    const again = await create(ports);
    expect(again.status).toBe(201);
    expect(textOf(again, 'search_id')).toBe(id);
    expect(textOf(await create(ports, 'admin'), 'search_id')).not.toBe(id);
    expect(textOf(await create(`${ports} `), 'search_id')).not.toBe(id);
  });

  test('named by INTO has that name, once', async () => {
    const named = `SELECT sourceport FROM events INTO mine ${minute}`;
    expect(await search(named)).toBe('mine');
    expect((await create(named, 'admin')).body).toEqual(errorBody(409, 1004));
    await qradar.call('DELETE', '/ariel/searches/mine', { as: 'analyst' });
    expect(await search(named)).toBe('mine');
  });

  test('is gone when deleted', async () => {
    const id = await search(ports);
    const deleted = await qradar.call('DELETE', `/ariel/searches/${id}`, { as: 'analyst' });
    expect(deleted.status).toBe(202);
    expect(deleted.body).toMatchObject({ search_id: id });
    expect((await status(id)).body).toEqual(errorBody(404, 1002));
    expect((await results(id)).body).toEqual(errorBody(404, 1002));
    expect(
      await qradar.store.rows(`SELECT * FROM duckdb_tables() WHERE schema_name = 'searches'`),
    ).toEqual([]);
  });

  test('is seen by its owner and administrators only, and listed to the latter', async () => {
    const id = await search(ports);
    expect((await status(id, {}, 'admin')).status).toBe(200);
    expect((await status(id, {}, 'branch')).body).toEqual(errorBody(404, 1002));
    expect((await qradar.call('GET', '/ariel/searches')).body).toEqual([id]);
    const flowsOnly = await qradar.call('GET', '/ariel/searches', { query: { db_name: 'flows' } });
    expect(flowsOnly.body).toEqual([]);
    const own = await qradar.call('GET', '/ariel/searches', { as: 'analyst' });
    expect([own.status, own.body]).toEqual([200, []]);
  });

  test('finds only what is in the domains of the caller', async () => {
    const id = await search(ports, 'branch');
    expect((await results(id, {}, 'branch')).body).toEqual({ events: [{ sourceport: 50_009 }] });
    expect((await status(id, {}, 'branch')).body).toMatchObject({ processed_record_count: 1 });
  });

  test('takes its parameters as a form too, but not as JSON', async () => {
    const post = (type: string, body: string): Promise<Answer> =>
      qradar.call('POST', '/ariel/searches', { headers: { 'Content-Type': type }, body });
    const form = new URLSearchParams({ query_expression: ports }).toString();
    expect((await post('application/x-www-form-urlencoded', form)).status).toBe(201);
    const many = `qid IN (${Array.from({ length: 5_000 }, (_, n) => n + 1_000_000).join(',')})`;
    const long = `SELECT qid FROM events WHERE ${many} LAST 1 MINUTES`;
    expect(long.length).toBeGreaterThan(40_000);
    const longForm = new URLSearchParams({ query_expression: long }).toString();
    expect((await post('application/x-www-form-urlencoded', longForm)).status).toBe(201);
    const json = await post('application/json', JSON.stringify({ query_expression: ports }));
    expect(json.body).toEqual(errorBody(422, 1005));
    const wrongName = await post('application/json', form);
    expect(wrongName.status).toBe(201);
  });

  test.each(['{}', '', 'null', '[]', '{"save_results": true}'])(
    'may have the JSON body %p beside its query string',
    async (body) => {
      const headers = { 'Content-Type': 'application/json' };
      const query = { query_expression: ports };
      const answer = await qradar.call('POST', '/ariel/searches', { query, headers, body });
      expect(answer.status).toBe(201);
    },
  );

  test('has its parameters from the address where a JSON body has them, too', async () => {
    const answer = await qradar.call('POST', '/ariel/searches', {
      query: { query_expression: ports },
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query_expression: 'SELECT nonsense' }),
    });
    expect(answer.status).toBe(201);
  });

  test('needs one of a query and a saved search', async () => {
    const post = async (query: Record<string, string>): Promise<unknown> =>
      (await qradar.call('POST', '/ariel/searches', { query })).body;
    expect(await post({})).toEqual(errorBody(422, 1005));
    expect(await post({ query_expression: ports, saved_search_id: '1' })).toEqual(
      errorBody(422, 1005),
    );
    expect(await post({ saved_search_id: '1' })).toEqual(errorBody(404, 1002));
    expect(await post({ saved_search_id: 'x' })).toEqual(errorBody(422, 11));
  });

  test('with bad AQL is 422/2000 and says where', async () => {
    const { body } = await create('SELECT nonsense FROM events LAST 1 MINUTES');
    expect(body).toEqual(errorBody(422, 2000));
    expect(body).toMatchObject({
      description: 'The query_expression contains invalid AQL syntax.',
      message: textLike(/nonsense[\s\S]*Line 1, column 8[\s\S]*\^/),
    });
    expect((await create('DELETE FROM events')).body).toEqual(errorBody(422, 2000));
  });

  test('is changed by status and save_results only', async () => {
    const id = await search(ports);
    const update = async (query: Record<string, string>): Promise<Answer> =>
      qradar.call('POST', `/ariel/searches/${id}`, { as: 'analyst', query });
    expect((await update({ save_results: 'true' })).body).toMatchObject({ save_results: true });
    expect((await update({ status: 'CANCELED', save_results: 'x' })).body).toMatchObject({
      status: 'COMPLETED',
    });
    for (const query of [{}, { status: 'CANCELLED' }, { save_results: 'false' }]) {
      expect((await update(query)).body).toEqual(errorBody(422, 1005));
    }
  });

  test('refuses a wait that is no number of seconds', async () => {
    const id = await search(ports);
    for (const wait of ['wait=x', 'wait=-1', 'wait=301']) {
      expect((await status(id, { Prefer: wait })).body).toEqual(errorBody(422, 1005));
    }
    expect((await status(id, { Prefer: 'respond-async, wait=1' })).status).toBe(200);
    expect((await status(id, { Prefer: 'return=minimal' })).status).toBe(200);
  });

  test('without time frame looks at the last 60 seconds', async () => {
    const nowMs = Date.now();
    await qradar.store.insertEvents([
      anEvent({ startMs: nowMs - 10_000, sourcePort: 1 }),
      anEvent({ startMs: nowMs - 200_000, sourcePort: 2 }),
    ]);
    const id = await search('SELECT sourceport FROM events');
    expect((await results(id)).body).toEqual({ events: [{ sourceport: 1 }] });
  });

  test('writes a line per step and no secrets', async () => {
    const id = await search(ports);
    await results(id);
    const text = qradar.lines.join('\n');
    expect(text).toMatch(/^POST matched \/ariel\/searches for analyst: 201, \d+ ms$/m);
    expect(text).toMatch(/^compiled a query on events, \d+ ms$/m);
    expect(text).toMatch(new RegExp(`^rows 10 of 10 scanned, search ${id}, \\d+ ms$`, 'm'));
    expect(text).not.toContain(qradar.api.sessions.serviceToken);
  });
});

/** Moves the clock on in short steps until a search has got there; DuckDB takes the time it takes. */
async function moveOn(
  clock: ManualClock,
  id: string,
  isThere: (answer: Answer) => boolean,
): Promise<Answer> {
  for (;;) {
    const answer = await status(id);
    if (isThere(answer)) return answer;
    clock.advance(50);
  }
}

const isCompleted = (answer: Answer) => textOf(answer, 'status') === 'COMPLETED';

describe('a search that takes its time', () => {
  let clock: ManualClock;
  beforeEach(() => {
    clock = new ManualClock(dayMs);
    return start({ pace: 'console', clock });
  });

  test('goes through its states, its progress only forward', async () => {
    const id = textOf(await create(ports), 'search_id');
    const seen: string[] = [];
    let before = 0;
    await moveOn(clock, id, (answer) => {
      const state = textOf(answer, 'status');
      if (state !== seen.at(-1)) seen.push(state);
      const { progress } = answer.body as { progress: number }; // checked below
      expect(progress).toBeGreaterThanOrEqual(before);
      before = progress;
      return isCompleted(answer);
    });
    expect(seen).toEqual(['WAIT', 'EXECUTE', 'SORTING', 'COMPLETED']);
    expect(before).toBe(100);
  });

  test('answers 206 when the wait runs out, and 404/1003 for its rows', async () => {
    const id = textOf(await create(ports), 'search_id');
    expect((await status(id, { Prefer: 'wait=0' })).status).toBe(206);
    expect((await status(id)).status).toBe(200);
    expect((await results(id)).body).toEqual(errorBody(404, 1003));
  });

  test('answers 200 when it ends before the wait does', async () => {
    const id = textOf(await create(ports), 'search_id');
    const waiting = status(id, { Prefer: 'wait=300' });
    await moveOn(clock, id, isCompleted);
    expect(await waiting).toMatchObject({ status: 200, body: { status: 'COMPLETED' } });
  });

  test('keeps what it has when cancelled', async () => {
    const id = textOf(await create(ports), 'search_id');
    await moveOn(clock, id, ({ body }) => (body as { record_count: number }).record_count >= 4);
    const cancelled = await qradar.call('POST', `/ariel/searches/${id}`, {
      as: 'analyst',
      query: { status: 'CANCELED' },
    });
    expect(cancelled.body).toMatchObject({ status: 'CANCELED', completed: false });
    const { record_count: count } = cancelled.body as { record_count: number }; // checked next
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(10);
    const { body } = await results(id);
    expect(body).toEqual({
      events: events.slice(0, count).map(({ sourcePort }) => ({ sourceport: sourcePort })),
    });
  });

  test('can be deleted while it runs, which also ends a wait for it', async () => {
    const id = textOf(await create(ports), 'search_id');
    const waiting = status(id, { Prefer: 'wait=60' });
    // The search itself, and who waits for it.
    while (clock.sleepers < 2) await nextTurn();
    expect((await qradar.call('DELETE', `/ariel/searches/${id}`, { as: 'analyst' })).status).toBe(
      202,
    );
    expect((await waiting).body).toEqual(errorBody(404, 1002));
  });
});

describe('many searches', () => {
  test('wait for each other, and are refused when too many wait', async () => {
    const clock = new ManualClock(dayMs);
    await start({ pace: 'console', limits: { concurrent: 1, queued: 2 }, clock });
    const ids: string[] = [];
    for (const port of [1, 2, 3]) {
      ids.push(
        textOf(
          await create(`SELECT sourceport FROM events WHERE sourceport = ${port} ${minute}`),
          'search_id',
        ),
      );
    }
    expect((await create(ports)).body).toEqual(errorBody(503, 1010));
    clock.advance(600);
    const states = await Promise.all(ids.map(async (id) => textOf(await status(id), 'status')));
    expect(states).toEqual(['EXECUTE', 'WAIT', 'WAIT']);
    // One that waits and is cancelled leaves its place, the others follow in order.
    await qradar.call('POST', `/ariel/searches/${ids[1]}`, {
      as: 'analyst',
      query: { status: 'CANCELED' },
    });
    expect((await create(ports)).status).toBe(201);
    for (const id of [ids[0], ids[2]]) await moveOn(clock, id ?? '', isCompleted);
    expect((await results(ids[1] ?? '')).body).toEqual({ events: [] });
  });
});

describe('retention', () => {
  let clock: ManualClock;
  beforeEach(() => {
    clock = new ManualClock(dayMs);
    return start({ clock });
  });

  test('a result is dropped after a day, unless it was saved', async () => {
    const [kept, dropped] = [await search(ports), await search(`${ports} `)];
    await qradar.call('POST', `/ariel/searches/${kept}`, {
      as: 'analyst',
      query: { save_results: 'true' },
    });
    clock.advance(86_399_999);
    expect((await results(dropped)).status).toBe(200);
    clock.advance(1);
    expect((await results(dropped)).body).toEqual(errorBody(404, 1002));
    expect((await results(kept)).status).toBe(200);
  });

  test('a repetition after more than a minute is a new search', async () => {
    const id = await search(ports);
    clock.advance(59_999);
    expect(textOf(await create(ports), 'search_id')).toBe(id);
    clock.advance(1);
    expect(textOf(await create(ports), 'search_id')).not.toBe(id);
  });
});

describe('what the language can do', () => {
  beforeEach(() => start());

  test('databases and their columns, custom properties included, disabled ones too', async () => {
    expect((await qradar.call('GET', '/ariel/databases')).body).toEqual(['events', 'flows']);
    const query = { filter: '. = flows' };
    expect((await qradar.call('GET', '/ariel/databases', { query })).body).toEqual(['flows']);
    const { body } = await qradar.call('GET', '/ariel/databases/events', {
      query: { fields: 'columns(name,object_value_type)', filter: 'name ilike "%bytes%"' },
    });
    expect(body).toEqual({
      columns: [
        { name: 'Bytes Sent', object_value_type: 'Double' },
        { name: 'Old Bytes', object_value_type: 'Double' },
      ],
    });
    expect((await qradar.call('GET', '/ariel/databases/nothing')).body).toEqual(
      errorBody(404, 1002),
    );
  });

  test('the validator answers 200 to anything', async () => {
    const validate = (aql: string): Promise<Answer> =>
      qradar.call('POST', '/ariel/validators/aql', { query: { query_expression: aql } });
    expect((await validate(ports)).body).toEqual({ error_messages: null });
    const bad = await validate('SELECT nonsense FROM events');
    expect(bad.status).toBe(200);
    expect(bad.body).toEqual({
      error_messages: [
        {
          code: 2000,
          contexts: ['line 1, column 8'],
          message: textLike(/nonsense/),
          severity: 'ERROR',
        },
      ],
    });
    expect((await qradar.call('POST', '/ariel/validators/aql')).body).toEqual(errorBody(422, 8));
  });

  test('metadata of a query without running it', async () => {
    const metadata = (aql: string): Promise<Answer> =>
      qradar.call('POST', '/ariel/processors/aql_metadata', { query: { query_expression: aql } });
    expect((await metadata('SELECT "Bytes Sent" FROM events')).body).toMatchObject({
      columns: [{ name: 'Bytes Sent', object_value_type: 'Double' }],
    });
    expect((await metadata('SELECT "No Bytes" FROM events')).body).toEqual(errorBody(422, 2000));
    expect((await qradar.call('GET', '/ariel/searches')).body).toEqual([]);
  });

  test('functions and keywords', async () => {
    const rows = rowsOf(
      await qradar.call('GET', '/ariel/functions', {
        query: { database: 'events', fields: 'name,required_args' },
      }),
    );
    expect(rows).toContainEqual({ name: 'INCIDR', required_args: 2 });
    const query = { database: 'events' };
    expect((await qradar.call('GET', '/ariel/functions/incidr', { query })).body).toMatchObject({
      name: 'INCIDR',
    });
    expect((await qradar.call('GET', '/ariel/functions/nothing', { query })).body).toEqual(
      errorBody(404, 1002),
    );
    expect((await qradar.call('GET', '/ariel/parser_keywords')).body).toMatchObject({
      keywords: listWith('SELECT', 'FROM', 'LAST'),
      where_clause_keywords: listWith('AND', 'BETWEEN'),
    });
  });
});
