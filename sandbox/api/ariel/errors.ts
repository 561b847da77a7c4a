import type { ErrorEntry } from '../errors.ts';

/**
 * Codes of the Ariel endpoints.
 * Source: QRadar REST API 26.0, pages ariel-searches-GET, ariel-searches-POST, ariel-searches-search_id-GET, -POST, -DELETE,
 * ariel-searches-search_id-results-GET, -metadata-GET, ariel-databases-database_name-GET,
 * ariel-processors-aql_metadata-POST.
 */
export const arielErrors = {
  savedSearchMissing: entry(404, 1002, 'The Ariel saved search does not exist.'),
  nameInUse: entry(
    409,
    1004,
    'The search cannot be created. The requested search ID that was provided in the query expression is already in use. Please use a unique search ID (or allow one to be generated).',
  ),
  badAql: entry(422, 2000, 'The query_expression contains invalid AQL syntax.'),
  badParameter: entry(422, 1005, 'A request parameter is not valid.'),
  searchMissing: entry(404, 1002, 'The search does not exist.'),
  stillRunning: entry(404, 1003, 'Search results not found. The search is still in progress.'),
  resultsFailed: entry(
    500,
    1020,
    'An error occurred during the attempt to retrieve the search results.',
  ),
  unavailable: entry(
    503,
    1010,
    'The Ariel server might be temporarily unavailable or offline. Please try again later.',
  ),
  databaseMissing: entry(404, 1002, 'The database does not exist.'),
  functionMissing: entry(404, 1002, 'The function does not exist.'),
  // The pages of the list endpoints without a code for a bad filter leave it open; 1005 is Ariel's code
  // for any bad parameter.
  badFilter: entry(422, 1005, 'A request parameter is not valid.'),
} as const satisfies Record<string, ErrorEntry>;

function entry(status: number, code: number, description: string): ErrorEntry {
  return { status, code, description };
}
