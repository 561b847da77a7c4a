import fc from 'fast-check';
import type { Console } from '../../../../app/adapters/qradar/console.ts';
import type { SearchOutcome, SearchProgress } from '../../../../app/ports/search.ts';
import { alice, consoleOf, errorOf, never, type Reported } from '../support/console-of.ts';
import {
  healthy,
  numbered,
  rangeOf,
  refusal,
  search,
  startScriptedConsole,
  type Script,
  type ScriptedConsole,
} from '../support/scripted-console.ts';

let scripted: ScriptedConsole;
beforeEach(async () => {
  scripted = await startScriptedConsole(healthy());
});
afterEach(() => scripted.close());

const query = { name: 'connections', aql: "SELECT a FROM events WHERE b = 'x+y & z' LAST 1 HOURS" };
/** Nobody watches whether the console is waited for. */
const untold = () => undefined;
const status = 'GET /ariel/searches/{id}';
const results = 'GET /ariel/searches/{id}/results';
const create = 'POST /ariel/searches';
const cancel = 'POST /ariel/searches/{id}';
const remove = 'DELETE /ariel/searches/{id}';

async function run(
  console: Console,
  signal: AbortSignal = never,
  onProgress: (progress: SearchProgress) => void = () => undefined,
): Promise<{ rows: unknown[]; outcome: SearchOutcome }> {
  const rows: unknown[] = [];
  const pages = console.portsFor(alice, untold).search.search(query, { signal, onProgress });
  for (;;) {
    const next = await pages.next();
    if (next.done) return { rows, outcome: next.value };
    rows.push(...next.value);
  }
}

/** Runs one search against the script and waits for its clean-up. */
async function searched(script: Script, limits: { readonly searchLimitMs?: number } = {}) {
  scripted.script(script);
  const reported: Reported[] = [];
  const console = consoleOf(scripted, { ...limits, reported });
  const [settled] = await Promise.allSettled([run(console)]);
  await console.close();
  return { settled, reported, routes: scripted.routes().filter((r) => r.includes('/ariel/')) };
}

const count = (routes: readonly string[], route: string) =>
  routes.filter((one) => one === route).length;

describe('a search that goes well', () => {
  test('hands its rows on some at a time, and others have their turn between', async () => {
    const rows = numbered(2100);
    scripted.script(healthy(rows));
    const console = consoleOf(scripted);
    let turns = 0;
    let goesOn = true;
    const other = () => {
      turns += 1;
      if (goesOn) setImmediate(other);
    };
    setImmediate(other);
    const options = { signal: never, onProgress: () => undefined };
    const seen: unknown[] = [];
    for await (const part of console.portsFor(alice, untold).search.search(query, options)) {
      expect(part.length).toBeLessThanOrEqual(250);
      expect(turns).toBeGreaterThan(0);
      turns = 0;
      seen.push(...part);
    }
    goesOn = false;
    expect(seen).toEqual(rows);
    await console.close();
  });

  test('asks for two promised pages at a time, after the first and none beyond them', async () => {
    const rows = numbered(3500);
    const begun: string[] = [];
    const held: (() => void)[] = [];
    const { settled } = await searched({
      ...healthy(rows),
      [results]: (asked) => {
        const range = String(asked.headers.range);
        begun.push(range);
        const page = rangeOf(rows, asked);
        if (range === 'items=0-999' || range === 'items=3000-3999') return page;
        return (response) => {
          held.push(() => {
            response.writeHead(200, { 'Content-Type': 'application/json' });
            response.end(JSON.stringify('body' in page ? page.body : null));
          });
          // The search ends only if the second of them is asked for before the first is answered.
          if (held.length === 2) for (const answer of held) answer();
        };
      },
    });
    expect(settled).toMatchObject({ value: { rows } });
    expect(begun).toEqual(['items=0-999', 'items=1000-1999', 'items=2000-2999', 'items=3000-3999']);
  });

  test.each([0, 1, 999, 1000, 1001, 2000, 2500])('reads all %i rows, each once', async (rows) => {
    const { settled, routes } = await searched(healthy(numbered(rows)));
    expect(settled).toEqual({
      status: 'fulfilled',
      value: {
        rows: numbered(rows),
        outcome: { rows, examined: 1234, limitedByAdministrator: false },
      },
    });
    expect(count(routes, results)).toBe(Math.floor(rows / 1000) + 1);
    expect(routes.at(-1)).toBe(remove);
    expect(routes).not.toContain(cancel);
  });

  test('sends the query in the query string and no body, and ranges with both ends', async () => {
    await searched(healthy(numbered(1500)));
    const created = scripted.asked.find(({ route }) => route === create);
    expect(created?.query.get('query_expression')).toBe(query.aql);
    expect(created?.headers['content-length'] ?? '0').toBe('0');
    const ranges = scripted.asked.filter(({ route }) => route === results);
    expect(ranges.map(({ headers }) => headers.range)).toEqual(['items=0-999', 'items=1000-1999']);
  });

  test('creates a search on a connection of its own, which nobody may have closed, and keeps the others', async () => {
    const console = consoleOf(scripted);
    scripted.script(healthy(numbered(1500)));
    await run(console);
    await run(console);
    const created = scripted.asked.filter(({ route }) => route === create);
    const others = scripted.asked.filter(({ route }) => route !== create);
    const used = new Set(others.map(({ connection }) => connection));
    expect(created.map(({ connection }) => used.has(connection))).toEqual([false, false]);
    expect(new Set(created.map(({ connection }) => connection)).size).toBe(2);
    expect(used.size).toBeLessThan(others.length);
  });

  test('waits by long polls, takes 206 for "still going", and tells the progress', async () => {
    const states = [
      { status: 'WAIT', progress: 0 },
      { status: 'EXECUTE', progress: 40, processed_record_count: 7 },
      { status: 'SORTING', progress: 180 },
    ];
    const seen: SearchProgress[] = [];
    scripted.script({
      ...healthy(numbered(2)),
      [status]: ({ times }) => {
        const state = states[times - 1];
        return state
          ? { status: 206, body: search(state) }
          : { body: search({ record_count: 2, processed_record_count: 99 }) };
      },
    });
    const console = consoleOf(scripted);
    await run(console, never, (progress) => seen.push(progress));
    await console.close();
    expect(seen).toContainEqual({ percent: 40, examined: 7 });
    expect(seen.at(-1)).toEqual({ percent: 100, examined: 99 });
    expect(Math.max(...seen.map(({ percent }) => percent))).toBe(100);
    const polls = scripted.asked.filter(({ route }) => route === status);
    expect(polls.map(({ headers }) => headers['prefer'])).toEqual([
      'wait=1',
      'wait=2',
      'wait=3',
      'wait=5',
    ]);
  });

  test('hands hostile and incomplete rows on as they are', async () => {
    const rows = [
      { username: null, source: '0.0.0.0' },
      { username: '<img src=x onerror=alert(1)>' },
      { username: "' OR 1=1 --" },
      { username: 'x'.repeat(64 * 1024) },
      { username: '\u202e\u0000evil' },
      null,
      7,
    ];
    expect((await searched(healthy(rows))).settled).toMatchObject({ value: { rows } });
  });

  test('reads a console that leaves out Content-Range, or says nothing in it', async () => {
    for (const range of [undefined, 'items */3', 'items 0--1/0']) {
      const { settled } = await searched({
        ...healthy(),
        [status]: () => ({ body: search({ record_count: 3 }) }),
        [results]: () => ({
          headers: range === undefined ? {} : { 'Content-Range': range },
          body: { events: numbered(3) },
        }),
      });
      expect(settled).toMatchObject({ value: { rows: numbered(3) } });
    }
  });

  test('takes the whole list from a web tier that drops the Range header', async () => {
    const { settled } = await searched({
      ...healthy(),
      [status]: () => ({ body: search({ record_count: 2345 }) }),
      [results]: () => ({ body: { events: numbered(2345) } }),
    });
    expect(settled).toMatchObject({ value: { outcome: { rows: 2345 } } });
  });

  test('asks for fewer rows at a time where they are more bytes than a page may have, and reads all of them', async () => {
    // 1,000 of them are 60 MB, and the bound is 4 MB.
    const rows = Array.from({ length: 150 }, (_, n) => ({ n, username: 'x'.repeat(60_000) }));
    const { settled } = await searched(healthy(rows));
    expect(settled).toMatchObject({ value: { outcome: { rows: 150 } } });
    if (settled.status !== 'fulfilled') return;
    expect(settled.value.rows.map((row) => (row as { n: number }).n)).toEqual(
      rows.map(({ n }) => n),
    );
    const asked = scripted.asked.filter(({ route }) => route === results);
    expect(asked.map(({ headers }) => headers.range).slice(0, 4)).toEqual([
      'items=0-999',
      'items=0-249',
      'items=0-62',
      'items=63-125',
    ]);
  });

  test('stops reading a page that is too large, and ends where a single row is', async () => {
    let sent = 0;
    const { settled } = await searched({
      ...healthy([{}]),
      [results]: () => (response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.write('{"events":[{"username":"');
        const part = 'x'.repeat(2 ** 20);
        const write = () => {
          // A reader that goes on would be sent 64 MB each time.
          for (let parts = 0; parts < 64; parts += 1) {
            if (response.destroyed) return;
            sent += part.length;
            if (!response.write(part)) return void response.once('drain', write);
          }
          response.end('"}]}');
        };
        write();
      },
    });
    expect(settled).toMatchObject({
      reason: { code: 'console-answer-invalid', detail: 'more than 4 MB in one answer' },
    });
    const tries = scripted.asked.filter(({ route }) => route === results).length;
    expect(tries).toBe(6);
    expect(sent).toBeLessThan(tries * 16 * 2 ** 20);
  });

  test('is asked again when results are "not finished" right after COMPLETED', async () => {
    const { settled } = await searched({
      ...healthy(numbered(3)),
      [results]: (asked) =>
        asked.times === 1 ? refusal(404, 1003, 'not finished') : rangeOf(numbered(3), asked),
    });
    expect(settled).toMatchObject({ value: { rows: numbered(3) } });
  });

  test('reads any number of rows whole (property)', async () => {
    const console = consoleOf(scripted);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3100 }), async (rows) => {
        scripted.script(healthy(numbered(rows)));
        expect((await run(console)).rows).toEqual(numbered(rows));
      }),
      { numRuns: 8 },
    );
    await console.close();
  });
});

describe('a search that fails', () => {
  test.each([
    [401, 18, 'not-signed-in'],
    [403, 26, 'not-allowed'],
    [404, 1002, 'console-failed'],
    [409, 1004, 'search-conflict'],
    [422, 2000, 'query-rejected'],
    [422, 1005, 'query-rejected'],
    [500, 1020, 'console-failed'],
  ])('at its creation with %i/%i is %s, and is not created again', async (http, code, problem) => {
    const { settled, routes } = await searched({
      ...healthy(),
      [create]: () => refusal(http, code, 'Field "Bytes Sent" does not exist in catalog "events"'),
    });
    expect(settled).toMatchObject({
      reason: { code: problem, detail: 'Field "Bytes Sent" does not exist in catalog "events"' },
    });
    expect(count(routes, create)).toBe(1);
  });

  test('at its creation because QRadar is busy is created as soon as it is not', async () => {
    const { settled, routes } = await searched({
      ...healthy(numbered(3)),
      [create]: (asked) =>
        asked.times < 3
          ? refusal(503, 1010, 'busy')
          : { status: 201, body: search({ search_id: 's1', status: 'WAIT' }) },
    });
    expect(settled).toMatchObject({ value: { rows: numbered(3) } });
    expect(count(routes, create)).toBe(3);
  });

  test('at its creation because QRadar stays busy ends when its time is up, and says why', async () => {
    const { settled } = await searched(
      { ...healthy(), [create]: () => refusal(503, 1010, 'busy') },
      { searchLimitMs: 1000 },
    );
    expect(settled).toMatchObject({ reason: { code: 'console-busy', detail: 'busy' } });
  });

  test('at its creation by a lost answer is asked for once more, when the console answers', async () => {
    const { settled } = await searched({
      ...healthy(numbered(3)),
      [create]: (asked) =>
        asked.times === 1
          ? (response) => response.destroy()
          : { status: 201, body: search({ search_id: 's1', status: 'WAIT' }) },
      'GET /system/about': (asked) =>
        asked.times === 1 ? refusal(503, 0, 'starting') : { body: { release_name: '7.5.0' } },
    });
    expect(settled).toMatchObject({ value: { rows: numbered(3) } });
    const asked = scripted.routes().filter((r) => r === create || r === 'GET /system/about');
    expect(asked).toEqual([create, 'GET /system/about', 'GET /system/about', create]);
  });

  test('at its creation by two lost answers is not created a third time', async () => {
    const { settled, routes } = await searched({
      ...healthy(),
      [create]: () => (response) => response.destroy(),
    });
    expect(settled).toMatchObject({ reason: { code: 'console-unreachable' } });
    expect(count(routes, create)).toBe(2);
  });

  test('with ERROR says why in Ariel’s words', async () => {
    const { settled, routes } = await searched({
      ...healthy(),
      [status]: () => ({
        body: search({
          status: 'ERROR',
          error_messages: [
            { code: '9', contexts: [], message: 'Disk of ep01\nis full', severity: 'ERROR' },
          ],
        }),
      }),
    });
    expect(settled).toMatchObject({
      reason: { code: 'search-failed', detail: 'Disk of ep01 is full' },
    });
    expect(routes.at(-1)).toBe(remove);
  });

  test('cancelled by somebody else keeps its rows and says that it was limited', async () => {
    const { settled } = await searched({
      ...healthy(numbered(4)),
      [status]: () => ({ body: search({ status: 'CANCELED', progress: 60, record_count: 9 }) }),
    });
    expect(settled).toMatchObject({
      value: { rows: numbered(4), outcome: { rows: 4, limitedByAdministrator: true } },
    });
  });

  test.each([
    ['has no rows', search({ status: 'CANCELED', record_count: 0 }), {}],
    [
      'does not give its rows',
      search({ status: 'CANCELED', record_count: 5 }),
      { [results]: () => refusal(404, 1003, 'not finished') },
    ],
  ])('cancelled by somebody else that %s is said to be cancelled', async (_, body, more) => {
    const { settled } = await searched({ ...healthy(), [status]: () => ({ body }), ...more });
    expect(settled).toMatchObject({ reason: { code: 'search-cancelled-elsewhere' } });
  });

  test('with fewer rows than promised hands out what came, then says so', async () => {
    scripted.script({
      ...healthy(numbered(1200)),
      [status]: () => ({ body: search({ record_count: 1500 }) }),
    });
    const console = consoleOf(scripted);
    let seen = 0;
    const reading = async () => {
      const options = { signal: never, onProgress: () => undefined };
      for await (const page of console.portsFor(alice, untold).search.search(query, options)) {
        seen += page.length;
      }
    };
    expect(await errorOf(reading())).toMatchObject({
      code: 'rows-missing',
      detail: '1200 of 1500 rows',
    });
    expect(seen).toBe(1200);
    await console.close();
  });

  test('with pages that repeat themselves does not go on for ever', async () => {
    const { settled } = await searched({
      ...healthy(),
      [status]: () => ({ body: search({ record_count: 1000 }) }),
      [results]: () => ({ body: { events: numbered(1000) } }),
    });
    expect(settled).toMatchObject({ reason: { code: 'console-answer-invalid' } });
  });

  test('with a page from elsewhere in the list is not believed', async () => {
    const { settled } = await searched({
      ...healthy(),
      [status]: () => ({ body: search({ record_count: 2000 }) }),
      [results]: () => ({
        headers: { 'Content-Range': 'items 0-999/2000' },
        body: { events: numbered(1000) },
      }),
    });
    expect(settled).toMatchObject({ reason: { code: 'console-answer-invalid' } });
  });

  test('by taking too long is stopped in Ariel', async () => {
    const { settled, routes } = await searched(
      { ...healthy(), [status]: () => ({ status: 206, body: search({ status: 'EXECUTE' }) }) },
      { searchLimitMs: 400 },
    );
    expect(settled).toMatchObject({ reason: { code: 'search-timed-out', detail: 'connections' } });
    expect(routes.slice(-2)).toEqual([cancel, remove]);
  });
});

describe('a search that vanishes', () => {
  const gone = () => refusal(404, 1002, 's1 unknown');

  test('while it runs is created once more', async () => {
    const { settled, routes } = await searched({
      ...healthy(numbered(3)),
      [status]: ({ id }) =>
        id === 's1' ? gone() : { body: search({ search_id: id, record_count: 3 }) },
    });
    expect(settled).toMatchObject({ value: { rows: numbered(3) } });
    expect(count(routes, create)).toBe(2);
  });

  test('before its first row by a repeated 500 is created once more', async () => {
    const { settled } = await searched({
      ...healthy(numbered(3)),
      [results]: (asked) =>
        asked.id === 's1' ? refusal(500, 1020, 'failed') : rangeOf(numbered(3), asked),
    });
    expect(settled).toMatchObject({ value: { rows: numbered(3) } });
  });

  test('twice is lost', async () => {
    const { settled, routes, reported } = await searched({
      ...healthy(),
      [status]: gone,
      [remove]: gone,
      [cancel]: gone,
    });
    expect(settled).toMatchObject({ reason: { code: 'search-lost' } });
    expect(count(routes, create)).toBe(2);
    expect(reported).toEqual([]);
  });

  test('after rows were handed out is lost: another search would count them twice', async () => {
    const { settled, routes } = await searched({
      ...healthy(),
      [status]: () => ({ body: search({ record_count: 1500 }) }),
      [results]: (asked) => (asked.times === 1 ? rangeOf(numbered(1500), asked) : gone()),
    });
    expect(settled).toMatchObject({ reason: { code: 'search-lost' } });
    expect(count(routes, create)).toBe(1);
  });
});

describe('a torn page of results', () => {
  test.each([
    ['cut', '{"events":[{"n":0},{"n":'],
    [
      'continued by an error object',
      `{"events":[{"n":0},{"n":${JSON.stringify({
        http_response: { code: 500, message: '' },
        code: 13,
        description: '',
        details: {},
        message: 'broke off',
      })}`,
    ],
  ])('that is %s is read again, not believed', async (_, body) => {
    const { settled } = await searched({
      ...healthy(numbered(2)),
      [results]: (asked) =>
        asked.times === 1
          ? (response) => {
              response.writeHead(200, { 'Content-Type': 'application/json' });
              response.end(body);
            }
          : rangeOf(numbered(2), asked),
    });
    expect(settled).toMatchObject({ value: { rows: numbered(2) } });
  });
});

describe('giving up', () => {
  const running: Script = {
    ...healthy(),
    [status]: ({ id }) => ({ status: 206, body: search({ search_id: id, status: 'EXECUTE' }) }),
  };

  test('cancels the search, then deletes it', async () => {
    scripted.script(running);
    const console = consoleOf(scripted);
    const stop = new AbortController();
    const work = errorOf(run(console, stop.signal, () => stop.abort()));
    expect(await work).toMatchObject({ code: 'cancelled' });
    await console.close();
    const cancelled = scripted.asked.find(({ route }) => route === cancel);
    expect(cancelled?.query.get('status')).toBe('CANCELED');
    expect(cancelled?.headers['sec']).toBe(alice.sec);
    expect(scripted.routes().at(-1)).toBe(remove);
  });

  test('before the search exists creates none', async () => {
    const console = consoleOf(scripted);
    expect(await errorOf(run(console, AbortSignal.abort()))).toMatchObject({ code: 'cancelled' });
    expect(scripted.asked).toEqual([]);
    await console.close();
  });

  test('while the search is being created waits for its id and removes it', async () => {
    const stop = new AbortController();
    scripted.script({
      ...running,
      [create]: () => (response) => {
        stop.abort();
        setTimeout(() => {
          response.writeHead(201, { 'Content-Type': 'application/json' });
          response.end(JSON.stringify(search({ search_id: 'late', status: 'WAIT' })));
        }, 50);
      },
    });
    const console = consoleOf(scripted);
    expect(await errorOf(run(console, stop.signal))).toMatchObject({ code: 'cancelled' });
    await console.close();
    expect(scripted.asked.find(({ route }) => route === remove)?.id).toBe('late');
  });

  test('by not reading on deletes the search without cancelling it', async () => {
    scripted.script(healthy(numbered(1500)));
    const console = consoleOf(scripted);
    const options = { signal: never, onProgress: () => undefined };
    for await (const rows of console.portsFor(alice, untold).search.search(query, options)) {
      expect(rows[0]).toEqual({ n: 0 });
      break;
    }
    await console.close();
    expect(count(scripted.routes(), remove)).toBe(1);
    expect(scripted.routes()).not.toContain(cancel);
  });

  test('does not fail when the search cannot be deleted, but reports it', async () => {
    const { settled, reported } = await searched({
      ...healthy(numbered(1)),
      [remove]: () => refusal(500, 1020, 'failed'),
    });
    expect(settled).toMatchObject({ value: { rows: numbered(1) } });
    expect(reported).toMatchObject([{ error: { code: 'console-failed' } }]);
  });
});

describe('one search id for two users of the same query', () => {
  const sharing = (finished: () => boolean): Script => ({
    ...healthy(numbered(2)),
    [create]: () => ({ status: 201, body: search({ search_id: 'same', status: 'EXECUTE' }) }),
    [status]: () =>
      finished()
        ? { body: search({ search_id: 'same', record_count: 2 }) }
        : { status: 206, body: search({ search_id: 'same', status: 'EXECUTE' }) },
  });

  test('is left alone when the first gives up, and deleted by the last', async () => {
    let isFinished = false;
    scripted.script(sharing(() => isFinished));
    const console = consoleOf(scripted);
    const stop = new AbortController();
    const first = errorOf(run(console, stop.signal));
    const second = run(console);
    while (count(scripted.routes(), status) < 2) await new Promise((done) => setTimeout(done, 20));
    stop.abort();
    await first;
    expect(scripted.routes()).not.toContain(cancel);
    expect(scripted.routes()).not.toContain(remove);
    isFinished = true;
    expect((await second).rows).toEqual(numbered(2));
    await console.close();
    expect(count(scripted.routes(), remove)).toBe(1);
  });
});
