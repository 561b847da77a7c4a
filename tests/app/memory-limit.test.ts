/** The app as a process of its own that meets the limit of its heap: the run ends, the process does not. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultSettings } from '../../contract/default-settings.ts';
import { runSchema, type Run } from '../../contract/run.ts';
import { aliases } from '../../app/detection/aql/columns.ts';
import { parseManifest, nodeFlags } from '../../sandbox/extensions/manifest.ts';
import { startAppServer, type AppServer } from '../support/app-server.ts';
import {
  healthy,
  search,
  startScriptedConsole,
  type Asked,
  type ScriptedConsole,
} from './adapters/support/scripted-console.ts';
import { arielRow } from './detection/builders.ts';

/** Rows of the connections query, a source of its own in each. */
let rowCount = 0;
let scripted: ScriptedConsole;
let store: string;
let app: AppServer | null = null;

beforeEach(async () => {
  store = await mkdtemp(path.join(tmpdir(), 'memory-limit-'));
  scripted = await startScriptedConsole({
    ...healthy(),
    'GET /ariel/searches/{id}': (asked) => ({
      body: search({ search_id: asked.id, record_count: isConnections(asked) ? rowCount : 0 }),
    }),
    'GET /ariel/searches/{id}/results': (asked) => page(asked, isConnections(asked) ? rowCount : 0),
  });
});
afterEach(async () => {
  app?.child.kill('SIGKILL');
  await app?.ended;
  app = null;
  await scripted.close();
  await rm(store, { recursive: true });
});

/** The first query for groups, not those for what its limit cut off. */
function isConnections({ id }: Asked): boolean {
  const created = scripted.asked.filter(({ route }) => route === 'POST /ariel/searches');
  const aql = created[Number(id.slice(1)) - 1]?.query.get('query_expression') ?? '';
  const isGroups = aql.includes(aliases.destination) && aql.includes('FROM events');
  return isGroups && aql.includes(`ORDER BY ${aliases.connections} DESC`);
}

/** Made when asked for: all rows together would weigh more here than there. */
function page({ headers }: Asked, total: number) {
  const [, from = '0', to = '0'] = /^items=(\d+)-(\d+)$/.exec(String(headers.range)) ?? [];
  const length = Math.max(0, Math.min(Number(to) + 1, total) - Number(from));
  const events = Array.from({ length }, (_, index) => {
    const n = Number(from) + index;
    const source = `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
    return arielRow({ [aliases.source]: source, [aliases.destinationPort]: 445 });
  });
  const range = length === 0 ? '*' : `${from}-${Number(from) + length - 1}`;
  return { headers: { 'Content-Range': `items ${range}/${total}` }, body: { events } };
}

const headers = {
  Cookie: 'SEC=s; QRadarCSRF=c',
  QRadarCSRF: 'c',
  'Content-Type': 'application/json',
};

async function ask(url: string, method: string, body?: unknown): Promise<unknown> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const asked = { method, headers: { ...headers, 'If-Match': '*' }, ...content };
  return (await fetch(url, asked)).json();
}

/** A run over so many rows, when it is over. */
async function runOver({ url }: AppServer, rows: number): Promise<Run> {
  rowCount = rows;
  const request = { profile: 'corrected', range: { lastMinutes: 60 }, fresh: true };
  let run = runSchema.parse(await ask(`${url}/api/runs`, 'POST', request));
  while (run.state === 'running')
    run = runSchema.parse(await ask(`${url}/api/runs/${run.id}?wait=1000`, 'GET'));
  return run;
}

async function start(flags: readonly string[]): Promise<AppServer> {
  app = await startAppServer({ console: scripted, store, flags });
  return app;
}

/** MB of 2^20 bytes that the process has had at most. */
async function mostResident({ child }: AppServer): Promise<number> {
  const status = await readFile(`/proc/${child.pid ?? 0}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

/** MB; the app itself takes some 20, and as many findings as the settings allow another 30. */
const smallHeapMb = 48;

test('a run that does not fit the heap ends with words, and the next one works', async () => {
  const manifest = parseManifest(
    await readFile(path.join(import.meta.dirname, '../../manifest.json'), 'utf8'),
  );
  const server = await start([...nodeFlags(manifest), `--max-old-space-size=${smallHeapMb}`]);
  const largest = { ...defaultSettings, maxFindings: 50_000, maxRows: 500_000 };
  expect(await ask(`${server.url}/api/settings`, 'PUT', largest)).toEqual(largest);
  expect(await runOver(server, 10)).toMatchObject({ state: 'done', findings: 10 });
  const run = await runOver(server, 200_000);
  expect(run).toMatchObject({ state: 'failed', problem: { code: 'memory-short', status: 503 } });
  // What was read until then is shown.
  expect(run.findings).toBeGreaterThan(1000);
  expect(run.rows).toBeLessThan(200_000);
  const health = await fetch(`${server.url}/debug`);
  expect([health.status, await health.text()]).toEqual([200, 'ok']);
  expect(await runOver(server, 10)).toMatchObject({ state: 'done', findings: 10 });
  expect(server.child.exitCode).toBeNull();
  if (process.platform !== 'linux') return;
  // The heap is full, and the container's memory is not.
  expect(await mostResident(server)).toBeLessThan(manifest.resources.memory);
});

test('with the heap of the manifest the most rows of the default settings fit', async () => {
  const manifest = parseManifest(
    await readFile(path.join(import.meta.dirname, '../../manifest.json'), 'utf8'),
  );
  const server = await start(nodeFlags(manifest));
  const { maxRows, maxFindings } = defaultSettings;
  const run = await runOver(server, maxRows);
  expect(run).toMatchObject({ state: 'done', rows: maxRows, findings: maxFindings });
});
