/** Rights that are taken away: what a session found with them is as unknown to it as what others found. */
import {
  healthy,
  refusal,
  search,
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../adapters/support/scripted-console.ts';
import { until } from '../support/searches-by-hand.ts';
import { arielWith, hosts, isConnections, routes, runsOf } from './runs-over-http.ts';
import { changing, cookies, startApp, type RunningApp } from './support.ts';

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
const ariel = (more: Script = {}) =>
  arielWith((asked) => (isConnections(scripted, asked) ? hosts(1) : []), more);
const minuteMs = 60_000;

/** The account as QRadar tells it from now on. */
const account = (ids: object): Script => ({
  'GET /config/access/users': () => ({ body: [{ username: 'alice', tenant_id: null, ...ids }] }),
});
const taken: readonly (readonly [string, Script])[] = [
  ['the role is another', account({ user_role_id: 6, security_profile_id: 3 })],
  ['the security profile is another', account({ user_role_id: 5, security_profile_id: 4 })],
  ['the tenant is another', account({ user_role_id: 5, security_profile_id: 3, tenant_id: 9 })],
  [
    'the role lost the right to events',
    {
      'GET /config/access/user_roles': () => ({
        body: [{ name: 'Admin', capabilities: [{ name: 'SEM' }] }],
      }),
    },
  ],
  [
    'the profile was narrowed under its number',
    { 'GET /config/domain_management/domains': () => ({ body: [] }) },
  ],
];

test.each(taken)('where %s, a run of before is unknown a minute later', async (_, change) => {
  scripted.script(ariel());
  const run = await over(await start());
  const { findings } = await findingsOf(run);
  expect(findings).toHaveLength(1);
  scripted.script(ariel(change));
  app.setNow(Date.now() + minuteMs + 1000);
  const at = `api/runs/${run.id}`;
  for (const [method, address] of [
    ['GET', at],
    ['GET', `${at}/findings`],
    ['GET', `${at}/findings/${findings[0]?.id ?? ''}/events`],
    ['GET', `${at}/findings/${findings[0]?.id ?? ''}/activity`],
    ['GET', `${at}/absence`],
    ['GET', `${at}/pivots?source=10.0.0.1`],
    ['DELETE', at],
  ] as const) {
    const answer = await app.ask(method, address, { headers: changing('alice') });
    expect([address, answer.status, answer.body]).toMatchObject([
      address,
      404,
      { code: 'run-not-found' },
    ]);
  }
  scripted.script(ariel());
  app.setNow(Date.now() + 2 * minuteMs + 2000);
  expect((await findingsOf(run)).findings).toHaveLength(1);
});

test('a run under way ends for who has lost the rights it was made with', async () => {
  const running: Script = {
    [routes.status]: ({ id }) => ({ body: search({ search_id: id, status: 'EXECUTE' }) }),
  };
  scripted.script(ariel(running));
  const run = await start();
  await until(() => scripted.routes().includes(routes.status));
  scripted.script(ariel({ ...running, ...account({ user_role_id: 6, security_profile_id: 3 }) }));
  app.setNow(Date.now() + minuteMs + 1000);
  const look = await app.ask('GET', `api/runs/${run.id}`, { headers: cookies('alice') });
  expect(look).toMatchObject({ status: 404, body: { code: 'run-not-found' } });
  const removed = () => scripted.routes().filter((one) => one.startsWith('DELETE ')).length;
  const created = scripted.routes().filter((one) => one === routes.create).length;
  await until(() => removed() === created);
});

describe('while the console does not answer', () => {
  test('a session known a moment ago is answered within two seconds', async () => {
    scripted.script(ariel());
    const run = await over(await start());
    scripted.script({ 'GET /config/access/users': () => () => undefined });
    app.setNow(Date.now() + minuteMs + 1000);
    const beganMs = performance.now();
    expect((await findingsOf(run)).findings).toHaveLength(1);
    expect(performance.now() - beganMs).toBeLessThan(10_000);
  });

  test('a session that it has ended is not, although others are waited for', async () => {
    scripted.script(ariel());
    const run = await over(await start());
    const no = () => refusal(401, 18, 'no');
    scripted.script({ 'GET /config/access/users': no, 'GET /config/access/user_roles': no });
    app.setNow(Date.now() + minuteMs + 1000);
    const look = () => app.ask('GET', `api/runs/${run.id}`, { headers: cookies('alice') });
    expect((await look()).status).toBe(401);
    const down = () => refusal(503, 1010, 'down');
    scripted.script({ 'GET /config/access/users': down, 'GET /config/access/user_roles': down });
    expect((await look()).status).not.toBe(200);
  });
});
