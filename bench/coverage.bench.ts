import { setTimeout as wait } from 'node:timers/promises';
import { coverageSchema } from '../contract/coverage.ts';
import { routes } from '../contract/routes.ts';
import { startConsole } from '../sandbox/start.ts';
import { askApp, runDetection, type AppAddress } from './app-client.ts';
import { addressOf } from './console.ts';
import { figure, type Bench } from './figure.ts';

/** A check may ask this many times as much of Ariel as one run. */
const goal = 1.2;
const lastMinutes = 1440;
const pauseMs = 50;

/** What Ariel was asked: searches that it made, and records that it looked at in them. */
type Asked = { readonly searches: number; readonly records: number };

/**
 * What a check of coverage asks of Ariel as a multiple of what one run asks, default scenario, the same 24 hours: of an app that the
 * same session used before, and of one that has everything to find out, as which properties are disabled (`first`).
 */
export const coverageBench: Bench = async ({ tell }) => {
  const [firstCheck, , run, check] = await askedInTurn(
    checkCoverage,
    runDetection,
    runDetection,
    checkCoverage,
  );
  const [firstRun] = await askedInTurn(runDetection);
  const compared = (count: keyof Asked, of: Asked | undefined, beside: Asked | undefined) => {
    if (!of?.[count] || !beside?.[count]) throw new Error('Ariel was asked nothing.');
    tell(`${count}: ${of[count]} of a check, ${beside[count]} of a run`);
    return figure(of[count] / beside[count], goal, { check: of[count], run: beside[count] });
  };
  return {
    searches: compared('searches', check, run),
    records: compared('records', check, run),
    firstSearches: compared('searches', firstCheck, firstRun),
    firstRecords: compared('records', firstCheck, firstRun),
  };
};

/** What Ariel was asked for by each of these, one after the other, on a console and an app that are new. */
async function askedInTurn(
  ...works: readonly ((app: AppAddress) => Promise<unknown>)[]
): Promise<readonly Asked[]> {
  const scanned: number[] = [];
  let underWay = 0;
  const running = await startConsole({
    scenario: 'company',
    apiLog: (line) => {
      if (/^POST .*\/ariel\/searches for .* 201/.test(line)) underWay += 1;
      if (/^DELETE .*\/ariel\/searches\//.test(line)) underWay -= 1;
      const [, records] = / of (\d+) scanned, search /.exec(line) ?? [];
      if (records !== undefined) scanned.push(Number(records));
    },
  });
  try {
    const app = addressOf(running);
    const asked: Asked[] = [];
    for (const work of works) {
      scanned.length = 0;
      await work(app);
      // Some goes on for a moment after the answer, for the next one who asks.
      while (underWay > 0) await wait(pauseMs);
      const records = scanned.reduce((sum, count) => sum + count, 0);
      asked.push({ searches: scanned.length, records });
    }
    return asked;
  } finally {
    await running.close();
  }
}

/** Checks and waits for the result. Throws where it does not come to one. */
async function checkCoverage(app: AppAddress): Promise<void> {
  const asked = await askApp(app, 'POST', routes.coverages(), { lastMinutes });
  let check = coverageSchema.parse(asked);
  while (check.finishedMs === null) {
    await wait(pauseMs);
    const look = `${routes.coverage(check.id)}?wait=500`;
    check = coverageSchema.parse(await askApp(app, 'GET', look));
  }
  if (check.result === null) throw new Error(`The check failed: ${JSON.stringify(check.problem)}`);
}
