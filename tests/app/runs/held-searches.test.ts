import { AppError } from '../../../app/ports/app-error.ts';
import type { HeldSearch } from '../../../app/ports/search.ts';
import { HeldSearches, rowsOf, type AskedSearch } from '../../../app/runs/held-searches.ts';
import { manualTime } from '../support/manual-time.ts';

const minute = 60_000;
const never = new AbortController().signal;
const asked = (aql: string, runId = 'run', signal = never, owner = 'alice'): AskedSearch => ({
  runId,
  owner,
  identity: { sec: 'alice', csrf: null },
  query: { name: 'events', aql },
  signal,
});

/** A console whose searches are over at once, unless `progress` says otherwise. */
function holding(progress: HeldSearch['progress'] = () => Promise.resolve(over)) {
  const time = manualTime();
  const created: string[] = [];
  const closed: string[] = [];
  const holdSearch = (_identity: unknown, { aql }: { readonly aql: string }) => {
    created.push(aql);
    return Promise.resolve({
      progress,
      page: () => Promise.resolve([aql]),
      close: () => closed.push(aql),
    });
  };
  const searches = new HeldSearches({ console: { holdSearch }, ...time });
  const read = (aql: string, runId?: string, signal?: AbortSignal, owner?: string) =>
    searches.read(asked(aql, runId, signal, owner), (search) =>
      search.page({ offset: 0, limit: 1 }, never),
    );
  return { time, created, closed, searches, read };
}
const over = { done: true, percent: 100, rows: 1 };

test('a query is searched once, and read as often as it is asked', async () => {
  const { created, read } = holding();
  expect([await read('a'), await read('a'), await read('b')]).toEqual([['a'], ['a'], ['b']]);
  expect(created).toEqual(['a', 'b']);
});

test('two runs with the same query have a search each', async () => {
  const { created, read } = holding();
  await read('a', 'one');
  await read('a', 'two');
  expect(created).toEqual(['a', 'a']);
});

test('a search that is not over says how far it is, and is read at a later look', async () => {
  let progress = { done: false, percent: 40, rows: 0 };
  const { created, read } = holding(() => Promise.resolve(progress));
  expect(await read('a')).toEqual({ pending: true, percent: 40 });
  progress = over;
  expect(await read('a')).toEqual(['a']);
  expect(created).toEqual(['a']);
});

describe('a search is given back', () => {
  test('when nobody has looked at it for five minutes', async () => {
    const { time, closed, read } = holding();
    await read('a');
    time.pass(4 * minute);
    await read('b');
    time.pass(1.5 * minute);
    await Promise.resolve();
    expect(closed).toEqual(['a']);
  });

  test('when 24 others have been looked at since', async () => {
    const { closed, read } = holding();
    for (let n = 0; n < 24; n += 1) await read(`${n}`);
    await read('0');
    await read('the newest');
    await Promise.resolve();
    expect(closed).toEqual(['1']);
  });

  test('of the session that has most, however few others have', async () => {
    const { closed, created, read } = holding();
    await read('of bob', 'run of bob', never, 'bob');
    for (let n = 0; n < 50; n += 1) await read(`${n}`);
    await read('of bob', 'run of bob', never, 'bob');
    await Promise.resolve();
    expect(created.filter((aql) => aql === 'of bob')).toHaveLength(1);
    expect(closed).toEqual(Array.from({ length: 27 }, (_, n) => `${n}`));
  });

  test('with its run, and those of other runs are not', async () => {
    const { closed, read, searches } = holding();
    await read('a', 'one');
    await read('b', 'two');
    searches.forget('one');
    await Promise.resolve();
    expect(closed).toEqual(['a']);
  });

  test('at the end, after which nothing is left to be swept', async () => {
    const { time, closed, read, searches } = holding();
    await read('a');
    await read('b');
    await searches.close();
    expect(closed.toSorted()).toEqual(['a', 'b']);
    expect(time.pending()).toBe(0);
  });
});

describe('a search that fails', () => {
  const failing = (code: 'search-lost' | 'search-failed' | 'cancelled') => {
    let failure: Error | null = new AppError(code);
    const held = holding(() => {
      const now = failure;
      failure = null;
      return now ? Promise.reject(now) : Promise.resolve(over);
    });
    return held;
  };

  test('is begun anew at the next look', async () => {
    const { created, closed, read } = failing('search-failed');
    await expect(read('a')).rejects.toMatchObject({ code: 'search-failed' });
    expect(await read('a')).toEqual(['a']);
    expect([created, closed]).toEqual([['a', 'a'], ['a']]);
  });

  test('because QRadar has dropped it, is pending until the next look', async () => {
    const { created, read } = failing('search-lost');
    expect(await read('a')).toEqual({ pending: true, percent: 0 });
    expect(await read('a')).toEqual(['a']);
    expect(created).toEqual(['a', 'a']);
  });

  test('is kept where the asker has left, which says nothing about it', async () => {
    const { created, read } = failing('cancelled');
    await expect(read('a')).rejects.toMatchObject({ code: 'cancelled' });
    expect(await read('a')).toEqual(['a']);
    expect(created).toEqual(['a']);
  });

  test('is an error and not pending where the asker has left meanwhile', async () => {
    const { read } = failing('search-lost');
    const left = AbortSignal.abort();
    await expect(read('a', 'run', left)).rejects.toMatchObject({ code: 'search-lost' });
  });
});

test('all rows come page by page', async () => {
  const pages: object[] = [];
  const search: HeldSearch = {
    progress: () => Promise.resolve(over),
    page: (range) => {
      pages.push(range);
      const length = Math.max(0, Math.min(range.limit, 2500 - range.offset));
      return Promise.resolve(Array.from({ length }, (_, n) => range.offset + n));
    },
    close: () => undefined,
  };
  const rows = await rowsOf(search, 2500, never);
  expect([rows.length, rows[0], rows.at(-1)]).toEqual([2500, 0, 2499]);
  expect(pages).toHaveLength(3);
});
