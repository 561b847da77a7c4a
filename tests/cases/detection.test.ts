import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { importFiles } from '../../sandbox/data/import/import.ts';
import { loadScenario } from '../../sandbox/data/scenarios.ts';
import { ConsoleStore } from '../../sandbox/sql/store.ts';
import { detectOverStore } from '../sandbox/data/detection-over-store.ts';
import { casesSchema, type Case } from './expectation.ts';
import { largeInputs } from './large-inputs.ts';
import { mismatchesOf, type Outcome } from './mismatches.ts';

const folder = path.join(import.meta.dirname, 'detection');
const cases = casesSchema.parse(
  JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')),
);

/** Now, as the runs of the cases see it: within a minute, so that the moment before is a full one. */
const nowMs = Date.UTC(2026, 2, 4, 15, 0, 30);

/** The import of 200,000 records takes a minute and a half where others use the processors too. */
const longestMs = 300_000;

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'cases-'));
});
afterAll(() => rm(scratch, { recursive: true }));

/** Imports the files of a case into an empty console, as `npm start -- --import` does, and runs the detection. */
async function outcomeOf({ files, args = {} }: Case): Promise<Outcome> {
  const { shift = true, window, profile = 'corrected', generate } = args;
  const inputs = generate === undefined ? files.map(kept) : [await generated(generate)];
  const store = await ConsoleStore.open({ threads: 1 });
  try {
    await loadScenario(store, { name: 'none', scale: 1, endMs: nowMs });
    const imported = await importFiles(store, inputs, { shiftToNow: shift, nowMs });
    expect(imported.map(({ counts }) => counts.rejected)).toEqual(inputs.map(() => 0));
    const range = window && { window: { startMs: window[0], stopMs: window[1] } };
    return await detectOverStore(store, { nowMs, profile, ...(range ? { range } : {}) });
  } finally {
    store.close();
  }
}

function kept(name: string): string {
  return path.join(folder, name);
}

async function generated(name: string): Promise<string> {
  const rows = largeInputs[name];
  if (!rows) throw new RangeError(`no input ${name}`);
  const file = path.join(scratch, `${name}.ndjson`);
  await writeFile(file, [...rows()].map((row) => `${JSON.stringify(row)}\n`).join(''));
  return file;
}

test.each(Object.entries(cases))(
  '%s',
  async (_name, one) => {
    expect(mismatchesOf(await outcomeOf(one), one.expect)).toEqual([]);
  },
  longestMs,
);
