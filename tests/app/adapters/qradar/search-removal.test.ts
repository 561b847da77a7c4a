/** What becomes of searches that cannot be deleted at once. Time runs fifty times as fast. */
import type { OpenSearch } from '../../../../app/ports/open-searches.ts';
import type { Identity } from '../../../../app/ports/console.ts';
import { until } from '../../support/searches-by-hand.ts';
import { scaledTime } from '../../support/scaled-time.ts';
import {
  alice,
  consoleOf,
  never,
  rememberedInMemory,
  type Reported,
} from '../support/console-of.ts';
import {
  healthy,
  refusal,
  search,
  startScriptedConsole,
  type Asked,
  type Script,
  type ScriptedConsole,
} from '../support/scripted-console.ts';

const query = { name: 'connections', aql: 'SELECT a FROM events LAST 1 HOURS' };
const remove = 'DELETE /ariel/searches/{id}';
const hourMs = 60 * 60_000;

/** Sessions by their tokens: alice twice, bob, an administrator. */
const sessions: Readonly<Record<string, { readonly user: string; readonly role: string }>> = {
  [alice.sec]: { user: 'alice', role: 'Analyst' },
  again: { user: 'alice', role: 'Analyst' },
  bob: { user: 'bob', role: 'Analyst' },
  root: { user: 'root', role: 'Admin' },
};
const session = (sec: string): Identity => ({ sec, csrf: 'csrf' });
const secOf = ({ headers }: Asked) => String(headers['sec']);

function withUsers(more: Script = {}): Script {
  return {
    ...healthy(),
    'GET /config/access/users': (asked) => ({
      body: [{ username: sessions[secOf(asked)]?.user, user_role_id: 1, security_profile_id: 1 }],
    }),
    'GET /config/access/user_roles': (asked) => {
      const name = sessions[secOf(asked)]?.role;
      return { body: [{ name, capabilities: name === 'Admin' ? [{ name: 'ADMIN' }] : [] }] };
    },
    ...more,
  };
}

let scripted: ScriptedConsole;
beforeEach(async () => {
  scripted = await startScriptedConsole(withUsers());
});
afterEach(() => scripted.close());

function start(before: readonly OpenSearch[] = []) {
  const time = scaledTime(50);
  const openSearches = rememberedInMemory(before);
  const reported: Reported[] = [];
  const { nowMs } = time.clock;
  const console = consoleOf(scripted, { nowMs, timers: time.timers, openSearches, reported });
  const ids = () => openSearches.all().map(({ id }) => id);
  return { console, ids, openSearches, reported, nowMs };
}

/** Runs one search to its end as alice, who has been identified before. */
async function searchAs(console: ReturnType<typeof start>['console']): Promise<void> {
  await console.who(alice, never);
  const ports = console.portsFor(alice, () => undefined);
  for await (const rows of ports.search.search(query, {
    signal: never,
    onProgress: () => undefined,
  })) {
    expect(rows).toEqual([]);
  }
}

const deletedBy = () =>
  scripted.asked
    .filter(({ route }) => route === remove)
    .map((asked) => [asked.id, secOf(asked)] as const);

test('an id is remembered with its user before anything else is asked, until it is deleted', async () => {
  const { console, openSearches, ids, nowMs } = start();
  const seen: unknown[] = [];
  scripted.script(
    withUsers({
      'GET /ariel/searches/{id}': ({ id }) => {
        seen.push(...openSearches.all());
        return { body: search({ search_id: id }) };
      },
    }),
  );
  const beganMs = nowMs();
  await searchAs(console);
  await console.drained();
  expect(seen).toEqual([{ id: 's1', user: 'alice', createdMs: expect.any(Number) as unknown }]);
  expect((seen[0] as OpenSearch).createdMs).toBeGreaterThanOrEqual(beganMs);
  expect([ids(), console.deletions()]).toEqual([[], { deleted: 1, failed: 0, pending: 0 }]);
  await console.close();
});

test('a deletion that failed is tried again until it succeeds', async () => {
  const { console, ids, reported } = start();
  scripted.script(
    withUsers({
      [remove]: ({ id, times }) =>
        times <= 7 ? refusal(503, 1010, 'busy') : { status: 202, body: search({ search_id: id }) },
    }),
  );
  await searchAs(console);
  await console.drained();
  expect([ids(), console.deletions()]).toEqual([['s1'], { deleted: 0, failed: 1, pending: 0 }]);
  await until(() => ids().length === 0);
  expect(console.deletions()).toEqual({ deleted: 1, failed: 0, pending: 0 });
  expect(reported.map(({ message }) => message)).toEqual(['a search could not be deleted yet']);
  await console.close();
});

test('after a log-out the user’s next session deletes what was left, and nobody else does', async () => {
  const { console, ids } = start();
  let isOut = true;
  scripted.script(
    withUsers({
      [remove]: (asked) =>
        secOf(asked) === alice.sec && isOut
          ? refusal(401, 18, 'no session')
          : { status: 202, body: search({ search_id: asked.id }) },
    }),
  );
  await searchAs(console);
  await console.drained();
  expect(ids()).toEqual(['s1']);
  await console.who(session('bob'), never);
  await console.drained();
  expect([ids(), deletedBy()]).toEqual([['s1'], [['s1', alice.sec]]]);
  isOut = false;
  await console.who(session('again'), never);
  await console.drained();
  expect([ids(), deletedBy().at(-1)]).toEqual([[], ['s1', 'again']]);
  await console.close();
});

describe('what an earlier process has left', () => {
  const left = (id: string, user: string | null, ageMs: number): OpenSearch => ({
    id,
    user,
    createdMs: scaledTime(1).clock.nowMs() - ageMs,
  });

  test('is deleted when its user is there, as far as it is that user’s', async () => {
    const { console, ids } = start([
      left('left-a', 'alice', hourMs),
      left('left-b', 'bob', hourMs),
    ]);
    expect(scripted.asked).toEqual([]);
    await console.who(alice, never);
    await console.drained();
    expect([ids(), deletedBy()]).toEqual([['left-b'], [['left-a', alice.sec]]]);
    await console.close();
  });

  test('is deleted by an administrator, whosever it is', async () => {
    const { console, ids } = start([left('left-a', 'alice', hourMs), left('left-n', null, hourMs)]);
    await console.who(session('root'), never);
    await console.drained();
    expect([ids(), deletedBy().map(([id]) => id)]).toEqual([[], ['left-a', 'left-n']]);
    await console.close();
  });

  test('and that QRadar does not have any more is forgotten', async () => {
    const { console, ids } = start([left('left-a', 'alice', hourMs)]);
    scripted.script(withUsers({ [remove]: () => refusal(404, 1002, 'gone') }));
    await console.who(alice, never);
    await console.drained();
    expect(ids()).toEqual([]);
    await console.close();
  });

  test('longer ago than QRadar keeps it is forgotten without a question', async () => {
    const { console, ids } = start([left('left-a', 'alice', 25 * hourMs)]);
    expect(ids()).toEqual([]);
    await console.who(alice, never);
    expect(deletedBy()).toEqual([]);
    await console.close();
  });

  test('and is in use again, because QRadar answered a repetition with it, stays', async () => {
    const { console, ids } = start([left('s1', 'alice', hourMs)]);
    let isRunning = true;
    scripted.script(
      withUsers({
        'POST /ariel/searches': () => ({
          status: 201,
          body: search({ search_id: 's1', status: 'WAIT' }),
        }),
        'GET /ariel/searches/{id}': ({ id }) => ({
          body: search({ search_id: id, status: isRunning ? 'EXECUTE' : 'COMPLETED' }),
        }),
        [remove]: ({ id }) =>
          isRunning ? refusal(422, 1, 'not now') : { status: 202, body: search({ search_id: id }) },
      }),
    );
    const held = await console.holdSearch(session('again'), query);
    await console.who(alice, never);
    await console.drained();
    expect([ids(), deletedBy()]).toEqual([['s1'], []]);
    isRunning = false;
    expect(await held.progress(1000, never)).toMatchObject({ done: true });
    held.close();
    await console.drained();
    expect(ids()).toEqual([]);
    await console.close();
  });
});

test('a refusal is not tried again, and is not lost either', async () => {
  const { console, ids } = start();
  scripted.script(withUsers({ [remove]: () => refusal(403, 26, 'no') }));
  await searchAs(console);
  await console.close();
  expect([ids(), deletedBy().length]).toEqual([['s1'], 1]);
});

test('a refusal is not tried again at every look of its user', async () => {
  const openSearches = rememberedInMemory([]);
  const nowMs = scaledTime(1).clock.nowMs();
  const console = consoleOf(scripted, { nowMs: () => nowMs, openSearches });
  scripted.script(withUsers({ [remove]: () => refusal(403, 26, 'no') }));
  await searchAs(console);
  await console.drained();
  for (let look = 0; look < 3; look++) await console.who(alice, never);
  await console.drained();
  expect(deletedBy().length).toBe(1);
  await console.close();
});
