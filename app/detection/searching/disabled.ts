import type { DisabledAsked } from '../../ports/console-facts.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import type { EventSearch } from '../../ports/search.ts';
import { allRows } from './all-rows.ts';
import { fillingQuery, recordsIn } from './filling-query.ts';

/** A console that is used logs something in every few minutes, and these are little to search. */
const probeMs = 5 * 60_000;

/**
 * Which of these properties are disabled: a query that names one finds nothing, whatever there is. Each is asked for by itself in
 * all records of the last minutes of the window, beside a query that names none; where that finds nothing either, in all of the
 * window. `null` where there is nothing to tell by. Throws what the searches throw.
 */
export async function findDisabled(
  { names, window }: DisabledAsked,
  search: EventSearch,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const isEmptied = async (own: readonly string[], within: TimeWindow) => {
    const query = fillingQuery({ names: own, records: 'all', window: within });
    const { rows } = await allRows(search, query, { limit: 1, signal });
    // A count of all records is a row, too, where there is none.
    return rows.every((row) => recordsIn(row) === 0);
  };
  const last = { ...window, startMs: Math.max(window.startMs, window.stopMs - probeMs) };
  for (const within of [last, window]) {
    const [isQuiet, ...emptied] = await Promise.all(
      [[], ...names.map((name) => [name])].map((own) => isEmptied(own, within)),
    );
    if (isQuiet === false) return names.filter((_, at) => emptied[at]);
  }
  return null;
}
