import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultSettings } from '../contract/default-settings.ts';
import { problemSchema } from '../contract/problem.ts';
import { nodeFlags, readManifest, type Manifest } from '../sandbox/extensions/manifest.ts';
import { watchMemory } from '../sandbox/extensions/memory-limit.ts';
import { root } from '../sandbox/start.ts';
import { startAppServer, type AppServer } from '../tests/support/app-server.ts';
import {
  saveSettings,
  startConsoleOfRows,
  startRun,
  whenOver,
  type ConsoleOfRows,
} from '../tests/support/many-rows.ts';
import { watchAnswers, watchUnreclaimable } from '../tests/support/watch-app.ts';
import * as z from 'zod/mini';
import { figure, type Bench, type BenchOptions } from './figure.ts';

/** The largest that the settings can be. */
const largest = { ...defaultSettings, maxFindings: 50_000, maxRows: 500_000 };
/** Rows of the runs that follow each other: each has as many findings as are kept. */
const rowsOfEach = 200_000;
const longestStallMs = 100;

/**
 * The app under the memory of its manifest with the largest settings: runs back to back for ten minutes, then one of
 * 500,000 rows beside which `/debug` is asked. A console in this process answers; what it needs is no part of the figures but of the
 * load. Reads /proc, so only on Linux.
 */
export const steadyBench: Bench = async (options) => {
  const manifest = await readManifest(path.join(root, 'manifest.json'));
  const console = await startConsoleOfRows();
  const store = await mkdtemp(path.join(tmpdir(), 'steady-bench-'));
  const app = await startApp(console, store, manifest);
  const limitMb = manifest.resources.memory;
  const unwatch = watchMemory(app.child.pid ?? 0, limitMb * 2 ** 20, () => {
    app.child.kill('SIGKILL');
  });
  try {
    await saveSettings(app.url, largest);
    const peak = watchUnreclaimable(app.child.pid ?? 0);
    const runs = await backToBack(app, console, options);
    const stalls = await stallsOf(app, console, options);
    const peakMb = await peak.stop();
    return {
      refused: figure(runs.refused, 0, runs),
      unreclaimablePeakMb: figure(peakMb, limitMb, { limitMb }),
      stallLongestMs: figure(stalls.longestMs, longestStallMs, stalls),
      debugP99Ms: figure(stalls.p99Ms, null, stalls),
    };
  } finally {
    unwatch();
    app.child.kill('SIGKILL');
    await app.ended;
    await console.close();
    await rm(store, { recursive: true });
  }
};

function startApp(console: ConsoleOfRows, store: string, manifest: Manifest): Promise<AppServer> {
  const limit = { TRANSFER_WATCH_MEMORY_MB: String(manifest.resources.memory) };
  const own = manifest.environment_variables.filter(({ name }) => name.startsWith('MALLOC_'));
  const environment = {
    ...Object.fromEntries(own.map(({ name, value }) => [name, value])),
    ...limit,
  };
  return startAppServer({ console, store, flags: nodeFlags(manifest), environment });
}

/** One run after the other, the next one at once. `refused`: not begun, or ended for want of memory or whatever else. */
async function backToBack(app: AppServer, console: ConsoleOfRows, { size, tell }: BenchOptions) {
  const rows = size === 'full' ? rowsOfEach : rowsOfEach / 10;
  const untilMs = performance.now() + (size === 'full' ? 600_000 : 10_000);
  console.setRows(rows);
  let runs = 0;
  const failures: string[] = [];
  while (performance.now() < untilMs) {
    const failure = await failureOfRun(app);
    runs += 1;
    if (failure !== null) failures.push(failure);
    tell(`run ${runs}: ${failure ?? 'whole'}`);
  }
  return { runs, rows, refused: failures.length, failures };
}

async function failureOfRun({ url }: AppServer): Promise<string | null> {
  const started = await startRun(url);
  const refusal = z.safeParse(problemSchema, started);
  if (refusal.success) return refusal.data.code;
  const { state, problem } = await whenOver(url, started);
  return state === 'done' ? null : (problem?.code ?? state);
}

/** How `/debug` is answered while a run of 500,000 rows reads, judges and shows them, as a tab follows it. */
async function stallsOf(app: AppServer, console: ConsoleOfRows, { size, tell }: BenchOptions) {
  const rows = size === 'full' ? largest.maxRows : largest.maxRows / 10;
  console.setRows(rows);
  const answers = watchAnswers(app.url);
  const failure = await failureOfRun(app);
  const measured = await answers.stop();
  if (failure !== null) throw new Error(`The run of ${rows} rows ended: ${failure}.`);
  tell(`/debug beside ${rows} rows: at most ${measured.longestMs} ms`);
  return { rows, ...measured };
}
