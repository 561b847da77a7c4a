import { field, list, rest } from './rest.ts';
import type { Column, Row } from './table.ts';

/** Seconds a status call may wait: the shortest the API knows, because a person watches the progress. */
const waitSeconds = 1;
const running = new Set(['WAIT', 'EXECUTE', 'SORTING']);

/** A search as the API describes it. */
export type Search = {
  readonly id: string;
  readonly status: string;
  readonly percent: number;
  readonly rows: number;
  readonly messages: readonly string[];
};

/** What a caller wants to hear while a search runs. */
export type Watching = {
  readonly signal: AbortSignal;
  readonly onState?: (search: Search) => void;
};

const pathOf = (searchId: string) => `/api/ariel/searches/${encodeURIComponent(searchId)}`;

function readSearch(body: unknown): Search {
  return {
    id: String(field(body, 'search_id')),
    status: String(field(body, 'status')),
    percent: Number(field(body, 'progress') ?? 0),
    rows: Number(field(body, 'record_count') ?? 0),
    messages: list(field(body, 'error_messages')).map((entry) => String(field(entry, 'message'))),
  };
}

/** Runs AQL to its end, also to a cancelled one. Throws where it is refused or fails; `failed` where no message says why. */
export async function runSearch(
  aql: string,
  failed: string,
  { signal, onState = () => undefined }: Watching,
): Promise<Search> {
  const query = new URLSearchParams({ query_expression: aql });
  const path = `/api/ariel/searches?${query.toString()}`;
  let search = readSearch(await rest(path, { method: 'POST', signal }));
  while (running.has(search.status)) {
    onState(search);
    const headers = { Prefer: `wait=${waitSeconds}` };
    search = readSearch(await rest(pathOf(search.id), { headers, signal }));
  }
  if (search.status === 'ERROR') throw new Error(search.messages.join('\n') || failed);
  return search;
}

/** Ends a search early; the rows found so far stay readable. */
export async function cancelSearch(searchId: string): Promise<void> {
  await rest(`${pathOf(searchId)}?status=CANCELED`, { method: 'POST' });
}

/** The columns in the query's own order; a JSON object would not promise one. */
export async function readColumns({ id }: Search, signal: AbortSignal): Promise<readonly Column[]> {
  const metadata = await rest(`${pathOf(id)}/metadata`, { signal });
  return list(field(metadata, 'columns')).map((column) => {
    const name = String(field(column, 'name'));
    return { key: name, heading: name };
  });
}

/** Rows from an index on, at most as many as asked for. */
export async function readRows(
  { id }: Search,
  from: number,
  count: number,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const headers = { Range: `items=${from}-${from + count - 1}` };
  const body = await rest(`${pathOf(id)}/results`, { headers, signal });
  // The one key of the body is the name of the database. A flow query typed into Log Activity has the other.
  return [...list(field(body, 'events')), ...list(field(body, 'flows'))].filter(
    (row): row is Row => typeof row === 'object' && row !== null,
  );
}
