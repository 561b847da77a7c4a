/** Runs of several sessions, with the detection itself and searches in the test's hand. */
import { defaultSettings } from '../../../contract/default-settings.ts';
import type { RunRequest } from '../../../contract/run.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import { detect } from '../../../app/detection/detect.ts';
import { defaultRunLimits, Runs, type RunAsked, type RunsOptions } from '../../../app/runs/runs.ts';
import { arielRow } from '../detection/builders.ts';
import { manualTime } from '../support/manual-time.ts';
import { resultsInMemory } from '../support/results-in-memory.ts';
import { searchesByHand, until } from '../support/searches-by-hand.ts';

const minute = 60_000;
const silent = () => undefined;
const log = { debug: silent, info: silent, notice: silent, warn: silent, error: silent };
const smb = (source: string) =>
  arielRow({ [aliases.source]: source, [aliases.destinationPort]: 445 });

function running(change: Partial<RunsOptions> = {}) {
  const time = manualTime();
  const searches = searchesByHand('connections');
  const results = resultsInMemory();
  const forgotten: string[] = [];
  const runs = new Runs({
    ...time,
    detect,
    portsFor: searches.portsFor,
    results,
    log,
    limits: defaultRunLimits,
    isMemoryShort: () => false,
    memoryInWords: () => 'heap 150 of 160 MB',
    mayStart: () => true,
    onForgotten: (runId) => forgotten.push(runId),
    onDetectionOver: () => undefined,
    onFinished: () => undefined,
    ...change,
  });
  const start = (owner: string, request: Partial<RunRequest> = {}, asked: Partial<RunAsked> = {}) =>
    runs.start({
      identity: { sec: owner, csrf: null },
      owner,
      scope: 'analysts',
      request: { profile: 'corrected', range: { lastMinutes: 60 }, fresh: false, ...request },
      settings: defaultSettings,
      requestId: `request of ${owner}`,
      ...asked,
    });
  const look = (owner: string, id: string) => runs.view(owner, id, 0, Infinity);
  /** The run when its searches have given these rows. */
  const done = async (owner: string, id: string, ...rows: readonly unknown[]) => {
    const connections = await searches.search('connections');
    connections.give(...rows);
    connections.end();
    await until(() => runs.underWay === 0);
    return look(owner, id);
  };
  return { time, searches, results, forgotten, runs, start, look, done };
}

/** The answer to a look without waiting, whose timer is due at once. */
async function seen<T>(time: ReturnType<typeof manualTime>, answer: Promise<T>): Promise<T> {
  time.pass(0);
  return answer;
}

test('the minutes of a run are planned once, when it is asked for', async () => {
  const { time, start, runs, look } = running();
  const { id, window } = start('alice', { range: { lastMinutes: 60 } });
  expect(window.stopMs - window.startMs).toBe(60 * minute);
  time.pass(10 * minute);
  expect((await seen(time, look('alice', id))).window).toEqual(window);
  expect(runs.context('alice', id).window).toEqual(window);
  await runs.close();
});

test('a window that is none is refused, and nothing is searched', () => {
  const { start, searches } = running();
  const window = { startMs: 1_767_600_000_000, stopMs: 1_767_600_000_000 };
  expect(() => start('alice', { range: { window } })).toThrow('bad-request');
  expect(searches.begun()).toEqual([]);
});

test('a run, its findings and its context are its owner’s alone', async () => {
  const { runs, start, done } = running();
  const { id } = start('alice');
  await done('alice', id, smb('10.0.0.1'));
  const [finding] = runs.findings('alice', id).findings.all();
  expect(runs.finding('alice', id, finding?.id ?? '')).toEqual(finding);
  for (const ask of [
    () => runs.cancel('bob', id),
    () => runs.findings('bob', id),
    () => runs.finding('bob', id, finding?.id ?? ''),
    () => runs.context('bob', id),
  ])
    expect(ask).toThrow('run-not-found');
  await expect(runs.view('bob', id, 0, Infinity)).rejects.toThrow('run-not-found');
});

test('a finding that the run does not have is not found', async () => {
  const { runs, start, done } = running();
  const { id } = start('alice');
  await done('alice', id, smb('10.0.0.1'));
  expect(() => runs.finding('alice', id, 'none')).toThrow('finding-not-found');
});

describe('sharing', () => {
  test('who asks the same joins what is under way: one detection, two runs', async () => {
    const { start, searches, done, look } = running();
    const first = start('alice');
    const second = start('bob');
    expect(second.id).not.toBe(first.id);
    const view = await done('alice', first.id, smb('10.0.0.1'));
    expect(view).toMatchObject({ state: 'done', findings: 1, reused: false });
    expect(await look('bob', second.id)).toMatchObject({
      state: 'done',
      findings: 1,
      reused: false,
    });
    expect(searches.begun().filter(({ name }) => name === 'connections')).toHaveLength(1);
  });

  test('who asks the same later is given the result, as old as it is', async () => {
    const { time, start, done, searches } = running();
    const first = start('alice');
    const { finishedMs } = await done('alice', first.id, smb('10.0.0.1'));
    time.pass(minute);
    const again = start('bob');
    expect(again).toMatchObject({ state: 'done', reused: true, findings: 1, finishedMs });
    expect(searches.begun().filter(({ name }) => name === 'connections')).toHaveLength(1);
  });

  test('who asks afresh is searched for anew', async () => {
    const { start, done, runs } = running();
    const first = start('alice');
    await done('alice', first.id);
    expect(start('alice', { fresh: true })).toMatchObject({ state: 'running', reused: false });
    await runs.close();
  });

  test('other rights share nothing', async () => {
    const { start, runs } = running();
    start('alice');
    start('bob', {}, { scope: 'others' });
    expect(runs.underWay).toBe(2);
    await runs.close();
  });
});

describe('cancelling', () => {
  test('one of two runs leaves the other to finish', async () => {
    const { start, runs, done, look } = running();
    const first = start('alice');
    const second = start('bob');
    expect(runs.cancel('alice', first.id)).toMatchObject({ state: 'cancelled', error: null });
    const view = await done('bob', second.id, smb('10.0.0.1'));
    expect(view).toMatchObject({ state: 'done', findings: 1 });
    expect(await look('alice', first.id)).toMatchObject({ state: 'cancelled', findings: 0 });
  });

  test('the last run ends the detection and its searches', async () => {
    const { start, runs, searches } = running();
    const first = start('alice');
    const second = start('bob');
    await searches.search('connections');
    runs.cancel('alice', first.id);
    expect(runs.cancel('bob', second.id)).toMatchObject({ state: 'cancelled' });
    expect(runs.underWay).toBe(0);
    await until(() => searches.begun().every((search) => search.isClosed()));
  });

  test('a run that is over changes nothing', async () => {
    const { start, runs, done } = running();
    const { id } = start('alice');
    await done('alice', id);
    expect(runs.cancel('alice', id)).toMatchObject({ state: 'done' });
  });

  test('all of them, resolves when the searches are given back', async () => {
    const { start, runs, searches } = running();
    start('alice');
    start('bob', {}, { scope: 'others' });
    await searches.search('connections');
    await runs.close();
    expect(searches.begun().every((search) => search.isClosed())).toBe(true);
    expect(runs.underWay).toBe(0);
  });
});

test('a run that failed says why, and which request it came from', async () => {
  const { start, searches, look } = running();
  const { id } = start('alice');
  const failure = new Error('a fault of ours');
  (await searches.search('connections')).fail(failure);
  await until(() => searches.begun().every((search) => search.isClosed()));
  expect(await look('alice', id)).toMatchObject({
    state: 'failed',
    error: failure,
    requestId: 'request of alice',
  });
});

describe('bounds', () => {
  test('memory that runs hold is given back: what is over and holds much, not what lies on disk', async () => {
    const { start, done, runs, forgotten } = running();
    const run = start('alice');
    await done('alice', run.id, smb('10.0.0.1'));
    expect([runs.giveBack(), forgotten]).toEqual([false, []]);
    expect(runs.findings('alice', run.id).findings.count).toBe(1);
  });

  test('where memory is short, results are still shared, and nothing is begun', async () => {
    let isShort = false;
    const { start, done } = running({ isMemoryShort: () => isShort });
    await done('alice', start('alice').id);
    isShort = true;
    expect(start('bob')).toMatchObject({ state: 'done', reused: true });
    expect(() => start('bob', { fresh: true })).toThrow('memory-short');
  });

  test('findings of forgotten runs leave the store, and those who held on to them are told', async () => {
    const limits = { ...defaultRunLimits, findings: 2 };
    const { start, done, forgotten, results, runs } = running({ limits });
    const first = start('alice', { range: { lastMinutes: 10 } });
    await done('alice', first.id, smb('10.0.0.1'), smb('10.0.0.2'));
    const second = start('alice', { range: { lastMinutes: 20 } });
    await done('alice', second.id, smb('10.0.0.1'));
    await until(() => forgotten.length > 0);
    expect(forgotten).toEqual([first.id]);
    expect(results.kept()).toBe(1);
    expect(() => runs.findings('alice', first.id)).toThrow('run-not-found');
  });
});

describe('where others are under way', () => {
  const one = { limits: { ...defaultRunLimits, jobs: 1 } };

  test('a run waits, shows its place, and begins by itself with the minutes it was asked for', async () => {
    const { time, start, runs, look, done, searches } = running(one);
    const first = start('alice');
    const second = start('bob', { range: { lastMinutes: 30 } });
    expect([first.queued, second.queued]).toEqual([null, { place: 1 }]);
    expect(second).toMatchObject({ state: 'running', step: 'facts' });
    time.pass(5 * minute);
    (await searches.search('connections')).end();
    await until(() => runs.underWay === 1);
    const begun = await seen(time, look('bob', second.id));
    expect(begun).toMatchObject({ state: 'running', queued: null, window: second.window });
    expect(begun.startedMs - second.startedMs).toBe(5 * minute);
    const view = await done('bob', second.id, smb('10.0.0.1'));
    expect(view).toMatchObject({ state: 'done', findings: 1, queued: null });
  });

  test('who asks the same as one that waits, waits with it', async () => {
    const { start, runs } = running(one);
    start('alice');
    start('bob', { range: { lastMinutes: 30 } });
    expect(start('carol', { range: { lastMinutes: 30 } }).queued).toEqual({ place: 1 });
    expect(runs.underWay).toBe(2);
    await runs.close();
  });

  test('a run that waits is cancelled without a search, and the next moves up', async () => {
    const { time, start, runs, look, searches } = running(one);
    start('alice');
    const second = start('bob', { range: { lastMinutes: 30 } });
    const third = start('carol', { range: { lastMinutes: 20 } });
    expect(third.queued).toEqual({ place: 2 });
    const cancelled = runs.cancel('bob', second.id);
    expect(cancelled).toMatchObject({ state: 'cancelled', queued: null, error: null });
    expect((await seen(time, look('carol', third.id))).queued).toEqual({ place: 1 });
    await runs.close();
    expect(searches.begun().some(({ sec }) => sec !== 'alice')).toBe(false);
  });

  test('one whose rights were taken away leaves the queue', async () => {
    const { start, runs } = running(one);
    start('alice');
    const { id } = start('bob', { range: { lastMinutes: 30 } });
    expect(() => runs.requireScope('bob', id, 'others')).toThrow('run-not-found');
    expect(runs.underWay).toBe(1);
    await runs.close();
  });

  test('ending all ends those that wait, too', async () => {
    const { start, runs, look, searches } = running(one);
    start('alice');
    const { id } = start('bob', { range: { lastMinutes: 30 } });
    await runs.close();
    expect(await look('bob', id)).toMatchObject({ state: 'cancelled', queued: null });
    expect(searches.begun().some(({ sec }) => sec === 'bob')).toBe(false);
  });

  test('a fourth that would wait is refused', async () => {
    const { start, runs } = running(one);
    for (const lastMinutes of [1, 2, 3, 4]) start('alice', { range: { lastMinutes } });
    expect(() => start('alice', { range: { lastMinutes: 5 } })).toThrow('too-many-runs');
    expect(start('bob').queued).toEqual({ place: 1 });
    await runs.close();
  });
});

test('a run for which there is no room waits until there is', async () => {
  let hasRoom = false;
  const asked: number[] = [];
  const { time, start, done } = running({
    mayStart: ({ settings }) => {
      asked.push(settings.maxRows);
      return hasRoom;
    },
  });
  const run = start('alice');
  expect(run.queued).toEqual({ place: 1 });
  hasRoom = true;
  time.pass(1000);
  expect(await done('alice', run.id)).toMatchObject({ state: 'done', queued: null });
  expect(asked).toEqual([defaultSettings.maxRows, defaultSettings.maxRows]);
});
