import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readlink, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { openResultStore } from '../../../../app/adapters/store/result-store.ts';
import type { KeptFindings, ResultStore } from '../../../../app/ports/results.ts';
import type { Finding } from '../../../../contract/finding.ts';
import { aFinding, someFindings } from './some-findings.ts';
import type { FindingSink } from '../../../../app/ports/results.ts';
import { drained } from '../../../../app/ports/steps.ts';
import { inOneStep } from '../../support/at-once.ts';

/** The message of an `AppError` is its code. */
const notKept = /^findings-not-kept$/;
const reported: string[] = [];
const opened: ResultStore[] = [];

function open(maxBytes?: number): ResultStore {
  const report = (message: string) => reported.push(message);
  const store = openResultStore({ report, ...(maxBytes === undefined ? {} : { maxBytes }) });
  opened.push(store);
  return store;
}

function keep(store: ResultStore, findings: Iterable<Finding>): KeptFindings {
  return keepJudged(store, (sink) => {
    for (const finding of findings) sink.push(finding);
  }).kept;
}

function keepJudged<T>(store: ResultStore, judge: (sink: FindingSink) => T) {
  return drained(store.keep(inOneStep(judge)));
}

afterEach(() => {
  for (const store of opened.splice(0)) store.close();
  expect(reported.splice(0)).toEqual([]);
});

describe('what was pushed', () => {
  const findings = someFindings(1234);

  test('is found by id, whole', () => {
    const kept = keep(open(), findings);
    expect(kept.count).toBe(1234);
    expect(kept.find('p~0~10.1.2.777')).toEqual(findings[777]);
    expect(kept.find('p~0~10.1.2.1234')).toBeNull();
  });

  test.each([
    ['at the start', 0, 50],
    ['over the edge of a batch', 95, 10],
    ['over several batches', 150, 400],
    ['of everything', 0, 10_000],
    ['at the end, shorter', 1200, 100],
    ['beyond the end, empty', 1234, 100],
    ['far beyond the end, empty', 1_000_000, 100],
    ['of nothing', 10, 0],
  ])('is read a page at a time: %s', (_, offset, limit) => {
    const kept = keep(open(), findings);
    const page = [...kept.texts({ offset, limit })];
    expect(page.map(read)).toEqual(findings.slice(offset, offset + limit));
  });

  test('is read as the texts that it was written as', () => {
    const kept = keep(open(), findings);
    expect([...kept.texts()]).toEqual(findings.map((finding) => JSON.stringify(finding)));
  });

  test('may be nothing', () => {
    const kept = keep(open(), []);
    expect(kept.count).toBe(0);
    expect([...kept.all()]).toEqual([]);
    expect([...kept.texts({ offset: 0, limit: 10 })]).toEqual([]);
    expect(kept.find('')).toBeNull();
  });

  test('of two results stays apart, also while both are read', () => {
    const store = open();
    const one = keep(store, someFindings(250));
    const other = keep(
      store,
      someFindings(250).map((finding) => ({ ...finding, risk: 'LOW' as const, port: 22 })),
    );
    const others = other.all()[Symbol.iterator]();
    for (const finding of one.all()) {
      expect(finding.port).toBe(21);
      expect(others.next().value).toMatchObject({ id: finding.id, port: 22 });
    }
    expect(others.next().done).toBe(true);
    expect(one.find('p~0~10.1.2.3')?.port).toBe(21);
    expect(other.find('p~0~10.1.2.3')?.port).toBe(22);
  });

  test('of an earlier result can be read while the next one is judged', () => {
    const store = open();
    const before = keep(store, findings);
    const { kept } = keepJudged(store, (sink) => {
      for (const finding of before.all()) sink.push({ ...finding, connections: 0 });
    });
    expect(kept.count).toBe(before.count);
    expect(before.find('p~0~10.1.2.7')?.connections).toBe(7);
    expect(kept.find('p~0~10.1.2.7')?.connections).toBe(0);
  });
});

test('keeping answers with what the judgement answers', () => {
  const { judged } = keepJudged(open(), () => ({ isCut: true }));
  expect(judged).toEqual({ isCut: true });
});

/** Any text that a string can hold: control characters, quotes, halves of surrogate pairs. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((codes) => String.fromCharCode(...codes));

test('any findings come back as they were, in their order, whatever their texts', () => {
  const store = open();
  const list = fc.uniqueArray(
    fc
      .record({ id: anyText, user: anyText, source: anyText, bytes: fc.maxSafeNat() })
      .map(({ id, user, source, bytes }) =>
        aFinding(id, {
          source,
          users: [user],
          total: { bytes, knownConnections: 1, lowerBound: false },
        }),
      ),
    { selector: ({ id }) => id, maxLength: 120, size: 'max' },
  );
  fc.assert(
    fc.property(list, fc.nat(120), fc.nat(120), (findings, offset, limit) => {
      const kept = keep(store, findings);
      expect([...kept.all()]).toEqual(findings);
      expect([...kept.texts()].map(read)).toEqual(findings);
      const page = [...kept.texts({ offset, limit })];
      expect(page.map(read)).toEqual(findings.slice(offset, offset + limit));
      for (const finding of findings.slice(offset, offset + 5))
        expect(kept.find(finding.id)).toEqual(finding);
      kept.drop();
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['SQL', "' OR 1=1; DROP TABLE batch; --"],
  ['a NUL', 'p~0\0~x'],
  ['a line break', 'p~\n~x'],
  ['half a surrogate pair', 'p~\ud800~x'],
  ['nothing', ''],
  ['a name of objects', '__proto__'],
  ['very much', 'x'.repeat(100_000)],
])('an id of %s names its own finding and no other', (_, id) => {
  const store = open();
  const kept = keep(store, [...someFindings(3), aFinding(id)]);
  expect(kept.find(id)?.id).toBe(id);
  expect(kept.find(`${id}x`)).toBeNull();
  expect(keep(store, someFindings(3)).find(id)).toBeNull();
});

test('ids that differ in halves of surrogate pairs alone are not taken for each other', () => {
  const kept = keep(open(), [aFinding('\ud800'), aFinding('\udbff'), aFinding('\ufffd')]);
  expect(kept.find('\udbff')?.id).toBe('\udbff');
  expect(kept.find('\ufffd')?.id).toBe('\ufffd');
  expect(kept.find('\udc00')).toBeNull();
});

function read(text: string): unknown {
  return JSON.parse(text);
}

describe('a result that was dropped', () => {
  const dropped = new RangeError('these findings were dropped');

  test('throws whatever is asked of it', () => {
    const kept = keep(open(), someFindings(3));
    kept.drop();
    expect(() => kept.find('p~0~10.1.2.1')).toThrow(dropped);
    expect(() => kept.all()).toThrow(dropped);
    expect(() => kept.texts()).toThrow(dropped);
    expect(() => kept.drop()).toThrow(dropped);
  });

  test('throws in the middle of being read', () => {
    const kept = keep(open(), someFindings(1000));
    const read = () => {
      for (const { connections } of kept.all()) if (connections === 150) kept.drop();
    };
    expect(read).toThrow(dropped);
  });

  test('leaves the others', () => {
    const store = open();
    const [one, other] = [keep(store, someFindings(300)), keep(store, someFindings(300))];
    one.drop();
    expect([...other.all()]).toEqual(someFindings(300));
  });

  test('gives its space back: 50 results one after the other fit where 50 at once do not', () => {
    const findings = someFindings(1000);
    const store = open(256 * 1024);
    for (let round = 0; round < 50; round += 1) keep(store, findings).drop();
    const keepAll = () => {
      for (let round = 0; round < 50; round += 1) keep(store, findings);
    };
    expect(keepAll).toThrow(notKept);
  });
});

test('closing drops every result', () => {
  const store = open();
  const kept = keep(store, someFindings(3));
  store.close();
  opened.length = 0;
  expect(() => kept.all()).toThrow(RangeError);
});

describe('a judgement that fails', () => {
  test('keeps nothing, and its error is thrown on', () => {
    const store = open(256 * 1024);
    const error = new TypeError('no judgement');
    for (let round = 0; round < 20; round += 1) {
      const failing = () =>
        keepJudged(store, (sink) => {
          for (const finding of someFindings(1000)) sink.push(finding);
          throw error;
        });
      expect(failing).toThrow(error);
    }
    expect([...keep(store, someFindings(1000)).all()]).toHaveLength(1000);
  });

  test('keeps nothing where it is given up on the way, and what others kept meanwhile stays', () => {
    const store = open(256 * 1024);
    const others: KeptFindings[] = [];
    for (let round = 0; round < 20; round += 1) {
      const steps = store.keep(function* (sink) {
        for (const finding of someFindings(1000)) {
          sink.push(finding);
          yield;
        }
      });
      for (let step = 0; step < 500; step += 1) expect(steps.next().done).toBe(false);
      if (round === 10) others.push(keep(store, someFindings(300)));
      steps.return(undefined as never);
    }
    expect([...(others[0]?.all() ?? [])]).toHaveLength(300);
  });
});

describe('a disk that is full in the middle of a result', () => {
  test('refuses that result with words, and leaves the earlier ones and those that follow', () => {
    const store = open(256 * 1024);
    const before = keep(store, someFindings(500));
    const refused = () => keep(store, someFindings(20_000));
    expect(refused).toThrow(notKept);
    expect([...before.all()]).toEqual(someFindings(500));
    const after = keep(store, someFindings(500, 'after'));
    expect(after.find('after499')?.connections).toBe(499);
    before.drop();
    expect([...after.all()]).toHaveLength(500);
  });

  test('is told apart from a fault of the judgement that comes of it', () => {
    const store = open(256 * 1024);
    const swallowing = () =>
      keepJudged(store, (sink) => {
        try {
          for (const finding of someFindings(20_000)) sink.push(finding);
        } catch {
          // A judgement that goes on as if its findings were kept.
        }
      });
    expect(swallowing).toThrow(notKept);
  });
});

describe('a process that is killed', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'results-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('leaves no file, and has none that others could read', async () => {
    const script = path.join(import.meta.dirname, 'keep-findings.ts');
    const child = spawn(process.execPath, [script], {
      env: { ...process.env, SQLITE_TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    try {
      const [said] = (await once(child.stdout, 'data')) as [Buffer];
      expect(said.toString()).toBe('10000\n');
      expect(await readdir(folder)).toEqual([]);
      if (process.platform === 'linux') {
        const [file, ...more] = await filesIn(folder, child.pid ?? 0);
        expect(more).toEqual([]);
        expect(file?.target).toMatch(/ \(deleted\)$/);
        expect((file?.mode ?? 0) & 0o777).toBe(0o600);
        expect(file?.size).toBeGreaterThan(1_000_000);
      }
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
    expect(await readdir(folder)).toEqual([]);
  });
});

/** What a process holds open of a folder, also under names that are gone. */
async function filesIn(folder: string, pid: number) {
  const descriptors = `/proc/${pid}/fd`;
  const files = await Promise.all(
    (await readdir(descriptors)).map(async (descriptor) => {
      const file = path.join(descriptors, descriptor);
      const [target, { size, mode }] = await Promise.all([readlink(file), stat(file)]);
      return { target, size, mode };
    }),
  );
  return files.filter(({ target }) => target.startsWith(folder));
}
