import { directions, type Direction, type NotLookedAt } from '../../../contract/details.ts';
import type { SentQuery } from '../../../contract/run.ts';
import { AppError } from '../../ports/app-error.ts';
import { aliases } from '../aql/columns.ts';
import { numberListLiteral } from '../aql/literals.ts';
import { external, type RunContext } from '../aql/query.ts';
import { writeStatement } from '../aql/statement.ts';
import { externalFlows } from '../flows/query.ts';
import { cellsOf, countIn, nameIn, type Cells } from '../rows/cells.ts';
import { portsAsked } from '../rule/settable.ts';
import { kindOf, type EventKind } from './event-kind.ts';

/** Directions and categories of events are some hundreds; a bound all the same. */
const mostGroups = 10_000;

/** Categories that are listed by name; how many more there are is said. */
const mostCategories = 20;

/** Searches whose rows `readNotLookedAt` reads. */
export type NotLookedAtQueries = { readonly events: SentQuery; readonly flows: SentQuery | null };

/**
 * Events on the ports of a run to addresses on the Internet, whatever their direction and category, by these two; the
 * same of flows, by direction. Throws `bad-request` for a run of the source profile, whose query is not ours to widen.
 */
export function notLookedAtQueries(run: RunContext, withFlows: boolean): NotLookedAtQueries {
  if (run.profile === 'source')
    throw new AppError('bad-request', { detail: 'only for the corrected profile' });
  const onPorts = `destinationport IN ${numberListLiteral(portsAsked(run.settings))}`;
  const asked = { orderBy: `${aliases.connections} DESC`, limit: mostGroups, window: run.window };
  const events = writeStatement({
    ...asked,
    select: [
      `eventdirection AS ${aliases.direction}`,
      `category AS ${aliases.category}`,
      `CATEGORYNAME(category) AS ${aliases.categoryName}`,
      `SUM(eventcount) AS ${aliases.connections}`,
    ],
    from: 'events',
    where: [onPorts, external(run)],
    groupBy: ['eventdirection', 'category'],
  });
  const flows = writeStatement({
    ...asked,
    select: [
      `flowdirection AS ${aliases.direction}`,
      `UNIQUECOUNT(flowid) AS ${aliases.connections}`,
    ],
    from: 'flows',
    where: [onPorts, externalFlows(run)],
    groupBy: ['flowdirection'],
  });
  return {
    events: { name: 'not-looked-at', aql: events },
    flows: withFlows ? { name: 'not-looked-at-flows', aql: flows } : null,
  };
}

/** Rows of `notLookedAtQueries` in any order; what cannot be read counts as nothing. */
export function readNotLookedAt(
  rows: { readonly events: readonly unknown[]; readonly flows: readonly unknown[] | null },
  { settings }: Pick<RunContext, 'settings'>,
): Omit<NotLookedAt, 'aql' | 'flowsAql'> {
  const events = rows.events.flatMap((row) => readEvents(row, settings));
  const flows = rows.flows?.flatMap(readCounted) ?? null;
  const categories = categoriesOf(events);
  return {
    ports: portsAsked(settings),
    directions: directions
      .map((direction) => ({
        direction,
        ...kindsOf(events.filter((group) => group.direction === direction)),
        flows: flows && sumOf(flows.filter((group) => group.direction === direction)),
      }))
      .filter(
        ({ direction, allowed, denied, other, flows: ids }) =>
          direction !== 'unknown' || allowed + denied + other + (ids ?? 0) > 0,
      ),
    categories: categories.slice(0, mostCategories),
    moreCategories: Math.max(0, categories.length - mostCategories),
  };
}

type Counted = { readonly direction: Direction; readonly count: number };

type Events = Counted & {
  readonly category: number;
  readonly name: string | null;
  readonly kind: EventKind;
};

function readCounted(row: unknown): Counted[] {
  const cells = cellsOf(row);
  const count = countIn(cells?.[aliases.connections]) ?? 0;
  return cells && count > 0 ? [{ direction: directionIn(cells), count }] : [];
}

function readEvents(row: unknown, settings: RunContext['settings']): Events[] {
  const cells = cellsOf(row);
  const category = countIn(cells?.[aliases.category]);
  if (!cells || category === null) return [];
  const name = nameIn(cells[aliases.categoryName]);
  return readCounted(row).map((counted) => ({
    ...counted,
    category,
    name,
    kind: kindOf(category, settings),
  }));
}

function directionIn(cells: Cells): Direction {
  return directions.find((known) => known === cells[aliases.direction]) ?? 'unknown';
}

function sumOf(groups: readonly Counted[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}

function kindsOf(groups: readonly Events[]): Record<EventKind, number> {
  const of = (kind: EventKind) => sumOf(groups.filter((group) => group.kind === kind));
  return { allowed: of('allowed'), denied: of('denied'), other: of('other') };
}

/** Those that the rule does not list, most events first, then by id: a total order. */
function categoriesOf(events: readonly Events[]): NotLookedAt['categories'] {
  const others = events.filter(({ kind }) => kind === 'other');
  return [...Map.groupBy(others, ({ category }) => category)]
    .map(([id, own]) => ({
      id,
      name: own.find(({ name }) => name !== null)?.name ?? null,
      events: sumOf(own),
    }))
    .sort((a, b) => b.events - a.events || a.id - b.id);
}
