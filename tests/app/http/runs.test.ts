import { aliases } from '../../../app/detection/aql/columns.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import {
  healthy,
  rangeOf,
  refusal,
  search,
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../adapters/support/scripted-console.ts';
import { changing, cookies, startApp, type RunningApp } from './support.ts';
import {
  arielWith,
  hosts,
  isConnections,
  isOfRun,
  lastHour,
  routes,
  runsOf,
  still,
} from './runs-over-http.ts';

let scripted: ScriptedConsole;
let app: RunningApp;
beforeEach(async () => {
  scripted = await startScriptedConsole(healthy());
  app = await startApp(scripted);
});
afterEach(async () => {
  await app.close();
  await scripted.close();
});

const { start, until, over, stop, findingsOf } = runsOf(() => app);
const { create, status, results } = routes;
const ariel = (rows: readonly unknown[], more: Script = {}) =>
  arielWith((asked) => (isConnections(scripted, asked) ? rows : []), more);
const countOf = (route: string) => scripted.routes().filter((one) => one === route).length;

describe('a run', () => {
  test('goes from its question to its findings', async () => {
    scripted.script(ariel(hosts(3)));
    const run = await start();
    expect(run).toMatchObject({ state: 'running', profile: 'corrected', reused: false });
    const done = await over(run);
    expect(done).toMatchObject({
      state: 'done',
      step: 'done',
      percent: 100,
      rows: 3,
      findings: 3,
      problem: null,
      properties: { sent: ['Bytes Sent'], received: ['Bytes Received'], total: [] },
    });
    expect(done.queries.map(({ name }) => name)).toEqual(['connections', 'denied', 'flows']);
    const { findings, revision } = await findingsOf(run);
    expect(revision).toBe(done.revision);
    expect(findings.map(({ source }) => source).sort()).toEqual([
      '10.0.0.0',
      '10.0.0.1',
      '10.0.0.2',
    ]);
  });

  test('gives thousands of findings whole, with their names as they are', async () => {
    const hostile = '</script><img src=x onerror=alert(1)>\u202e';
    const rows = hosts(1234).map((row) => ({ ...row, [aliases.user]: hostile }));
    scripted.script(ariel(rows));
    const run = await over(await start());
    const { findings } = await findingsOf(run);
    expect(findings).toHaveLength(1234);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(1234);
  });

  test('counts rows that do not fit', async () => {
    scripted.script(ariel([...hosts(1), null, { [aliases.source]: null }]));
    const run = await over(await start());
    expect(run).toMatchObject({ state: 'done', findings: 1 });
    expect(run.skipped.reduce((sum, { rows }) => sum + rows, 0)).toBe(2);
  });

  test('belongs to the session that asked: another sees nothing of it', async () => {
    scripted.script(ariel(hosts(1)));
    const run = await over(await start());
    const [finding] = (await findingsOf(run)).findings;
    for (const [method, address] of [
      ['GET', `api/runs/${run.id}`],
      ['DELETE', `api/runs/${run.id}`],
      ['GET', `api/runs/${run.id}/findings`],
      ['GET', `api/runs/${run.id}/findings/${encodeURIComponent(finding?.id ?? '')}/events`],
      ['GET', `api/runs/${run.id}/absence`],
      ['GET', `api/runs/${run.id}/not-looked-at`],
      ['GET', `api/runs/${run.id}/pivots?source=10.0.0.1`],
    ] as const) {
      const answer = await app.ask(method, address, { headers: changing('bob') });
      expect(answer).toMatchObject({ status: 404, body: { code: 'run-not-found' } });
    }
  });

  test('is not readable any more when its session has ended', async () => {
    scripted.script(ariel(hosts(1)));
    const run = await over(await start());
    scripted.script({ 'GET /config/access/users': () => refusal(401, 18, 'no') });
    app.setNow(Date.now() + 61_000);
    const answer = await app.ask('GET', `api/runs/${run.id}`, { headers: cookies('alice') });
    expect(answer).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
  });

  test('stays readable while the console is down', async () => {
    scripted.script(ariel(hosts(1)));
    const run = await over(await start());
    const down = () => refusal(503, 1010, 'down');
    scripted.script({
      'GET /help/versions': down,
      'GET /config/access/users': down,
      'GET /config/access/user_roles': down,
      'GET /config/domain_management/domains': down,
    });
    app.setNow(Date.now() + 61_000);
    expect((await findingsOf(run)).findings).toHaveLength(1);
    app.setNow(Date.now() + 15 * 60_000);
    const late = await app.ask('GET', `api/runs/${run.id}`, { headers: cookies('alice') });
    expect(late).toMatchObject({ status: 503, body: { code: 'console-busy' } });
  });
});

describe('partial results', () => {
  /** One page is read; the next never comes. */
  const stuck = (then: () => ReturnType<typeof refusal>): Script =>
    ariel(hosts(1500), {
      [results]: (asked) =>
        isConnections(scripted, asked) && asked.headers.range !== 'items=0-999'
          ? then()
          : rangeOf(isConnections(scripted, asked) ? hosts(1500) : [], asked),
    });

  test('stay when the run fails', async () => {
    scripted.script(stuck(() => refusal(404, 1002, 'gone')));
    const run = await over(await start());
    expect(run).toMatchObject({
      state: 'failed',
      findings: 1000,
      problem: { code: 'search-lost', retryable: true },
    });
    expect(run.problem?.requestId).not.toBe('');
    expect((await findingsOf(run)).findings).toHaveLength(1000);
  });

  test('stay when the run is cancelled, which ends the searches in Ariel', async () => {
    scripted.script(stuck(() => () => undefined));
    const run = await until(await start(), ({ rows }) => rows > 0);
    const cancelled = await stop(run);
    expect(cancelled).toMatchObject({ state: 'cancelled', problem: null, findings: 1000 });
    expect((await findingsOf(run)).findings).toHaveLength(1000);
    expect((await stop(run)).state).toBe('cancelled');
  });
});

test('a console that is busy is waited for, and the run says so until it goes on', async () => {
  let isBusy = true;
  scripted.script(
    ariel(hosts(2), {
      [status]: (asked) => {
        const record_count = isConnections(scripted, asked) ? 2 : 0;
        const ended = { body: search({ search_id: asked.id, record_count }) };
        return isBusy && isOfRun(scripted, asked) ? refusal(503, 1010, 'busy') : ended;
      },
    }),
  );
  const run = await start();
  const waiting = await until(run, ({ waiting: its }) => its !== null);
  expect(waiting).toMatchObject({ state: 'running', step: 'search', waiting: { cause: 'busy' } });
  expect(waiting.waiting?.sinceMs).toBeGreaterThanOrEqual(run.startedMs);
  isBusy = false;
  expect(await over(run)).toMatchObject({ state: 'done', findings: 2, waiting: null });
});

describe('each fault of Ariel ends the run in words', () => {
  const fault = (route: string, reply: () => ReturnType<typeof refusal>) =>
    ariel(hosts(2), {
      [route]: (asked) => {
        if (route === create || isConnections(scripted, asked)) return reply();
        return isOfRun(scripted, asked) ? still(asked) : { body: search({ search_id: asked.id }) };
      },
    });

  test.each<[string, Script, string]>([
    ['401', fault(create, () => refusal(401, 18, 'no')), 'not-signed-in'],
    ['403', fault(create, () => refusal(403, 26, 'no')), 'not-allowed'],
    ['409', fault(create, () => refusal(409, 1004, 'in use')), 'search-conflict'],
    ['422', fault(create, () => refusal(422, 2000, 'bad AQL')), 'query-rejected'],
    ['500', fault(create, () => refusal(500, 1020, 'failed')), 'console-failed'],
    ['a closed connection', fault(create, () => (r) => r.destroy()), 'console-unreachable'],
    [
      'invalid JSON',
      fault(create, () => (response) => {
        response.writeHead(201, { 'Content-Type': 'application/json' });
        response.end('{"search_id":');
      }),
      'console-answer-invalid',
    ],
    ['a lost search', fault(status, () => refusal(404, 1002, 'gone')), 'search-lost'],
    ['ERROR', fault(status, () => ({ body: search({ status: 'ERROR' }) })), 'search-failed'],
    [
      'CANCELED',
      fault(status, () => ({ body: search({ status: 'CANCELED' }) })),
      'search-cancelled-elsewhere',
    ],
    [
      'fewer rows than promised',
      ariel(hosts(2), {
        [status]: (asked) => ({ body: search({ search_id: asked.id, record_count: 9 }) }),
      }),
      'rows-missing',
    ],
  ])('%s', async (_, script, code) => {
    scripted.script(script);
    const run = await over(await start());
    expect(run).toMatchObject({ state: 'failed', problem: { code } });
    expect(run.problem?.title).not.toBe('');
    expect(app.log()).toContain(code);
  });

  test('a search cancelled by a restriction is done, and says what limited it', async () => {
    scripted.script(
      ariel(hosts(2), {
        [status]: (asked) => ({
          body: search({
            search_id: asked.id,
            status: isConnections(scripted, asked) ? 'CANCELED' : 'COMPLETED',
            record_count: isConnections(scripted, asked) ? 2 : 0,
          }),
        }),
      }),
    );
    const run = await over(await start());
    expect(run).toMatchObject({ state: 'done', findings: 2, limits: [{ kind: 'administrator' }] });
    // A restriction may be this user's own, so nobody else is given this result.
    const next = await start('bob');
    expect(next.reused).toBe(false);
  });

  test('the source profile without a byte property says which it looked for', async () => {
    scripted.script(
      ariel([], { 'GET /ariel/databases/events': () => ({ body: { columns: [] } }) }),
    );
    const run = await over(await start('alice', { ...lastHour, profile: 'source' }));
    expect(run).toMatchObject({ state: 'failed', problem: { code: 'byte-property-missing' } });
  });
});

describe('sharing', () => {
  test('sessions of other rights, other profiles and other settings do not share', async () => {
    scripted.script(
      ariel(hosts(1), {
        'GET /config/access/users': ({ headers }) => ({
          body: [
            {
              username: headers['sec'],
              user_role_id: 1,
              security_profile_id: headers['sec'] === 'restricted' ? 2 : 1,
            },
          ],
        }),
      }),
    );
    await over(await start('alice'));
    const restricted = await start('restricted');
    expect(restricted.reused).toBe(false);
    await over(restricted, 'restricted');
    expect((await start('alice', { ...lastHour, profile: 'source' })).reused).toBe(false);
    expect((await start('alice', { ...lastHour, range: { lastMinutes: 61 } })).reused).toBe(false);
    expect((await start('alice')).reused).toBe(true);
    await app.save({ ...defaultSettings, maxRows: 5000 });
    expect((await start('alice')).reused).toBe(false);
  });

  test('a result without flows and data channels does not answer for one with them', async () => {
    scripted.script(ariel(hosts(1)));
    await app.save({ ...defaultSettings, flows: false, stitching: false });
    expect(await over(await start('alice'))).toMatchObject({ state: 'done', flows: 'off' });
    await app.save(defaultSettings);
    const next = await start('alice');
    expect(next.reused).toBe(false);
    expect(await over(next)).toMatchObject({ state: 'done', flows: 'used' });
  });

  test('sessions whose rights the console leaves out share nothing', async () => {
    scripted.script(
      ariel(hosts(1), { 'GET /config/access/users': () => ({ body: [{ username: 'somebody' }] }) }),
    );
    await over(await start('alice'));
    expect((await start('bob')).reused).toBe(false);
    expect((await start('alice')).reused).toBe(true);
  });
});

describe('what is refused says so', () => {
  test('more detections of one session than may wait', async () => {
    scripted.script(ariel([], { [status]: still }));
    const places: (number | null)[] = [];
    for (const lastMinutes of [1, 2, 3, 4, 5]) {
      const run = await start('alice', { ...lastHour, range: { lastMinutes } });
      places.push(run.queued?.place ?? null);
    }
    expect(places).toEqual([null, null, 1, 2, 3]);
    const answer = await app.ask('POST', 'api/runs', {
      headers: changing('alice'),
      body: { ...lastHour, range: { lastMinutes: 6 } },
    });
    expect(answer).toMatchObject({ status: 429, body: { code: 'too-many-runs', retryable: true } });
    expect(answer.headers.get('Retry-After')).toBe('30');
    expect((await start('bob')).queued).toBeNull();
  });

  test('a detection for which memory is short', async () => {
    await app.close();
    app = await startApp(scripted, { isMemoryShort: () => true });
    const refused = await app.ask('POST', 'api/runs', {
      headers: changing('alice'),
      body: lastHour,
    });
    expect(refused).toMatchObject({ status: 503, body: { code: 'memory-short', retryable: true } });
  });

  test('a window that ends in the future', async () => {
    const window = { startMs: Date.now(), stopMs: Date.now() + 3_600_000 };
    const refused = await app.ask('POST', 'api/runs', {
      headers: changing('alice'),
      body: { ...lastHour, range: { window } },
    });
    expect(refused).toMatchObject({ status: 400, body: { code: 'bad-request' } });
    expect(countOf(create)).toBe(0);
  });
});
