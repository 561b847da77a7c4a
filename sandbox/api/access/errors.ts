import type { ErrorEntry } from '../errors.ts';

/**
 * Codes of the access endpoints.
 * Source: QRadar REST API 26.0, pages config-access-users-GET, config-access-users-id-GET, config-access-user_roles-id-GET.
 */
export const accessErrors = {
  sortUnknown: entry(422, 38314001, 'Field in sort parameter does not exist.'),
  sortUnsupported: entry(422, 38314002, 'Sorting not supported on field in sort parameter.'),
  userMissing: entry(404, 38310001, 'The deployed user does not exist.'),
  roleMissing: entry(404, 38341001, 'The user role id does not exist.'),
  // The pages name no code for a bad filter; 1010 is what most lists of the API use.
  badFilter: entry(422, 1010, 'The filter parameter is not valid.'),
} as const satisfies Record<string, ErrorEntry>;

function entry(status: number, code: number, description: string): ErrorEntry {
  return { status, code, description };
}
