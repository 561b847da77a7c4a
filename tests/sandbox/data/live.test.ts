import { setTimeout as wait } from 'node:timers/promises';
import { companyDimensions } from '../../../sandbox/data/company.ts';
import { startLiveFeed, writeStretch } from '../../../sandbox/data/live.ts';
import { aFlow, anEvent, aProperty, closeConsoles, nowMs, openConsole } from '../sql/console.ts';

afterAll(closeConsoles);

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** A day ago: an event a minute for an hour up to `nowMs`, and one flow. */
const yesterday = {
  events: Array.from({ length: 60 }, (_, minute) =>
    anEvent({
      startMs: nowMs - dayMs + minute * minuteMs,
      sourcePort: 1000 + minute,
      properties: { 'Bytes Sent': minute },
    }),
  ),
  flows: [aFlow({ startMs: nowMs - dayMs, endMs: nowMs - dayMs + 10, flowId: 7 })],
  properties: [aProperty('Bytes Sent')],
};

describe('a stretch of time', () => {
  const half = { fromMs: nowMs, untilMs: nowMs + 30 * minuteMs };

  it('brings the records of the day before, moved by a day', async () => {
    const { store, ask } = await openConsole(yesterday);
    await writeStretch(store, { ...half, rate: 1 });
    expect(
      await ask(
        `SELECT COUNT(*) AS n, MIN(starttime) AS first, MAX(devicetime) AS latest, SUM("Bytes Sent") AS sent FROM events START ${nowMs}`,
        { nowMs: nowMs + 30 * minuteMs },
      ),
    ).toEqual([{ n: 30, first: nowMs, latest: nowMs + 29 * minuteMs, sent: (29 * 30) / 2 }]);
    expect(
      await ask(`SELECT flowid, starttime, endtime FROM flows START ${nowMs}`, {
        nowMs: nowMs + 30 * minuteMs,
      }),
    ).toEqual([{ flowid: 100_000_007, starttime: nowMs, endtime: nowMs + 10 }]);
  });

  it('is when its log sources last sent', async () => {
    const { logSources } = companyDimensions(nowMs - dayMs);
    const [sends, ...silent] = logSources;
    const events = yesterday.events.map((event) => ({ ...event, logSourceId: sends?.id ?? 0 }));
    const { store } = await openConsole({ ...yesterday, events, dimensions: { logSources } });
    await writeStretch(store, { ...half, rate: 1 });
    const times = store.dimensions.logSources.map(({ lastEventTimeMs }) => lastEventTimeMs);
    expect(times).toEqual([nowMs + 29 * minuteMs, ...silent.map(() => nowMs - dayMs)]);
  });

  it('brings a part of them, always the same', async () => {
    const ports = async (): Promise<unknown[]> => {
      const { store, column } = await openConsole(yesterday);
      await writeStretch(store, { ...half, rate: 0.5 });
      return column(`SELECT sourceport FROM events ORDER BY sourceport START ${nowMs}`, {
        nowMs: nowMs + 30 * minuteMs,
      });
    };
    const once = await ports();
    expect(once.length).toBeGreaterThan(3);
    expect(once.length).toBeLessThan(27);
    expect(await ports()).toEqual(once);
  });
});

describe('the feed', () => {
  it('catches up with the time that has passed and writes nothing twice', async () => {
    const { store, column } = await openConsole(yesterday);
    let now = nowMs + 10 * minuteMs;
    const feed = startLiveFeed(store, { rate: 1, sinceMs: nowMs, everyMs: 1, now: () => now });
    const count = async (): Promise<unknown> =>
      (await column(`SELECT COUNT(*) FROM events START ${nowMs}`, { nowMs: nowMs + dayMs }))[0];
    while ((await count()) !== 10) await wait(5);
    now = nowMs + 20 * minuteMs;
    while ((await count()) !== 20) await wait(5);
    await feed.close();
    now = nowMs + 30 * minuteMs;
    expect(await count()).toBe(20);
  });

  it('is silent at a rate of 0, and goes on after a day of sleep', async () => {
    const { store, column } = await openConsole(yesterday);
    const later = nowMs + dayMs + 10 * minuteMs;
    const none = startLiveFeed(store, { rate: 0, sinceMs: nowMs, everyMs: 1, now: () => later });
    await none.close();
    const count = async (): Promise<unknown> =>
      (await column(`SELECT COUNT(*) FROM events START ${nowMs}`, { nowMs: later }))[0];
    expect(await count()).toBe(0);
    const feed = startLiveFeed(store, { rate: 1, sinceMs: nowMs, everyMs: 1, now: () => later });
    while ((await count()) !== 70) await wait(5);
    await feed.close();
  });

  it('keeps two days of what it repeats and writes, and all that was before', async () => {
    const { store } = await openConsole({
      ...yesterday,
      events: [...yesterday.events, anEvent({ startMs: nowMs - 10 * dayMs })],
    });
    const later = nowMs + 5 * dayMs;
    const counts = async (fromMs: number): Promise<number[]> => {
      const of = async (table: string): Promise<number> =>
        Number(
          (
            await store.rows(`SELECT count(*) AS n FROM ${table} WHERE starttime >= ${fromMs}`)
          )[0]?.['n'],
        );
      return [await of('events'), await of('flows')];
    };
    const feed = startLiveFeed(store, { rate: 1, sinceMs: nowMs, everyMs: 1, now: () => later });
    while ((await counts(later - dayMs)).join() !== '60,1') await wait(5);
    await feed.close();
    expect(await counts(0)).toEqual([121, 2]);
    expect(await counts(nowMs - 9 * dayMs)).toEqual([120, 2]);
  });
});
