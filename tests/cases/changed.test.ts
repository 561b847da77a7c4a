/** The cases again, changed so that the same has to be found: what is right of one site must not depend on its names. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as changes from './changes.ts';
import { casesSchema } from './expectation.ts';
import { mismatchesOf } from './mismatches.ts';
import { outcomeOf } from './run-case.ts';

const folder = path.join(import.meta.dirname, 'detection');
const expected = readFileSync(path.join(folder, 'expected.json'), 'utf8');

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'changed-cases-'));
});
afterAll(() => rm(scratch, { recursive: true }));

/** The file with these changes, one after the other; `inText`: before its lines are read. */
async function changed(
  name: string,
  steps: readonly changes.Change[],
  inText: (text: string) => string = (text) => text,
): Promise<string> {
  const lines = inText(readFileSync(path.join(folder, name), 'utf8'))
    .trim()
    .split('\n');
  // Parse boundary: our own files, a record a line.
  const rows = lines.map((line) => JSON.parse(line) as changes.Row);
  const file = path.join(scratch, name);
  const after = steps.reduce<readonly changes.Row[]>((before, step) => step(before), rows);
  await writeFile(file, after.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return file;
}

/** Those whose records are kept; the others are made, and large. */
function keptCases(text: string) {
  const cases = Object.entries(casesSchema.parse(JSON.parse(text)));
  return cases.filter(([, { args }]) => args?.generate === undefined);
}

const everything = [
  changes.twoNamesEach,
  changes.otherClientPorts,
  changes.otherLogSources,
  changes.otherDomain,
  changes.besideOthers,
  changes.flowsInTwo,
  changes.backwards,
];

test.each(keptCases(changes.otherAddresses(expected)))(
  '%s, elsewhere',
  async (_name, { files, args, expect: wanted }) => {
    const inputs = files.map((file) => changed(file, everything, changes.otherAddresses));
    const { run, ...found } = await outcomeOf(await Promise.all(inputs), args);
    expect(run.state).toBe('done');
    expect(mismatchesOf(found, wanted)).toEqual([]);
  },
);

/** Their figures are those of records: denied ones are not put together, and one is stored just before its minute is over. */
const ofRecords = new Set(['27-categories', '68-hash-leak', '14-minute-edges']);
const onOnePath = keptCases(expected).filter(
  // So are all of the source query.
  ([name, { args }]) => !ofRecords.has(name) && args?.profile !== 'source',
);

test.each(onOnePath)(
  '%s, reported by two devices',
  async (_name, { files, args, expect: wanted }) => {
    const inputs = files.map((file) => changed(file, [changes.reportedTwice]));
    const { run, ...found } = await outcomeOf(await Promise.all(inputs), args);
    expect(run.state).toBe('done');
    expect(mismatchesOf(found, wanted)).toEqual([]);
  },
);
