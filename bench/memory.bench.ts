import { readFile } from 'node:fs/promises';
import { runDetection } from './app-client.ts';
import { addressOf, appOf, startDay } from './console.ts';
import { figure, type Bench } from './figure.ts';

/** What the goal speaks of: MB of resident memory at the most rows that the settings let a query give. */
const goalMb = 160;
const fewRows = 10_000;
const manyRows = 100_000;

/** Megabytes of 10⁶ bytes. */
type Peak = {
  readonly rows: number;
  readonly findings: number;
  readonly startMb: number;
  readonly peakMb: number;
};

/**
 * Peak resident memory of the app's process after one run and one fetch of its findings, with few and with
 * many result rows, a fresh process each. Reads /proc, so only on Linux.
 */
export const memoryBench: Bench = async ({ size, tell }) => {
  const scale = size === 'full' ? 1 : 0.1;
  const few = await peakOf(fewRows * scale);
  tell(`${few.rows} rows: ${few.peakMb} MB`);
  const many = await peakOf(manyRows * scale);
  tell(`${many.rows} rows: ${many.peakMb} MB`);
  return {
    peakMb: figure(many.peakMb, goalMb, many),
    growthMb: figure(many.peakMb - few.peakMb, null, few),
  };
};

async function peakOf(rows: number): Promise<Peak> {
  const running = await startDay({ rows, otherEvents: 0 });
  try {
    const pid = appOf(running).pid;
    const startMb = await residentMb(pid, 'VmHWM');
    const { run, findings } = await runDetection(addressOf(running));
    // Beside those of the day there are the records in which data channels are looked for.
    if (run.rows < rows) throw new Error(`The run read ${run.rows} rows, not ${rows}.`);
    if (appOf(running).pid !== pid) throw new Error('The app was started again.');
    return { rows: run.rows, findings, startMb, peakMb: await residentMb(pid, 'VmHWM') };
  } finally {
    await running.close();
  }
}

/** A line of /proc/<pid>/status in MB; the kernel counts in KiB. */
async function residentMb(pid: number | null, name: 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid ?? 'self'}/status`, 'utf8');
  const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  if (pid === null || kibibytes === undefined) throw new Error('The app has no process.');
  return Math.round((Number(kibibytes) * 1024) / 100_000) / 10;
}
