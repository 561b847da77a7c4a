import { atLeast, figure, median, round, type Figure } from './figure.ts';
import type { Score } from './truth-score.ts';
import { both, plain, type Outcome, type Work } from './truth-ways.ts';

/** How many times the work of a plain run another way may take. */
const workGoal = 2;

/** What is aimed at where everything is looked at: every finding right, bytes and counts within two of a hundred. */
const goals = { found: 1, seen: 0.98, off: 0.02 };

/** Figures of a score; `goals` hold where everything was looked at. */
export function scoreFigures(score: Score, hasGoals: boolean): Record<string, Figure> {
  const goal = hasGoals ? goals : { found: null, seen: null, off: null };
  return {
    bytesSeen: atLeast(score.bytesSeen, goal.seen, { by: rounded(score.bytesSeenBy) }),
    bytesSeenMedian: atLeast(score.bytesSeenMedian, null),
    bytesOff: figure(score.bytesOff, goal.off),
    receivedSeen: atLeast(score.receivedSeen, null),
    receivedOff: figure(score.receivedOff, null),
    connectionsSeen: atLeast(score.connectionsSeen, goal.seen),
    connectionsOff: figure(score.connectionsOff, goal.off),
    dataConnectionsSeen: atLeast(score.dataConnectionsSeen, goal.seen),
    dataConnectionsOff: figure(score.dataConnectionsOff, goal.off),
    precision: atLeast(score.precision, goal.found),
    recall: atLeast(score.recall, goal.found, { differences: score.differences }),
    highPrecision: atLeast(score.highPrecision, null),
    highRecall: atLeast(score.highRecall, null),
  };
}

/** Figures of ways to look at one day, each under `PREFIX` and the name of its way; work where it was measured. */
export function figuresOf(outcomes: readonly Outcome[], prefix: string): Record<string, Figure> {
  const compared = outcomes.find(({ way }) => way.name === plain.way);
  return Object.fromEntries(
    outcomes.flatMap(({ way, score, queries, work }) => {
      const times = median(work.map(({ ms }, at) => ms / (compared?.work[at]?.ms ?? NaN)));
      const worked = figure(times, way.name === plain.way ? null : workGoal, {
        searches: queries.length,
        rows: work[0]?.rows ?? 0,
        ms: msOf(work),
        plainMs: msOf(compared?.work ?? []),
      });
      const figures = {
        ...scoreFigures(score, way.name === both.name),
        ...(work.length > 0 ? { work: worked } : {}),
      };
      return Object.entries(figures).map(
        ([name, one]) => [`${prefix}${way.name}.${name}`, one] as const,
      );
    }),
  );
}

/** The ways side by side. */
export function table(outcomes: readonly Outcome[]): string[] {
  const rows: (readonly [string, (outcome: Outcome) => number])[] = [
    ['bytes seen ÷ true', ({ score }) => score.bytesSeen],
    ['… of the middle pair', ({ score }) => score.bytesSeenMedian],
    ['bytes off ÷ true', ({ score }) => score.bytesOff],
    ['connections seen', ({ score }) => score.connectionsSeen],
    ['… off', ({ score }) => score.connectionsOff],
    ['data connections seen', ({ score }) => score.dataConnectionsSeen],
    ['… off', ({ score }) => score.dataConnectionsOff],
    ['findings: precision', ({ score }) => score.precision],
    ['findings: recall', ({ score }) => score.recall],
    ['HIGH: precision', ({ score }) => score.highPrecision],
    ['HIGH: recall', ({ score }) => score.highRecall],
    ['searches', ({ queries }) => queries.length],
  ];
  const ofWork: typeof rows = [
    ['rows read', ({ work }) => work[0]?.rows ?? 0],
    ['ms in the store', ({ work }) => msOf(work)],
  ];
  const line = (name: string, cells: readonly string[]) =>
    name.padEnd(22) + cells.map((cell) => cell.padStart(12)).join('');
  const shown = outcomes.some(({ work }) => work.length > 0) ? [...rows, ...ofWork] : rows;
  return [
    line(
      '',
      outcomes.map(({ way }) => way.name),
    ),
    ...shown.map(([name, of]) =>
      line(
        name,
        outcomes.map((outcome) => String(round(of(outcome)))),
      ),
    ),
  ];
}

function msOf(work: readonly Work[]): number {
  return Math.round(median(work.map(({ ms }) => ms)));
}

function rounded(shares: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, round(share)]));
}
