/**
 * The cases through the running product: files imported as `npm start -- --import` does, the app as built in a process of
 * its own, and its API asked through the console's proxy. Needs `npm run build` before.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startConsole } from '../../sandbox/start.ts';
import { detectThroughApp, type RunAndFindings } from '../support/ask-app.ts';
import { casesSchema, type Case } from './expectation.ts';
import { largeInputs } from './large-inputs.ts';
import { mismatchesOf } from './mismatches.ts';

const folder = path.join(import.meta.dirname, 'detection');
const cases = casesSchema.parse(
  JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')),
);

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'cases-'));
});
afterAll(() => rm(scratch, { recursive: true }));

/**
 * Runs the detection on a console with the files of a case and nothing else. Each case has a console and an app of its
 * own: properties and log sources that one brings would be there for the next.
 */
async function outcomeOf({ files, args = {} }: Case): Promise<RunAndFindings> {
  const { shift = true, window, profile = 'corrected', generate } = args;
  const inputs = generate === undefined ? files.map(kept) : [await generated(generate)];
  const running = await startConsole({ imports: inputs, shiftToNow: shift });
  try {
    expect(running.imports.map(({ counts }) => counts.rejected)).toEqual(inputs.map(() => 0));
    const range = window && { window: { startMs: window[0], stopMs: window[1] } };
    const session = running.api.sessions.login('analyst');
    return await detectThroughApp(running, session, { profile, ...(range ? { range } : {}) });
  } finally {
    await running.close();
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

test.each(Object.entries(cases))('%s', async (_name, one) => {
  const { run, ...found } = await outcomeOf(one);
  expect(run).toMatchObject({ state: 'done', findings: found.findings.length });
  expect(mismatchesOf(found, one.expect)).toEqual([]);
});
