/** The app as a process of its own with the memory of its manifest and the largest settings: nothing is refused while memory is free. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultSettings } from '../../contract/default-settings.ts';
import { nodeFlags, parseManifest } from '../../sandbox/extensions/manifest.ts';
import { watchMemory } from '../../sandbox/extensions/memory-limit.ts';
import { startAppServer, type AppServer } from '../support/app-server.ts';
import {
  saveSettings,
  startConsoleOfRows,
  startRun,
  whenOver,
  type ConsoleOfRows,
} from '../support/many-rows.ts';
import { watchUnreclaimable } from '../support/watch-app.ts';

const largest = { ...defaultSettings, maxFindings: 50_000, maxRows: 500_000 };
let scripted: ConsoleOfRows;
let store: string;
let app: AppServer;
let limitMb: number;
let unwatch: () => void;

beforeEach(async () => {
  store = await mkdtemp(path.join(tmpdir(), 'steady-'));
  scripted = await startConsoleOfRows();
  const file = path.join(import.meta.dirname, '../../manifest.json');
  const manifest = parseManifest(await readFile(file, 'utf8'));
  limitMb = manifest.resources.memory;
  app = await startAppServer({
    console: scripted,
    store,
    flags: nodeFlags(manifest),
    environment: { MALLOC_ARENA_MAX: '1', TRANSFER_WATCH_MEMORY_MB: String(limitMb) },
  });
  // As the kernel does it to a container.
  unwatch = watchMemory(app.child.pid ?? 0, limitMb * 2 ** 20, () => app.child.kill('SIGKILL'));
  await saveSettings(app.url, largest);
});
afterEach(async () => {
  unwatch();
  app.child.kill('SIGKILL');
  await app.ended;
  await scripted.close();
  await rm(store, { recursive: true });
});

test('runs of the largest settings, back to back, are all whole', async () => {
  const peak = watchUnreclaimable(app.child.pid ?? 0);
  const rows = 100_000;
  scripted.setRows(rows);
  for (let round = 0; round < 3; round += 1) {
    const run = await whenOver(app.url, await startRun(app.url));
    expect(run).toMatchObject({ state: 'done', findings: 50_000, rows });
  }
  expect(app.child.exitCode).toBeNull();
  if (process.platform !== 'linux') return;
  expect(await peak.stop()).toBeLessThan(limitMb);
});

test('of several at once those wait that do not fit beside the others, and all of them are whole', async () => {
  scripted.setRows(20_000);
  const first = await startRun(app.url, 60);
  const second = await startRun(app.url, 120);
  expect(first).toMatchObject({ state: 'running', queued: null });
  expect(second).toMatchObject({ state: 'running', queued: { place: 1 } });
  const both = await Promise.all([whenOver(app.url, first), whenOver(app.url, second)]);
  expect(both).toMatchObject([
    { state: 'done', rows: 20_000 },
    { state: 'done', rows: 20_000 },
  ]);
});
