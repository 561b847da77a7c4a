import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ImportError, importFiles, type ImportResult } from '../../sandbox/data/import/import.ts';
import { describeImport } from '../../sandbox/data/import/report.ts';
import { loadScenario } from '../../sandbox/data/scenarios.ts';
import { ConsoleStore } from '../../sandbox/sql/store.ts';
import { detectOverStore } from '../sandbox/data/detection-over-store.ts';
import { importCasesSchema, type ImportCase, type ImportExpectation } from './expectation.ts';
import { isWanted, mismatchesOf, type Outcome } from './mismatches.ts';

const folder = path.join(import.meta.dirname, 'import');
const cases = importCasesSchema.parse(
  JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')),
);

/** A moment within a minute: what is moved to now must be in a run all the same. */
const nowMs = Date.UTC(2026, 2, 4, 15, 0, 30);

/** What `npm start` comes to: whether it starts, what it prints, and what a run then finds. */
type Started = Outcome & {
  readonly starts: boolean;
  readonly says: string;
  readonly results: readonly ImportResult[];
  readonly inWindow: number;
};

async function startedWith({ files, args }: ImportCase): Promise<Started> {
  const { shift = true, minutes = 1440, window, profile = 'corrected' } = args;
  const inputs = files.map((name) => path.join(folder, name));
  const store = await ConsoleStore.open({ threads: 1 });
  try {
    await loadScenario(store, { name: 'none', scale: 1, endMs: nowMs });
    const results = await importFiles(store, inputs, { shiftToNow: shift, nowMs });
    const range = window
      ? { window: { startMs: window[0], stopMs: window[1] } }
      : { lastMinutes: minutes };
    const { findings, denied } = await detectOverStore(store, { nowMs, profile, range });
    const says = spoken(results.map(describeImport).join('\n'), inputs);
    const inWindow = window ? await eventsIn(store, window) : 0;
    return { starts: true, says, results, inWindow, findings, denied };
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    const says = spoken(error.message, inputs);
    return { starts: false, says, results: [], inWindow: 0, findings: [], denied: [] };
  } finally {
    store.close();
  }
}

/** What is printed without the files' names, which say what they are. */
function spoken(text: string, inputs: readonly string[]): string {
  return inputs.reduce((rest, name) => rest.replaceAll(name, ''), text);
}

async function eventsIn(store: ConsoleStore, [from, to]: readonly [number, number]) {
  const sql = `SELECT count(*) AS n FROM events WHERE starttime >= ${from} AND starttime < ${to}`;
  return Number((await store.rows(sql))[0]?.['n']);
}

/** What does not hold, in words. */
function faultsOf(started: Started, expected: ImportExpectation): string[] {
  const { loaded, rejected, inWindow, starts, says, anyOf = [], ...findings } = expected;
  const total = (of: (result: ImportResult) => number): number =>
    started.results.reduce((sum, result) => sum + of(result), 0);
  const counts = [
    ['loaded', total((result) => result.loaded), loaded],
    ['rejected', total((result) => result.counts.rejected), rejected],
    ['inWindow', started.inWindow, inWindow],
  ] as const;
  const tried = anyOf.map((one) => faultsOf(started, one));
  return [
    ...counts
      .filter(([, is, wanted]) => !isWanted(is, wanted))
      .map(([what, is]) => `${what} is ${is}`),
    ...(starts === undefined || starts === started.starts ? [] : [`starts is ${started.starts}`]),
    ...(says === undefined || new RegExp(says, 'i').test(started.says)
      ? []
      : [`does not say ${says}`]),
    ...mismatchesOf(started, findings),
    ...(anyOf.length === 0 || tried.some((faults) => faults.length === 0) ? [] : tried.flat()),
  ];
}

for (const [name, one] of Object.entries(cases)) {
  test(`${name}: ${one.why}`, async () => {
    expect(faultsOf(await startedWith(one), one.expect)).toEqual([]);
  });
}
