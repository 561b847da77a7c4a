import type { SentQuery, TimeWindow } from '../../../contract/run.ts';
import type { FillingAsked } from '../../ports/console-facts.ts';
import { aliases } from '../aql/columns.ts';
import { numberListLiteral, propertyLiteral } from '../aql/literals.ts';
import { writeStatement } from '../aql/statement.ts';
import { cellsOf, countIn } from '../rows/cells.ts';

/** Types of log sources that Linux OS and Microsoft Windows have (docs/qradar-facts.md#sysmon-properties). */
export const hostTypes = [11, 12] as const;

/** Combinations of filled properties that are told apart: each kind of device fills its own. */
export const mostCombinations = 1_000;

/** Records by which of the properties they fill (`flagOf`); of no property: all of them, in one row. */
export function fillingQuery(asked: {
  readonly names: readonly string[];
  readonly records: FillingAsked['ports'] | 'all';
  readonly window: TimeWindow;
}): SentQuery {
  const flags = asked.names.map((name, at) => ({
    alias: flagOf(at),
    column: `IF ${propertyLiteral(name)} IS NULL THEN 0 ELSE 1 AS ${flagOf(at)}`,
  }));
  return {
    name: 'filling',
    aql: writeStatement({
      select: [...flags.map(({ column }) => column), `COUNT(*) AS ${aliases.records}`],
      from: 'events',
      where: whereOf(asked.records),
      groupBy: flags.map(({ alias }) => alias),
      orderBy: `${aliases.records} DESC`,
      limit: mostCombinations,
      window: asked.window,
    }),
  };
}

function whereOf(records: FillingAsked['ports'] | 'all'): readonly string[] {
  if (records === 'all') return [];
  if (records === 'hosts') return [`devicetype IN ${numberListLiteral(hostTypes)}`];
  return [`destinationport IN ${numberListLiteral(records)}`];
}

/** The column that says whether the property at this place is filled. */
export function flagOf(at: number): string {
  return `${aliases.filled}${at + 1}`;
}

/** How many records a row of it stands for. */
export function recordsIn(row: unknown): number {
  return countIn(cellsOf(row)?.[aliases.records]) ?? 0;
}
