/** The app as a process of its own, as a supervisor sees it: environment in, signals, exit codes, log. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultSettings } from '../../contract/default-settings.ts';
import { runSchema } from '../../contract/run.ts';
import { startAppServer, type AppServer } from '../support/app-server.ts';
import {
  healthy,
  search,
  startScriptedConsole,
  type ScriptedConsole,
} from './adapters/support/scripted-console.ts';

const secrets = {
  sec: 'sec-of-the-session-0123456789',
  csrf: 'csrf-of-the-session-0123456789',
  uuid: 'uuid-that-is-a-secret-0123456789',
};
const isMentioned = (text: string) =>
  Object.values(secrets).filter((secret) => text.includes(secret));

/** Searches that never end by themselves. */
const endless = {
  ...healthy(),
  'GET /ariel/searches/{id}': ({ id }: { readonly id: string }) => ({
    body: search({ search_id: id, status: 'EXECUTE', progress: 5 }),
  }),
};

let scripted: ScriptedConsole;
let store: string;
let running: AppServer | null = null;

beforeEach(async () => {
  store = await mkdtemp(path.join(tmpdir(), 'process-'));
  scripted = await startScriptedConsole(endless);
});
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  running = null;
  await scripted.close();
  await rm(store, { recursive: true });
});

async function start(flags: readonly string[] = []): Promise<AppServer> {
  const environment = {
    QRADAR_APP_UUID: secrets.uuid,
    // A proxy for the Internet, on a port where nothing listens, which Node itself is told to use.
    HTTPS_PROXY: 'http://127.0.0.1:1',
    https_proxy: 'http://127.0.0.1:1',
    QRADAR_HTTPS_PROXY: 'http://127.0.0.1:1',
    NODE_USE_ENV_PROXY: '1',
  };
  running = await startAppServer({ console: scripted, store, flags, environment });
  return running;
}

const headers = {
  Cookie: `SEC=${secrets.sec}; QRadarCSRF=${secrets.csrf}`,
  QRadarCSRF: secrets.csrf,
  'Content-Type': 'application/json',
};

async function ask({ url }: AppServer, method: string, address: string, body?: unknown) {
  return fetch(`${url}/${address}`, {
    method,
    headers: { ...headers, 'If-Match': '*' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/**
 * Searches of a run that never end: how properties are filled, whether there are records, and who talks to whom; the others come
 * after.
 */
const underWay = 3;

/** Starts a run and waits until its searches are under way and the app knows the ids of all of them. */
async function beginRun(app: AppServer): Promise<void> {
  const request = { profile: 'corrected', range: { lastMinutes: 60 }, fresh: true };
  const { id } = runSchema.parse(await (await ask(app, 'POST', 'api/runs', request)).json());
  for (;;) {
    const run = runSchema.parse(await (await ask(app, 'GET', `api/runs/${id}`)).json());
    if (run.state !== 'running') throw new Error(run.state);
    const polled = scripted.asked.filter(({ route }) => route === 'GET /ariel/searches/{id}');
    if (new Set(polled.map(({ id }) => id)).size === underWay) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const logFile = () => readFile(path.join(store, 'log', 'app.log'), 'utf8');
const count = (route: string) => scripted.routes().filter((asked) => asked === route).length;

test('reaches the console past every proxy, deletes its searches when told to stop, and keeps secrets', async () => {
  const app = await start();
  expect((await ask(app, 'GET', 'api/session')).status).toBe(200);
  expect(await logFile()).not.toContain('console asked');
  const settings = { ...defaultSettings, logLevel: 'debug' };
  expect((await ask(app, 'PUT', 'api/settings', settings)).status).toBe(200);
  await beginRun(app);
  app.child.kill('SIGTERM');
  expect(await app.ended).toEqual([0, null]);
  expect(count('DELETE /ariel/searches/{id}')).toBe(count('POST /ariel/searches'));
  const log = await logFile();
  expect(log).toContain(
    '"level":"debug","message":"console asked","endpoint":"createSearch","status":201',
  );
  expect(log).toContain('"message":"stopped"');
  const stored = await readFile(path.join(store, 'transfer-watch.db'), 'latin1');
  expect(stored).toContain('logLevel');
  expect(isMentioned(log + stored + app.output())).toEqual([]);
});

test('killed, it deletes what it has left behind as soon as its user is there again', async () => {
  const killed = await start();
  await beginRun(killed);
  expect(count('POST /ariel/searches')).toBe(underWay);
  killed.child.kill('SIGKILL');
  expect(await killed.ended).toEqual([null, 'SIGKILL']);
  expect(count('DELETE /ariel/searches/{id}')).toBe(0);
  const app = await start();
  expect((await ask(app, 'GET', 'api/session')).status).toBe(200);
  while (count('DELETE /ariel/searches/{id}') < underWay)
    await new Promise((resolve) => setTimeout(resolve, 20));
  app.child.kill('SIGTERM');
  expect(await app.ended).toEqual([0, null]);
  const removed = scripted.asked.filter(({ route }) => route === 'DELETE /ariel/searches/{id}');
  expect(removed.map(({ id }) => id).sort()).toEqual(
    Array.from({ length: underWay }, (_, at) => `s${at + 1}`),
  );
});

test('a second signal ends it at once', async () => {
  // The console never answers the deletion, for which the app would wait.
  scripted.script({ ...endless, 'POST /ariel/searches/{id}': () => () => undefined });
  const app = await start();
  await beginRun(app);
  app.child.kill('SIGTERM');
  while (count('POST /ariel/searches/{id}') === 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
  app.child.kill('SIGTERM');
  expect(await app.ended).toEqual([1, null]);
});

test('ends in time although the console does not answer', async () => {
  scripted.script({ ...endless, 'POST /ariel/searches/{id}': () => () => undefined });
  const app = await start();
  await beginRun(app);
  const beganMs = Date.now();
  app.child.kill('SIGTERM');
  expect(await app.ended).toEqual([1, null]);
  expect(Date.now() - beganMs).toBeLessThan(10_000);
});

test.each([
  ['a rejection that nobody handles', `void Promise.reject(new Error('boom'))`],
  ['an exception that nobody catches', `throw new Error('boom')`],
])('%s is logged and ends it with code 1', async (_, mistake) => {
  const script = `process.on('SIGUSR2', () => { ${mistake}; })`;
  const app = await start(['--import', `data:text/javascript,${encodeURIComponent(script)}`]);
  app.child.kill('SIGUSR2');
  expect(await app.ended).toEqual([1, null]);
  expect(await logFile()).toMatch(
    /"level":"error","message":"stopped by an unexpected error".+boom/,
  );
});
