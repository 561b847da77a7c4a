import type { SentQuery } from '../../../contract/run.ts';
import type { EventSearch } from '../../ports/search.ts';

/** All rows of a search whose query has a limit; `isCut`: there may be more. */
export type AllRows = { readonly rows: readonly unknown[]; readonly isCut: boolean };

/** Reads a search to its end. `limit` is that of the query. Throws what the search throws. */
export async function allRows(
  search: EventSearch,
  query: SentQuery,
  { limit, signal }: { readonly limit: number; readonly signal: AbortSignal },
): Promise<AllRows> {
  const rows: unknown[] = [];
  const pages = search.search(query, { signal, onProgress: () => undefined });
  for (;;) {
    const next = await pages.next();
    if (next.done)
      return { rows, isCut: next.value.limitedByAdministrator || rows.length >= limit };
    rows.push(...next.value);
  }
}
