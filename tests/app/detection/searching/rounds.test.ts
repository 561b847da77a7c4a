import type { RunProgress } from '../../../../app/detection/searching/progress.ts';
import type { PlannedSearch } from '../../../../app/detection/searching/planned-search.ts';
import { Rounds } from '../../../../app/detection/searching/rounds.ts';
import { runSearches } from '../../../../app/detection/searching/run-searches.ts';
import { AppError } from '../../../../app/ports/app-error.ts';
import type { EventSearch } from '../../../../app/ports/search.ts';

/** What becomes of a search: pages, then an error or its end. */
type Answer = {
  readonly pages?: readonly (readonly unknown[])[];
  readonly failsWith?: Error;
  readonly limited?: boolean;
};

/** A console that answers searches in the order in which they are asked. */
function consoleThat(answers: readonly Answer[]) {
  const left = [...answers];
  const search: EventSearch['search'] = async function* (_, { onProgress }) {
    const { pages = [], failsWith, limited = false } = left.shift() ?? {};
    onProgress({ percent: 10, examined: 5 });
    for (const page of pages) yield await Promise.resolve(page);
    if (failsWith) throw failsWith;
    return { rows: pages.flat().length, examined: 100, limitedByAdministrator: limited };
  };
  return { search };
}

const refusal = new AppError('query-rejected');

function planned(name: string, known: Partial<PlannedSearch> = {}) {
  const rows: unknown[] = [];
  const ends: boolean[] = [];
  const search: PlannedSearch = {
    query: { name, aql: `SELECT ${name}` },
    fold: (row) => {
      rows.push(row);
      return row === 'odd' ? 'not-a-row' : null;
    },
    onEnd: ({ isCut }) => ends.push(isCut),
    ...known,
  };
  return { search, rows, ends };
}

const options = (answers: readonly Answer[], maxRows = 100) => ({
  search: consoleThat(answers),
  signal: new AbortController().signal,
  maxRows,
  onProgress: () => undefined,
  mayFold: () => null,
  onPage: () => undefined,
});

test('rows are folded when they may be, and looked at again if somebody was faster', async () => {
  const { search, rows } = planned('one');
  const waits: (() => void)[] = [];
  const wait = () => new Promise<void>((resolve) => waits.push(resolve));
  const busy = [wait(), wait()];
  const over = runSearches([search], {
    ...options([{ pages: [[1, 2]] }]),
    mayFold: () => busy.shift() ?? null,
  });
  const others = () => new Promise((resolve) => setImmediate(resolve));
  await others();
  waits[0]?.();
  await others();
  expect(rows).toEqual([]);
  waits[1]?.();
  await over;
  expect(rows).toEqual([1, 2]);
});

describe('a search', () => {
  const resultOf = async (answer: Answer, known: Partial<PlannedSearch> = {}, maxRows?: number) => {
    const { search, rows, ends } = planned('one', known);
    const results = await runSearches([search], options([answer], maxRows));
    return { ...results, folded: rows, ends };
  };

  test('ends with all rows, or is told that some were kept back', async () => {
    expect(await resultOf({ pages: [[1, 2], ['odd']] })).toMatchObject({
      folded: [1, 2, 'odd'],
      rows: 3,
      examined: 100,
      skipped: [{ reason: 'not-a-row', rows: 1 }],
      limits: [],
      ends: [false],
    });
    expect(await resultOf({ pages: [[1, 2]] }, {}, 2)).toMatchObject({
      ends: [true],
      limits: [{ kind: 'rows', limit: 2 }],
    });
    expect(await resultOf({ pages: [[1]], limited: true })).toMatchObject({
      ends: [true],
      limits: [{ kind: 'administrator', limit: 1 }],
    });
  });

  test('that the run can do without whenever is left out where it breaks off, and is told of a cut', async () => {
    const whenever = { isOptional: 'whenever' } as const;
    for (const pages of [[], [[1]]])
      expect(await resultOf({ pages, failsWith: refusal }, whenever)).toMatchObject({
        folded: pages.flat(),
        ends: [true],
        rows: pages.length,
        refused: new Map([['one', refusal]]),
      });
  });

  test('that the run can do without while untouched is left out before its first row only', async () => {
    const untouched = { isOptional: 'untouched' } as const;
    expect(await resultOf({ failsWith: refusal }, untouched)).toMatchObject({
      ends: [],
      refused: new Map([['one', refusal]]),
    });
    await expect(resultOf({ pages: [[1]], failsWith: refusal }, untouched)).rejects.toBe(refusal);
  });

  test('that ends with the session or by a fault of ours ends the run, however optional', async () => {
    for (const failsWith of [new AppError('not-signed-in'), new TypeError('a fault of ours')])
      await expect(resultOf({ failsWith }, { isOptional: 'whenever' })).rejects.toBe(failsWith);
  });

  test('whose rows cannot be folded ends the run, however optional', async () => {
    const fault = new TypeError('a fault of ours');
    const fold = () => {
      throw fault;
    };
    const known = { isOptional: 'whenever', fold } as const;
    await expect(resultOf({ pages: [[1]] }, known)).rejects.toBe(fault);
  });
});

describe('rounds', () => {
  function roundsOver(answers: readonly Answer[]) {
    const told: { queries: string[]; refused: string[] }[] = [];
    const ended: Pick<RunProgress, 'rows' | 'examined'>[] = [];
    const rounds = new Rounds({
      ...options(answers),
      onRound: (queries, refused) =>
        told.push({ queries: queries.map(({ name }) => name), refused: [...refused.keys()] }),
      onEnd: ({ rows, examined }) => ended.push({ rows, examined }),
    });
    const run = (...names: readonly string[]) =>
      rounds.run(
        names.map((name) => planned(name, { isOptional: 'whenever' }).search),
        () => undefined,
      );
    return { rounds, run, told, ended };
  }

  test('add up rows, what was left out and what was asked', async () => {
    const { rounds, run, told, ended } = roundsOver([
      { pages: [[1, 'odd']] },
      { pages: [['odd'], [2]] },
      { pages: [[3]], limited: true },
    ]);
    await run('a', 'b');
    await run('c');
    expect(told.map(({ queries }) => queries)).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]);
    expect(rounds.queries.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(rounds.results).toEqual({
      rows: 5,
      examined: 300,
      skipped: [{ reason: 'not-a-row', rows: 2 }],
      limits: [{ kind: 'administrator', limit: 1 }],
      refused: new Map(),
    });
    expect(ended).toEqual([
      { rows: 4, examined: 200 },
      { rows: 5, examined: 300 },
    ]);
  });

  test('without a search ask nothing and change nothing', async () => {
    const { rounds, run, told, ended } = roundsOver([]);
    expect(await run()).toEqual(new Map());
    expect({ told, ended, rows: rounds.results.rows }).toEqual({ told: [], ended: [], rows: 0 });
  });

  test('forget a refusal of what is asked again, and tell only their own', async () => {
    const { rounds, run, told } = roundsOver([
      { failsWith: refusal },
      { failsWith: refusal },
      { pages: [[1]] },
      { failsWith: refusal },
    ]);
    expect([...(await run('long', 'other')).keys()]).toEqual(['long', 'other']);
    expect(await run('long')).toEqual(new Map());
    expect([...rounds.results.refused.keys()]).toEqual(['other']);
    await run('long');
    expect([...rounds.results.refused.keys()].sort()).toEqual(['long', 'other']);
    expect(told.map(({ refused }) => refused)).toEqual([[], ['long', 'other'], ['other']]);
  });

  test('name a query that was refused in one of two searches of that name', async () => {
    const { rounds, run } = roundsOver([{ failsWith: refusal }, { pages: [[1]] }]);
    await run('records', 'records');
    expect([...rounds.results.refused.keys()]).toEqual(['records']);
  });
});
