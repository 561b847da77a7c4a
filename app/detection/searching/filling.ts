import type { Filling, FillingAsked } from '../../ports/console-facts.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import type { EventSearch } from '../../ports/search.ts';
import { cellsOf, countIn } from '../rows/cells.ts';
import { allRows, type AllRows } from './all-rows.ts';
import { findDisabled } from './disabled.ts';
import { fillingQuery, flagOf, mostCombinations, recordsIn } from './filling-query.ts';

/** How far back a sample reaches at most: a day holds what every device writes. */
const sampleMs = 24 * 60 * 60_000;

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
 * it names: where all of them together find nothing although there are records, those that are not disabled are asked once
 * more. `null` where there are no records, or where nothing tells which are disabled. Throws what the searches throw.
 */
export async function findFilling(
  asked: FillingAsked,
  search: EventSearch,
  signal: AbortSignal,
): Promise<Filling | null> {
  const { names, ports: records, window } = asked;
  const ask = (own: readonly string[]) => {
    const query = fillingQuery({ names: own, records, window });
    return allRows(search, query, { limit: mostCombinations, signal });
  };
  const [together, any] = await Promise.all([ask(names), ask([])]);
  if (together.rows.length > 0) return new Map(timesOf(together, names));
  if (any.rows.every((row) => recordsIn(row) === 0)) return null;
  const disabled = await findDisabled(asked, search, signal);
  if (disabled === null || disabled.length === 0) return null;
  const enabled = names.filter((name) => !disabled.includes(name));
  const told = enabled.length === 0 ? [] : timesOf(await ask(enabled), enabled);
  return new Map([...told, ...disabled.map((name) => [name, null] as const)]);
}

/** Of a result that was cut, that a property is filled nowhere is not known. */
function timesOf({ rows, isCut }: AllRows, names: readonly string[]) {
  return names.flatMap((name, at) => {
    const filled = rows.filter((row) => countIn(cellsOf(row)?.[flagOf(at)]) === 1);
    const times = filled.reduce<number>((sum, row) => sum + recordsIn(row), 0);
    return isCut && times === 0 ? [] : [[name, times] as const];
  });
}
