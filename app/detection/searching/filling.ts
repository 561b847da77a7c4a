import type { Filling, FillingAsked } from '../../ports/console-facts.ts';
import type { SentQuery, TimeWindow } from '../../../contract/run.ts';
import type { EventSearch } from '../../ports/search.ts';
import { cellsOf, countIn } from '../rows/cells.ts';
import { allRows, type AllRows } from './all-rows.ts';
import { aliases } from '../aql/columns.ts';
import { numberListLiteral, propertyLiteral } from '../aql/literals.ts';
import { writeStatement } from '../aql/statement.ts';

/** How far back a sample reaches at most: a day holds what every device writes. */
const sampleMs = 24 * 60 * 60_000;

/** Types of log sources that Linux OS and Microsoft Windows have (docs/qradar-facts.md#sysmon-properties). */
export const hostTypes = [11, 12] as const;

/** Combinations of filled properties that are told apart: each kind of device fills its own. */
const mostCombinations = 1_000;

/** The end of a window in which it is looked how properties are filled, and whether that is all of it. */
export function sampleOf({ startMs, stopMs }: TimeWindow): {
  readonly window: TimeWindow;
  readonly isWhole: boolean;
} {
  const from = Math.max(startMs, stopMs - sampleMs);
  return { window: { startMs: from, stopMs }, isWhole: from === startMs };
}

/**
 * In how many records each property is filled. A query that names a disabled property finds nothing, whatever else
 * it names: where all of them together find nothing although there are records, each is asked by itself. `null` where
 * there are no records. Throws what the searches throw.
 */
export async function findFilling(
  asked: FillingAsked,
  search: EventSearch,
  signal: AbortSignal,
): Promise<Filling | null> {
  const ask = (names: readonly string[]) =>
    allRows(search, fillingQuery({ ...asked, names }), { limit: mostCombinations, signal });
  const { names } = asked;
  const [together, any] = await Promise.all([ask(names), ask([])]);
  if (together.rows.length > 0) return new Map(timesOf(together, names));
  if (any.rows.every((row) => recordsIn(row) === 0)) return null;
  const alone = async (name: string) => {
    const result = await ask([name]);
    return result.rows.length > 0 ? timesOf(result, [name]) : [[name, null] as const];
  };
  return new Map((await Promise.all(names.map(alone))).flat());
}

/** Records on these ports by which of the properties they fill; of no property: all of them. */
export function fillingQuery({ names, ports, window }: FillingAsked): SentQuery {
  const flags = names.map((name, at) => ({
    alias: flagOf(at),
    column: `IF ${propertyLiteral(name)} IS NULL THEN 0 ELSE 1 AS ${flagOf(at)}`,
  }));
  return {
    name: 'filling',
    aql: writeStatement({
      select: [...flags.map(({ column }) => column), `COUNT(*) AS ${aliases.records}`],
      from: 'events',
      where: [
        ports === 'hosts'
          ? `devicetype IN ${numberListLiteral(hostTypes)}`
          : `destinationport IN ${numberListLiteral(ports)}`,
      ],
      groupBy: flags.map(({ alias }) => alias),
      orderBy: `${aliases.records} DESC`,
      limit: mostCombinations,
      window,
    }),
  };
}

function flagOf(at: number): string {
  return `${aliases.filled}${at + 1}`;
}

/** Of a result that was cut, that a property is filled nowhere is not known. */
function timesOf({ rows, isCut }: AllRows, names: readonly string[]) {
  return names.flatMap((name, at) => {
    const filled = rows.filter((row) => countIn(cellsOf(row)?.[flagOf(at)]) === 1);
    const times = filled.reduce<number>((sum, row) => sum + recordsIn(row), 0);
    return isCut && times === 0 ? [] : [[name, times] as const];
  });
}

function recordsIn(row: unknown): number {
  return countIn(cellsOf(row)?.[aliases.records]) ?? 0;
}
