import type { Run, RunFindings } from '../../../contract/run.ts';
import { runFindingsSchema, runSchema } from '../../../contract/run.ts';
import { eventPageSchema } from '../../../contract/details.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import {
  healthy,
  rangeOf,
  refusal,
  search,
  startScriptedConsole,
  type Asked,
  type Script,
  type ScriptedConsole,
} from '../adapters/support/scripted-console.ts';
import { textLike } from '../adapters/support/text-like.ts';
import { arielRow } from '../detection/builders.ts';
import { changing, cookies, startApp, type RunningApp } from '../http/support.ts';

const create = 'POST /ariel/searches';
const status = 'GET /ariel/searches/{id}';
const results = 'GET /ariel/searches/{id}/results';
const cancel = 'POST /ariel/searches/{id}';
const remove = 'DELETE /ariel/searches/{id}';

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

/** Sources 10.0.0.1, 10.0.0.2, … with four SMB connections each: a protocol without data channels. */
const hosts = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    arielRow({
      [aliases.source]: `10.0.${n >> 8}.${n & 255}`,
      [aliases.destinationPort]: 445,
    }),
  );

const aqlOf = (id: string) => {
  const created = scripted.asked.filter(({ route }) => route === create);
  return created[Number(id.slice(1)) - 1]?.query.get('query_expression') ?? '';
};
/** The query of the connections; of the others of a corrected run one has no destinations, one asks flows. */
const isConnections = ({ id }: Asked) =>
  aqlOf(id).includes(aliases.destination) && aqlOf(id).includes('FROM events');

function ariel(rows: readonly unknown[], more: Script = {}): Script {
  const rowsOf = (asked: Asked) => (isConnections(asked) ? rows : []);
  return {
    ...healthy(),
    [status]: (asked) => ({
      body: search({ search_id: asked.id, record_count: rowsOf(asked).length }),
    }),
    [results]: (asked) => rangeOf(rowsOf(asked), asked),
    ...more,
  };
}

const still = ({ id }: Asked) => ({
  status: 206,
  body: search({ search_id: id, status: 'EXECUTE', progress: 30 }),
});

const lastHour = { profile: 'corrected', range: { lastMinutes: 60 }, fresh: false } as const;

async function start(sec = 'alice', request: object = lastHour): Promise<Run> {
  const { body, text } = await app.ask('POST', 'api/runs', {
    headers: changing(sec),
    body: request,
  });
  const run = runSchema.safeParse(body);
  if (run.success) return run.data;
  throw new Error(text);
}

async function look(run: Run, sec = 'alice'): Promise<Run> {
  return runSchema.parse(
    (await app.ask('GET', `api/runs/${run.id}`, { headers: cookies(sec) })).body,
  );
}

async function until(run: Run, is: (run: Run) => boolean, sec = 'alice'): Promise<Run> {
  for (let tries = 0; tries < 400; tries++) {
    const now = await look(run, sec);
    if (is(now)) return now;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('the run did not get there');
}
const over = (run: Run, sec = 'alice') => until(run, ({ state }) => state !== 'running', sec);

async function findingsOf(run: Run, sec = 'alice'): Promise<RunFindings> {
  const address = `api/runs/${run.id}/findings`;
  return runFindingsSchema.parse((await app.ask('GET', address, { headers: cookies(sec) })).body);
}
const stop = async (run: Run, sec = 'alice') =>
  runSchema.parse((await app.ask('DELETE', `api/runs/${run.id}`, { headers: changing(sec) })).body);
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
      properties: { sent: 'Bytes Sent', received: 'Bytes Received', total: null },
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

  test.each(['a look that is held', 'a look that comes after them'])(
    '%s sees the first findings while data channels are still looked for',
    async (which) => {
      let isHeld = true;
      const { promise: lookedForChannels, resolve: looksForChannels } =
        Promise.withResolvers<undefined>();
      const rows = hosts(2).map((row) => ({ ...row, [aliases.destinationPort]: 21 }));
      const isOfChannels = ({ id }: Asked) => {
        const isTheirs = aqlOf(id).includes(aliases.sourcePort);
        if (isTheirs) looksForChannels(undefined);
        return isTheirs && isHeld;
      };
      scripted.script(
        ariel(rows, {
          [status]: (asked) =>
            isOfChannels(asked)
              ? still(asked)
              : {
                  body: search({
                    search_id: asked.id,
                    record_count: isConnections(asked) ? rows.length : 0,
                  }),
                },
        }),
      );
      const run = await start();
      if (which === 'a look that comes after them') await lookedForChannels;
      const beganMs = performance.now();
      const held = await app.ask('GET', `api/runs/${run.id}?wait=10000&seen=0`, {
        headers: cookies('alice'),
      });
      expect(performance.now() - beganMs).toBeLessThan(9000);
      expect(runSchema.parse(held.body)).toMatchObject({
        state: 'running',
        step: 'stitch',
        findings: 2,
      });
      isHeld = false;
      expect(await over(run)).toMatchObject({ state: 'done', findings: 2 });
    },
  );

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
        isConnections(asked) && asked.headers.range !== 'items=0-999'
          ? then()
          : rangeOf(isConnections(asked) ? hosts(1500) : [], asked),
    });

  test('are there while rows are read, and grow the revision', async () => {
    scripted.script(stuck(() => () => undefined));
    const run = await until(await start(), ({ findings }) => findings > 0);
    expect(run).toMatchObject({ state: 'running', step: 'read', findings: 1000 });
    expect(run.revision).toBeGreaterThan(0);
    expect((await findingsOf(run)).findings).toHaveLength(1000);
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

describe('each fault of Ariel ends the run in words', () => {
  const fault = (route: string, reply: () => ReturnType<typeof refusal>) =>
    ariel(hosts(2), {
      [route]: (asked) => (route === create || isConnections(asked) ? reply() : still(asked)),
    });

  test.each<[string, Script, string]>([
    ['401', fault(create, () => refusal(401, 18, 'no')), 'not-signed-in'],
    ['403', fault(create, () => refusal(403, 26, 'no')), 'not-allowed'],
    ['409', fault(create, () => refusal(409, 1004, 'in use')), 'search-conflict'],
    ['422', fault(create, () => refusal(422, 2000, 'bad AQL')), 'query-rejected'],
    ['500', fault(create, () => refusal(500, 1020, 'failed')), 'console-failed'],
    ['503', fault(create, () => refusal(503, 1010, 'busy')), 'console-busy'],
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
            status: isConnections(asked) ? 'CANCELED' : 'COMPLETED',
            record_count: isConnections(asked) ? 2 : 0,
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
  test('one search serves the same question of equal sessions while it is under way', async () => {
    let isFinished = false;
    scripted.script(
      ariel(hosts(2), {
        [status]: (asked) =>
          isFinished
            ? { body: search({ search_id: asked.id, record_count: isConnections(asked) ? 2 : 0 }) }
            : still(asked),
      }),
    );
    const first = await start('alice');
    const second = await start('bob');
    expect(second.id).not.toBe(first.id);
    await until(first, ({ percent }) => percent > 0);
    isFinished = true;
    expect(await over(first, 'alice')).toMatchObject({ state: 'done', findings: 2, reused: false });
    expect(await over(second, 'bob')).toMatchObject({ state: 'done', findings: 2, reused: false });
    expect(countOf(create)).toBe(3);
  });

  test('cancelling one of two runs lets the other finish; cancelling both stops Ariel', async () => {
    scripted.script(ariel(hosts(2), { [status]: still }));
    const first = await start('alice');
    const second = await start('bob');
    await until(first, ({ percent }) => percent > 0);
    expect((await stop(first, 'alice')).state).toBe('cancelled');
    expect((await look(second, 'bob')).state).toBe('running');
    expect(countOf(cancel)).toBe(0);
    expect((await stop(second, 'bob')).state).toBe('cancelled');
    while (countOf(remove) < 3) await new Promise((done) => setTimeout(done, 20));
    expect(countOf(cancel)).toBe(3);
  });

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

  test('a finished result is reused with its age, for the set time, unless asked afresh', async () => {
    scripted.script(ariel(hosts(1)));
    const done = await over(await start('alice'));
    const reused = await start('bob');
    expect(reused).toMatchObject({ state: 'done', reused: true, finishedMs: done.finishedMs });
    expect((await findingsOf(reused, 'bob')).findings).toHaveLength(1);
    const fresh = await start('bob', { ...lastHour, fresh: true });
    expect(fresh.reused).toBe(false);
    await over(fresh, 'bob');
    app.setNow(Date.now() + (defaultSettings.reuseMinutes + 2) * 60_000);
    expect((await start('bob')).reused).toBe(false);
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

  test('when the session it acts as ends, the detection goes on as the next one', async () => {
    let signedOut = '';
    scripted.script(
      ariel(hosts(2), {
        [status]: (asked) => {
          if (asked.headers['sec'] === signedOut) return refusal(401, 18, 'no');
          if (signedOut === '') return still(asked);
          return {
            body: search({ search_id: asked.id, record_count: isConnections(asked) ? 2 : 0 }),
          };
        },
      }),
    );
    const first = await start('alice');
    const second = await start('bob');
    await until(first, ({ percent }) => percent > 0);
    signedOut = 'alice';
    expect(await over(second, 'bob')).toMatchObject({ state: 'done', findings: 2 });
  });
});

describe('bounds', () => {
  test('more detections at once than allowed are refused, and not queued', async () => {
    scripted.script(ariel([], { [status]: still }));
    for (const lastMinutes of [1, 2, 3]) {
      await start('alice', { ...lastHour, range: { lastMinutes } });
    }
    const answer = await app.ask('POST', 'api/runs', {
      headers: changing('alice'),
      body: { ...lastHour, range: { lastMinutes: 4 } },
    });
    expect(answer).toMatchObject({ status: 429, body: { code: 'too-many-runs', retryable: true } });
  });

  test('a run that takes in rows when memory is short fails with words, and the next one runs', async () => {
    await app.close();
    let pages = 0;
    let isShort = () => false;
    app = await startApp(scripted, { isMemoryShort: () => isShort() });
    const rows = hosts(2500);
    scripted.script(
      ariel(rows, {
        [results]: (asked) => {
          if (isConnections(asked)) pages += 1;
          return rangeOf(isConnections(asked) ? rows : [], asked);
        },
      }),
    );
    isShort = () => pages > 1;
    const failed = await over(await start());
    expect(failed).toMatchObject({ state: 'failed', problem: { code: 'memory-short' } });
    expect(failed.findings).toBeGreaterThan(0);
    const refused = await app.ask('POST', 'api/runs', {
      headers: changing('alice'),
      body: { ...lastHour, fresh: true },
    });
    expect(refused).toMatchObject({ status: 503, body: { code: 'memory-short', retryable: true } });
    isShort = () => false;
    const next = await over(await start('alice', { ...lastHour, fresh: true }));
    expect(next).toMatchObject({ state: 'done', findings: 2500 });
    expect(countOf(remove)).toBe(countOf(create));
  });

  test('what was used least recently is forgotten, with its searches', async () => {
    await app.close();
    app = await startApp(scripted, { limits: { findings: 25 } });
    scripted.script(ariel(hosts(10)));
    const runs: Run[] = [];
    for (const lastMinutes of [10, 20, 30]) {
      runs.push(await over(await start('alice', { ...lastHour, range: { lastMinutes } })));
      // Looked at between, so it is not the oldest.
      if (runs[0]) await look(runs[0]);
    }
    const statusOf = async (run: Run | undefined) =>
      (await app.ask('GET', `api/runs/${run?.id ?? ''}`, { headers: cookies('alice') })).status;
    expect(await Promise.all(runs.map(statusOf))).toEqual([200, 404, 200]);
  });
});

describe('the events of a finding', () => {
  const evidence = Array.from({ length: 120 }, (_, n) => ({
    [aliases.time]: 1767225600000 - n,
    [aliases.logSourceName]: 'fw',
    [aliases.categoryName]: 'Session Closed',
    [aliases.source]: '10.0.0.0',
    [aliases.sourcePort]: 50000,
    [aliases.destination]: '93.184.216.34',
    [aliases.destinationPort]: 21,
    [aliases.user]: '<img onerror=alert(1)>',
    [aliases.eventCount]: 1,
    [aliases.sent]: 12,
    [aliases.received]: null,
  }));
  const isEvidence = (asked: Asked) => aqlOf(asked.id).includes(aliases.time);
  const withEvidence = (more: Script = {}): Script => {
    const rowsOf = (asked: Asked) => {
      if (isEvidence(asked)) return evidence;
      return aqlOf(asked.id).includes(aliases.domain) && isConnections(asked) ? hosts(1) : [];
    };
    return ariel([], {
      [status]: (asked) => ({
        body: search({ search_id: asked.id, record_count: rowsOf(asked).length }),
      }),
      [results]: (asked) => rangeOf(rowsOf(asked), asked),
      ...more,
    });
  };
  const address = async (run: Run) => {
    const [finding] = (await findingsOf(run)).findings;
    return `api/runs/${run.id}/findings/${encodeURIComponent(finding?.id ?? '')}`;
  };
  const ask = (at: string) => app.ask('GET', at, { headers: cookies('alice') });

  test('come in pages from one search', async () => {
    scripted.script(withEvidence());
    const at = await address(await over(await start()));
    const before = countOf(create);
    const first = eventPageSchema.parse((await ask(`${at}/events?limit=50`)).body);
    const last = eventPageSchema.parse((await ask(`${at}/events?offset=100&limit=50`)).body);
    expect(first).toMatchObject({ offset: 0, total: 120 });
    expect(first.events).toHaveLength(50);
    expect(first.events[0]).toMatchObject({ user: '<img onerror=alert(1)>', receivedBytes: null });
    expect(last.events).toHaveLength(20);
    expect(countOf(create)).toBe(before + 1);
    expect(countOf(remove)).toBe(3);
  });

  test('are created again when QRadar has dropped the search meanwhile', async () => {
    scripted.script(withEvidence());
    const at = await address(await over(await start()));
    await ask(`${at}/events`);
    scripted.script(withEvidence({ [results]: () => refusal(404, 1002, 'gone') }));
    expect(await ask(`${at}/events`)).toMatchObject({ status: 202, body: { pending: true } });
    scripted.script(withEvidence());
    expect((await ask(`${at}/events`)).status).toBe(200);
  });

  test('of an unknown finding, and of a bad page, are refused', async () => {
    scripted.script(withEvidence());
    const run = await over(await start());
    expect((await ask(`api/runs/${run.id}/findings/none/events`)).body).toMatchObject({
      code: 'finding-not-found',
    });
    const at = await address(run);
    for (const page of ['limit=0', 'limit=501', 'offset=-1', 'offset=1e3', 'offset=99999']) {
      expect((await ask(`${at}/events?${page}`)).status).toBe(400);
    }
  });

  test('that cannot be searched say why', async () => {
    scripted.script(withEvidence());
    const at = await address(await over(await start()));
    scripted.script(withEvidence({ [create]: () => refusal(422, 2000, 'no such property') }));
    expect(await ask(`${at}/events`)).toMatchObject({
      status: 422,
      body: { code: 'query-rejected', detail: 'no such property' },
    });
    scripted.script(withEvidence());
    expect((await ask(`${at}/events`)).status).toBe(200);
  });

  test('are deleted in QRadar when the app ends', async () => {
    scripted.script(withEvidence());
    const at = await address(await over(await start()));
    await ask(`${at}/events`);
    await ask(`${at}/activity`);
    await ask(at.replace(/findings.*/, 'absence'));
    await app.close();
    expect(countOf(remove)).toBe(countOf(create));
    app = await startApp(scripted);
  });
});

describe('pivots', () => {
  test('are written over the minutes of the run, without a call to QRadar', async () => {
    scripted.script(ariel(hosts(1)));
    const run = await over(await start());
    const before = scripted.asked.length;
    const at = `api/runs/${run.id}/pivots?source=10.0.0.1&destination=93.184.216.34&port=21&domain=0`;
    const { body } = await app.ask('GET', at, { headers: cookies('alice') });
    expect(body).toMatchObject({
      sourceEvents: textLike(`START ${run.window.startMs} STOP ${run.window.stopMs}`),
      pairFlows: textLike('flows'),
      userEvents: null,
    });
    expect(scripted.asked.length).toBe(before);
  });

  test('cannot be made to say more by a user name', async () => {
    scripted.script(ariel(hosts(1)));
    const run = await over(await start());
    const at = `api/runs/${run.id}/pivots?user=${encodeURIComponent("' OR 1=1 --")}`;
    const { body } = await app.ask('GET', at, { headers: cookies('alice') });
    expect(body).toMatchObject({ userEvents: textLike("''' OR 1=1 --'") });
  });
});
