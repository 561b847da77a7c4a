import { directions, type Absence, type Direction } from '../../../contract/details.ts';
import type { SentQuery } from '../../../contract/run.ts';
import { cellsOf, countIn, nameIn } from '../rows/cells.ts';
import { aliases } from '../aql/columns.ts';
import { numberListLiteral } from '../aql/literals.ts';
import { counterFlags, type RunContext } from '../aql/query.ts';
import { kindOf, type EventKind } from './event-kind.ts';
import { portsOf, rule, sourceRule } from '../rule/rule.ts';
import { portsAsked } from '../rule/settable.ts';
import { writeStatement } from '../aql/statement.ts';

/** An event has one of four directions and one of some hundred categories; a bound all the same. */
const mostGroups = 10_000;

/**
 * Every event on the ports of the profile in the window of a run, by direction and category: what a run that found
 * nothing left out. In the source profile also by whether there is a counter of sent bytes, without which
 * its query sees nothing. To be read by `readAbsence`.
 */
export function absenceQuery(run: RunContext): SentQuery {
  const flags =
    run.profile === 'source'
      ? counterFlags(run).filter(({ alias }) => alias === aliases.sentKnown)
      : [];
  return {
    name: 'absence',
    aql: writeStatement({
      select: [
        `eventdirection AS ${aliases.direction}`,
        `category AS ${aliases.category}`,
        `CATEGORYNAME(category) AS ${aliases.categoryName}`,
        ...flags.map((flag) => flag.column),
        `COUNT(*) AS ${aliases.records}`,
        `SUM(eventcount) AS ${aliases.connections}`,
      ],
      from: 'events',
      where: [`destinationport IN ${numberListLiteral(portsAskedBy(run))}`],
      groupBy: ['eventdirection', 'category', ...flags.map((flag) => flag.alias)],
      orderBy: `${aliases.connections} DESC`,
      limit: mostGroups,
      window: run.window,
    }),
  };
}

/** Rows of `absenceQuery` in any order; what cannot be read counts as nothing. */
export function readAbsence(
  rows: readonly unknown[],
  run: Pick<RunContext, 'profile' | 'settings'>,
): Omit<Absence, 'aql'> {
  const groups = rows.flatMap((row) => readGroup(row, run) ?? []);
  const fitting = groups.filter((group) => group.direction === 'L2R' && group.fitsSource);
  return {
    ports: portsAskedBy(run),
    directions: [...Map.groupBy(groups, (group) => group.direction)]
      .map(([direction, own]) => ({
        direction,
        allowed: eventsOf(own, 'allowed'),
        denied: eventsOf(own, 'denied'),
        other: eventsOf(own, 'other'),
      }))
      .sort((a, b) => totalOf(b) - totalOf(a)),
    fitting:
      run.profile === 'source' ? fitting.reduce((sum, group) => sum + group.records, 0) : null,
  };
}

/** The source query has its own six ports, whatever packs are set. */
function portsAskedBy({ profile, settings }: Pick<RunContext, 'profile' | 'settings'>): number[] {
  return profile === 'source' ? portsOf(rule) : portsAsked(settings);
}

type Group = {
  readonly direction: Direction;
  readonly kind: EventKind;
  readonly records: number;
  readonly events: number;
  readonly fitsSource: boolean;
};

function readGroup(row: unknown, { settings }: Pick<RunContext, 'settings'>): Group | null {
  const cells = cellsOf(row);
  const events = countIn(cells?.[aliases.connections]) ?? 0;
  if (!cells || events === 0) return null;
  const name = nameIn(cells[aliases.categoryName]);
  return {
    direction: directions.find((known) => known === cells[aliases.direction]) ?? 'unknown',
    kind: kindOf(countIn(cells[aliases.category]) ?? -1, settings),
    records: countIn(cells[aliases.records]) ?? 0,
    events,
    fitsSource:
      countIn(cells[aliases.sentKnown]) === 1 &&
      sourceRule.categoryNames.some((known) => known === name),
  };
}

function eventsOf(groups: readonly Group[], kind: EventKind): number {
  return groups
    .filter((group) => group.kind === kind)
    .reduce((sum, group) => sum + group.events, 0);
}

function totalOf({ allowed, denied, other }: Absence['directions'][number]): number {
  return allowed + denied + other;
}
