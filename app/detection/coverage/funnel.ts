import { clauses, type Clause, type FunnelStep } from '../../../contract/coverage.ts';
import { numberListLiteral, numberLiteral, stringLiteral } from '../aql/literals.ts';
import { directionIs, external } from '../aql/query.ts';
import { writeStatement } from '../aql/statement.ts';
import { categoriesAsked, portsAsked } from '../rule/settable.ts';
import { comesTo, outcomesIn, recordsOf } from './clause-outcomes.ts';
import type { ClauseGroup } from './clauses-query.ts';
import type { CoverageContext } from './coverage-context.ts';

/** Values of what a step dropped that are named, most records first. */
const mostDropped = 5;

/**
 * How many records come to each clause and pass it, in the order of the rule, and what it drops; without the clauses that could
 * not be asked.
 */
export function funnelOf(
  groups: readonly ClauseGroup[],
  context: CoverageContext,
  notAsked: readonly Clause[] = [],
): FunnelStep[] {
  const outcomesOf = outcomesIn(context);
  const judged = groups.map((group) => ({ group, outcomes: outcomesOf(group) }));
  const asked = clauses.filter((clause) => !notAsked.includes(clause));
  return asked.map((clause) => {
    const came = judged.filter(({ outcomes }) => comesTo(clause, outcomes));
    const dropped = came.filter(({ outcomes }) => !outcomes[clause]).map(({ group }) => group);
    const all = recordsOf(came.map(({ group }) => group));
    return {
      clause,
      came: all,
      passed: all - recordsOf(dropped),
      dropped: droppedBy(clause, dropped, context),
    };
  });
}

function droppedBy(
  clause: Clause,
  groups: readonly ClauseGroup[],
  context: CoverageContext,
): FunnelStep['dropped'] {
  const { label, condition } = lookedAt[clause];
  const before = conditionsBefore(clause, context);
  return [...Map.groupBy(groups, label)]
    .map(([name, own]) => ({ name, own, records: recordsOf(own) }))
    .sort((a, b) => b.records - a.records || (a.name < b.name ? -1 : 1))
    .slice(0, mostDropped)
    .flatMap(({ name, own: [first], records }) =>
      first
        ? [
            {
              label: name,
              records,
              aql: eventsWhere([...before, condition(first, context)], context),
            },
          ]
        : [],
    );
}

/** What each clause tells dropped records apart by, and the condition that finds them again. */
const lookedAt: Readonly<
  Record<
    Clause,
    {
      readonly label: (group: ClauseGroup) => string;
      readonly condition: (group: ClauseGroup, context: CoverageContext) => string;
    }
  >
> = {
  port: {
    label: ({ logSource }) => logSource.name,
    condition: ({ logSource }, { settings }) =>
      `logsourceid = ${numberLiteral(logSource.id)} AND NOT (destinationport IN ${numberListLiteral(portsAsked(settings))})`,
  },
  direction: {
    label: ({ direction }) => direction,
    condition: ({ direction }) =>
      direction === 'unknown'
        ? `NOT (eventdirection IN ('L2R', 'R2L', 'L2L', 'R2R'))`
        : `eventdirection = ${stringLiteral(direction)}`,
  },
  category: {
    label: ({ category, categoryName }) =>
      categoryName === null ? String(category) : `${categoryName} (${category})`,
    condition: ({ category }) => `category = ${numberLiteral(category)}`,
  },
  destination: {
    label: ({ logSource }) => logSource.name,
    condition: ({ logSource }, context) =>
      `logsourceid = ${numberLiteral(logSource.id)} AND NOT (${external(context)})`,
  },
  'sent-bytes': {
    label: ({ logSource }) => logSource.name,
    condition: ({ logSource }) => `logsourceid = ${numberLiteral(logSource.id)}`,
  },
};

/** The clauses that a record must have passed to come to this one; AQL. */
function conditionsBefore(clause: Clause, context: CoverageContext): string[] {
  const { settings } = context;
  const conditions: readonly (readonly [Clause, string])[] = [
    ['port', `destinationport IN ${numberListLiteral(portsAsked(settings))}`],
    ['direction', directionIs('eventdirection', context)],
    ['category', `category IN ${numberListLiteral(categoriesAsked(settings))}`],
    ['destination', external(context)],
  ];
  const before = clauses.slice(0, clauses.indexOf(clause));
  return conditions.flatMap(([of, condition]) => (before.includes(of) ? [condition] : []));
}

/** Rows that Log Activity shows at once. */
const mostEvents = 1_000;

/** The query that Log Activity opens with: the records themselves, newest first. */
function eventsWhere(where: readonly string[], { window, only = [] }: CoverageContext): string {
  return writeStatement({
    select: [
      'starttime',
      'LOGSOURCENAME(logsourceid)',
      'CATEGORYNAME(category)',
      'sourceip',
      'destinationip',
      'destinationport',
      'eventdirection',
      'eventcount',
    ],
    from: 'events',
    where: [...where, ...only],
    orderBy: 'starttime DESC',
    limit: mostEvents,
    window,
  });
}
