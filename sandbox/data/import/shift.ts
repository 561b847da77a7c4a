import type { ConsoleStore } from '../../sql/store.ts';

const minuteMs = 60_000;

/**
 * By how much times must move so that the last one, `lastMs`, lies in the last full minute before `nowMs`, which a run
 * at that moment reads. Whole minutes, so that what was in one minute stays together.
 */
export function shiftOf(lastMs: number, nowMs: number): number {
  const stopMs = Math.floor(nowMs / minuteMs) * minuteMs;
  return Math.floor((stopMs - 1 - lastMs) / minuteMs) * minuteMs;
}

/** How many rows the store has: rows that are added come after them. */
export type RowsBefore = { readonly events: number; readonly flows: number };

/** Counts the rows of a store. */
export async function rowsIn(store: ConsoleStore): Promise<RowsBefore> {
  const count = async (table: string): Promise<number> =>
    Number((await store.rows(`SELECT count(*) AS n FROM ${table}`))[0]?.['n'] ?? 0);
  return { events: await count('events'), flows: await count('flows') };
}

const times = {
  events: ['starttime', 'endtime', 'devicetime'],
  flows: ['starttime', 'endtime', 'firstpackettime', 'lastpackettime'],
} as const;

/** Moves the times of the rows that were added since `before`. The store never deletes, so a row's id is its place. */
export async function moveTimes(
  store: ConsoleStore,
  before: RowsBefore,
  shiftMs: number,
): Promise<void> {
  for (const table of ['events', 'flows'] as const) {
    const moved = times[table].map((column) => `${column} = ${column} + ${shiftMs}`).join(', ');
    await store.execute(`UPDATE ${table} SET ${moved} WHERE rowid >= ${before[table]}`);
  }
}
