import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Call } from '../endpoint.ts';
import { ApiError, errorBody, framework } from '../errors.ts';
import { contentRange, parseRange } from '../list/range.ts';
import { arielErrors } from './errors.ts';
import { formatFor, type Format } from './formats.ts';
import type { ResultStore } from './result-store.ts';
import type { Search } from './search.ts';

/** Which rows an answer holds, and what it says it holds. */
type Stretch = { readonly first: number; readonly last: number; readonly header: string | null };

/**
 * Writes the rows of a search, or the stretch that Range asks for, in the media type asked for.
 * Before the search has ended → 404/1003; a search that ended as ERROR has no rows → 500/1020; a cancelled one gives what
 * it had. If reading fails after the first byte was sent, the body is continued by an error object of code 13, as
 * IBM APAR IV98260 describes.
 */
export async function writeResults(
  search: Search,
  results: ResultStore,
  call: Call,
  response: ServerResponse,
): Promise<void> {
  if (search.status === 'ERROR') {
    throw new ApiError(arielErrors.resultsFailed, `Search ${search.id} ended with an error`);
  }
  if (search.status !== 'COMPLETED' && search.status !== 'CANCELED') {
    throw new ApiError(arielErrors.stillRunning, `Search ${search.id} is ${search.status}`);
  }
  const format = formatFor(call.headers.accept);
  if (!format) {
    throw new ApiError(
      framework.notAcceptable,
      `There is no result as ${call.headers.accept ?? ''}`,
    );
  }
  const stretch = stretchOf(search, call);
  response.writeHead(200, {
    'Content-Type': `${format.mediaType};charset=UTF-8`,
    'Cache-Control': 'no-store',
    ...(stretch.header === null ? {} : { 'Content-Range': stretch.header }),
  });
  try {
    for await (const text of bodyOf(search, results, format, stretch)) {
      if (call.fault?.kind === 'truncated') {
        response.write(text.slice(0, Math.ceil(text.length / 2)));
        throw new Error('The answer was cut off by a fault on order');
      }
      if (!response.write(text)) await once(response, 'drain', { signal: call.signal });
    }
  } catch (error) {
    if (call.signal.aborted) return;
    const message = error instanceof Error ? error.message : String(error);
    response.write(JSON.stringify(errorBody(framework.bodyNotProduced, message)));
  }
  response.end();
}

function stretchOf(search: Search, call: Call): Stretch {
  const range = parseRange(call.headers.range);
  const end = search.recordCount - 1;
  if (!range) return { first: 0, last: end, header: null };
  const last = Math.min(range.last, end);
  const count = Math.max(0, last - range.first + 1);
  const kept = call.fault?.kind === 'fewer-rows' ? Math.floor(count / 2) : count;
  return {
    first: range.first,
    last: range.first + kept - 1,
    header: contentRange(range, count, search.recordCount),
  };
}

async function* bodyOf(
  search: Search,
  results: ResultStore,
  format: Format,
  { first, last }: Stretch,
): AsyncGenerator<string> {
  const names = search.query.columns.map((column) => column.name);
  const { database } = search.query;
  const row = format.row(names);
  let text = format.head(names, database);
  let index = 0;
  if (search.table !== null) {
    for await (const slice of results.read(search.table, first, last)) {
      yield text + slice.map((values) => row(values, index++)).join('');
      text = '';
    }
  }
  yield text + format.tail(names, database);
}
