import { eventPageSchema } from '../../../contract/details.ts';
import type { Run } from '../../../contract/run.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import { textLike } from '../adapters/support/text-like.ts';
import {
  healthy,
  refusal,
  startScriptedConsole,
  type Asked,
  type Script,
  type ScriptedConsole,
} from '../adapters/support/scripted-console.ts';
import { cookies, startApp, type RunningApp } from './support.ts';
import { aqlOf, arielWith, hosts, isConnections, routes, runsOf } from './runs-over-http.ts';

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

const { start, over, findingsOf } = runsOf(() => app);
const { create, results, remove } = routes;
const countOf = (route: string) => scripted.routes().filter((one) => one === route).length;

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
  const isEvidence = (asked: Asked) => aqlOf(scripted, asked.id).includes(aliases.time);
  const withEvidence = (more: Script = {}): Script => {
    const rowsOf = (asked: Asked) => {
      if (isEvidence(asked)) return evidence;
      return aqlOf(scripted, asked.id).includes(aliases.domain) && isConnections(scripted, asked)
        ? hosts(1)
        : [];
    };
    return arielWith(rowsOf, more);
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
    expect(countOf(remove)).toBe(before);
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
  const withHost = arielWith((asked) => (isConnections(scripted, asked) ? hosts(1) : []));

  test('are written over the minutes of the run, without a call to QRadar', async () => {
    scripted.script(withHost);
    const run = await over(await start());
    const before = scripted.asked.length;
    const at = `api/runs/${run.id}/pivots?source=10.0.0.1&destination=93.184.216.34&port=21,990&domain=0`;
    const { body } = await app.ask('GET', at, { headers: cookies('alice') });
    expect(body).toMatchObject({
      sourceEvents: textLike(`START ${run.window.startMs} STOP ${run.window.stopMs}`),
      pairEvents: textLike('destinationport IN (21, 990)'),
      pairFlows: textLike('flows'),
      userEvents: null,
    });
    expect(scripted.asked.length).toBe(before);
  });

  test.each(['', '21,', '21,x', '65536', '21,65536', '21)', Array(65).fill('21').join(',')])(
    'are none for ports %j',
    async (ports) => {
      scripted.script(withHost);
      const run = await over(await start());
      const at = `api/runs/${run.id}/pivots?source=10.0.0.1&port=${encodeURIComponent(ports)}`;
      const { status, body } = await app.ask('GET', at, { headers: cookies('alice') });
      expect([status, body]).toMatchObject([400, { code: 'bad-request' }]);
    },
  );

  test('cannot be made to say more by a user name', async () => {
    scripted.script(withHost);
    const run = await over(await start());
    const at = `api/runs/${run.id}/pivots?user=${encodeURIComponent("' OR 1=1 --")}`;
    const { body } = await app.ask('GET', at, { headers: cookies('alice') });
    expect(body).toMatchObject({ userEvents: textLike("''' OR 1=1 --'") });
  });
});
