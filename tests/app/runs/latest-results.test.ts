import type { FinishedRun } from '../../../app/runs/latest-result.ts';
import { LatestResults } from '../../../app/runs/latest-results.ts';
import { Revision } from '../../../app/runs/revisions.ts';
import { aFinding } from '../../support/ui-records.ts';
import { aFinishedRun, stopMs } from '../support/finished-run.ts';
import { resultsInMemory } from '../support/results-in-memory.ts';

const minute = 60_000;
const window = (minutes: number, endMs = stopMs) => ({
  startMs: endMs - minutes * minute,
  stopMs: endMs,
});

/** Lengths of the windows of those of a scope, in minutes. */
async function lengthsOf(latest: LatestResults, scope = 'scope'): Promise<number[]> {
  const results = await latest.of(scope);
  return results.map((result) => (result.window.stopMs - result.window.startMs) / minute);
}

/** As if it had so many findings. */
function counting(run: FinishedRun, count: number): FinishedRun {
  return { ...run, revision: new Revision(1, { ...run.revision.findings, count }) };
}

test('are of one scope only', async () => {
  const latest = new LatestResults();
  latest.keep(aFinishedRun([aFinding()], { scope: 'a' }));
  expect(await latest.of('b')).toEqual([]);
  expect(await latest.of('a')).toHaveLength(1);
});

test('come with the latest window first', async () => {
  const latest = new LatestResults();
  latest.keep(aFinishedRun([], { window: window(60, stopMs + minute) }));
  latest.keep(aFinishedRun([], { window: window(1440) }));
  expect(await lengthsOf(latest)).toEqual([60, 1440]);
});

test('a long run stays beside a short one, which its successor of the same length replaces', async () => {
  const latest = new LatestResults();
  latest.keep(aFinishedRun([], { window: window(1440) }));
  latest.keep(aFinishedRun([], { window: window(60, stopMs + minute) }));
  latest.keep(aFinishedRun([], { window: window(60, stopMs + 2 * minute) }));
  expect(await lengthsOf(latest)).toEqual([60, 1440]);
});

test('an earlier window does not replace a later one', async () => {
  const latest = new LatestResults();
  latest.keep(aFinishedRun([], { window: window(60, stopMs + minute) }));
  latest.keep(aFinishedRun([], { window: window(60) }));
  expect(await lengthsOf(latest)).toEqual([60, 60]);
});

test('three of a scope are kept', async () => {
  const latest = new LatestResults();
  for (const minutes of [1, 2, 3, 4]) latest.keep(aFinishedRun([], { window: window(minutes) }));
  expect((await lengthsOf(latest)).toSorted()).toEqual([2, 3, 4]);
});

test('20,000 findings are kept over all scopes, the newest run however large', async () => {
  const latest = new LatestResults();
  latest.keep(counting(aFinishedRun([], { scope: 'a' }), 12_000));
  latest.keep(counting(aFinishedRun([], { scope: 'b' }), 8_000));
  expect([await lengthsOf(latest, 'a'), await lengthsOf(latest, 'b')]).toEqual([[1440], [1440]]);
  latest.keep(counting(aFinishedRun([], { scope: 'c' }), 30_000));
  expect([await lengthsOf(latest, 'a'), await lengthsOf(latest, 'b')]).toEqual([[], []]);
  expect(await lengthsOf(latest, 'c')).toEqual([1440]);
});

test('what a restriction of QRadar cut is left out, because that is set per user', async () => {
  const results = resultsInMemory();
  const latest = new LatestResults();
  const limits = [{ kind: 'administrator' as const, limit: 0 }];
  latest.keep(aFinishedRun([aFinding()], { limits }, results));
  expect(await latest.of('scope')).toEqual([]);
});

test('the findings of a run stay in the store as long as the run is kept', () => {
  const results = resultsInMemory();
  const latest = new LatestResults();
  const run = aFinishedRun([aFinding()], {}, results);
  const letGo = run.revision.hold();
  latest.keep(run);
  letGo();
  expect(results.kept()).toBe(1);
  latest.keep(aFinishedRun([aFinding()], {}, results));
  expect(results.kept()).toBe(1);
});

test('a run replaced while it is summed up gives way to its successor', async () => {
  const latest = new LatestResults();
  latest.keep(aFinishedRun(Array.from({ length: 1200 }, (_, n) => aFinding({ id: `${n}` }))));
  const asked = latest.of('scope');
  latest.keep(aFinishedRun([aFinding({ id: 'of the successor' })]));
  const [result, ...more] = await asked;
  expect([...(result?.findings.all() ?? [])]).toMatchObject([{ id: 'of the successor' }]);
  expect(more).toEqual([]);
});

test('what they were summed up to can be given back, and is summed up again', async () => {
  const latest = new LatestResults();
  expect(latest.giveBack()).toBe(false);
  latest.keep(aFinishedRun([aFinding()]));
  expect(latest.giveBack()).toBe(false);
  const [before] = await latest.of('scope');
  expect(latest.giveBack()).toBe(true);
  expect(latest.giveBack()).toBe(false);
  const [after] = await latest.of('scope');
  expect(after).not.toBe(before);
  expect(after).toEqual(before);
});
