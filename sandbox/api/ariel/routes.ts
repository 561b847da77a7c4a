import { hasCapability } from '../access/sessions.ts';
import { integerOf, type Call, type Endpoint } from '../endpoint.ts';
import { ApiError, framework } from '../errors.ts';
import { columnsReply, columnsShape, queryColumns } from './columns.ts';
import { arielErrors } from './errors.ts';
import { languageEndpoints } from './language-routes.ts';
import type { AqlCompiler } from './language.ts';
import type { ResultStore } from './result-store.ts';
import { writeResults } from './results.ts';
import { anyDatabaseRight, databaseRights, filterOnly } from './rules.ts';
import type { SearchTable } from './search-table.ts';
import { isFinal, type Search } from './search.ts';

/** What the Ariel endpoints work with. */
export type ArielParts = {
  readonly searches: SearchTable;
  readonly results: ResultStore;
  readonly language: AqlCompiler;
};

/** The longest wait one call may ask for, in seconds; no bound is published, 300 is that of IBM's tools (docs/qradar-facts.md#long-poll). */
const longestWaitSeconds = 300;

/** The Ariel endpoints: searches, catalogue, language (QRadar REST API 26.0, pages ariel-*). */
export function arielEndpoints(parts: ArielParts): readonly Endpoint[] {
  return [...searchEndpoints(parts), ...languageEndpoints(parts.language)];
}

function searchEndpoints({ searches, results, language }: ArielParts): readonly Endpoint[] {
  const find = (call: Call): Search => findSearch(searches, call);
  return [
    {
      kind: 'list',
      method: 'GET',
      path: '/ariel/searches',
      parameters: { db_name: { type: 'string' } },
      element: 'string',
      list: filterOnly,
      // Empty, not refused, for callers without ADMIN: seen with IBM's own tools (docs/qradar-facts.md#search-list).
      rows: (call) => (call.caller.capabilities.has('ADMIN') ? searchIds(searches, call) : []),
    },
    {
      kind: 'value',
      method: 'POST',
      path: '/ariel/searches',
      capabilities: anyDatabaseRight,
      parameters: { query_expression: { type: 'string' }, saved_search_id: { type: 'integer' } },
      shape: null,
      handle: (call) => {
        const text = expressionOf(call);
        const query = language.compileFor(call.caller, text, call.fault);
        assertDatabase(call, query.database);
        const search = searches.create({
          caller: call.caller,
          text,
          query,
          fault: call.fault,
        });
        return { status: 201, body: searches.bodyOf(search) };
      },
    },
    {
      kind: 'value',
      method: 'GET',
      path: '/ariel/searches/{search_id}',
      shape: null,
      handle: async (call) => {
        const search = find(call);
        const seconds = waitSecondsOf(call);
        if (seconds !== null) await searches.waitFor(search, seconds * 1000, call.signal);
        // Looked up again: it may have been deleted while this call waited.
        const status = seconds !== null && !isFinal(find(call).status) ? 206 : 200;
        return { status, body: searches.bodyOf(search) };
      },
    },
    {
      kind: 'value',
      method: 'POST',
      path: '/ariel/searches/{search_id}',
      parameters: { status: { type: 'string' }, save_results: { type: 'string' } },
      shape: null,
      handle: (call) => {
        const search = find(call);
        updateSearch(searches, search, call);
        return { status: 200, body: searches.bodyOf(search) };
      },
    },
    {
      kind: 'value',
      method: 'DELETE',
      path: '/ariel/searches/{search_id}',
      shape: null,
      handle: (call) => {
        const search = find(call);
        searches.delete(search);
        return { status: 202, body: searches.bodyOf(search) };
      },
    },
    {
      kind: 'stream',
      method: 'GET',
      path: '/ariel/searches/{search_id}/results',
      write: (call, response) => writeResults(find(call), results, call, response),
    },
    {
      kind: 'value',
      method: 'GET',
      path: '/ariel/searches/{search_id}/metadata',
      shape: columnsShape,
      handle: (call) => columnsReply(queryColumns(find(call).query), call),
    },
  ];
}

function searchIds(searches: SearchTable, call: Call): string[] {
  const database = call.query.get('db_name');
  return searches
    .list()
    .filter((search) => database === undefined || search.query.database === database)
    .map((search) => search.id);
}

function findSearch(searches: SearchTable, call: Call): Search {
  const id = call.path['search_id'] ?? '';
  const search = searches.find(call.caller, id);
  if (call.fault?.kind !== 'vanish') return search;
  searches.delete(search);
  throw new ApiError(arielErrors.searchMissing, `${id} does not exist`);
}

function expressionOf(call: Call): string {
  const text = call.query.get('query_expression');
  const savedSearchId = integerOf(call, 'saved_search_id');
  if ((text === undefined) === (savedSearchId === null)) {
    throw new ApiError(
      arielErrors.badParameter,
      'Exactly one of query_expression and saved_search_id must be given, in the query string',
    );
  }
  if (text === undefined) {
    throw new ApiError(
      arielErrors.savedSearchMissing,
      `Saved search ${savedSearchId ?? ''} does not exist`,
    );
  }
  return text;
}

function assertDatabase(call: Call, database: keyof typeof databaseRights): void {
  const capability = databaseRights[database];
  if (!hasCapability(call.caller, [capability])) {
    throw new ApiError(framework.missingCapability, `Searching ${database} needs ${capability}`);
  }
}

/** `Prefer: wait=N`, other preferences beside it ignored; `null` when there is none. */
function waitSecondsOf(call: Call): number | null {
  const { prefer } = call.headers;
  const header = Array.isArray(prefer) ? prefer.join(',') : prefer;
  const match = /(?:^|[,;\s])wait\s*=\s*"?([^,;"\s]*)/i.exec(header ?? '');
  if (!match) return null;
  const seconds = /^\d{1,6}$/.test(match[1] ?? '') ? Number(match[1]) : NaN;
  if (!(seconds <= longestWaitSeconds)) {
    throw new ApiError(
      arielErrors.badParameter,
      `Prefer: wait must be a number of seconds from 0 to ${longestWaitSeconds}`,
    );
  }
  return seconds;
}

/** Two single-valued parameters, of which `save_results` is silently ignored beside `status`. */
function updateSearch(searches: SearchTable, search: Search, call: Call): void {
  const status = call.query.get('status');
  const saveResults = call.query.get('save_results');
  if (status === 'CANCELED') searches.cancel(search);
  else if (status === undefined && saveResults === 'true') searches.keep(search);
  else throw badUpdate();
}

function badUpdate(): ApiError {
  return new ApiError(
    arielErrors.badParameter,
    'Either status=CANCELED or save_results=true must be given; other values do not exist',
  );
}
