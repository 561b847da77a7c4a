import type { ProblemCode } from '../../../contract/problem.ts';

/** One documented refusal of an endpoint. Without `reason` it covers every code of that status. */
export type Refusal = {
  readonly status: number;
  /** QRadar's own error code, the member `code` of the error body. */
  readonly reason?: number;
  readonly problem: ProblemCode;
};

/**
 * A call of QRadar's REST API. `path` holds `{name}` placeholders; `repeatable` says whether asking twice
 * is the same as asking once, which alone decides whether the client may repeat it by itself.
 */
export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly repeatable: boolean;
  /** Statuses that carry the answer. */
  readonly answers: readonly number[];
  readonly refusals: readonly Refusal[];
};

const get = (path: string, refusals: readonly Refusal[] = []): Endpoint => ({
  method: 'GET',
  path,
  repeatable: true,
  answers: [200],
  refusals,
});

const lost: Refusal = { status: 404, reason: 1002, problem: 'search-lost' };

/**
 * Every call the app makes, and what its documented refusals mean (QRadar REST API 26.0, the page of each
 * path). Codes are per endpoint, so they are looked up here and nowhere else; `anywhere` is the fallback.
 */
export const endpoints = {
  versions: get('/help/versions'),
  about: get('/system/about'),
  currentUser: get('/config/access/users'),
  currentRole: get('/config/access/user_roles'),
  currentService: get('/config/access/authorized_services'),
  eventColumns: get('/ariel/databases/events'),
  lowLevelCategories: get('/data_classification/low_level_categories'),
  domains: get('/config/domain_management/domains'),
  networks: get('/config/network_hierarchy/networks'),
  assets: get('/asset_model/assets'),
  geolocations: get('/services/geolocations'),
  sourceAddresses: get('/siem/source_addresses'),
  offenses: get('/siem/offenses'),
  /** The same, of a session that wants to write: without the right, it is told that it may not. */
  noteSources: get('/siem/source_addresses', [{ status: 403, problem: 'offense-note-refused' }]),
  addOffenseNote: {
    method: 'POST',
    path: '/siem/offenses/{offense}/notes',
    // A second note would stay for good.
    repeatable: false,
    answers: [201],
    refusals: [
      { status: 403, problem: 'offense-note-refused' },
      { status: 404, reason: 1002, problem: 'offense-not-found' },
      { status: 409, reason: 1008, problem: 'offense-closed' },
    ],
  },
  createSearch: {
    method: 'POST',
    path: '/ariel/searches',
    // A second job of the same query would burden the console, and the first may exist already.
    repeatable: false,
    answers: [201],
    refusals: [
      { status: 409, problem: 'search-conflict' },
      { status: 414, problem: 'query-rejected' },
      { status: 422, reason: 2000, problem: 'query-rejected' },
      { status: 422, reason: 1005, problem: 'query-rejected' },
    ],
  },
  validateQuery: {
    method: 'POST',
    path: '/ariel/validators/aql',
    repeatable: true,
    answers: [200],
    refusals: [
      { status: 414, problem: 'query-rejected' },
      { status: 422, reason: 1005, problem: 'query-rejected' },
    ],
  },
  referenceSets: get('/reference_data_collections/sets'),
  referenceEntries: get('/reference_data_collections/set_entries'),
  createReferenceSet: {
    method: 'POST',
    path: '/reference_data_collections/sets',
    // A second try of the same name is refused, and the caller then reads which set has it.
    repeatable: false,
    answers: [201],
    refusals: [
      { status: 403, problem: 'allowlist-not-permitted' },
      { status: 422, reason: 10_005, problem: 'allowlist-not-permitted' },
      { status: 422, problem: 'allowlist-entry-refused' },
    ],
  },
  addReferenceEntry: {
    method: 'POST',
    path: '/reference_data_collections/set_entries',
    // The same value refreshes its element.
    repeatable: true,
    answers: [200, 201],
    refusals: [
      { status: 403, problem: 'allowlist-not-permitted' },
      { status: 422, problem: 'allowlist-entry-refused' },
    ],
  },
  removeReferenceEntry: {
    method: 'DELETE',
    path: '/reference_data_collections/set_entries/{entry}',
    repeatable: true,
    answers: [204],
    refusals: [
      { status: 403, problem: 'allowlist-not-permitted' },
      { status: 404, problem: 'allowlist-entry-not-found' },
    ],
  },
  searchStatus: {
    method: 'GET',
    path: '/ariel/searches/{search}',
    repeatable: true,
    // 206 says that the long poll ran out while the search goes on.
    answers: [200, 206],
    refusals: [lost],
  },
  searchResults: get('/ariel/searches/{search}/results', [
    lost,
    { status: 404, reason: 1003, problem: 'search-failed' },
  ]),
  cancelSearch: {
    method: 'POST',
    path: '/ariel/searches/{search}',
    repeatable: true,
    answers: [200],
    refusals: [lost],
  },
  deleteSearch: {
    method: 'DELETE',
    path: '/ariel/searches/{search}',
    repeatable: true,
    answers: [202],
    refusals: [lost],
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;

/** QRadar's general table of statuses, for what an endpoint does not list. Anything else: `console-failed`. */
const anywhere: Readonly<Partial<Record<number, ProblemCode>>> = {
  401: 'not-signed-in',
  403: 'not-allowed',
  429: 'console-busy',
  503: 'console-busy',
  // "API failed to initialise": the console is restarting.
  550: 'console-busy',
};

/** The meaning of a refusal, by endpoint, status and QRadar's code, most specific first. */
export function problemOfRefusal(
  name: EndpointName,
  status: number,
  reason: number | null,
): ProblemCode {
  return listedRefusal(name, status, reason)?.problem ?? anywhere[status] ?? 'console-failed';
}

/** The endpoint's own entry for a refusal, or `undefined` where only the general table speaks. */
export function listedRefusal(
  name: EndpointName,
  status: number,
  reason: number | null,
): Refusal | undefined {
  const refusals: readonly Refusal[] = endpoints[name].refusals;
  const sameStatus = refusals.filter((refusal) => refusal.status === status);
  return (
    sameStatus.find((refusal) => refusal.reason !== undefined && refusal.reason === reason) ??
    sameStatus.find((refusal) => refusal.reason === undefined)
  );
}

/** Statuses after which the same call may well succeed (QRadar's general table; 502 and 504: the web tier). */
export const transientStatuses: readonly number[] = [429, 500, 502, 503, 504, 550];
