import type { Filling, FillingAsked } from '../../ports/console-facts.ts';
import type { SentQuery, TimeWindow } from '../../../contract/run.ts';
import type { EventSearch } from '../../ports/search.ts';
import { cellsOf, countIn } from '../rows/cells.ts';
import { aliases } from '../aql/columns.ts';
import { numberListLiteral, propertyLiteral } from '../aql/literals.ts';
import { writeStatement } from '../aql/statement.ts';

/** How far back a sample reaches at most: a day holds what every device writes. */
const sampleMs = 24 * 60 * 60_000;

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
 * it names: where all of them find nothing and there are records all the same, each half is asked by itself, down to
 * the property that is disabled. `null` where there are no records. Throws what the searches throw.
 */
export async function findFilling(
  asked: FillingAsked,
  search: EventSearch,
  signal: AbortSignal,
): Promise<Filling | null> {
  const ask = (names: readonly string[]) =>
    rowsOf(search, fillingQuery({ ...asked, names }), signal);
  const timesOf = (rows: readonly unknown[], names: readonly string[]) =>
    names.map((name, at) => [name, timesFilled(rows, at)] as const);

  const apart = async (names: readonly string[]): Promise<(readonly [string, number | null])[]> => {
    if (names.length === 1) return names.map((name) => [name, null]);
    const middle = Math.ceil(names.length / 2);
    const halves = [names.slice(0, middle), names.slice(middle)];
    const found = await Promise.all(
      halves.map(async (half) => {
        const rows = await ask(half);
        return rows.length > 0 ? timesOf(rows, half) : apart(half);
      }),
    );
    return found.flat();
  };

  const rows = await ask(asked.names);
  if (rows.length > 0) return new Map(timesOf(rows, asked.names));
  const isThereAny = (await ask([])).some((row) => recordsIn(row) > 0);
  return isThereAny ? new Map(await apart(asked.names)) : null;
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
      where: [`destinationport IN ${numberListLiteral(ports)}`],
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

function timesFilled(rows: readonly unknown[], at: number): number {
  return rows
    .filter((row) => countIn(cellsOf(row)?.[flagOf(at)]) === 1)
    .reduce<number>((sum, row) => sum + recordsIn(row), 0);
}

function recordsIn(row: unknown): number {
  return countIn(cellsOf(row)?.[aliases.records]) ?? 0;
}

async function rowsOf(search: EventSearch, query: SentQuery, signal: AbortSignal) {
  const rows: unknown[] = [];
  const pages = search.search(query, { signal, onProgress: () => undefined });
  for await (const page of pages) rows.push(...page);
  return rows;
}
