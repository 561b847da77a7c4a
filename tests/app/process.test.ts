/** The app as a process of its own, as a supervisor sees it: environment in, signals, exit codes, log. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { defaultSettings } from '../../contract/default-settings.ts';
import { runSchema } from '../../contract/run.ts';
import {
  healthy,
  search,
  startScriptedConsole,
  type ScriptedConsole,
} from './adapters/support/scripted-console.ts';

const script = path.join(process.cwd(), 'app/main.ts');
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

type Running = {
  readonly child: ChildProcess;
  readonly url: string;
  readonly output: () => string;
  readonly ended: Promise<readonly [number | null, string | null]>;
};

let scripted: ScriptedConsole;
let store: string;
let running: Running | null = null;

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

/** Resolves when the app is ready, or has ended. */
async function start(flags: readonly string[] = []): Promise<Running> {
  const child = spawn(process.execPath, [...flags, script], {
    env: {
      QRADAR_CONSOLE_FQDN: scripted.host,
      QRADAR_APP_ID: '1001',
      QRADAR_APP_UUID: secrets.uuid,
      REQUESTS_CA_BUNDLE: scripted.caBundle,
      NODE_EXTRA_CA_CERTS: scripted.caBundle,
      // A proxy for the Internet, on a port where nothing listens, which Node itself is told to use.
      HTTPS_PROXY: 'http://127.0.0.1:1',
      https_proxy: 'http://127.0.0.1:1',
      QRADAR_HTTPS_PROXY: 'http://127.0.0.1:1',
      NODE_USE_ENV_PROXY: '1',
      TRANSFER_WATCH_HOST: '127.0.0.1',
      TRANSFER_WATCH_PORT: '0',
      TRANSFER_WATCH_STORE: store,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;
  const lines: string[] = [];
  let port = 0;
  const isReady = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const { message, port: listening } = JSON.parse(line) as { message: string; port?: number };
      port = listening ?? port;
      if (message === 'ready') resolve();
    });
  });
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  await Promise.race([isReady, ended]);
  running = { child, url: `http://127.0.0.1:${port}`, output: () => lines.join('\n'), ended };
  return running;
}

const headers = {
  Cookie: `SEC=${secrets.sec}; QRadarCSRF=${secrets.csrf}`,
  QRadarCSRF: secrets.csrf,
  'Content-Type': 'application/json',
};

async function ask({ url }: Running, method: string, address: string, body?: unknown) {
  return fetch(`${url}/${address}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Starts a run and waits until its searches are under way. */
async function beginRun(app: Running): Promise<void> {
  const request = { profile: 'corrected', range: { lastMinutes: 60 }, fresh: true };
  const { id } = runSchema.parse(await (await ask(app, 'POST', 'api/runs', request)).json());
  for (;;) {
    const run = runSchema.parse(await (await ask(app, 'GET', `api/runs/${id}`)).json());
    if (run.step === 'search' && scripted.routes().includes('GET /ariel/searches/{id}')) return;
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
  [
    'a rejection that nobody handles',
    `setTimeout(() => void Promise.reject(new Error('boom')), 100)`,
  ],
  ['an exception that nobody catches', `setTimeout(() => { throw new Error('boom'); }, 100)`],
])('%s is logged and ends it with code 1', async (_, mistake) => {
  const app = await start(['--import', `data:text/javascript,${encodeURIComponent(mistake)}`]);
  expect(await app.ended).toEqual([1, null]);
  expect(await logFile()).toMatch(
    /"level":"error","message":"stopped by an unexpected error".+boom/,
  );
});
