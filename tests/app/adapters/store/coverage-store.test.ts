import { createCoverageStore } from '../../../../app/adapters/store/coverage-store.ts';
import type { Store } from '../../../../app/adapters/store/open-store.ts';
import type { KeptCoverage } from '../../../../app/ports/coverage-store.ts';
import { aCoverage, aCoverageResult } from '../../../ui/coverage/coverage-records.ts';
import { useFreshFolder } from './fresh-folder.ts';

const fresh = useFreshFolder();
const report = (message: string) => fresh.reported.push(message);
const clock = { nowMs: () => fresh.nowMs, monotonicMs: () => fresh.nowMs };
const checksIn = (store: Store) => createCoverageStore({ store, clock, report });
const dayMs = 86_400_000;

const { window, queries } = aCoverage();
const kept = (id: string, finishedMs: number, name = 'fw-01'): KeptCoverage => {
  const result = aCoverageResult({
    checks: [
      {
        ...{ code: 'sole-source', verdict: 'ok', unknown: null },
        evidence: { id: 7, name, share: 0.5, logSources: 2 },
      },
    ],
  });
  const counts = { ok: 1, weak: 0, missing: 0, 'cannot-know': 0 };
  return {
    summary: { id, window, startedMs: finishedMs, finishedMs, overall: 'ok', counts },
    queries,
    result,
  };
};

test('results are there after a restart, for their own scope only, newest first', () => {
  const store = fresh.open();
  const before = checksIn(store);
  const [first, second] = [kept('c1', fresh.nowMs - 2), kept('c2', fresh.nowMs - 1)];
  before.keep('a', first);
  before.keep('a', second);
  before.keep('b', kept('c3', fresh.nowMs));
  store.close();
  const after = checksIn(fresh.open());
  expect(after.latest('a')).toEqual([second.summary, first.summary]);
  expect(after.find('a', 'c1')).toEqual(first);
  expect(after.find('b', 'c1')).toBeNull();
  expect(after.latest('c')).toEqual([]);
  expect(fresh.reported).toEqual([]);
});

test('of a scope ten are kept, and nothing for longer than a month', () => {
  const checks = checksIn(fresh.open());
  for (let n = 0; n < 12; n += 1) checks.keep('a', kept(`a${n}`, fresh.nowMs + n));
  expect(checks.latest('a').map(({ id }) => id)).toEqual(
    [11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((n) => `a${n}`),
  );
  fresh.nowMs += 32 * dayMs;
  checks.keep('b', kept('b1', fresh.nowMs));
  expect(checks.latest('a')).toEqual([]);
  expect(checks.latest('b')).toHaveLength(1);
});

test('the oldest of all scopes make room where results are large', () => {
  const checks = checksIn(fresh.open());
  // Not compressible: each of them needs most of the room.
  const large = () => Array.from({ length: 85_000 }, () => crypto.randomUUID()).join('');
  checks.keep('a', kept('a1', fresh.nowMs, large()));
  checks.keep('b', kept('b1', fresh.nowMs + 1));
  expect([checks.latest('a').length, checks.latest('b').length]).toEqual([1, 1]);
  checks.keep('c', kept('c1', fresh.nowMs + 2, large() + large()));
  expect([checks.latest('a').length, checks.latest('b').length]).toEqual([0, 1]);
  expect(checks.find('c', 'c1')?.summary.id).toBe('c1');
});

test('the scope itself is not in the file', () => {
  const store = fresh.open();
  checksIn(store).keep('["console",1,"secret"]', kept('c1', fresh.nowMs));
  const rows = store.read((database) => database.prepare('SELECT * FROM coverage').all(), []);
  expect(JSON.stringify(rows)).not.toContain('secret');
});

test('a row of another shape is left out, and one that is damaged is reported', () => {
  const store = fresh.open();
  const checks = checksIn(store);
  checks.keep('a', kept('c1', fresh.nowMs));
  store.write((database) => database.exec(`UPDATE coverage SET summary = '{"id":1}'`));
  expect([checks.latest('a'), checks.find('a', 'c1')]).toEqual([[], null]);
  store.write((database) => database.exec(`UPDATE coverage SET body = X'FFFF'`));
  expect(checks.find('a', 'c1')).toBeNull();
  expect(fresh.reported).toEqual(['results of checks cannot be read']);
});

test('a store that cannot be written is reported once, and ends nothing', () => {
  const store = fresh.open();
  store.write((database) => database.exec('DROP TABLE coverage'));
  const checks = checksIn(store);
  checks.keep('a', kept('c1', fresh.nowMs));
  checks.keep('a', kept('c2', fresh.nowMs));
  expect(fresh.reported).toEqual(['the result of a check cannot be kept']);
});
