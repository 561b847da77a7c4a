/** The app as a process of its own that meets the limit of its heap: the run ends, the process does not. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultSettings } from '../../contract/default-settings.ts';
import type { Run } from '../../contract/run.ts';
import { nodeFlags, parseManifest } from '../../sandbox/extensions/manifest.ts';
import { startAppServer, type AppServer } from '../support/app-server.ts';
import {
  saveSettings,
  startConsoleOfRows,
  startRun,
  whenOver,
  type ConsoleOfRows,
} from '../support/many-rows.ts';

let scripted: ConsoleOfRows;
let store: string;
let app: AppServer | null = null;

beforeEach(async () => {
  store = await mkdtemp(path.join(tmpdir(), 'memory-limit-'));
  scripted = await startConsoleOfRows();
});
afterEach(async () => {
  app?.child.kill('SIGKILL');
  await app?.ended;
  app = null;
  await scripted.close();
  await rm(store, { recursive: true });
});

/** A run over so many rows, when it is over. */
async function runOver({ url }: AppServer, rows: number): Promise<Run> {
  scripted.setRows(rows);
  return whenOver(url, await startRun(url));
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
  expect(await saveSettings(server.url, largest)).toEqual(largest);
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
