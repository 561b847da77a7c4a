import type { ReferenceSet, ReferenceSetEntry } from '../../sql/dimensions.ts';
import type { JsonObject } from '../json.ts';
import type { Shape } from '../list/shape.ts';

/** Fields of a set (QRadar REST API 26.0, reference_data_collections-sets-GET). */
export const setShape: Shape = {
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

/** Fields of an entry (QRadar REST API 26.0, reference_data_collections-set_entries-GET). */
export const entryShape: Shape = {
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

/** A set as the API shows it. */
export function setRow(set: ReferenceSet): JsonObject {
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
    expired_log_option: set.expiredLogOption ?? 'LOG_NONE',
    description: set.description,
    global_id: `00000000-0000-4000-8000-${String(set.id).padStart(12, '0')}`,
    delete_entries: false,
  };
}

/** An entry as the API shows it. */
export function entryRow(collectionId: number, entry: ReferenceSetEntry): JsonObject {
  return {
    id: entry.id,
    collection_id: collectionId,
    value: entry.value,
    source: entry.source,
    notes: entry.notes,
    domain_id: entry.domainId,
    first_seen: entry.firstSeenMs,
    last_seen: entry.lastSeenMs,
    delete_entry: false,
  };
}

/** The entries of a set as the API shows them. */
export function entryRows({ id, entries }: ReferenceSet): JsonObject[] {
  return entries.map((entry) => entryRow(id, entry));
}
