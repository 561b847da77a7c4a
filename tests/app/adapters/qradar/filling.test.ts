import type { FillingAsked } from '../../../../app/ports/console-facts.ts';
import { aliases } from '../../../../app/detection/aql/columns.ts';
import { alice, consoleOf, never, type Reported } from '../support/console-of.ts';
import {
  healthy,
  rangeOf,
  search,
  startScriptedConsole,
  type ScriptedConsole,
} from '../support/scripted-console.ts';

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const noonMs = 1_767_600_000_000;

let scripted: ScriptedConsole;
beforeEach(async () => {
  const rows = [{ [`${aliases.filled}1`]: 1, [aliases.records]: 7.0 }];
  scripted = await startScriptedConsole({
    ...healthy(),
    'GET /ariel/searches/{id}': ({ id }) => ({ body: search({ search_id: id, record_count: 1 }) }),
    'GET /ariel/searches/{id}/results': (asked) => rangeOf(rows, asked),
  });
});
afterEach(() => scripted.close());

const created = () => scripted.routes().filter((route) => route === 'POST /ariel/searches').length;

const askedAt = (stopMs: number, change: Partial<FillingAsked> = {}): FillingAsked => ({
  names: ['Bytes Sent'],
  ports: [21],
  window: { startMs: stopMs - dayMs, stopMs },
  ...change,
});

function app() {
  let nowMs = noonMs;
  const console = consoleOf(scripted, { nowMs: () => nowMs });
  return {
    close: console.close,
    ask: (asked: FillingAsked, as = alice) => console.factsFor(as).filling(asked, never),
    laterBy: (ms: number) => (nowMs += ms),
  };
}

test('is asked once for some minutes, and again after them', async () => {
  const { ask, laterBy, close } = app();
  expect(await ask(askedAt(noonMs))).toEqual(new Map([['Bytes Sent', 7]]));
  laterBy(10 * minuteMs);
  expect(await ask(askedAt(noonMs + 10 * minuteMs))).toEqual(new Map([['Bytes Sent', 7]]));
  expect(created()).toBe(2);
  laterBy(10 * minuteMs);
  await ask(askedAt(noonMs + 20 * minuteMs));
  expect(created()).toBe(4);
  await close();
});

test.each<[string, FillingAsked]>([
  ['other names', askedAt(noonMs, { names: ['BytesSent'] })],
  ['other ports', askedAt(noonMs, { ports: [22] })],
  ['another day', askedAt(noonMs - dayMs)],
  [
    'a part of the window',
    askedAt(noonMs, { window: { startMs: noonMs - minuteMs, stopMs: noonMs } }),
  ],
])('is asked for %s', async (_, other) => {
  const { ask, close } = app();
  await ask(askedAt(noonMs));
  await ask(other);
  expect(created()).toBe(4);
  await close();
});

test('of five minutes does not speak for the five minutes after them', async () => {
  const { ask, close } = app();
  const window = { startMs: noonMs - 5 * minuteMs, stopMs: noonMs };
  const next = { startMs: noonMs, stopMs: noonMs + 5 * minuteMs };
  await ask(askedAt(noonMs, { window }));
  await ask(askedAt(noonMs, { window: next }));
  expect(created()).toBe(4);
  await close();
});

test('of one session says nothing to another, which may see other records', async () => {
  const { ask, close } = app();
  await ask(askedAt(noonMs));
  await ask(askedAt(noonMs), { sec: 'of-bob', csrf: null });
  expect(created()).toBe(4);
  await close();
});

test('leaves no search behind', async () => {
  const { ask, close } = app();
  await ask(askedAt(noonMs));
  await close();
  expect(scripted.routes().filter((route) => route.startsWith('DELETE'))).toHaveLength(2);
});

test('a disabled property is found out once an hour for everybody, and is not asked about meanwhile', async () => {
  const isEmptied = (id: string) => {
    const created = scripted.asked.filter(({ route }) => route === 'POST /ariel/searches');
    const aql = created[Number(id.slice(1)) - 1]?.query.get('query_expression') ?? '';
    return aql.includes('"Old"');
  };
  const rows = [{ [`${aliases.filled}1`]: 1, [aliases.records]: 7 }];
  scripted.script({
    ...healthy(),
    'GET /ariel/searches/{id}': ({ id }) => ({
      body: search({ search_id: id, record_count: isEmptied(id) ? 0 : 1 }),
    }),
    'GET /ariel/searches/{id}/results': (asked) => rangeOf(isEmptied(asked.id) ? [] : rows, asked),
  });
  const { ask, laterBy, close } = app();
  const asked = askedAt(noonMs, { names: ['Old', 'Bytes Sent'] });
  const found = new Map([
    ['Old', null],
    ['Bytes Sent', 7],
  ]);
  expect(await ask(asked)).toEqual(found);
  const first = created();
  expect(first).toBe(6);
  expect(await ask(asked, { sec: 'of-bob', csrf: null })).toEqual(found);
  expect(created() - first).toBe(2);
  laterBy(61 * minuteMs);
  expect(await ask(asked)).toEqual(found);
  expect(created() - first).toBe(8);
  await close();
});

test('a search for it that is cut short without a row is reported, and the run goes on', async () => {
  scripted.script({
    ...healthy(),
    'GET /ariel/searches/{id}': ({ id }) => ({
      body: search({ search_id: id, status: 'CANCELED' }),
    }),
  });
  const reported: Reported[] = [];
  const console = consoleOf(scripted, { reported });
  expect(await console.factsFor(alice).filling(askedAt(noonMs), never)).toBeNull();
  expect(reported).toMatchObject([{ error: { code: 'search-cancelled-elsewhere' } }]);
  await console.close();
});

test('of a search that was cut short, it is not known that a property is filled nowhere', async () => {
  const rows = [{ [`${aliases.filled}1`]: 1, [`${aliases.filled}2`]: 0, [aliases.records]: 7 }];
  scripted.script({
    ...healthy(),
    'GET /ariel/searches/{id}': ({ id }) => ({
      body: search({ search_id: id, status: 'CANCELED', record_count: 1 }),
    }),
    'GET /ariel/searches/{id}/results': (asked) => rangeOf(rows, asked),
  });
  const { ask, close } = app();
  const asked = askedAt(noonMs, { names: ['Bytes Sent', 'BytesSent'] });
  expect(await ask(asked)).toEqual(new Map([['Bytes Sent', 7]]));
  await close();
});
