import {
  anEvent,
  dayMs,
  errorBody,
  ManualClock,
  rowsOf,
  startConsole,
  type Answer,
  type RunningConsole,
} from './support.ts';

const sets = '/reference_data_collections/sets';
const entries = '/reference_data_collections/set_entries';
const legacy = '/reference_data/sets';

let qradar: RunningConsole;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock(dayMs + 1000);
  qradar = await startConsole(
    {
      events: [anEvent()],
      dimensions: {
        domains: [{ id: 0, name: 'Default', description: '', tenantId: null, deleted: false }],
      },
    },
    { clock },
  );
});
afterEach(() => qradar.close());

function send(method: string, path: string, body: unknown, as = 'admin'): Promise<Answer> {
  const headers = { 'Content-Type': 'application/json' };
  return qradar.call(method, path, { as, headers, body: JSON.stringify(body) });
}

async function makeSet(fields: Record<string, unknown> = {}): Promise<number> {
  const set = { name: 'Approved', entry_type: 'IP', namespace: 'SHARED', ...fields };
  const { status, body } = await send('POST', sets, set);
  expect([status, body]).toEqual([201, expect.objectContaining({ name: set.name })]);
  return (body as { id: number }).id;
}

/** What AQL says, by the one event of this console. */
async function contains(set: string, value = 'sourceip'): Promise<boolean> {
  const query = {
    query_expression: `SELECT REFERENCESETCONTAINS('${set}', ${value}) AS x FROM events LAST 5 MINUTES`,
  };
  const made = await qradar.call('POST', '/ariel/searches', { query });
  expect([made.status, made.body]).toEqual([201, expect.anything()]);
  const { search_id: id } = made.body as { search_id: string };
  await qradar.call('GET', `/ariel/searches/${id}`, { headers: { Prefer: 'wait=5' } });
  const { body } = await qradar.call('GET', `/ariel/searches/${id}/results`);
  await qradar.call('DELETE', `/ariel/searches/${id}`);
  const [row] = (body as { events: { x: boolean }[] }).events;
  return row?.x ?? false;
}

describe('sets and entries', () => {
  test('are created, read by AQL at once, refreshed and deleted', async () => {
    const id = await makeSet();
    expect(await contains('Approved')).toBe(false);
    const entry = { collection_id: id, value: '10.20.30.40', source: 'test', notes: 'CHG-1' };
    const added = await send('POST', entries, entry);
    expect(added).toMatchObject({ status: 201, body: { ...entry, first_seen: dayMs + 1000 } });
    expect(await contains('Approved')).toBe(true);
    clock.advance(5000);
    const again = await send('POST', entries, { ...entry, notes: null });
    expect(again).toMatchObject({ status: 200, body: { ...entry, last_seen: dayMs + 6000 } });
    const { id: entryId } = added.body as { id: number };
    const noted = await send('POST', `${entries}/${entryId}`, { notes: 'new', value: 'x' });
    expect(noted).toMatchObject({ status: 200, body: { notes: 'new', value: '10.20.30.40' } });
    const gone = await qradar.call('DELETE', `${entries}/${entryId}`, { as: 'admin' });
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect(await contains('Approved')).toBe(false);
    const deleted = await qradar.call('DELETE', `${sets}/${id}`, { as: 'admin' });
    expect(deleted).toMatchObject({ status: 202, body: { status: 'COMPLETED' } });
    const task = deleted.headers.get('location') ?? '';
    expect((await qradar.call('GET', task)).status).toBe(200);
    expect((await qradar.call('GET', `${sets}/${id}`)).body).toEqual(errorBody(404, 15000));
  });

  test('expire by the rule of their set', async () => {
    const id = await makeSet({ expiry_type: 'LAST_SEEN', time_to_live: 60 });
    await send('POST', entries, { collection_id: id, value: '10.20.30.40' });
    clock.advance(59_000);
    expect(await contains('Approved')).toBe(true);
    await send('POST', entries, { collection_id: id, value: '10.20.30.40' });
    clock.advance(59_000);
    expect(await contains('Approved')).toBe(true);
    clock.advance(1_000);
    expect(await contains('Approved')).toBe(false);
    expect(rowsOf(await qradar.call('GET', entries))).toEqual([]);
  });

  test.each([
    ['ALN', 'Alice', 'Alice', 201],
    ['ALNIC', 'Alice', 'alice', 201],
    ['NUM', '123', '123.0', 201],
    ['NUM', 'abc', 20006, 422],
    ['IP', '2001:db8::1', 20006, 422],
    ['PORT', '65536', 20006, 422],
    ['PORT', '21', '21', 201],
    ['DATE', '1767225600000', '1767225600000', 201],
    ['DATE', 'today', 20006, 422],
    ['CIDR', '10.0.0.0/8', '10.0.0.0/8', 201],
    ['CIDR', '10.0.0.0/40', 20009, 422],
  ])('%s takes %p as %p', async (entry_type, value, expected, status) => {
    const id = await makeSet({ entry_type });
    const answer = await send('POST', entries, { collection_id: id, value });
    const wanted = status === 201 ? { value: expected } : { code: expected };
    expect(answer).toMatchObject({ status, body: wanted });
  });

  test('change: expiry, description, and all entries go', async () => {
    const id = await makeSet();
    await send('POST', entries, { collection_id: id, value: '10.20.30.40' });
    expect(
      await send('POST', `${sets}/${id}`, {
        description: 'd',
        expiry_type: 'FIRST_SEEN',
        time_to_live: 5,
        delete_entries: true,
      }),
    ).toMatchObject({
      status: 200,
      body: { description: 'd', expiry_type: 'FIRST_SEEN', time_to_live: 5, number_of_entries: 0 },
    });
    expect((await send('POST', `${sets}/${id}`, { time_to_live: null })).body).toEqual(
      errorBody(422, 11004),
    );
    expect((await send('POST', `${sets}/${id}`, { time_to_live: -1 })).body).toEqual(
      errorBody(422, 11003),
    );
    expect((await send('POST', `${sets}/99`, {})).body).toEqual(errorBody(404, 11001));
  });

  test.each([
    [{ entry_type: 'IP' }, 422, 10002],
    [{ name: 'x' }, 422, 10001],
    [{ name: 'x', entry_type: 'MAC' }, 422, 1021],
    [{ name: 'x', entry_type: 'IP', namespace: 'TENANT' }, 422, 10003],
    [{ name: 'x', entry_type: 'IP', tenant_id: 5 }, 422, 10004],
    [{ name: 'x', entry_type: 'IP', time_to_live: 0 }, 422, 10007],
    [{ name: 'Approved', entry_type: 'IP' }, 409, 10006],
    [[], 422, 1021],
  ])('a set %j is refused', async (body, status, code) => {
    await makeSet();
    expect((await send('POST', sets, body)).body).toEqual(errorBody(status, code));
  });

  test.each([
    [{}, 20002],
    [{ collection_id: 1 }, 20003],
    [{ collection_id: 99, value: 'x' }, 20004],
    [{ collection_id: 1, value: '10.0.0.1', domain_id: 7 }, 20005],
    [{ collection_id: 1, value: '10.0.0.1', notes: 'x'.repeat(10_001) }, 20008],
    [{ collection_id: 1, value: 'x'.repeat(1025) }, 20007],
    [null, 20001],
  ])('an entry %j is refused', async (body, code) => {
    await makeSet();
    expect((await send('POST', entries, body)).body).toEqual(errorBody(422, code));
  });

  test('are left out of a PRIVATE set unless a namespace is named, and bad JSON is 400', async () => {
    expect((await send('POST', sets, { name: 'mine', entry_type: 'ALN' })).body).toMatchObject({
      namespace: 'PRIVATE',
    });
    const headers = { 'Content-Type': 'application/json' };
    const broken = await qradar.call('POST', sets, { as: 'admin', headers, body: '{' });
    expect(broken.status).toBe(400);
  });

  test('are for those who may manage reference data', async () => {
    const body = { name: 'x', entry_type: 'IP', namespace: 'SHARED' };
    expect((await send('POST', sets, body, 'analyst')).body).toEqual(errorBody(403, 26));
    expect((await send('POST', entries, {}, 'analyst')).body).toEqual(errorBody(403, 26));
    expect((await qradar.call('GET', sets, { as: 'analyst' })).status).toBe(200);
  });

  test('go by the dozen, and each says how it went', async () => {
    const id = await makeSet();
    await send('POST', entries, { collection_id: id, value: '10.0.0.9' });
    const { status, body } = await send('PATCH', entries, [
      { collection_id: id, value: '10.20.30.40' },
      { collection_id: id, value: 'no address' },
      { collection_id: id, value: '10.0.0.9', delete_entry: true },
    ]);
    expect(status).toBe(202);
    const task = `/reference_data_collections/set_bulk_update_tasks/${(body as { id: number }).id}`;
    expect((await qradar.call('GET', task)).body).toMatchObject({ status: 'COMPLETED' });
    expect((await qradar.call('GET', `${task}/results`)).body).toMatchObject({
      status: 'PARTIAL_UPDATE_PERFORMED',
      total_responses: 3,
      successful_responses: 2,
      responses: [{ http_status: 201 }, { unique_code: 20006 }, { http_status: 200 }],
    });
    expect(await contains('Approved')).toBe(true);
    const missing = await send('PATCH', entries, [{ collection_id: 99, value: 'x' }]);
    expect(missing.body).toEqual(errorBody(422, 23000));
  });
});

describe('the old family', () => {
  const call = (method: string, path: string, query: Record<string, string> = {}) =>
    qradar.call(method, path, { as: 'admin', query });

  test('is the same sets by name, and deprecated', async () => {
    const made = await call('POST', legacy, {
      ...{ name: 'Old / set', element_type: 'IP', timeout_type: 'FIRST_SEEN' },
      time_to_live: '5 minutes',
    });
    expect(made).toMatchObject({
      status: 201,
      body: { namespace: 'SHARED', time_to_live: '0 years 0 mons 0 days 0 hours 5 mins 0.0 secs' },
    });
    expect(made.headers.has('Deprecated')).toBe(true);
    const path = `${legacy}/${encodeURIComponent(encodeURIComponent('Old / set'))}`;
    expect((await call('POST', path, { value: '10.20.30.40' })).body).toMatchObject({
      number_of_elements: 1,
    });
    expect(await contains('Old / set')).toBe(true);
    expect((await call('GET', path)).body).toMatchObject({
      data: [{ value: '10.20.30.40', source: 'reference data api', domain_id: null }],
    });
    expect(rowsOf(await qradar.call('GET', sets))).toMatchObject([
      { name: 'Old / set', expiry_type: 'FIRST_SEEN', time_to_live: 300 },
    ]);
    const name = encodeURIComponent(encodeURIComponent('Old / set'));
    const bulk = await send('POST', `${legacy}/bulk_load/SHARED/${name}/SHARED`, ['10.0.0.1']);
    expect(bulk).toMatchObject({ status: 200, body: { number_of_elements: 2 } });
    expect((await call('DELETE', `${path}/10.20.30.40`)).status).toBe(200);
    expect((await call('DELETE', path, { purge_only: 'true' })).status).toBe(202);
    expect((await call('GET', path)).body).toMatchObject({ data: [] });
    const deleted = await call('DELETE', path);
    expect(deleted.status).toBe(202);
    const task = (deleted.headers.get('location') ?? '').replace(/^\/api/, '');
    expect((await call('GET', task)).body).toEqual(deleted.body);
    expect((await call('GET', `${task}9`)).status).toBe(404);
    expect((await call('GET', path)).body).toEqual(errorBody(404, 1002));
  });

  test('has codes of its own', async () => {
    await makeSet();
    const create = (query: Record<string, string>) => call('POST', legacy, query);
    expect((await create({ name: 'Approved', element_type: 'IP' })).body).toEqual(
      errorBody(409, 1004),
    );
    expect((await create({ name: 'x', element_type: 'MAC' })).body).toEqual(errorBody(422, 1005));
    expect((await create({ name: 'x' })).body).toEqual(errorBody(422, 8));
    const path = `${legacy}/Approved`;
    expect((await call('POST', path, { value: 'x' })).body).toEqual(errorBody(422, 1005));
    expect((await call('POST', path, { value: '10.0.0.1', domain_id: '9' })).body).toEqual(
      errorBody(404, 1011),
    );
    expect((await call('POST', path, { value: '10.0.0.1', namespace: 'TENANT' })).body).toEqual(
      errorBody(422, 1012),
    );
    expect((await call('DELETE', `${path}/10.9.9.9`)).body).toEqual(errorBody(404, 1003));
    expect(
      (await send('POST', `${legacy}/bulk_load/SHARED/Approved/SHARED`, { a: 1 })).body,
    ).toEqual(errorBody(400, 1001));
  });
});
