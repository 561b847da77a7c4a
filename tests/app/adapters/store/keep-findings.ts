/** Run as a process of its own: keeps more findings than the cache holds, says so, and then waits to be ended. */
import { openResultStore } from '../../../../app/adapters/store/result-store.ts';
import { someFindings } from './some-findings.ts';

const store = openResultStore({
  report: (message) => {
    throw new Error(message);
  },
});
const { kept } = store.keep((sink) => {
  for (const finding of someFindings(30_000)) sink.push(finding);
});
process.stdout.write(`${kept.count}\n`);
setInterval(() => kept.count, 60_000);
