import { existsSync } from 'node:fs';
import { loadScenario } from '../sandbox/data/scenarios.ts';
import { loadSecondDay, secondDayEndMs, secondDaySeed } from '../sandbox/data/second-day/day.ts';
import { ConsoleStore } from '../sandbox/sql/store.ts';
import { joinScores, labelledBaselines, labelledConversations } from '../tests/real/channels.ts';
import { realFile } from '../tests/real/real-data.ts';
import { figure, type Bench, type BenchOptions, type Figure } from './figure.ts';
import { figuresOf, table } from './truth-figures.ts';
import { both, flowsAlone, lookAt, stitched, ways, workOf } from './truth-ways.ts';
import type { Outcome, Way } from './truth-ways.ts';

/** Share of the company's ordinary day, and how often the searches of each way are repeated. */
const sizes = {
  full: { scale: 1, rounds: 7 },
  small: { scale: 0.02, rounds: 2 },
} as const;

/**
 * Every way of looking at the company's day, on the same records, against what really happened: bytes seen,
 * findings and ratings right, and what it costs. The same, without the cost, of a day by other rules. With
 * real data at hand also how real data connections join.
 */
export const truthBench: Bench = async ({ size, tell }) => ({
  ...(await firstDay(sizes[size], tell)),
  ...(await secondDay(tell)),
  ...(await realFigures(tell)),
});

async function firstDay(
  { scale, rounds }: (typeof sizes)[keyof typeof sizes],
  tell: BenchOptions['tell'],
): Promise<Record<string, Figure>> {
  const endMs = Date.UTC(2026, 2, 4, 15, 0);
  return withStores(async (storeOf) => {
    const { truth } = await loadScenario(storeOf(both), { name: 'company', scale, endMs });
    await loadScenario(storeOf(flowsAlone), { name: 'company', scale, endMs });
    await storeOf(flowsAlone).execute('DELETE FROM events');
    const outcomes: Outcome[] = [];
    for (const way of ways) outcomes.push(await lookAt(storeOf(way), way, { endMs, truth }));
    for (let round = 0; round < rounds; round += 1) {
      for (const { way, queries, work } of outcomes)
        work.push(await workOf(storeOf(way), queries, endMs));
    }
    for (const line of table(outcomes)) tell(line);
    return figuresOf(outcomes, '');
  });
}

/** The same whatever the size: it is small. Each way is held to what its records can tell. */
async function secondDay(tell: BenchOptions['tell']): Promise<Record<string, Figure>> {
  const day = { endMs: secondDayEndMs, seed: secondDaySeed };
  return withStores(async (storeOf) => {
    const { truthBy } = await loadSecondDay(storeOf(both), day);
    await loadSecondDay(storeOf(flowsAlone), day);
    await storeOf(flowsAlone).execute('DELETE FROM events');
    const outcomes: Outcome[] = [];
    for (const [way, seen] of [
      [stitched, 'events'],
      [flowsAlone, 'flows'],
      [both, 'events and flows'],
    ] as const) {
      const truth = truthBy(seen);
      outcomes.push(await lookAt(storeOf(way), way, { endMs: day.endMs, truth }));
    }
    tell('the second day:');
    for (const line of table(outcomes)) tell(line);
    return figuresOf(outcomes, 'second.');
  });
}

/** One console with everything and one for flows alone, closed afterwards. */
async function withStores<T>(use: (storeOf: (way: Way) => ConsoleStore) => Promise<T>): Promise<T> {
  const everything = await ConsoleStore.open();
  const flowsOnly = await ConsoleStore.open();
  try {
    return await use(({ sees }) => (sees === 'flows' ? flowsOnly : everything));
  } finally {
    everything.close();
    flowsOnly.close();
  }
}

/** How data connections of real traffic join; nothing where the data is not at hand. */
async function realFigures(tell: BenchOptions['tell']): Promise<Record<string, Figure>> {
  const sets = [
    { folder: 'ft-conversations', name: 'real', load: () => labelledConversations('both-ends') },
    { folder: 'zeek-baselines', name: 'announced', load: labelledBaselines },
  ] as const;
  const figures: Record<string, Figure> = {};
  for (const { folder, name, load } of sets) {
    if (!existsSync(realFile(folder))) {
      tell(`skipped: no real data (${folder})`);
      continue;
    }
    for (const { mode, ...score } of joinScores(await load())) {
      figures[`${name}.${mode}.precision`] = figure(score.right / score.joined, null, score);
      figures[`${name}.${mode}.recall`] = figure(score.right / score.real, null, score);
    }
  }
  return figures;
}
