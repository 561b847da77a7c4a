import { checkCodes } from '../../../contract/coverage.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import { lookAtCoverage } from '../../../app/detection/coverage/look.ts';
import { lookAround } from '../../../app/detection/coverage/surroundings.ts';
import { AppError } from '../../../app/ports/app-error.ts';
import type { CoverageStore, KeptCoverage } from '../../../app/ports/coverage-store.ts';
import { CoverageChecks } from '../../../app/runs/coverage-checks.ts';
import { manualTime } from '../support/manual-time.ts';
import { searchesByHand } from '../support/searches-by-hand.ts';

/** Checks whose first search is in the test's hand; the others find nothing at once. */
function checks(mostUnderWay = 2, store = keptInMemory()) {
  const time = manualTime();
  const console = searchesByHand('coverage-clauses');
  const failures: unknown[] = [];
  const all = new CoverageChecks({
    ...time,
    look: lookAtCoverage,
    lookAround,
    surroundingsFor: () => ({
      apiVersion: () =>
        Promise.resolve({
          ...{ version: '26.0', release: '7.5.0', isTested: true, isDeprecated: false },
        }),
      capabilities: () => Promise.resolve(['EventViewer']),
    }),
    portsFor: console.portsFor,
    store,
    mostUnderWay,
    onFailure: (error) => failures.push(error),
  });
  const clauses = () => console.search('coverage-clauses');
  return { all, time, console, clauses, failures, store };
}

/** Results of checks in a list, as a store on the disk keeps them. */
function keptInMemory(): CoverageStore {
  const kept: { readonly scope: string; readonly check: KeptCoverage }[] = [];
  const of = (scope: string) => kept.filter((one) => one.scope === scope);
  return {
    keep: (scope, check) => kept.unshift({ scope, check }),
    latest: (scope) => of(scope).map(({ check }) => check.summary),
    find: (scope, id) => of(scope).find(({ check }) => check.summary.id === id)?.check ?? null,
  };
}

/** Five records of a log source, none of them on the ports. */
const elsewhere = {
  [aliases.logSource]: 7,
  [aliases.records]: 5,
  [aliases.firstSeen]: 1_767_599_000_000,
  [aliases.lastSeen]: 1_767_599_900_000,
};

const asked = (scope: string) => ({
  identity: { sec: scope, csrf: null },
  scope,
  request: { lastMinutes: 60 },
  settings: defaultSettings,
  requestId: 'r1',
});

async function finished({ all, clauses }: ReturnType<typeof checks>, scope: string) {
  const { id } = all.start(asked(scope));
  const search = await clauses();
  search.give(elsewhere);
  search.end();
  return all.view(scope, id, 10_000);
}

test('a check goes on by itself, and a look waits for its end', async () => {
  const { all, clauses } = checks();
  const begun = all.start(asked('a'));
  expect(begun).toMatchObject({ finishedMs: null, result: null, error: null });
  const look = all.view('a', begun.id, 10_000);
  const search = await clauses();
  search.give(elsewhere);
  search.end();
  const { result, error, finishedMs } = await look;
  expect([error, finishedMs]).toEqual([null, 1_767_600_000_000]);
  const verdicts = new Map(result?.checks.map(({ code, verdict }) => [code, verdict]));
  expect(verdicts.get('records')).toBe('missing');
  expect([verdicts.get('api-version'), verdicts.get('rights')]).toEqual(['ok', 'weak']);
  expect(verdicts.size).toBe(checkCodes.length);
});

test('a look at one that is not over answers when its time is', async () => {
  const { all, time } = checks();
  const { id } = all.start(asked('a'));
  const look = all.view('a', id, 10_000);
  time.pass(10_000);
  expect((await look).finishedMs).toBeNull();
  await all.close();
});

test('whoever has the same rights joins and sees; for others there is none', async () => {
  const { all } = checks();
  const first = all.start(asked('a'));
  expect(all.start(asked('a')).id).toBe(first.id);
  await expect(all.view('b', first.id, 0)).rejects.toMatchObject({ code: 'run-not-found' });
  expect(all.latest('b')).toEqual([]);
  await all.close();
});

test('a third at the same time is refused, and there is room again when one is over', async () => {
  const { all } = checks();
  const { id } = all.start(asked('a'));
  all.start(asked('b'));
  expect(() => all.start(asked('c'))).toThrow(new AppError('too-many-runs'));
  await all.cancel('a', id);
  expect(all.start(asked('c')).finishedMs).toBeNull();
  await all.close();
});

test('what fails says so, and is told to the log; what is cancelled is not', async () => {
  const { all, clauses, failures } = checks();
  const lost = new AppError('search-failed');
  const { id } = all.start(asked('a'));
  (await clauses()).fail(lost);
  expect(await all.view('a', id, 10_000)).toMatchObject({ result: null, error: lost });
  const { id: other } = all.start(asked('b'));
  await clauses();
  expect(await all.cancel('b', other)).toMatchObject({ error: { code: 'cancelled' } });
  expect(failures).toEqual([lost]);
});

test('results are kept, newest first, and are there for the same rights after a restart', async () => {
  const started = checks();
  const ids = [];
  for (let n = 0; n < 3; n += 1) ids.push((await finished(started, 'a')).id);
  expect(started.all.latest('a').map(({ id }) => id)).toEqual(ids.toReversed());
  const { all } = checks(2, started.store);
  const [newest] = all.latest('a');
  expect(newest).toMatchObject({ id: ids[2], overall: 'missing', counts: { missing: 1 } });
  expect(await all.view('a', ids[0] ?? '', 0)).toEqual({
    ...(await started.all.view('a', ids[0] ?? '', 0)),
    requestId: '',
  });
  expect(all.latest('b')).toEqual([]);
  await expect(all.view('b', ids[0] ?? '', 0)).rejects.toMatchObject({ code: 'run-not-found' });
});

test('what failed is listed without a result, and not kept', async () => {
  const started = checks();
  const { id } = started.all.start(asked('a'));
  (await started.clauses()).fail(new AppError('search-failed'));
  await started.all.view('a', id, 10_000);
  expect(started.all.latest('a')).toMatchObject([{ id, overall: null, counts: null }]);
  expect(started.store.latest('a')).toEqual([]);
});
