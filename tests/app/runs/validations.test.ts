import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultSettings } from '../../../contract/default-settings.ts';
import { validationSchema, type ValidationRequest } from '../../../contract/validation.ts';
import { openStore } from '../../../app/adapters/store/open-store.ts';
import { createValidationStore } from '../../../app/adapters/store/validation-store.ts';
import { validate } from '../../../app/detection/validate.ts';
import { predictCard } from '../../../app/detection/validation/prepare.ts';
import { sourcesNow } from '../../../app/detection/validation/validity.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import { AppError } from '../../../app/ports/app-error.ts';
import { Validations } from '../../../app/runs/validations.ts';
import { manualTime } from '../support/manual-time.ts';
import { searchesByHand } from '../support/searches-by-hand.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A bench whose search of log sources is in the test's hand; the others find nothing at once. */
function bench({ folder = mkdtempSync(path.join(tmpdir(), 'bench-')), mostUnderWay = 2 } = {}) {
  folders.push(folder);
  const time = manualTime();
  const console = searchesByHand('validation-sources');
  const store = openStore({ folder, clock: time.clock, report: () => undefined });
  const failures: unknown[] = [];
  const validations = new Validations({
    ...time,
    predict: predictCard,
    validate,
    sources: sourcesNow,
    portsFor: console.portsFor,
    store: createValidationStore({ store }),
    mostUnderWay,
    onFailure: (error) => failures.push(error),
  });
  return { validations, time, console, store, failures, folder };
}
type Bench = ReturnType<typeof bench>;

const nowMs = 1_767_600_000_000;
const request: ValidationRequest = {
  ...{ technique: 'ftp-c2', variant: 'test', source: '10.0.0.5', host: null, bytes: null },
  target: '93.184.216.34',
};
const asker = (scope = 'a') => ({
  identity: { sec: scope, csrf: null },
  ...{ scope, user: 'ann', settings: defaultSettings, requestId: 'r1', request },
});

async function prepared({ validations }: Bench, scope = 'a') {
  const { id } = validations.prepare(asker(scope));
  return validations.view(asker(scope), id, 60_000);
}

/** Records of one log source an hour ago, by which the console is no longer empty. */
const sourceRow = (id: number, lastMs: number) => ({
  [aliases.logSource]: id,
  [aliases.logSourceName]: `ls-${id}`,
  ...{ [aliases.sysmonEvent]: 1, [aliases.ofHost]: 1, [aliases.lag]: 0, [aliases.records]: 5 },
  ...{ [aliases.firstSeen]: nowMs - 3_600_000, [aliases.lastSeen]: lastMs },
});

async function looked(all: Bench, id: string, sources: readonly number[], scope = 'a') {
  const stopMs = all.time.clock.nowMs() - 600_000;
  all.validations.check(asker(scope), id, { startMs: stopMs - 60_000, stopMs });
  const search = await all.console.search('validation-sources');
  search.give(...sources.map((source) => sourceRow(source, stopMs)));
  search.end();
  return all.validations.view(asker(scope), id, 60_000);
}

test('a card is stated beforehand, with a receipt that anybody can check', async () => {
  const all = bench();
  const view = await prepared(all);
  expect(view).toMatchObject({
    ...{ state: 'prepared', user: 'ann', createdMs: nowMs, isBeforehand: null, error: null },
    prediction: { madeMs: nowMs, fires: true, protocol: 'FTP' },
    receipt: { properties: { sent: ['Bytes Sent'] } },
  });
  expect(view.marker).toMatch(/^tw[a-z0-9]{8}$/);
  expect(JSON.stringify(view.recipe)).toContain(view.marker);
  const { sha256 = '', statement = '' } = view.receipt ?? {};
  expect(createHash('sha256').update(statement).digest('hex')).toBe(sha256);
  expect(JSON.parse(statement)).toMatchObject({ marker: view.marker, prediction: view.prediction });
  expect(validationSchema.parse({ ...view, problem: null })).toMatchObject({ id: view.id });
  all.store.close();
});

test('two validations have two markers, and another technique another text', async () => {
  const all = bench();
  const [one, other] = [await prepared(all), await prepared(all)];
  expect(one.marker).not.toBe(other.marker);
  expect(one.receipt?.sha256).not.toBe(other.receipt?.sha256);
  all.store.close();
});

test('a look waits for its searches, is kept, and tells whether the card was stated before', async () => {
  const all = bench();
  const { id } = await prepared(all);
  all.time.pass(3_600_000);
  const view = await looked(all, id, [7]);
  expect(view).toMatchObject({ state: 'checked', isBeforehand: true, error: null });
  expect(view.result).toMatchObject({
    state: 'failed',
    detection: { answer: 'no-connection' },
    logSources: [{ id: 7, name: 'ls-7' }],
    failures: [],
  });
  expect(view.result?.queries.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['validation-sources', 'validation-signals', 'connections']),
  );
  all.store.close();
});

test('a card that is stated after the test is not one that was stated before', async () => {
  const all = bench();
  const { id } = await prepared(all);
  const { isBeforehand } = await looked(all, id, [7]);
  expect(isBeforehand).toBe(false);
  all.store.close();
});

test('records outlive the process, and are seen with the same rights only', async () => {
  const first = bench();
  const { id } = await prepared(first);
  await looked(first, id, [7]);
  first.store.close();
  const second = bench({ folder: first.folder });
  folders.pop();
  expect(second.validations.all(asker('a'))).toMatchObject([{ id, state: 'checked' }]);
  expect(second.validations.all(asker('b'))).toEqual([]);
  await expect(second.validations.view(asker('b'), id, 0)).rejects.toMatchObject({
    code: 'validation-not-found',
  });
  expect(() => second.validations.check(asker('b'), id, { startMs: 1, stopMs: 2 })).toThrow(
    new AppError('validation-not-found'),
  );
  second.store.close();
});

test('what is left of it: its age, a rule that was changed, log sources that came and went', async () => {
  const all = bench();
  const { id } = await prepared(all);
  await looked(all, id, [7, 8]);
  all.time.pass(12 * 24 * 3_600_000);
  const before = await all.validations.view(asker(), id, 0);
  expect(before.validity).toEqual({
    ...{ ageMs: 12 * 24 * 3_600_000, isRuleChanged: false, changedSources: null },
  });
  const settings = { ...defaultSettings, categories: [9001] };
  const changed = await all.validations.view({ scope: 'a', settings }, id, 0);
  expect(changed.validity?.isRuleChanged).toBe(true);
  const { signal } = new AbortController();
  const validity = all.validations.validity({ ...asker(), settings }, id, signal);
  const search = await all.console.search('validation-sources');
  search.give(sourceRow(8, nowMs), sourceRow(9, nowMs));
  search.end();
  expect((await validity).changedSources).toEqual([
    { id: 7, name: 'ls-7', isNew: false },
    { id: 9, name: 'ls-9', isNew: true },
  ]);
  all.store.close();
});

test('a rule that was changed between is told of the card', async () => {
  const all = bench();
  const { id } = await prepared(all);
  const settings = { ...defaultSettings, categories: [9001] };
  const stopMs = nowMs - 600_000;
  all.validations.check({ ...asker(), settings }, id, { startMs: stopMs - 60_000, stopMs });
  const search = await all.console.search('validation-sources');
  search.give(sourceRow(7, stopMs));
  search.end();
  const { result, receipt } = await all.validations.view(asker(), id, 60_000);
  expect(result?.ruleVersion).not.toBe(receipt?.ruleVersion);
  all.store.close();
});

test('times that cannot be are refused', async () => {
  const all = bench();
  const { id } = await prepared(all);
  const day = 24 * 3_600_000;
  for (const [startMs, stopMs, code] of [
    [nowMs, nowMs + 120_000, 'test-time-future'],
    [nowMs - 1_000, nowMs - 2_000, 'test-time-invalid'],
    [nowMs - 2 * day, nowMs, 'test-time-invalid'],
    [nowMs - 32 * day, nowMs - 32 * day + 1_000, 'test-time-too-old'],
    [1_767_600, 1_767_601, 'test-time-invalid'],
    [nowMs - 1_000.5, nowMs, 'test-time-invalid'],
  ] as const)
    expect(() => all.validations.check(asker(), id, { startMs, stopMs })).toThrow(
      new AppError(code),
    );
  all.store.close();
});

test('a search that fails half-way leaves what is told without it, and the record says so', async () => {
  const all = bench();
  const { id } = await prepared(all);
  const stopMs = nowMs - 600_000;
  all.validations.check(asker(), id, { startMs: stopMs - 60_000, stopMs });
  const search = await all.console.search('validation-sources');
  search.give(sourceRow(7, stopMs));
  search.fail(new AppError('search-failed'));
  const { result } = await all.validations.view(asker(), id, 60_000);
  expect(result).toMatchObject({
    ...{ state: 'cannot-know', logSources: null },
    failures: [{ search: 'validation-sources', reason: 'no-answer' }],
  });
  for (const { answer, events } of result?.signals ?? [])
    expect([answer, events]).toEqual(['cannot-know', null]);
  all.store.close();
});

test('a look that is given up leaves what was found before, and is not told to the log', async () => {
  const all = bench();
  const { id } = await prepared(all);
  await looked(all, id, [7]);
  const stopMs = nowMs - 600_000;
  all.validations.check(asker(), id, { startMs: stopMs - 60_000, stopMs });
  await all.console.search('validation-sources');
  const view = await all.validations.cancel(asker(), id);
  expect(view).toMatchObject({ state: 'checked', error: { code: 'cancelled' } });
  expect(all.failures).toEqual([]);
  all.store.close();
});

test('more than there is room for are refused, and a look that is under way is joined', async () => {
  const all = bench({ mostUnderWay: 1 });
  const { id } = await prepared(all);
  const ran = { startMs: nowMs - 660_000, stopMs: nowMs - 600_000 };
  all.validations.check(asker(), id, ran);
  expect(all.validations.check(asker(), id, ran)).toMatchObject({ id, state: 'checking' });
  expect(() => all.validations.prepare(asker())).toThrow(new AppError('too-many-runs'));
  await all.validations.close();
  all.store.close();
});

test('a session that ends while a card is stated says so; a look states it again', async () => {
  const all = bench();
  const portsFor = all.console.portsFor;
  let isOver = true;
  const validations = new Validations({
    ...all.time,
    predict: predictCard,
    validate,
    sources: sourcesNow,
    portsFor: (identity) => {
      const ports = portsFor(identity);
      if (!isOver) return ports;
      const eventFields = () => Promise.reject(new AppError('not-signed-in'));
      return { ...ports, facts: { ...ports.facts, eventFields } };
    },
    store: createValidationStore({ store: all.store }),
    mostUnderWay: 2,
    onFailure: () => undefined,
  });
  const { id } = validations.prepare(asker());
  expect(await validations.view(asker(), id, 60_000)).toMatchObject({
    ...{ state: 'prepared', prediction: null, error: { code: 'not-signed-in' } },
  });
  isOver = false;
  validations.check(asker(), id, { startMs: nowMs - 660_000, stopMs: nowMs - 600_000 });
  const search = await all.console.search('validation-sources');
  search.end();
  expect(await validations.view(asker(), id, 60_000)).toMatchObject({
    ...{ state: 'checked', error: null, isBeforehand: false },
  });
  all.store.close();
});
