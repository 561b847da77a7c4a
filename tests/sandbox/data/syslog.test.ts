/** What a console stores of several decisions about one finding, with coalescing on for our log source and off. */
import { sendLines } from '../../../app/adapters/syslog/send-lines.ts';
import { leefLine, senderOf } from '../../../app/runs/signal/leef.ts';
import { startSyslogListener } from '../../../sandbox/data/syslog/listener.ts';
import { logSourceNamed } from '../../../sandbox/data/syslog/transfer-watch.ts';
import { ConsoleStore } from '../../../sandbox/sql/store.ts';

// Now, because what is left of ten seconds is stored when they are over.
const beganMs = Date.now();
const subject = {
  ...{ domain: { id: 0, name: null }, source: '10.1.2.3', destination: '203.0.113.9', port: 21 },
  ...{ transport: 'tcp', users: ['alice'], risk: 'HIGH' as const, connections: 18 },
  ...{ sentBytes: 14_000_000, lastSeenMs: beganMs },
};
/** A decision about the one finding, so many seconds after the first. */
const decision = (second: number) =>
  leefLine({
    ...{ change: 'true-positive', finding: 'f1', subject, atMs: beganMs + second * 1000 },
    ...{ by: `analyst ${second}`, note: `decision ${second}` },
  });

let store: ConsoleStore;
beforeEach(async () => {
  store = await ConsoleStore.open({ threads: 1 });
});
afterEach(() => store.close());

/** Stores what comes of these seconds; answers notes and event counts, in order. */
async function storedOf(
  seconds: readonly number[],
  coalesceEvents: boolean | null,
): Promise<(readonly [note: string | undefined, events: number])[]> {
  const listener = await startSyslogListener(store, { port: 0, log: () => undefined });
  if (coalesceEvents !== null) {
    const { source } = logSourceNamed(senderOf(0), store.dimensions, beganMs);
    const logSources = [...store.dimensions.logSources, { ...source, coalesceEvents }];
    await store.setDimensions({ ...store.dimensions, logSources });
  }
  await sendLines(
    { host: '127.0.0.1', port: listener.port },
    seconds.map(decision),
    new AbortController().signal,
  );
  await listener.close();
  const rows = await store.rows('SELECT payload, eventcount FROM events ORDER BY starttime', []);
  return rows.map(({ payload, eventcount }) => [
    /twNote=(.+)$/.exec(String(payload))?.[1],
    Number(eventcount),
  ]);
}

const five = [0, 1, 2, 3, 4];

test('with coalescing on, as a new log source has it, the fifth of five within ten seconds is told by nothing but a count', async () => {
  expect(await storedOf(five, true)).toEqual([
    ['decision 0', 1],
    ['decision 1', 1],
    ['decision 2', 1],
    ['decision 3', 2],
  ]);
  expect(store.dimensions.offenses).toMatchObject([{ eventCount: 5 }]);
});

test.each([
  ['switched off', false],
  ['as the stand-in finds the log source by itself', null],
])('with coalescing %s all five arrive, each with its note', async (_, coalesceEvents) => {
  expect(await storedOf(five, coalesceEvents)).toEqual(
    five.map((second) => [`decision ${second}`, 1]),
  );
});

test('what comes after ten seconds is not folded', async () => {
  expect(await storedOf([...five, 10], true)).toEqual([
    ['decision 0', 1],
    ['decision 1', 1],
    ['decision 2', 1],
    ['decision 3', 2],
    ['decision 10', 1],
  ]);
});
