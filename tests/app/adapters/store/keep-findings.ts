/** Run as a process of its own: keeps more findings than the cache holds, says so, and then waits to be ended. */
import { randomBytes } from 'node:crypto';
import { openResultStore } from '../../../../app/adapters/store/result-store.ts';
import { someFindings } from './some-findings.ts';
import type { FindingSink } from '../../../../app/ports/results.ts';
import { drained } from '../../../../app/ports/steps.ts';
import { inOneStep } from '../../support/at-once.ts';

const store = openResultStore({
  report: (message) => {
    throw new Error(message);
  },
});
const keep = inOneStep((sink: FindingSink) => {
  for (const finding of someFindings(10_000))
    // What cannot be compressed.
    sink.push({ ...finding, users: [randomBytes(300).toString('base64')] });
});
const { kept } = drained(store.keep(keep));
process.stdout.write(`${kept.count}\n`);
setInterval(() => kept.count, 60_000);
