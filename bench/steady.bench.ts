import { readFile } from 'node:fs/promises';
import { defaultSettings } from '../contract/default-settings.ts';
import { problemSchema } from '../contract/problem.ts';
import { saveSettings, startRun, whenOver } from '../tests/support/many-rows.ts';
import { watchAnswers, watchUnreclaimable } from '../tests/support/watch-app.ts';
import * as z from 'zod/mini';
import { startBareServer } from './bare-server.ts';
import { figure, type Bench, type BenchOptions } from './figure.ts';
import { startSteadyApp, type SteadyApp } from './steady-app.ts';

/** The largest that the settings can be. */
const largest = { ...defaultSettings, maxFindings: 50_000, maxRows: 500_000 };
/** Rows of the runs that follow each other: each has as many findings as are kept. */
const rowsOfEach = 200_000;
/** Goals, see docs/bench.md. */
const longestStallMs = 100;
const longestOwnWorkMs = 50;

/**
 * The app under the memory of its manifest with the largest settings: runs back to back for ten minutes, then one of
 * 500,000 rows beside which `/debug` is asked. A console in this process answers; what it needs is no part of the figures but of the
 * load. Reads /proc, so only on Linux.
 */
export const steadyBench: Bench = async (options) => {
  const steady = await startSteadyApp();
  try {
    return await largeRuns(steady, options);
  } finally {
    await steady.close();
  }
};

async function largeRuns(steady: SteadyApp, options: BenchOptions) {
  const { app, pid, limitMb } = steady;
  await saveSettings(app.url, largest);
  const peak = watchUnreclaimable(pid);
  const runs = await backToBack(steady, options);
  const stalls = await stallsOf(steady, options);
  return {
    refused: figure(runs.refused, 0, runs),
    unreclaimablePeakMb: figure(await peak.stop(), limitMb, { limitMb }),
    stallLongestMs: figure(stalls.longestMs, longestStallMs, stalls),
    debugP99Ms: figure(stalls.p99Ms, null, { bareP99Ms: stalls.bareP99Ms }),
    ownWorkLongestMs: figure(stalls.ownWorkMs, longestOwnWorkMs, {
      above50: stalls.ownWorkAbove50,
    }),
    servicePageMs: figure(await servicePageMs(steady), null, { findings: 500 }),
  };
}

/** One run after the other, the next one at once. `refused`: not begun, or ended for want of memory or whatever else. */
async function backToBack({ app, console }: SteadyApp, { size, tell }: BenchOptions) {
  const rows = size === 'full' ? rowsOfEach : rowsOfEach / 10;
  const untilMs = performance.now() + (size === 'full' ? 600_000 : 10_000);
  console.setRows(rows);
  let runs = 0;
  const failures: string[] = [];
  while (performance.now() < untilMs) {
    const failure = await failureOfRun(app.url);
    runs += 1;
    if (failure !== null) failures.push(failure);
    tell(`run ${runs}: ${failure ?? 'whole'}`);
  }
  return { runs, rows, refused: failures.length, failures };
}

async function failureOfRun(url: string): Promise<string | null> {
  const started = await startRun(url);
  const refusal = z.safeParse(problemSchema, started);
  if (refusal.success) return refusal.data.code;
  const { state, problem } = await whenOver(url, started);
  return state === 'done' ? null : (problem?.code ?? state);
}

/**
 * How `/debug` is answered while a run of 500,000 rows reads, judges and shows them, as a tab follows it, and how a process
 * that does nothing else answers in the same time.
 */
async function stallsOf({ app, console, ownWork }: SteadyApp, { size, tell }: BenchOptions) {
  const rows = size === 'full' ? largest.maxRows : largest.maxRows / 10;
  console.setRows(rows);
  const bare = await startBareServer();
  await ownWork();
  const [answers, ofBare] = [watchAnswers(app.url), watchAnswers(bare.url)];
  const failure = await failureOfRun(app.url);
  const [measured, beside] = await Promise.all([answers.stop(), ofBare.stop()]);
  const { longestMs: ownWorkMs, long: ownWorkAbove50 } = await ownWork();
  await bare.stop();
  if (failure !== null) throw new Error(`The run of ${rows} rows ended: ${failure}.`);
  const [bareLongestMs, bareP99Ms] = [beside.longestMs, beside.p99Ms];
  tell(`/debug beside ${rows} rows: at most ${measured.longestMs} ms, bare ${bareLongestMs} ms`);
  return { rows, ...measured, bareLongestMs, bareP99Ms, ownWorkMs, ownWorkAbove50 };
}

/** Processor time of the app for one page of 500 findings of the named service, ms. */
async function servicePageMs({ app, pid }: SteadyApp): Promise<number> {
  const pages = 200;
  const page = async () => {
    const headers = { SEC: 's' };
    const answer = await fetch(`${app.url}/service/v1/findings?limit=500`, { headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`A page of the service was ${answer.status}.`);
  };
  for (let warmUp = 0; warmUp < 20; warmUp += 1) await page();
  const beganMs = await processorMs(pid);
  for (let at = 0; at < pages; at += 1) await page();
  return ((await processorMs(pid)) - beganMs) / pages;
}

/** Of all threads of a process, user and system; the kernel counts in hundredths of a second (proc(5), `stat`). */
async function processorMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name of the program may hold spaces; what follows it begins with the third field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
