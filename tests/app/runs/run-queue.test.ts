import { RunQueue, type QueueLimits } from '../../../app/runs/run-queue.ts';
import { manualTime } from '../support/manual-time.ts';

function queue(change: Partial<QueueLimits> = {}, mayStart: () => boolean = () => true) {
  const time = manualTime();
  const begun: string[] = [];
  const runs = new RunQueue<string>({
    limits: { jobs: 3, jobsPerSession: 2, waiting: 50, waitingPerSession: 3, ...change },
    timers: time.timers,
    mayStart,
    begin: (job) => begun.push(job),
  });
  /** A detection like `a1`, of session `a`, with a run of the same name. */
  const ask = (...jobs: readonly string[]) => {
    for (const job of jobs) {
      runs.requirePlace(job.charAt(0));
      runs.join(job, job, job.charAt(0));
    }
  };
  return { time, begun, runs, ask };
}

test('begins at once while there is a place, and then waits for one', () => {
  const { begun, runs, ask } = queue();
  ask('a1', 'b1', 'c1', 'd1', 'e1');
  expect(begun).toEqual(['a1', 'b1', 'c1']);
  expect(['a1', 'd1', 'e1', 'unknown'].map((job) => runs.placeOf(job))).toEqual([null, 1, 2, null]);
  runs.remove('b1');
  expect(begun).toEqual(['a1', 'b1', 'c1', 'd1']);
  expect(runs.placeOf('e1')).toBe(1);
});

test('one session never has all places', () => {
  const { begun, runs, ask } = queue();
  ask('a1', 'a2', 'a3');
  expect(begun).toEqual(['a1', 'a2']);
  expect(runs.placeOf('a3')).toBe(1);
  ask('b1');
  expect(begun).toEqual(['a1', 'a2', 'b1']);
  runs.remove('a1');
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
});

test('a session’s second waits behind the first of others that come later', () => {
  const { begun, runs, ask } = queue({ jobs: 1 });
  ask('a1', 'a2', 'b1');
  expect(['a2', 'b1'].map((job) => runs.placeOf(job))).toEqual([2, 1]);
  runs.remove('a1');
  runs.remove('b1');
  expect(begun).toEqual(['a1', 'b1', 'a2']);
});

test('who waits moves forward only, as long as nobody comes who has fewer', () => {
  const { begun, runs, ask } = queue({ jobs: 1 });
  ask('a1', 'a2', 'a3', 'b1', 'c1', 'c2');
  const seen: (number | null)[] = [];
  for (let n = 0; n < 5; n += 1) {
    seen.push(runs.placeOf('c2'));
    runs.remove(begun.at(-1) ?? '');
  }
  expect(seen).toEqual([4, 3, 2, 1, null]);
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
});

test('what waits is taken out when nobody wants it any more', () => {
  const { begun, runs, ask } = queue({ jobs: 1 });
  ask('a1', 'b1', 'c1');
  runs.remove('b1');
  expect(runs.placeOf('c1')).toBe(1);
  runs.remove('a1');
  expect(begun).toEqual(['a1', 'c1']);
});

test('who joins what waits may move it forward, and leaving moves it back', () => {
  const { runs, ask } = queue({ jobs: 1 });
  ask('a1', 'a2', 'b1');
  runs.join('a2', 'c of a2', 'c');
  expect(['a2', 'b1'].map((job) => runs.placeOf(job))).toEqual([1, 2]);
  runs.leave('a2', 'c of a2');
  expect(['a2', 'b1'].map((job) => runs.placeOf(job))).toEqual([2, 1]);
});

test('more than may wait are refused: of one session, and of all', () => {
  const { ask } = queue({ jobs: 1, waiting: 4 });
  ask('a1', 'a2', 'a3', 'a4');
  expect(() => ask('a5')).toThrow('too-many-runs');
  ask('b1');
  expect(() => ask('c1')).toThrow('too-many-runs');
});

test('where there is no room for it, it is asked again until there is', () => {
  let hasRoom = false;
  const { time, begun, runs, ask } = queue({}, () => hasRoom);
  ask('a1', 'b1');
  time.pass(5000);
  expect([begun, runs.placeOf('a1'), runs.placeOf('b1')]).toEqual([[], 1, 2]);
  hasRoom = true;
  time.pass(1000);
  expect([begun, time.pending()]).toEqual([['a1', 'b1'], 0]);
});

test('cleared, nothing begins and nothing is asked any more', () => {
  const { time, begun, runs, ask } = queue({}, () => false);
  ask('a1');
  runs.clear();
  expect([begun, time.pending(), runs.placeOf('a1')]).toEqual([[], 0, null]);
});
