import { RememberedRuns } from '../../../app/runs/remembered-runs.ts';

type TestJob = {
  isRunning: boolean;
  weight: number;
  heldBytes: number;
  isDropped: boolean;
  drop: () => void;
};

function aJob(change: Partial<TestJob> = {}): TestJob {
  const none = { isRunning: false, weight: 0, heldBytes: 0, isDropped: false };
  const job = { ...none, ...change, drop: () => undefined };
  return Object.assign(job, {
    drop: () => {
      job.isDropped = true;
    },
  });
}

function remembering(limits: { readonly runs?: number; readonly findings?: number }) {
  const forgotten: string[] = [];
  const remembered = new RememberedRuns<TestJob, { id: string; owner: string; job: TestJob }>(
    { runs: 1000, findings: 1000, ...limits },
    (runId) => forgotten.push(runId),
  );
  const add = (id: string, job = aJob(), owner = 'alice') => {
    remembered.add({ id, owner, job });
    return job;
  };
  return { remembered, forgotten, add };
}

test('a run is found by its owner and by nobody else', () => {
  const { remembered, add } = remembering({});
  add('a');
  expect(remembered.find('alice', 'a')).toMatchObject({ id: 'a' });
  for (const [owner, id] of [
    ['bob', 'a'],
    ['alice', 'b'],
  ] as const)
    expect(() => remembered.find(owner, id)).toThrow('run-not-found');
});

test('what was used least recently is forgotten first, and finding is using', () => {
  const { remembered, forgotten, add } = remembering({ runs: 2 });
  add('a');
  add('b');
  remembered.find('alice', 'a');
  add('c');
  expect(forgotten).toEqual(['b']);
  expect(() => remembered.find('alice', 'b')).toThrow('run-not-found');
});

test('runs are forgotten until the findings of the others fit, and findings of those are dropped', () => {
  const { forgotten, add } = remembering({ findings: 25 });
  const jobs = ['a', 'b', 'c'].map((id) => add(id, aJob({ weight: 10 })));
  expect(forgotten).toEqual(['a']);
  expect(jobs.map(({ isDropped }) => isDropped)).toEqual([true, false, false]);
});

test('findings that several runs share count once, and stay until the last of them', () => {
  const { forgotten, add } = remembering({ findings: 25 });
  const shared = aJob({ weight: 20 });
  add('a', shared);
  add('b', shared);
  expect(forgotten).toEqual([]);
  add('c', aJob({ weight: 10 }));
  expect(forgotten).toEqual(['a', 'b']);
  expect(shared.isDropped).toBe(true);
});

test('findings stay where one of two runs is forgotten for the number of runs', () => {
  const { forgotten, add } = remembering({ runs: 1 });
  const shared = add('a', aJob({ weight: 20 }));
  add('b', shared);
  expect(forgotten).toEqual(['a']);
  expect(shared.isDropped).toBe(false);
});

test('however many runs one session has, it pushes out its own', () => {
  const { remembered, forgotten, add } = remembering({ runs: 10 });
  for (const id of ['b1', 'b2']) add(id, aJob(), 'bob');
  for (let n = 0; n < 1005; n += 1) add(`a${n}`);
  expect(forgotten).toEqual(Array.from({ length: 997 }, (_, n) => `a${n}`));
  expect(remembered.find('bob', 'b1')).toMatchObject({ id: 'b1' });
});

test('however much one session found, it pushes out its own, though others were used before', () => {
  const { forgotten, add } = remembering({ findings: 25 });
  for (const id of ['b1', 'b2']) add(id, aJob({ weight: 2 }), 'bob');
  for (const id of ['a1', 'a2', 'a3']) add(id, aJob({ weight: 10 }));
  expect(forgotten).toEqual(['a1']);
});

test('what each used last goes only where nobody has more than that, and then the oldest', () => {
  const { forgotten, add } = remembering({ findings: 25 });
  add('b', aJob({ weight: 5 }), 'bob');
  add('a', aJob({ weight: 24 }));
  expect(forgotten).toEqual(['b']);
});

test('what is under way is not forgotten; once it is over, it may be', () => {
  const { remembered, forgotten, add } = remembering({ runs: 1 });
  const underWay = add('a', aJob({ isRunning: true }));
  add('b', aJob({ isRunning: true }));
  expect(forgotten).toEqual([]);
  underWay.isRunning = false;
  remembered.trim();
  expect(forgotten).toEqual(['a']);
});

test('jobs are listed once each, in the order of their start', () => {
  const { remembered, add } = remembering({});
  const [one, two] = [add('a'), add('b')];
  add('c', one);
  remembered.find('alice', 'a');
  expect([...remembered.jobs]).toEqual([one, two]);
});

test('given back are runs that are over and hold much memory, half of them at a time', () => {
  const { remembered, forgotten, add } = remembering({});
  const much = { heldBytes: 10e6 };
  add('running', aJob({ ...much, isRunning: true }));
  add('on disk', aJob());
  for (const id of ['a', 'b', 'c']) add(id, aJob(much));
  expect(remembered.giveBack()).toBe(true);
  expect(forgotten).toEqual(['a', 'b']);
  expect(remembered.giveBack()).toBe(true);
  expect(remembered.giveBack()).toBe(false);
  expect(forgotten).toEqual(['a', 'b', 'c']);
});
