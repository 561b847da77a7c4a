import { ApiError, type ErrorEntry } from '../errors.ts';

/**
 * Codes: QRadar REST API 26.0, pages reference_data_collections-sets-*, reference_data_collections-set_entries-* and
 * reference_data_collections-set_bulk_update_tasks-*.
 */
export const referenceErrors = {
  noEntryType: entry(422, 10001, 'The entry_type field was not specified.'),
  noName: entry(422, 10002, 'The name field was not specified'),
  badTenant: entry(422, 10003, 'The TENANT namespace needs a valid tenant ID'),
  tenantNotPermitted: entry(422, 10004, 'SHARED or PRIVATE permits no tenant_id'),
  badNamespace: entry(422, 10005, 'No permission to create a collection in the namespace'),
  nameTaken: entry(409, 10006, 'A collection with the same name already exists'),
  badTimeToLive: entry(422, 10007, 'An invalid time_to_live value was specified'),
  badBody: entry(422, 1021, ''),
  changedMissing: entry(404, 11001, 'The Set with the specified ID does not exist'),
  noChanges: entry(422, 11002, 'The body parameter is missing from the request'),
  badNewTimeToLive: entry(422, 11003, 'An invalid time_to_live value was specified'),
  badExpiry: entry(422, 11004, 'The time_to_live and expiry_type combination is not valid'),
  deletedMissing: entry(404, 12000, 'The reference set does not exist.'),
  deleteTaskMissing: entry(404, 12003, 'The Delete task does not exist.'),
  badSetParameter: entry(422, 14000, 'Parameter was not valid'),
  badSetFilter: entry(422, 14001, 'An error occurred while building the filter'),
  setMissing: entry(404, 15000, 'The reference set does not exist.'),
  noEntry: entry(422, 20001, 'The entry body parameter was not specified'),
  noSetId: entry(422, 20002, 'The Set ID was not specified in the body parameter'),
  noValue: entry(422, 20003, 'The value was not specified'),
  entrySetMissing: entry(422, 20004, 'A Set with the specified ID was not found'),
  badDomain: entry(422, 20005, 'An invalid domain ID was specified'),
  unfitValue: entry(422, 20006, 'The provided value does not match the collection entry type'),
  longValue: entry(422, 20007, 'The value field exceeded the allowed limit.'),
  longNotes: entry(422, 20008, 'The notes field exceeded the allowed limit'),
  badCidr: entry(422, 20009, 'Invalid CIDR specified'),
  changedEntryMissing: entry(404, 21000, 'The entry does not exist'),
  badEntryChange: entry(422, 21001, ''),
  longNewNotes: entry(422, 21003, 'The notes field exceeded the allowed limit'),
  deletedEntryMissing: entry(404, 22001, 'The entry does not exist'),
  bulkSetMissing: entry(422, 23000, 'The collection id was not found'),
  bulkTaskMissing: entry(404, 23001, 'The task_status_id does not exist'),
  badBulk: entry(422, 23002, 'A parameter is invalid'),
  badEntryFilter: entry(422, 24001, 'A filter criterion was not valid'),
  badEntryParameter: entry(422, 24002, 'A parameter was not valid'),
  badEntryType: entry(422, 24003, 'Unexpected value for the entry type parameter'),
  entryMissing: entry(404, 25000, "The ID doesn't exist"),
} as const satisfies Record<string, ErrorEntry>;

/** What is thrown for one of them. */
export function refused(what: keyof typeof referenceErrors, message: string): ApiError {
  return new ApiError(referenceErrors[what], message);
}

function entry(status: number, code: number, description: string): ErrorEntry {
  return { status, code, description };
}
