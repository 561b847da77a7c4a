/** How a run waits for a console that is out, in a time that stands still until the test moves it. */
import {
  ConsoleRefusal,
  ForeignAnswer,
  NoAnswer,
} from '../../../../app/adapters/qradar/failures.ts';
import { Patience } from '../../../../app/adapters/qradar/patience.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import type { WaitingForConsole } from '../../../../contract/run.ts';
import { manualTime } from '../../support/manual-time.ts';
import { errorOf, never, type Reported } from '../support/console-of.ts';

const minuteMs = 60_000;
const noAnswer = () =>
  new NoAnswer('console-unreachable', { detail: 'ECONNREFUSED', wasSent: false });
const refused = (
  status: number,
  reason: number | null = 1010,
  retryAfterMs: number | null = null,
) => new ConsoleRefusal('searchStatus', { status, reason, message: 'words', retryAfterMs });

function patient(limitMs = 30 * minuteMs) {
  const time = manualTime();
  const told: (WaitingForConsole | null)[] = [];
  const reported: Reported[] = [];
  const patience = new Patience({
    ...time,
    random: () => 1,
    limitMs,
    onWaiting: (waiting) => told.push(waiting),
    report: (message, error) => reported.push({ message, error }),
  });
  return { time, told, reported, patience };
}

/** Lets everything run that waits for no timer. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Asks through an outage that ends after so long; answers when each try was, ms after the first. */
async function triesDuring(outageMs: number, failure: () => Error = noAnswer) {
  const at = patient();
  const startMs = at.time.clock.monotonicMs();
  const passedMs = () => at.time.clock.monotonicMs() - startMs;
  const tries: number[] = [];
  const over = new Set<string>();
  const end = () => over.add('over');
  const work = at.patience.during(never, () => {
    tries.push(passedMs());
    return passedMs() < outageMs ? Promise.reject(failure()) : Promise.resolve('answer');
  });
  work.then(end, end);
  for (await settle(); over.size === 0; await settle()) at.time.pass(500);
  return { ...at, tries, work };
}

test('pauses grow from half a second to a quarter of a minute', async () => {
  const { tries, work } = await triesDuring(2 * minuteMs);
  await expect(work).resolves.toBe('answer');
  const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
  expect(pauses.slice(0, 6)).toEqual([500, 1000, 2000, 4000, 8000, 15_000]);
  expect(new Set(pauses.slice(6))).toEqual(new Set([15_000]));
});

test('who watches hears of it after two seconds, with the time of the first question, and of its end', async () => {
  const { told, reported } = await triesDuring(minuteMs);
  expect(told).toEqual([{ sinceMs: manualTime().clock.nowMs(), cause: 'no-answer' }, null]);
  expect(reported).toHaveLength(1);
});

test('a hiccup is not told', async () => {
  expect((await triesDuring(1000)).told).toEqual([]);
});

test.each<[string, () => Error, WaitingForConsole['cause']]>([
  ['a console that says it is busy', () => refused(503), 'busy'],
  ['a page of the web tier', () => new ForeignAnswer('HTTP 200 with text/html'), 'no-answer'],
  ['a gateway', () => refused(502, null), 'no-answer'],
  ['a page with status 500', () => refused(500, null), 'no-answer'],
  [
    'another certificate',
    () => new NoAnswer('console-untrusted', { detail: 'SELF_SIGNED', wasSent: false }),
    'untrusted',
  ],
])('%s is waited for', async (_, failure, cause) => {
  const { told, work } = await triesDuring(5 * minuteMs, failure);
  await expect(work).resolves.toBe('answer');
  expect(told[0]).toMatchObject({ cause });
});

test.each<[string, () => Error, number]>([
  ['a failure of QRadar’s own', () => refused(500, 1020), 3],
  ['an answer that cannot be read', () => new AppError('console-answer-invalid'), 3],
  ['a refusal', () => refused(422, 2000), 1],
  ['the end of the session', () => refused(401, 18), 1],
  ['a mistake of ours', () => new TypeError('undefined is not a function'), 1],
])('%s is not', async (_, failure, tries) => {
  const outcome = await triesDuring(5 * minuteMs, failure);
  await expect(outcome.work).rejects.toEqual(failure());
  expect(outcome.tries).toHaveLength(tries);
});

test('Retry-After is granted up to a minute', async () => {
  const { tries } = await triesDuring(2000, () => refused(503, 1010, 7000));
  expect(tries).toEqual([0, 7000]);
  const greedy = await triesDuring(2000, () => refused(503, 1010, 3_600_000));
  expect(greedy.tries).toEqual([0, 60_000]);
});

test('ends with the time of the run, with what it waited for', async () => {
  const { time, patience, told } = patient(minuteMs);
  const startMs = time.clock.monotonicMs();
  const work = errorOf(patience.during(never, () => Promise.reject(noAnswer())));
  for (let step = 0; step < 200; step += 1) {
    await settle();
    time.pass(500);
  }
  expect(await work).toMatchObject({ code: 'console-unreachable', detail: 'ECONNREFUSED' });
  expect(time.clock.monotonicMs() - startMs).toBeGreaterThanOrEqual(minuteMs);
  expect(told.at(-1)).toBeNull();
  expect(time.pending()).toBe(0);
});

test('says what it waited for when the time of a search is up, and that it was cancelled when it was', async () => {
  for (const [reason, code] of [
    [new AppError('search-timed-out'), 'console-unreachable'],
    [new AppError('cancelled'), 'cancelled'],
  ] as const) {
    const { time, patience } = patient();
    const stop = new AbortController();
    const work = errorOf(patience.during(stop.signal, () => Promise.reject(noAnswer())));
    await settle();
    stop.abort(reason);
    expect(await work).toMatchObject({ code });
    expect(time.pending()).toBe(0);
  }
});

test('of several calls that wait, the first is told until none does', async () => {
  const { time, patience, told } = patient();
  let isOut = true;
  const ask = () => (isOut ? Promise.reject(noAnswer()) : Promise.resolve());
  const first = patience.during(never, ask);
  await settle();
  const firstMs = time.clock.nowMs();
  time.pass(700);
  const second = patience.during(never, ask);
  const step = async () => {
    await settle();
    time.pass(500);
  };
  for (let steps = 0; steps < 20; steps += 1) await step();
  expect(told).toEqual([{ sinceMs: firstMs, cause: 'no-answer' }]);
  isOut = false;
  for (let steps = 0; steps < 60; steps += 1) await step();
  await Promise.all([first, second]);
  expect(told.at(-1)).toBeNull();
  expect(told.filter((waiting) => waiting === null)).toHaveLength(1);
});
