/** One detection, shared: what becomes of it, with the detection itself and searches in the test's hand. */
import { defaultSettings } from '../../../contract/default-settings.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import { detect } from '../../../app/detection/detect.ts';
import type { WaitingForConsole } from '../../../contract/run.ts';
import { AppError } from '../../../app/ports/app-error.ts';
import type { ResultStore } from '../../../app/ports/results.ts';
import { Job, type JobOptions } from '../../../app/runs/job.ts';
import type { FinishedRun } from '../../../app/runs/latest-result.ts';
import { arielRow } from '../detection/builders.ts';
import { manualTime } from '../support/manual-time.ts';
import { resultsInMemory } from '../support/results-in-memory.ts';
import { searchesByHand, until } from '../support/searches-by-hand.ts';

const session = (sec: string) => ({ sec, csrf: null });
const hour = { startMs: 1_767_596_400_000, stopMs: 1_767_600_000_000 };

/** A finding of its own over SMB, one coalesced record: nothing more is asked of it. */
const smb = (source: string) =>
  arielRow({ [aliases.source]: source, [aliases.destinationPort]: 445, [aliases.records]: 1 });
/** A finding whose single records are looked for. */
const ftp = (source: string) => arielRow({ [aliases.source]: source });

function startJob(change: Partial<JobOptions> = {}) {
  const time = manualTime();
  const searches = searchesByHand('connections', 'records');
  const results = resultsInMemory();
  const failures: unknown[] = [];
  const finished: FinishedRun[] = [];
  const job = new Job(
    {
      scope: 'analysts',
      profile: 'corrected',
      range: { window: hour },
      window: hour,
      settings: defaultSettings,
    },
    {
      ...time,
      detect,
      portsFor: searches.portsFor,
      results,
      isMemoryShort: () => false,
      memoryInWords: () => 'heap 150 of 160 MB',
      onFailure: (error) => failures.push(error),
      onFinished: (run) => finished.push(run),
      ...change,
    },
  );
  job.subscribe('of alice', session('alice'));
  const over = job.run();
  const read = async (...rows: readonly unknown[]) => {
    const before = job.standing.rows;
    (await searches.search('connections')).give(...rows);
    await until(() => job.standing.rows === before + rows.length || !job.isRunning);
  };
  const end = async () => (await searches.search('connections')).end();
  const sources = () => [...job.latest.findings.all()].map(({ source }) => source).sort();
  return { time, searches, results, failures, finished, job, over, read, end, sources };
}

test('goes from its question to its findings', async () => {
  const { time, job, read, end, over, sources, results, failures } = startJob();
  expect(job.look()).toMatchObject({ state: 'running', step: 'facts', findings: 0, revision: 0 });
  await read(smb('10.0.0.1'), smb('10.0.0.2'));
  time.pass(4000);
  await end();
  await over;
  expect(job.look()).toMatchObject({
    state: 'done',
    step: 'done',
    percent: 100,
    rows: 2,
    findings: 2,
    revision: 1,
    flows: 'used',
    properties: { sent: ['Bytes Sent'], received: ['Bytes Received'], total: [] },
    error: null,
  });
  const { startedMs, finishedMs } = job.standing;
  expect((finishedMs ?? 0) - startedMs).toBe(4000);
  expect(sources()).toEqual(['10.0.0.1', '10.0.0.2']);
  expect([results.kept(), failures]).toEqual([1, []]);
});

describe('while rows are read', () => {
  test('a look shows what was found until then, and the end shows all of it', async () => {
    const { time, job, read, end, over, sources } = startJob();
    await read(smb('10.0.0.1'));
    time.pass(1000);
    expect(job.look()).toMatchObject({ state: 'running', step: 'read', findings: 1, revision: 1 });
    await read(smb('10.0.0.2'));
    expect(sources()).toEqual(['10.0.0.1']);
    await end();
    await over;
    expect(job.look()).toMatchObject({ state: 'done', findings: 2, revision: 2 });
    expect(sources()).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  test('asking what it stands for judges nothing', async () => {
    const { time, job, read } = startJob();
    await read(smb('10.0.0.1'));
    time.pass(5000);
    expect([job.standing.state, job.weight, job.latest.number]).toEqual(['running', 0, 0]);
    job.abort();
  });
});

describe('while single records are looked for', () => {
  test('who waits is answered after half a second, and sees what was found', async () => {
    const { time, job, read, end, searches, over } = startJob();
    await read(ftp('10.0.0.1'));
    let isAnswered = false;
    const answer = job.news(10_000, 0).then(() => {
      isAnswered = true;
    });
    await end();
    await searches.search('records');
    time.pass(499);
    await new Promise((resolve) => setImmediate(resolve));
    expect(isAnswered).toBe(false);
    time.pass(1);
    await answer;
    expect(job.look()).toMatchObject({
      state: 'running',
      step: 'stitch',
      findings: 1,
      revision: 1,
    });
    (await searches.search('records')).end();
    await over;
    expect(job.look()).toMatchObject({ state: 'done', revision: 2 });
  });

  test('nothing is judged twice where that takes less than half a second', async () => {
    const { time, job, read, end, searches, over } = startJob();
    await read(ftp('10.0.0.1'));
    await end();
    await searches.search('records');
    time.pass(400);
    (await searches.search('records')).end();
    await over;
    time.pass(5000);
    expect(job.look()).toMatchObject({ state: 'done', findings: 1, revision: 1 });
  });
});

test('while the console is waited for, it says so, and no longer than that', async () => {
  const searches = searchesByHand('connections');
  const told: ((waiting: WaitingForConsole | null) => void)[] = [];
  const { job, over } = startJob({
    portsFor: (identity, onWaiting) => {
      told.push(onWaiting);
      return searches.portsFor(identity);
    },
  });
  await searches.search('connections');
  const waiting = { sinceMs: 1_767_600_000_000, cause: 'no-answer' } as const;
  expect(job.look().waiting).toBeNull();
  told[0]?.(waiting);
  expect(job.look()).toMatchObject({ state: 'running', waiting });
  told[0]?.(null);
  expect(job.look().waiting).toBeNull();
  told[0]?.(waiting);
  job.abort();
  await over;
  told[0]?.(waiting);
  expect(job.look()).toMatchObject({ state: 'cancelled', waiting: null });
});

describe('when it is left', () => {
  test('by one of two, it goes on', async () => {
    const { job, read, end, over } = startJob();
    job.subscribe('of bob', session('bob'));
    expect(job.unsubscribe('of alice')).toBe(true);
    await read(smb('10.0.0.1'));
    await end();
    await over;
    expect(job.look()).toMatchObject({ state: 'done', findings: 1 });
  });

  test('by the last, it ends at once, with what was found and without its searches', async () => {
    const { job, read, over, searches, sources, failures, finished } = startJob();
    await read(smb('10.0.0.1'));
    expect(job.unsubscribe('of alice')).toBe(false);
    expect(job.look()).toMatchObject({ state: 'cancelled', findings: 1, error: null });
    await over;
    expect(searches.begun().every((search) => search.isClosed())).toBe(true);
    expect(sources()).toEqual(['10.0.0.1']);
    expect([failures, finished]).toEqual([[], []]);
  });

  test('by the last, who waits is answered', async () => {
    const { job, read, over } = startJob();
    await read(smb('10.0.0.1'));
    const answer = job.news(10_000, Infinity);
    job.abort();
    await answer;
    await over;
    expect(job.standing.finishedMs).not.toBeNull();
  });
});

describe('when it fails', () => {
  test('it says why, and shows what was read before', async () => {
    const { job, read, searches, over, sources, failures, finished } = startJob();
    await read(smb('10.0.0.1'));
    const failure = new AppError('search-lost');
    (await searches.search('connections')).fail(failure);
    await over;
    expect(job.look()).toMatchObject({ state: 'failed', error: failure, findings: 1 });
    expect(sources()).toEqual(['10.0.0.1']);
    expect([failures, finished]).toEqual([[failure], []]);
  });

  test('because its findings cannot be kept, it says that, and keeps what it had', async () => {
    const results = resultsInMemory();
    const full = new Error('the disk is full');
    let isFull = false;
    const keep: ResultStore['keep'] = (judge) => {
      if (isFull) throw full;
      return results.keep(judge);
    };
    const { time, job, read, end, over, sources } = startJob({ results: { ...results, keep } });
    await read(smb('10.0.0.1'));
    time.pass(1000);
    job.look();
    isFull = true;
    await end();
    await over;
    expect(job.look()).toMatchObject({ state: 'failed', error: full, findings: 1, revision: 1 });
    expect(sources()).toEqual(['10.0.0.1']);
  });

  test('and what was read cannot be judged either, it still ends', async () => {
    const full = new Error('the disk is full');
    const keep = () => {
      throw full;
    };
    const results = { ...resultsInMemory(), keep };
    const { job, read, over, failures } = startJob({ results });
    await read(smb('10.0.0.1'));
    job.abort();
    await over;
    expect(job.look()).toMatchObject({ state: 'cancelled', findings: 0 });
    expect(failures).toEqual([full]);
  });

  test('for want of memory, it ends with words, and shows what was read', async () => {
    let isShort = false;
    const { job, read, over, sources, searches } = startJob({ isMemoryShort: () => isShort });
    await read(smb('10.0.0.1'));
    isShort = true;
    await read(smb('10.0.0.2'));
    await over;
    const { error, ...view } = job.look();
    expect(error).toMatchObject({ code: 'memory-short' });
    expect(view).toMatchObject({ state: 'failed', findings: 2 });
    expect(sources()).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(searches.begun().every((search) => search.isClosed())).toBe(true);
  });
});

test('memory is asked for the findings that its rows may become, up to the most it keeps', async () => {
  const reserves: number[] = [];
  const { job, read } = startJob({
    isMemoryShort: (reserve = 0) => {
      reserves.push(reserve);
      return false;
    },
  });
  await read(smb('10.0.0.1'));
  await read(...Array.from({ length: 3 }, (_, n) => smb(`10.0.1.${n}`)));
  const [one = 0, four = 0] = reserves.slice(-2);
  expect(four / one).toBe(4);
  job.abort();
});

describe('when the session it acts as ends', () => {
  test('it goes on as the next one, from the beginning', async () => {
    const { job, read, searches, over, sources, failures } = startJob();
    job.subscribe('of bob', session('bob'));
    await read(smb('10.0.0.1'));
    (await searches.search('connections')).fail(new AppError('not-signed-in'));
    await until(() => searches.begun().some(({ sec }) => sec === 'bob'));
    const connections = await searches.search('connections');
    expect(connections.sec).toBe('bob');
    connections.give(smb('10.0.0.2'));
    connections.end();
    await over;
    expect(job.look()).toMatchObject({ state: 'done', findings: 1, rows: 1 });
    expect([sources(), failures]).toEqual([['10.0.0.2'], []]);
  });

  test('it fails where there is no other', async () => {
    const { job, read, searches, over } = startJob();
    await read(smb('10.0.0.1'));
    (await searches.search('connections')).fail(new AppError('not-signed-in'));
    await over;
    expect(job.look()).toMatchObject({ state: 'failed', error: { code: 'not-signed-in' } });
  });
});

describe('what ended whole', () => {
  test('is handed on with its findings', async () => {
    const { job, read, end, over, finished } = startJob();
    await read(smb('10.0.0.1'));
    await end();
    await over;
    const { scope, profile, window, settings } = job.subject;
    expect(finished).toEqual([
      {
        scope,
        profile,
        window,
        settings,
        flows: job.standing.flows,
        limits: [],
        finishedMs: job.standing.finishedMs,
        revision: job.latest,
      },
    ]);
  });

  test('stays done where what is told of it fails', async () => {
    const fault = new Error('a fault of ours');
    const { job, end, over, failures } = startJob({
      onFinished: () => {
        throw fault;
      },
    });
    await end();
    await over;
    expect(job.look()).toMatchObject({ state: 'done', error: null });
    expect(failures).toEqual([fault]);
  });
});

test('its findings leave the store with it', async () => {
  const { job, read, end, over, results } = startJob();
  await read(smb('10.0.0.1'));
  await end();
  await over;
  job.drop();
  expect(results.kept()).toBe(0);
});
