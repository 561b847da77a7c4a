// Hours in small: the app is used for a while, then left alone, and its memory is looked at.
import { setTimeout as wait } from 'node:timers/promises';
import { median } from './figure.ts';
import { residentMb, type SteadyApp } from './steady-app.ts';
import { useBySessions, type SessionsDone } from './steady-sessions.ts';

export type Soaked = SessionsDone & {
  readonly minutes: number;
  /** MB of 2^20 bytes a minute, least squares over all that was seen in the second half. */
  readonly slopeMbPerMin: number;
  /** Idle, before it was ever used; after the warm-up; at the end. */
  readonly coldMb: number;
  readonly warmMb: number;
  readonly endMb: number;
  /** Median of each tenth of the time. */
  readonly tenthsMb: readonly number[];
};

const few = { sessions: 4, pauseMs: 1000 };
const lookEveryMs = 1000;

/** `warmUpMs`: used that long before, so that code is compiled; `idleMs`: left alone that long before memory is looked at. */
export async function soak(
  { app: { url }, console, pid }: SteadyApp,
  times: { readonly warmUpMs: number; readonly forMs: number; readonly idleMs: number },
): Promise<Soaked> {
  console.setRows(5_000);
  const idleMb = async () => {
    await wait(times.idleMs);
    return median(await seenDuring(pid, wait(Math.min(times.idleMs, 5_000))));
  };
  const coldMb = await idleMb();
  await useBySessions({ url, ...few, forMs: times.warmUpMs });
  const warmMb = await idleMb();
  const use = useBySessions({ url, ...few, forMs: times.forMs });
  const seen = await seenDuring(pid, use);
  const endMb = await idleMb();
  const tenth = Math.ceil(seen.length / 10);
  return {
    ...(await use),
    minutes: times.forMs / 60_000,
    slopeMbPerMin: slopeOf(seen.slice(seen.length / 2)) * (60_000 / lookEveryMs),
    coldMb,
    warmMb,
    endMb,
    tenthsMb: Array.from({ length: 10 }, (_, at) =>
      Math.round(median(seen.slice(at * tenth, (at + 1) * tenth))),
    ),
  };
}

/** Resident memory, once a second, until that is over; at least once. */
async function seenDuring(pid: number, until: Promise<unknown>): Promise<number[]> {
  const isOver = until.then(() => true);
  const seen: number[] = [];
  do seen.push(await residentMb(pid));
  while (!(await Promise.race([isOver, wait(lookEveryMs, false)])));
  return seen;
}

/** Of the line that fits values at equal distances best (least squares), per distance. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const rise = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  const spread = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return spread === 0 ? 0 : rise / spread;
}
