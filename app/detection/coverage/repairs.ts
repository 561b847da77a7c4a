import type { Change, Repair } from '../../../contract/coverage.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import type { PortPack } from '../../../contract/session.ts';
import type { Steps } from '../../ports/steps.ts';
import type { FindingSettings } from '../rule/finding-settings.ts';
import { outsideOf } from '../rule/addresses.ts';
import { portPacks } from '../../../cards/port-packs.ts';
import { directionsAsked, portsAsked } from '../rule/settable.ts';
import { phaseOf } from '../rows/rows.ts';
import { gained, predictedCards, type PredictedCards } from './predict.ts';
import { isDenied, relaxed, type CardRow } from './relaxed.ts';

/** Of so many single changes pairs are tried, too: 21 judgements more. */
const mostPaired = 7;
/** Categories and blocks that are tried, those with most connections first. */
const mostOfAKind = 4;
/** Changes of one repair: more than these are a new installation rather than a repair. */
const mostChanges = 4;
/** Repairs that are shown. */
const mostRepairs = 8;
/** Sources that are named of a repair. */
const mostSources = 5;

/**
 * What a change costs, least first: a property names what is there; a pack or a category lets more of the same kind in; an
 * own block or a direction changes who counts as outside.
 */
const costs: Readonly<Record<Change['kind'], number>> = {
  property: 1,
  category: 2,
  'port-pack': 3,
  'own-block': 4,
  direction: 5,
};

/**
 * The changes of settings that would add cards or raise them, cheapest first, then by what they yield: each judged as a run
 * would under them. All single changes and pairs of the first are tried; a pair stands only where it yields what neither
 * member does. On the best of these, one more change at a time, as long as each yields more, up to `mostChanges`. Where none
 * yields anything, all changes together, without those that are not needed. `other`: the property whose sums the rows
 * carry beside.
 */
export function* findRepairs(
  rows: readonly CardRow[],
  { settings, window }: { readonly settings: FindingSettings; readonly window: TimeWindow },
  other: string | null,
): Steps<{
  readonly cardsNow: { readonly cards: number; readonly high: number };
  readonly repairs: Repair[];
}> {
  const now = yield* predictedCards(rows, relaxed(settings, []), window);
  const predict: Predict = function* (changes) {
    const after = yield* predictedCards(rows, relaxed(settings, changes), window);
    return { changes, after, gains: gained(now, after) };
  };
  const singles: Predicted[] = [];
  for (const change of candidates(rows, settings, other)) singles.push(yield* predict([change]));
  const pairs: Predicted[] = [];
  for (const [a, b] of pairsOf(singles.toSorted(forPairs).slice(0, mostPaired))) {
    const both = yield* predict([...a.changes, ...b.changes]);
    if (yieldsMore(both, [a, b])) pairs.push(both);
  }
  const small = [...singles, ...pairs].filter(({ gains }) => gains.length > 0);
  const changes = singles.flatMap((single) => single.changes);
  const large =
    small.length > 0
      ? yield* extended(small.toSorted(byYield)[0], changes, predict)
      : yield* needed(changes, predict);
  return {
    cardsNow: { cards: now.size, high: highIn([...now.keys()], now) },
    repairs: shown([...small, ...large]).map(repairOf),
  };
}

type Predicted = {
  readonly changes: readonly Change[];
  readonly after: PredictedCards;
  readonly gains: readonly string[];
};
type Predict = (changes: readonly Change[]) => Steps<Predicted>;

/** What grows out of one by the further change that yields most, each step where there is one. */
function* extended(
  start: Predicted | undefined,
  all: readonly Change[],
  predict: Predict,
): Steps<Predicted[]> {
  const steps: Predicted[] = [];
  let last = start;
  while (last && last.changes.length < mostChanges) {
    const { changes } = last;
    const further: Predicted[] = [];
    for (const change of all.filter((one) => !changes.includes(one))) {
      const next = yield* predict([...changes, change]);
      if (yieldsMore(next, [last])) further.push(next);
    }
    [last] = further.sort(byYield);
    // Pairs are tried all, so that the first step from a single one is known.
    if (last && last.changes.length > 2) steps.push(last);
  }
  return steps;
}

/** All changes together, less each that is not needed, where they yield anything. */
function* needed(all: readonly Change[], predict: Predict): Steps<Predicted[]> {
  let kept = yield* predict(all);
  if (kept.gains.length === 0) return [];
  for (const change of all.toReversed()) {
    const less = yield* predict(kept.changes.filter((one) => one !== change));
    if (less.gains.length >= kept.gains.length) kept = less;
  }
  return [kept];
}

/** Whether it has a card, or a risk of one, that none of these has. */
function yieldsMore(one: Predicted, others: readonly Predicted[]): boolean {
  const beyond = others.map(({ after }) => new Set(gained(after, one.after)));
  return one.gains.some((key) => beyond.every((keys) => keys.has(key)));
}

/** The cheapest, and the one that yields most, cheapest first. */
function shown(repairs: readonly Predicted[]): Predicted[] {
  const best = repairs.toSorted(byYield).slice(0, 1);
  const cheap = repairs.toSorted(byCost).slice(0, mostRepairs);
  return cheap.some((one) => best.includes(one))
    ? cheap
    : [...cheap.slice(0, mostRepairs - 1), ...best];
}

/** A property first, because it raises what others add; then what yields by itself. */
function forPairs(a: Predicted, b: Predicted): number {
  const isProperty = ({ changes }: Predicted) => Number(changes[0]?.kind === 'property');
  return isProperty(b) - isProperty(a) || byYield(a, b);
}

function byYield(a: Predicted, b: Predicted): number {
  return (
    highIn(b.gains, b.after) - highIn(a.gains, a.after) ||
    b.gains.length - a.gains.length ||
    costOf(a) - costOf(b)
  );
}

function byCost(a: Predicted, b: Predicted): number {
  return costOf(a) - costOf(b) || byYield(a, b);
}

function costOf({ changes }: Predicted): number {
  return changes.reduce((sum, { kind }) => sum + costs[kind], 0);
}

function repairOf({ changes, after, gains }: Predicted): Repair {
  return {
    changes: changes.toSorted((a, b) => costs[a.kind] - costs[b.kind]),
    cards: gains.length,
    high: highIn(gains, after),
    sources: gains.slice(0, mostSources).flatMap((key) => after.get(key)?.source ?? []),
    isApplicable: changes.every(
      (change) => change.kind !== 'direction' || change.direction === 'R2R',
    ),
  };
}

function highIn(keys: readonly string[], cards: PredictedCards): number {
  return keys.filter((key) => cards.get(key)?.risk === 'HIGH').length;
}

/** Single changes that let a row in, or tell its bytes, which is neither now. */
function candidates(
  rows: readonly CardRow[],
  settings: FindingSettings,
  other: string | null,
): Change[] {
  return [
    ...propertyChange(rows, other),
    ...categoryChanges(rows, settings),
    ...packChanges(rows, settings),
    ...blockChanges(rows, settings),
    ...directionChanges(rows, settings),
  ];
}

function propertyChange(rows: readonly CardRow[], other: string | null): Change[] {
  const helps = rows.some(({ hasSent, hasOther }) => hasOther && !hasSent);
  return other !== null && helps ? [{ kind: 'property', meaning: 'sent', name: other }] : [];
}

function categoryChanges(rows: readonly CardRow[], { categories }: FindingSettings): Change[] {
  const unknown = rows.filter(
    (row) => phaseOf(row.category) === null && !isDenied(row) && !categories.includes(row.category),
  );
  return most(unknown, ({ category }) => category).flatMap(([first]) =>
    first && first.category > 0
      ? [
          {
            kind: 'category' as const,
            id: first.category,
            name: first.categoryName ?? String(first.category),
          },
        ]
      : [],
  );
}

function packChanges(rows: readonly CardRow[], settings: FindingSettings): Change[] {
  const asked = new Set(portsAsked(settings));
  // Parse boundary: the keys of the table are exactly the packs.
  return (Object.keys(portPacks) as PortPack[])
    .filter((pack) =>
      portPacks[pack].some(({ port }) => !asked.has(port) && rows.some((row) => row.port === port)),
    )
    .map((pack) => ({ kind: 'port-pack', pack }));
}

function blockChanges(rows: readonly CardRow[], { ownPublicBlocks }: FindingSettings): Change[] {
  return ownPublicBlocks
    .filter((block) => {
      const isOutside = outsideOf([block]);
      return rows.some(({ destination }) => !isOutside(destination));
    })
    .slice(0, mostOfAKind)
    .map((block) => ({ kind: 'own-block', block }));
}

function directionChanges(rows: readonly CardRow[], settings: FindingSettings): Change[] {
  const asked: ReadonlySet<string> = new Set(directionsAsked(settings));
  const otherwise = rows.filter(({ direction }) => !asked.has(direction));
  return most(otherwise, ({ direction }) => direction).flatMap(([first]) =>
    first ? [{ kind: 'direction' as const, direction: first.direction }] : [],
  );
}

/** Rows by some key, those with most connections first, a few groups of them. */
function most(rows: readonly CardRow[], key: (row: CardRow) => unknown): CardRow[][] {
  const weight = (own: readonly CardRow[]) =>
    own.reduce((sum, { connections }) => sum + connections, 0);
  return [...Map.groupBy(rows, key).values()]
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, mostOfAKind);
}

function pairsOf<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, at) => items.slice(at + 1).map((b): [T, T] => [a, b]));
}
