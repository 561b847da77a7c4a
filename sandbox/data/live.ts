import { setTimeout as wait } from 'node:timers/promises';
import type { ConsoleStore } from '../sql/store.ts';

const dayMs = 86_400_000;

/** How often the feed writes: searches are about minutes, and a write costs a look through the day. */
const defaultEveryMs = 1000;

/** How far back what the feed repeats and writes is kept: two whole days to compare. A choice that bounds the memory. */
const keptMs = 2 * dayMs;

/** How often what is older is deleted, by the feed's own time. */
const forgetEveryMs = 3_600_000;

/** Flow ids of a repeated flow stay apart from those of the day before. */
const flowIdStep = 100_000_000;

/** A stretch of time, epoch ms, the end exclusive; and how much of the day before comes again, 0 to 1. */
export type Stretch = { readonly fromMs: number; readonly untilMs: number; readonly rate: number };

/**
 * Writes what a stretch of time brings: the records of the same time a day before, moved by a day. Which of them come at
 * a rate below 1 depends on the records alone, so the same day gives the same next day. The log sources that sent have
 * their last event then.
 */
export async function writeStretch(store: ConsoleStore, stretch: Stretch): Promise<void> {
  const moved = (names: readonly string[]): string =>
    names.map((name) => `${name} + ${dayMs} AS ${name}`).join(', ');
  const times = ['starttime', 'endtime'];
  const changes = {
    events: moved([...times, 'devicetime']),
    flows: `${moved([...times, 'firstpackettime', 'lastpackettime'])}, flowid + ${flowIdStep} AS flowid`,
  };
  const bounds = [stretch.fromMs - dayMs, stretch.untilMs - dayMs, Math.round(stretch.rate * 1000)];
  // A log source in error is silent, and stays it.
  const silent = store.dimensions.logSources.filter(({ status }) => status === 'ERROR');
  const delivers = {
    events: `logsourceid NOT IN (${[-1, ...silent.map(({ id }) => id)].join(', ')})`,
    flows: 'true',
  };
  for (const table of ['events', 'flows'] as const) {
    await store.execute(
      `INSERT INTO ${table} SELECT * REPLACE (${changes[table]}) FROM ${table}
       WHERE starttime >= $1::BIGINT AND starttime < $2::BIGINT AND ${delivers[table]}
         AND hash(starttime, sourceaddress, destinationaddress, sourceport) % 1000 < $3::BIGINT`,
      bounds,
    );
  }
  const sent = await store.rows(
    `SELECT logsourceid AS id, max(starttime) AS at FROM events
     WHERE starttime >= $1::BIGINT AND starttime < $2::BIGINT GROUP BY logsourceid`,
    [stretch.fromMs, stretch.untilMs],
  );
  store.noteLastEvents(new Map(sent.map(({ id, at }) => [Number(id), Number(at)])));
}

/** Deletes the records of a stretch of time. */
async function forget(store: ConsoleStore, fromMs: number, untilMs: number): Promise<void> {
  for (const table of ['events', 'flows']) {
    await store.execute(
      `DELETE FROM ${table} WHERE starttime >= $1::BIGINT AND starttime < $2::BIGINT`,
      [fromMs, untilMs],
    );
  }
}

/** How the feed runs. `sinceMs` (epoch ms) is where the data ends; `now` and `everyMs` are for tests. */
export type LiveOptions = {
  readonly rate: number;
  readonly sinceMs: number;
  readonly now?: () => number;
  readonly everyMs?: number;
  readonly log?: (line: string) => void;
};

/** A feed that runs until it is closed; `close` resolves when it writes no more. */
export type LiveFeed = { readonly close: () => Promise<void> };

/**
 * Lets the day of a scenario go on: what happened a day ago happens again, until it is closed. Imports that did not
 * end in the last day bring nothing. Of the day that it repeats and of what it writes the last two days are kept, so that
 * memory does not grow; older records are not touched. A write that fails is logged and tried again with the next.
 */
export function startLiveFeed(store: ConsoleStore, options: LiveOptions): LiveFeed {
  const stopping = new AbortController();
  const done = options.rate > 0 ? run(store, options, stopping.signal) : Promise.resolve();
  return {
    close: () => {
      stopping.abort();
      return done;
    },
  };
}

async function run(store: ConsoleStore, options: LiveOptions, signal: AbortSignal): Promise<void> {
  const { rate, now = Date.now, everyMs = defaultEveryMs, log = () => undefined } = options;
  const firstMs = options.sinceMs - dayMs;
  let fromMs = options.sinceMs;
  let forgottenMs = firstMs;
  while (await passes(everyMs, signal)) {
    const nowMs = now();
    try {
      // A machine that slept may be days behind: each day repeats the one before it.
      while (fromMs < nowMs) {
        const untilMs = Math.min(nowMs, fromMs + dayMs);
        await writeStretch(store, { fromMs, untilMs, rate });
        fromMs = untilMs;
        if (untilMs - keptMs < forgottenMs + forgetEveryMs) continue;
        await forget(store, firstMs, untilMs - keptMs);
        forgottenMs = untilMs - keptMs;
      }
    } catch (error) {
      log(`the live feed cannot write: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Waits; false when the feed was closed meanwhile. */
async function passes(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(ms, undefined, { signal, ref: false });
    return true;
  } catch {
    return false; // aborted: the feed is closed
  }
}
