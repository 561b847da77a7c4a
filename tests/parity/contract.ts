import type { Answer, Caller } from './connection.ts';

/**
 * What Transfer Watch relies on in the REST API of a console, stated once. Nothing here depends on what a console has
 * recorded, and nothing changes it: the only writes are searches of one minute, which are deleted again.
 * Where a real console and this contract differ, the stand-in is wrong and has to be changed with it.
 */
export function describeContract(call: () => Caller): void {
  const get = (path: string, query: Record<string, string> = {}): Promise<Answer> =>
    call()('GET', path, { query });
  describe('framework', () => describeFramework(call, get));
  describe('lists', () => describeLists(call, get));
  describe('who is calling', () => describeIdentity(get));
  describe('Ariel searches', () => describeSearches(call));
  describe('Ariel language', () => describeLanguage(call, get));
  describe('pivots', () => describePivots(get));
}

type Get = (path: string, query?: Record<string, string>) => Promise<Answer>;

function describeFramework(call: () => Caller, get: Get): void {
  test('says what console it is', async () => {
    const { status, body } = await get('/system/about');
    expect(status).toBe(200);
    expect(body).toMatchObject({ release_name: anyText, external_version: anyText });
  });

  test('lists its versions, one of them neither removed nor deprecated', async () => {
    const rows = rowsOf(await get('/help/versions'));
    expect(rows).toContainEqual(objectWith({ deprecated: false, removed: false }));
    for (const row of rows) expect(row).toMatchObject({ version: textLike(/^\d+\.\d+$/) });
  });

  test('answers a version above the newest with the newest, refuses a removed one', async () => {
    const about = (version: string): Promise<Answer> =>
      call()('GET', '/system/about', { headers: { Version: version } });
    expect((await about('999')).status).toBe(200);
    expect((await about('3.0')).body).toEqual(errorBody(422));
  });

  test('refuses a call without credentials with 401/18', async () => {
    const { body } = await call()('GET', '/system/about', { headers: { SEC: null } });
    expect(body).toEqual(errorBody(401, 18));
  });

  test('answers an unknown path with 404/4, in JSON whatever was accepted', async () => {
    const { body } = await call()('GET', '/no/such/path', {
      headers: { Accept: 'application/csv' },
    });
    expect(body).toEqual(errorBody(404, 4));
  });

  test('refuses unknown and repeated fields, and missing parameters, with codes of its own', async () => {
    expect((await get('/help/versions', { fields: 'nonsense' })).body).toEqual(errorBody(422, 30));
    expect((await get('/help/versions', { fields: 'id,id' })).body).toEqual(errorBody(422, 31));
    expect((await get('/ariel/functions')).body).toEqual(errorBody(422, 8));
    const query = { saved_search_id: 'x' };
    expect((await call()('POST', '/ariel/searches', { query })).body).toEqual(errorBody(422, 11));
  });
}

function describeLists(call: () => Caller, get: Get): void {
  const path = '/data_classification/low_level_categories';
  const ranged = (range: string, query: Record<string, string> = {}): Promise<Answer> =>
    call()('GET', path, { query, headers: { Range: range } });

  test('a range is zero-based, both ends inclusive, and the answer names it', async () => {
    const all = rowsOf(await get(path, { sort: '+id', fields: 'id' }));
    const { body, headers } = await ranged('items=1-2', { sort: '+id', fields: 'id' });
    expect(body).toEqual(all.slice(1, 3));
    expect(headers['content-range']).toBe(`items 1-2/${all.length}`);
  });

  test('a range beyond the end gives no rows and no error', async () => {
    const { status, body, headers } = await ranged('items=999998-999999');
    expect([status, body]).toEqual([200, []]);
    expect(headers['content-range']).toMatch(/^items \*\/\d+$/);
  });

  test('a malformed range is 422', async () => {
    expect((await ranged('items=a-b')).body).toEqual(errorBody(422));
  });

  test('a filter narrows, fields trim', async () => {
    const filter = 'id in (4002, 4007) and name ilike "%open%"';
    expect((await get(path, { filter, fields: 'id,name' })).body).toEqual([
      { id: 4007, name: anyText },
    ]);
    const sameByOther = 'not (id < 4007 or id > 4007) and name is not null';
    expect((await get(path, { filter: sameByOther, fields: 'id' })).body).toEqual([{ id: 4007 }]);
    expect((await get('/ariel/databases', { filter: '. = events' })).body).toEqual(['events']);
  });

  test('a list is sorted by what may be sorted, and refuses the rest', async () => {
    const ids = rowsOf(await get(path, { sort: '-id', fields: 'id' })).map((row) =>
      Number(row['id']),
    );
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect((await get(path, { sort: '+severity' })).body).toEqual(errorBody(422, 23053));
    expect((await get(path, { sort: '+nonsense' })).body).toEqual(errorBody(422, 23054));
  });
}

function describeIdentity(get: Get): void {
  test('a token is no user but an authorized service, whose token is not shown', async () => {
    expect((await get('/config/access/users', { current_user: 'true' })).body).toEqual([]);
    const query = { current_authorized_service: 'true' };
    const services = rowsOf(await get('/config/access/authorized_services', query));
    expect(services).toHaveLength(1);
    expect(services[0]?.['token'] ?? null).toBeNull();
  });

  test('a role tells its capabilities', async () => {
    const query = { current_user_role: 'true', fields: 'name,capabilities(name)' };
    const [role] = rowsOf(await get('/config/access/user_roles', query));
    expect(role).toMatchObject({ name: anyText, capabilities: listWith({ name: anyText }) });
  });
}

function describeSearches(call: () => Caller): void {
  const create = (aql: string): Promise<Answer> =>
    call()('POST', '/ariel/searches', { query: { query_expression: aql } });
  const searchPath = (created: Answer): string => `/ariel/searches/${idOf(created)}`;
  // The comparison makes each text unlike any other, so that no search is shared with anybody.
  const unique = (): string =>
    `SELECT sourceip AS source, eventcount AS n FROM events WHERE eventcount > -${Date.now() % 1e9} LIMIT 5 LAST 1 MINUTES`;

  test('a search is created, ends, gives its rows, and is gone when deleted', async () => {
    const created = await create(unique());
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      search_id: anyText,
      cursor_id: anyText,
      status: textLike(/^(WAIT|EXECUTE|SORTING|COMPLETED)$/),
      progress: anyNumber,
      record_count: anyNumber,
      processed_record_count: anyNumber,
      save_results: false,
    });
    const path = searchPath(created);
    const ended = await waitForEnd(call(), path);
    expect(ended.status).toBe(200);
    expect(ended.body).toMatchObject({ status: 'COMPLETED' });

    const results = await call()('GET', `${path}/results`);
    expect(results.status).toBe(200);
    expect(results.body).toEqual({ events: anyList });
    const beyond = await call()('GET', `${path}/results`, { headers: { Range: 'items=90-99' } });
    expect([beyond.status, beyond.body]).toEqual([200, { events: [] }]);

    const metadata = await call()('GET', `${path}/metadata`);
    expect(metadata.body).toMatchObject({
      columns: [
        { name: 'source', object_value_type: anyText },
        { name: 'n', object_value_type: anyText },
      ],
    });

    expect((await call()('DELETE', path)).status).toBe(202);
    expect((await call()('GET', path)).body).toEqual(errorBody(404, 1002));
    expect((await call()('GET', `${path}/results`)).body).toEqual(errorBody(404, 1002));
  });

  test('a wait of no time is answered 206 while the search goes on, or 200', async () => {
    const created = await create(unique());
    const path = searchPath(created);
    const { status, body } = await call()('GET', path, { headers: { Prefer: 'wait=0' } });
    const isOver = /^(COMPLETED|CANCELED|ERROR)$/.test(String(objectOf(body)['status']));
    expect(status).toBe(isOver ? 200 : 206);
    await call()('DELETE', path);
  });

  test('the same search by the same caller is the same search id', async () => {
    const aql = unique();
    const first = await create(aql);
    expect(idOf(await create(aql))).toBe(idOf(first));
    await call()('DELETE', searchPath(first));
  });

  test('only CANCELED may be sent as status; a cancelled search can still be read', async () => {
    const created = await create(unique());
    const path = searchPath(created);
    const update = (status: string): Promise<Answer> => call()('POST', path, { query: { status } });
    expect((await update('CANCELLED')).body).toEqual(errorBody(422, 1005));
    const cancelled = await update('CANCELED');
    expect(cancelled.status).toBe(200);
    expect(cancelled.body).toMatchObject({ status: textLike(/^(CANCELED|COMPLETED)$/) });
    expect((await call()('GET', `${path}/results`)).status).toBe(200);
    await call()('DELETE', path);
  });

  test('columns without alias have their documented names', async () => {
    const created = await create(
      'SELECT COUNT(*), SUM(eventcount), MAX(starttime) FROM events LAST 1 MINUTES',
    );
    const path = searchPath(created);
    await waitForEnd(call(), path);
    const metadata = await call()('GET', `${path}/metadata`);
    const columns = objectOf(metadata.body)['columns'];
    expect(columns).toMatchObject([
      { name: 'COUNT' },
      { name: 'SUM_eventcount' },
      { name: 'MAX_starttime' },
    ]);
    await call()('DELETE', path);
  });

  test('bad AQL is 422/2000, a JSON body 422/1005, an unknown search 404/1002', async () => {
    expect((await create('SELECT foobar FROM events')).body).toEqual(errorBody(422, 2000));
    const asJson = await call()('POST', '/ariel/searches', {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query_expression: unique() }),
    });
    expect(asJson.body).toEqual(errorBody(422, 1005));
    const path = '/ariel/searches/00000000-0000-4000-8000-000000000000';
    expect((await call()('GET', path)).body).toEqual(errorBody(404, 1002));
  });
}

function describeLanguage(call: () => Caller, get: Get): void {
  const post = (path: string, aql: string): Promise<Answer> =>
    call()('POST', path, { query: { query_expression: aql } });
  const good = 'SELECT sourceip AS source FROM events LAST 1 MINUTES';
  const bad = 'SELECT foobar FROM events';

  test('the validator answers 200 to good and bad AQL', async () => {
    const fine = await post('/ariel/validators/aql', good);
    expect(fine.status).toBe(200);
    expect(objectOf(fine.body)['error_messages'] ?? []).toEqual([]);
    const wrong = await post('/ariel/validators/aql', bad);
    expect(wrong.status).toBe(200);
    expect(wrong.body).toMatchObject({ error_messages: listWith({ severity: 'ERROR' }) });
  });

  test('metadata of a query names its columns, or refuses it', async () => {
    expect((await post('/ariel/processors/aql_metadata', good)).body).toMatchObject({
      columns: [{ name: 'source' }],
    });
    expect((await post('/ariel/processors/aql_metadata', bad)).body).toEqual(errorBody(422, 2000));
  });

  test('the catalogue has what the detection speaks of', async () => {
    const { body } = await get('/ariel/databases/events', { fields: 'columns(name)' });
    for (const name of [
      'sourceip',
      'destinationip',
      'destinationport',
      'eventcount',
      'starttime',
    ]) {
      expect(objectOf(body)['columns']).toEqual(listWith({ name }));
    }
    const functions = await get('/ariel/functions', { database: 'events', fields: 'name' });
    expect(functions.body).toEqual(listWith({ name: 'INCIDR' }));
    expect((await get('/ariel/parser_keywords')).body).toMatchObject({ keywords: anyList });
  });
}

function describePivots(get: Get): void {
  test('offenses refuse what cannot be filtered or sorted', async () => {
    const offenses = (query: Record<string, string>): Promise<Answer> =>
      get('/siem/offenses', query);
    for (const filter of ['offense_source = "192.0.2.1"', 'description = "x"']) {
      expect((await offenses({ filter })).body).toEqual(errorBody(422, 1010));
    }
    expect((await offenses({ sort: '+description' })).body).toEqual(errorBody(422, 1030));
    expect((await offenses({ fields: 'rules(id,name)' })).body).toEqual(errorBody(422, 30));
  });

  test.each([
    ['/siem/source_addresses', { filter: 'source_ip = "192.0.2.1"' }],
    [
      '/siem/offenses',
      { filter: 'source_address_ids contains (. = 0)', sort: '-last_persisted_time' },
    ],
    [
      '/asset_model/assets',
      { filter: 'interfaces contains ip_addresses contains value = "192.0.2.1"', fields: 'id' },
    ],
    [
      '/config/event_sources/log_source_management/log_sources',
      { filter: 'id = -1', fields: 'id,name,status(status)' },
    ],
    ['/reference_data_collections/sets', { filter: 'name = "no set is called so"' }],
    ['/reference_data_collections/set_entries', { filter: 'collection_id = -1', entry_type: 'IP' }],
    ['/data_classification/qid_records', { filter: 'qid = -1' }],
  ])('%s takes the filter of the pivots and finds nothing for nothing', async (path, query) => {
    const { status, body } = await get(path, query);
    expect([status, body]).toEqual([200, []]);
  });

  test('an address unquoted in a filter is refused', async () => {
    const { status } = await get('/siem/source_addresses', { filter: 'source_ip = 192.0.2.1' });
    expect(status).toBe(422);
  });

  test('domains and networks', async () => {
    expect((await get('/config/domain_management/domains', { fields: 'id,name' })).status).toBe(
      200,
    );
    const networks = await get('/config/network_hierarchy/networks', { fields: 'cidr,domain_id' });
    expect(networks.status).toBe(200);
  });

  test('what is missing is 404, with the code of its endpoint', async () => {
    expect((await get('/siem/offenses/999999999')).body).toEqual(errorBody(404, 1002));
    expect((await get('/reference_data_collections/sets/999999999')).body).toEqual(
      errorBody(404, 15000),
    );
    expect((await get('/ariel/databases/nothing')).body).toEqual(errorBody(404, 1002));
  });
}

/** Waits for the end of a search in long polls of five seconds, two minutes at most. */
async function waitForEnd(call: Caller, path: string): Promise<Answer> {
  for (let poll = 0; poll < 24; poll += 1) {
    const answer = await call('GET', path, { headers: { Prefer: 'wait=5' } });
    if (answer.status !== 206) return answer;
  }
  throw new Error('The search did not end within two minutes');
}

const anyText: unknown = expect.any(String);
const anyNumber: unknown = expect.any(Number);
const anyList: unknown = expect.any(Array);

function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

function objectWith(some: object): unknown {
  return expect.objectContaining(some);
}

function listWith(some: object): unknown {
  return expect.arrayContaining([objectWith(some)]);
}

/** The five fields; without a code, any: the codes of a few framework errors are not public. */
function errorBody(status: number, code?: number): unknown {
  return {
    http_response: { code: status, message: anyText },
    code: code ?? anyNumber,
    description: anyText,
    details: expect.any(Object) as unknown,
    message: anyText,
  };
}

function objectOf(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null) throw new TypeError(`No object: ${String(body)}`);
  return body as Readonly<Record<string, unknown>>; // JSON objects have text keys
}

function rowsOf({ body }: Answer): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(body)) throw new TypeError(`No list: ${JSON.stringify(body)}`);
  return body.map(objectOf);
}

function idOf({ body }: Answer): string {
  const id = objectOf(body)['search_id'];
  if (typeof id !== 'string') throw new TypeError(`No search: ${JSON.stringify(body)}`);
  return id;
}
