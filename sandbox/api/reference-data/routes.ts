import type { ReferenceSet } from '../../sql/dimensions.ts';
import type { ConsoleStore } from '../../sql/store.ts';
import type { Endpoint } from '../endpoint.ts';
import { ApiError, type ErrorEntry } from '../errors.ts';
import { hasId, type JsonObject } from '../json.ts';
import type { ListRules } from '../list/list.ts';
import type { Shape } from '../list/shape.ts';

/** Codes: QRadar REST API 26.0, pages reference_data_collections-sets-* and reference_data_collections-set_entries-*. */
const referenceErrors = {
  badSetParameter: entry(422, 14000, 'Parameter was not valid'),
  badSetFilter: entry(422, 14001, 'An error occurred while building the filter'),
  setMissing: entry(404, 15000, 'The reference set does not exist.'),
  badEntryFilter: entry(422, 24001, 'A filter criterion was not valid'),
  badEntryParameter: entry(422, 24002, 'A parameter was not valid'),
  badEntryType: entry(422, 24003, 'Unexpected value for the entry type parameter'),
  entryMissing: entry(404, 25000, "The ID doesn't exist"),
} as const satisfies Record<string, ErrorEntry>;

const base = '/reference_data_collections';

/** Reference sets and their entries, read side. */
export function referenceDataEndpoints(store: ConsoleStore): readonly Endpoint[] {
  return [...setEndpoints(store), ...entryEndpoints(store)];
}

function setEndpoints(store: ConsoleStore): readonly Endpoint[] {
  return [
    {
      kind: 'list',
      method: 'GET',
      path: `${base}/sets`,
      element: { object: setShape },
      list: listWithSort(referenceErrors.badSetFilter, referenceErrors.badSetParameter),
      rows: () => store.dimensions.referenceSets.map(setRow),
    },
    {
      kind: 'value',
      method: 'GET',
      path: `${base}/sets/{id}`,
      shape: setShape,
      handle: (call) => {
        const id = call.path['id'] ?? '';
        const set = store.dimensions.referenceSets.find((candidate) => String(candidate.id) === id);
        if (!set)
          throw new ApiError(referenceErrors.setMissing, `Reference set ${id} does not exist`);
        return { status: 200, body: setRow(set) };
      },
    },
  ];
}

const entryTypes = ['ALN', 'ALNIC', 'NUM', 'IP', 'PORT', 'DATE'];

/** From this version on entries can be listed as CIDR (QRadar REST API 22.0, reference_data_collections-set_entries-GET). */
const cidrVersion = 22;

function entryEndpoints(store: ConsoleStore): readonly Endpoint[] {
  const rows = (): JsonObject[] => store.dimensions.referenceSets.flatMap(entryRows);
  return [
    {
      kind: 'list',
      method: 'GET',
      path: `${base}/set_entries`,
      parameters: { entry_type: { type: 'string' } },
      element: { object: entryShape },
      list: listWithSort(referenceErrors.badEntryFilter, referenceErrors.badEntryParameter),
      rows: (call) => {
        const type = call.query.get('entry_type');
        if (type === undefined) return rows();
        const known = call.version >= cidrVersion ? [...entryTypes, 'CIDR'] : entryTypes;
        if (!known.includes(type)) {
          throw new ApiError(referenceErrors.badEntryType, `"${type}" is no entry type`);
        }
        return store.dimensions.referenceSets
          .filter((set) => set.entryType === type)
          .flatMap(entryRows);
      },
    },
    {
      kind: 'value',
      method: 'GET',
      path: `${base}/set_entries/{id}`,
      shape: entryShape,
      handle: (call) => {
        const id = call.path['id'] ?? '';
        const row = rows().find((candidate) => hasId(candidate, id));
        if (!row) throw new ApiError(referenceErrors.entryMissing, `Entry ${id} does not exist`);
        return { status: 200, body: row };
      },
    },
  ];
}

const setShape: Shape = {
  id: 'number',
  name: 'string',
  entry_type: 'string',
  namespace: 'string',
  tenant_id: 'number',
  number_of_entries: 'number',
  creation_time: 'number',
  expiry_type: 'string',
  time_to_live: 'number',
  expired_log_option: 'string',
  description: 'string',
  global_id: 'string',
  delete_entries: 'boolean',
};

const entryShape: Shape = {
  id: 'number',
  collection_id: 'number',
  value: 'string',
  source: 'string',
  notes: 'string',
  domain_id: 'number',
  first_seen: 'number',
  last_seen: 'number',
  delete_entry: 'boolean',
};

function setRow(set: ReferenceSet): JsonObject {
  return {
    id: set.id,
    name: set.name,
    entry_type: set.entryType,
    namespace: set.namespace,
    tenant_id: null,
    number_of_entries: set.entries.length,
    creation_time: set.creationMs,
    expiry_type: set.expiryType,
    time_to_live: set.timeToLiveSeconds,
    expired_log_option: 'LOG_NONE',
    description: set.description,
    global_id: `00000000-0000-4000-8000-${String(set.id).padStart(12, '0')}`,
    delete_entries: false,
  };
}

function entryRows(set: ReferenceSet): JsonObject[] {
  return set.entries.map((entry) => ({
    id: entry.id,
    collection_id: set.id,
    value: entry.value,
    source: entry.source,
    notes: entry.notes,
    domain_id: entry.domainId,
    first_seen: entry.firstSeenMs,
    last_seen: entry.lastSeenMs,
    delete_entry: false,
  }));
}

function listWithSort(filter: ErrorEntry, sort: ErrorEntry): ListRules {
  return {
    filter: { error: filter },
    sort: {
      fields: null,
      errors: { malformed: sort, unknown: sort, unsupported: sort, several: sort },
    },
    hasRange: true,
  };
}

function entry(status: number, code: number, description: string): ErrorEntry {
  return { status, code, description };
}
