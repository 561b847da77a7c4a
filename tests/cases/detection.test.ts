/** The cases through the running product: files imported as `npm start -- --import` does. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { casesSchema } from './expectation.ts';
import { largeInputs } from './large-inputs.ts';
import { mismatchesOf } from './mismatches.ts';
import { outcomeOf } from './run-case.ts';

const folder = path.join(import.meta.dirname, 'detection');
const cases = casesSchema.parse(
  JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')),
);

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'cases-'));
});
afterAll(() => rm(scratch, { recursive: true }));

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

test.each(Object.entries(cases))('%s', async (_name, { files, args, expect: wanted }) => {
  const input = args?.generate;
  const inputs = input === undefined ? files.map(kept) : [await generated(input)];
  const { run, ...found } = await outcomeOf(inputs, args);
  expect(run).toMatchObject({ state: 'done', findings: found.findings.length });
  expect(mismatchesOf(found, wanted)).toEqual([]);
});
