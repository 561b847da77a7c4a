import { existsSync } from 'node:fs';
import type { Profile } from '../contract/finding.ts';
import type { SentQuery } from '../contract/run.ts';
import type { Settings } from '../contract/session.ts';
import { loadScenario } from '../sandbox/data/scenarios.ts';
import type { Truth } from '../sandbox/data/truth.ts';
import { compileAql } from '../sandbox/sql/compile.ts';
import { ConsoleStore } from '../sandbox/sql/store.ts';
import { joinScores, labelledBaselines, labelledConversations } from '../tests/real/channels.ts';
import { realFile } from '../tests/real/real-data.ts';
import { detectOverStore } from '../tests/sandbox/data/detection-over-store.ts';
import { figure, median, round, type Bench, type BenchOptions, type Figure } from './figure.ts';
import { scoreOf, type Score } from './truth-score.ts';

/** Share of the company's ordinary day, and how often the searches of each way are repeated. */
const sizes = {
  full: { scale: 1, rounds: 7 },
  small: { scale: 0.02, rounds: 2 },
} as const;

/** A way of looking at the same day; `sees` says in which databases the console has it. */
type Way = {
  readonly name: string;
  readonly profile: Profile;
  readonly settings: Partial<Settings>;
  readonly sees: 'events and flows' | 'flows';
};

const ways: readonly Way[] = [
  { name: 'source', profile: 'source', settings: {}, sees: 'events and flows' },
  corrected('corrected', { stitching: false, flows: false }),
  corrected('stitched', { stitching: true, flows: false }),
  { ...corrected('flows', { stitching: true, flows: true }), sees: 'flows' },
  corrected('both', { stitching: true, flows: true }),
];

function corrected(name: string, settings: Partial<Settings>): Way {
  return { name, profile: 'corrected', settings, sees: 'events and flows' };
}

/**
 * The way whose work is compared with, the searches of it that a plain run has (it also asks for data channels,
 * to show them), and how many times that much the others may take.
 */
const plain = { way: 'corrected', searches: ['connections', 'denied'] };
const workGoal = 2;

/** What one way found and what it asked for. */
type Outcome = {
  readonly way: Way;
  readonly score: Score;
  readonly queries: readonly SentQuery[];
  /** All its searches one after the other, once a round. */
  readonly work: Work[];
};

/** What searches cost the store: milliseconds, and rows of their results. */
type Work = { readonly ms: number; readonly rows: number };

/**
 * Every way of looking at the company's day, on the same records, against what really happened: bytes seen,
 * findings and ratings right, and what it costs. With real data at hand also how real data connections join.
 */
export const truthBench: Bench = async ({ size, tell }) => {
  const { scale, rounds } = sizes[size];
  const endMs = Date.UTC(2026, 2, 4, 15, 0);
  const both = await ConsoleStore.open();
  const flowsAlone = await ConsoleStore.open();
  try {
    const { truth } = await loadScenario(both, { name: 'company', scale, endMs });
    await loadScenario(flowsAlone, { name: 'company', scale, endMs });
    await flowsAlone.execute('DELETE FROM events');
    const storeOf = ({ sees }: Way) => (sees === 'flows' ? flowsAlone : both);
    const outcomes: Outcome[] = [];
    for (const way of ways) outcomes.push(await lookAt(storeOf(way), way, { endMs, truth }));
    for (let round = 0; round < rounds; round += 1) {
      for (const { way, queries, work } of outcomes)
        work.push(await workOf(storeOf(way), queries, endMs));
    }
    for (const line of table(outcomes)) tell(line);
    return { ...figuresOf(outcomes), ...(await realFigures(tell)) };
  } finally {
    both.close();
    flowsAlone.close();
  }
};

async function lookAt(
  store: ConsoleStore,
  way: Way,
  { endMs, truth }: { readonly endMs: number; readonly truth: Truth },
): Promise<Outcome> {
  const { profile, settings } = way;
  const result = await detectOverStore(store, { nowMs: endMs, profile, settings });
  return {
    way,
    score: scoreOf(result.findings, truth),
    queries: result.queries.filter(
      ({ name }) => way.name !== plain.way || plain.searches.includes(name),
    ),
    work: [],
  };
}

/** One search after the other, so that none waits for another. */
async function workOf(
  store: ConsoleStore,
  queries: readonly SentQuery[],
  nowMs: number,
): Promise<Work> {
  const context = { nowMs, timeZone: 'UTC', defaultWindowMs: 60_000, allowedDomains: null };
  const begun = performance.now();
  let rows = 0;
  for (const { aql } of queries) {
    const { sql, params } = compileAql(aql, { ...context, facts: store });
    rows += (await store.rows(sql, params)).length;
  }
  return { ms: performance.now() - begun, rows };
}

function figuresOf(outcomes: readonly Outcome[]): Record<string, Figure> {
  const compared = outcomes.find(({ way }) => way.name === plain.way);
  return Object.fromEntries(
    outcomes.flatMap(({ way, score, queries, work }) => {
      const { bytesSeenBy, differences, ...shares } = score;
      const times = median(work.map(({ ms }, at) => ms / (compared?.work[at]?.ms ?? NaN)));
      const goal = way.name === plain.way ? null : workGoal;
      const figures: Record<string, Figure> = {
        bytesSeen: figure(shares.bytesSeen, null, { by: rounded(bytesSeenBy) }),
        bytesSeenMedian: figure(shares.bytesSeenMedian, null),
        bytesWrong: figure(shares.bytesWrong, null),
        precision: figure(shares.precision, null),
        recall: figure(shares.recall, null),
        highPrecision: figure(shares.highPrecision, null),
        highRecall: figure(shares.highRecall, null, { differences }),
        work: figure(times, goal, {
          searches: queries.length,
          rows: work[0]?.rows ?? 0,
          ms: msOf(work),
          plainMs: msOf(compared?.work ?? []),
        }),
      };
      return Object.entries(figures).map(([name, one]) => [`${way.name}.${name}`, one] as const);
    }),
  );
}

/** The ways side by side. */
function table(outcomes: readonly Outcome[]): string[] {
  const rows: (readonly [string, (outcome: Outcome) => number])[] = [
    ['bytes seen ÷ true', ({ score }) => score.bytesSeen],
    ['… of the middle pair', ({ score }) => score.bytesSeenMedian],
    ['bytes wrong ÷ true', ({ score }) => score.bytesWrong],
    ['findings: precision', ({ score }) => score.precision],
    ['findings: recall', ({ score }) => score.recall],
    ['HIGH: precision', ({ score }) => score.highPrecision],
    ['HIGH: recall', ({ score }) => score.highRecall],
    ['searches', ({ queries }) => queries.length],
    ['rows read', ({ work }) => work[0]?.rows ?? 0],
    ['ms in the store', ({ work }) => msOf(work)],
  ];
  const line = (name: string, cells: readonly string[]) =>
    name.padEnd(22) + cells.map((cell) => cell.padStart(12)).join('');
  return [
    line(
      '',
      outcomes.map(({ way }) => way.name),
    ),
    ...rows.map(([name, of]) =>
      line(
        name,
        outcomes.map((outcome) => String(round(of(outcome)))),
      ),
    ),
  ];
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

function msOf(work: readonly Work[]): number {
  return Math.round(median(work.map(({ ms }) => ms)));
}

function rounded(shares: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, round(share)]));
}
