import { errorFaults, type ErrorFaultName, type Fault } from '../../../sandbox/api/faults.ts';
import {
  anEvent,
  dayMs,
  errorBody,
  ManualClock,
  startConsole,
  textOf,
  type Answer,
  type RunningConsole,
} from './support.ts';

const aql = `SELECT sourceport FROM events ORDER BY sourceport ASC START ${dayMs} STOP ${dayMs + 60_000}`;

let qradar: RunningConsole;
const clock = new ManualClock(dayMs);

beforeAll(async () => {
  const events = Array.from({ length: 8 }, (_, index) => anEvent({ sourcePort: index + 1 }));
  qradar = await startConsole(
    { events },
    { hasFaultControl: true, limits: { repeatMs: 0 }, clock },
  );
});

afterEach(() => {
  qradar.api.faults.clear();
});

afterAll(() => qradar.close());

function create(): Promise<Answer> {
  return qradar.call('POST', '/ariel/searches', { query: { query_expression: aql } });
}

/** A search that has ended, one way or another. */
async function ended(): Promise<Answer> {
  const id = textOf(await create(), 'search_id');
  return qradar.call('GET', `/ariel/searches/${id}`, { headers: { Prefer: 'wait=10' } });
}

function results(id: string, headers: Record<string, string> = {}): Promise<Answer> {
  return qradar.call('GET', `/ariel/searches/${id}/results`, { headers });
}

function onResults(fault: Fault): void {
  qradar.api.faults.add({ fault, on: 'GET /ariel/searches/*/results' });
}

test.each<[ErrorFaultName, number, number]>([
  ['busy', 503, 1010],
  ['serverError', 500, 1020],
  ['unauthorized', 401, 18],
  ['forbidden', 403, 26],
  ['conflict', 409, 1004],
  ['missingProperty', 422, 2000],
])('%s is answered as %d/%d, once', async (name, status, code) => {
  qradar.api.faults.add({ fault: errorFaults[name], on: 'POST /ariel/searches' });
  expect((await create()).body).toEqual(errorBody(status, code));
  expect((await create()).status).toBe(201);
});

test('a fault can let calls pass first, strike several times, or always', async () => {
  const statuses = async (): Promise<number[]> => {
    const all = [];
    for (let call = 0; call < 5; call += 1) {
      all.push((await qradar.call('GET', '/system/about')).status);
    }
    return all;
  };
  qradar.api.faults.add({ fault: errorFaults.busy, on: '* /system/about', skip: 1, times: 2 });
  expect(await statuses()).toEqual([200, 503, 503, 200, 200]);
  const takeBack = qradar.api.faults.add({
    fault: errorFaults.busy,
    on: '* /*/about',
    times: null,
  });
  expect(await statuses()).toEqual([503, 503, 503, 503, 503]);
  takeBack();
  expect(await statuses()).toEqual([200, 200, 200, 200, 200]);
});

test('a fault strikes the path it is for and no other', async () => {
  qradar.api.faults.add({ fault: errorFaults.busy, on: 'GET /ariel/searches/*' });
  expect((await qradar.call('GET', '/ariel/searches')).status).toBe(200);
  expect((await create()).status).toBe(201);
  expect((await qradar.call('GET', '/ariel/searches/x')).status).toBe(503);
});

test('a fault can strike for a time, counted from the first call, on the whole API', async () => {
  qradar.api.faults.add({ fault: errorFaults.busy, on: '* /**', forMs: 120_000 });
  clock.advance(3_600_000);
  const statusOf = async (path: string) => (await qradar.call('GET', path)).status;
  expect(await statusOf('/system/about')).toBe(503);
  clock.advance(119_999);
  expect([await statusOf('/ariel/searches/x'), (await create()).status]).toEqual([503, 503]);
  expect(qradar.api.faults.size).toBe(1);
  clock.advance(1);
  expect(await statusOf('/system/about')).toBe(200);
  expect(qradar.api.faults.size).toBe(0);
});

test.each<[Fault['kind'], (call: Promise<Answer>) => Promise<void>]>([
  ['html', async (call) => expect((await call).status).toBe(502)],
  ['invalid-json', async (call) => expect((await call).body).toBeUndefined()],
  ['reset', (call) => expect(call).rejects.toThrow()],
  ['close-mid-body', (call) => expect(call).rejects.toThrow()],
])('%s can lose the answer of a call that is carried out', async (kind, isLost) => {
  const before = qradar.api.searches.list().length;
  const fault = { kind } as Fault;
  qradar.api.faults.add({ fault, on: 'POST /ariel/searches', when: 'after' });
  await isLost(create());
  expect(qradar.api.searches.list()).toHaveLength(before + 1);
  qradar.api.faults.add({ fault, on: 'POST /ariel/searches' });
  await isLost(create());
  expect(qradar.api.searches.list()).toHaveLength(before + 1);
});

test('an error can answer a call that is carried out, too', async () => {
  const before = qradar.api.searches.list().length;
  qradar.api.faults.add({ fault: errorFaults.busy, on: 'POST /ariel/searches', when: 'after' });
  expect((await create()).body).toEqual(errorBody(503, 1010));
  expect(qradar.api.searches.list()).toHaveLength(before + 1);
});

test('hang: no answer at all', async () => {
  qradar.api.faults.add({ fault: { kind: 'hang' }, on: 'GET /system/about' });
  const call = qradar.call('GET', '/system/about', { signal: AbortSignal.timeout(200) });
  await expect(call).rejects.toThrow(/timeout/);
});

test('close-mid-body: the connection is cut in the middle of a body', async () => {
  const id = textOf(await ended(), 'search_id');
  onResults({ kind: 'close-mid-body' });
  await expect(results(id)).rejects.toThrow();
  expect((await results(id)).status).toBe(200);
});

test('invalid-json and html: a body that is not what it should be', async () => {
  const id = textOf(await ended(), 'search_id');
  onResults({ kind: 'invalid-json' });
  const invalid = await results(id);
  expect([invalid.status, invalid.body]).toEqual([200, undefined]);
  onResults({ kind: 'html' });
  const html = await results(id);
  expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html']);
});

test('truncated: a 200 that is cut off and continued by an error of code 13', async () => {
  const id = textOf(await ended(), 'search_id');
  onResults({ kind: 'truncated' });
  const { status, body, text } = await results(id);
  expect([status, body]).toEqual([200, undefined]);
  const [rows, error] = [text.slice(0, text.indexOf('{"http')), text.slice(text.indexOf('{"http'))];
  expect(rows).toMatch(/^\{"events":\[\{"sourceport":1\}/);
  expect(JSON.parse(error)).toEqual(errorBody(500, 13));
});

test('fewer-rows: a page with less than it promises', async () => {
  const id = textOf(await ended(), 'search_id');
  onResults({ kind: 'fewer-rows' });
  const { body, headers } = await results(id, { Range: 'items=0-3' });
  expect(headers.get('content-range')).toBe('items 0-3/8');
  expect(body).toEqual({ events: [{ sourceport: 1 }, { sourceport: 2 }] });
});

test('vanish: the search is gone, from one call to the next', async () => {
  const id = textOf(await ended(), 'search_id');
  qradar.api.faults.add({ fault: { kind: 'vanish' }, on: 'GET /ariel/searches/*' });
  expect((await results(id)).status).toBe(200);
  for (let call = 0; call < 2; call += 1) {
    const { body } = await qradar.call('GET', `/ariel/searches/${id}`);
    expect(body).toEqual(errorBody(404, 1002));
  }
  expect((await results(id)).body).toEqual(errorBody(404, 1002));
});

test('search-error: the search ends as ERROR, its messages say so', async () => {
  qradar.api.faults.add({ fault: { kind: 'search-error' }, on: 'POST /ariel/searches' });
  const answer = await ended();
  expect(answer.body).toMatchObject({
    status: 'ERROR',
    completed: false,
    error_messages: [{ code: 'SEARCH_FAILED', severity: 'ERROR' }],
  });
  expect((await results(textOf(answer, 'search_id'))).body).toEqual(errorBody(500, 1020));
});

test('restricted: the search ends as CANCELED with a part of its rows, unasked', async () => {
  qradar.api.faults.add({ fault: { kind: 'restricted' }, on: 'POST /ariel/searches' });
  const answer = await ended();
  expect(answer.body).toMatchObject({ status: 'CANCELED', record_count: 4 });
  const { body } = await results(textOf(answer, 'search_id'));
  expect(body).toEqual({ events: [1, 2, 3, 4].map((port) => ({ sourceport: port })) });
});

test('slow-wait: the search stays in WAIT for so long', async () => {
  qradar.api.faults.add({ fault: { kind: 'slow-wait', ms: 1500 }, on: 'POST /ariel/searches' });
  const id = textOf(await create(), 'search_id');
  clock.advance(1499);
  const waiting = await qradar.call('GET', `/ariel/searches/${id}`);
  expect(waiting.body).toMatchObject({ status: 'WAIT', progress: 0 });
  clock.advance(1);
  const after = await qradar.call('GET', `/ariel/searches/${id}`, {
    headers: { Prefer: 'wait=10' },
  });
  expect(after.body).toMatchObject({ status: 'COMPLETED' });
});

const within = `START ${dayMs} STOP ${dayMs + 60_000}`;

test.each([
  ['address-fields', `SELECT sourceaddress, COUNT(*) FROM events GROUP BY sourceaddress ${within}`],
  [
    'address-fields',
    `SELECT qid FROM events WHERE NOT (INCIDR('10.0.0.0/8', destinationAddress)) ${within}`,
  ],
  ['arithmetic-in-if', `SELECT IF qid > magnitude * 2 THEN 1 ELSE 0 AS a FROM events ${within}`],
  ['if-in-expression', `SELECT SUM((IF qid > 1 THEN 1 ELSE 0)) AS a FROM events ${within}`],
  [
    'if-in-expression',
    `SELECT IF (IF qid IS NULL THEN 1 ELSE qid) < 0 THEN 1 ELSE 0 AS a FROM events ${within}`,
  ],
  [
    'if-in-expression',
    `SELECT qid FROM events WHERE (IF qid > 1 THEN 1 ELSE 0) IS NOT NULL ${within}`,
  ],
] as const)('refuse-constructs: %s, in searches and in the validator', async (name, text) => {
  const query = { query_expression: text };
  const search = () => qradar.call('POST', '/ariel/searches', { query });
  const validate = async () =>
    (await qradar.call('POST', '/ariel/validators/aql', { query })).body as {
      error_messages: unknown;
    };
  const fault = { kind: 'refuse-constructs', constructs: [name] } as const;
  expect((await search()).status).toBe(201);
  expect((await validate()).error_messages).toBeNull();
  qradar.api.faults.add({ fault, on: 'POST /ariel/searches', times: null });
  qradar.api.faults.add({ fault, on: 'POST /ariel/validators/aql', times: null });
  expect((await search()).body).toEqual(errorBody(422, 2000));
  expect((await validate()).error_messages).toMatchObject([{ code: 2000, severity: 'ERROR' }]);
  expect((await create()).status).toBe(201);
});

test('form-ignored: the parameters of a form are missing, those of the address are not', async () => {
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ query_expression: aql }).toString();
  const asForm = (path: string) => qradar.call('POST', path, { headers: type, body });
  expect((await asForm('/ariel/searches')).status).toBe(201);
  qradar.api.faults.add({ fault: { kind: 'form-ignored' }, on: 'POST /ariel/*', times: null });
  qradar.api.faults.add({
    fault: { kind: 'form-ignored' },
    on: 'POST /ariel/validators/aql',
    times: null,
  });
  expect((await asForm('/ariel/searches')).body).toEqual(errorBody(422, 1005));
  expect((await asForm('/ariel/validators/aql')).body).toEqual(errorBody(422, 8));
  expect((await create()).status).toBe(201);
});

describe('ordered over HTTP', () => {
  const order = (body: unknown): Promise<Answer> =>
    qradar.call('POST', '/stand-in/faults', {
      as: 'nobody',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('a fault strikes, and all can be taken back', async () => {
    expect((await order({ fault: 'busy', on: 'GET /system/about', times: null })).body).toEqual({
      open: 1,
    });
    expect((await qradar.call('GET', '/system/about')).status).toBe(503);
    const cleared = await qradar.call('DELETE', '/stand-in/faults', { as: 'nobody' });
    expect(cleared.body).toEqual({ open: 0 });
    expect((await qradar.call('GET', '/system/about')).status).toBe(200);
    expect((await order({ fault: 'slow-wait', on: 'POST /ariel/searches', ms: 1 })).status).toBe(
      201,
    );
    expect((await order({ fault: 'vanish', on: '* /ariel/searches/*' })).status).toBe(201);
  });

  test.each([
    { fault: 'nonsense', on: 'GET /x' },
    { fault: 'busy' },
    { fault: 'busy', on: 'x' },
    { fault: 'busy', on: 'GET /x', skip: -1 },
    { fault: 'busy', on: 'GET /x', surprise: 1 },
    { fault: 'busy', on: 'GET /x', forMs: 0 },
    { fault: 'busy', on: 'GET /x', when: 'later' },
  ])('the order %j is refused with the reason', async (body) => {
    const answer = await order(body);
    expect(answer.status).toBe(400);
    expect(textOf(answer, 'message')).not.toBe('');
  });

  test('only where it was asked for', async () => {
    const plain = await startConsole();
    expect((await plain.call('GET', '/stand-in/faults')).body).toEqual(errorBody(404, 4));
    await plain.close();
  });
});
