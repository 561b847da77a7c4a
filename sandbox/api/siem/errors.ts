import type { ErrorEntry } from '../errors.ts';

/**
 * Codes of the offense endpoints.
 * Source: QRadar REST API 26.0, pages siem-offenses-GET, siem-offenses-offense_id-GET and -POST, siem-offenses-offense_id-notes-GET and -POST,
 * siem-offenses-offense_id-notes-note_id-GET, siem-offense_types-*, siem-source_addresses-*,
 * siem-local_destination_addresses-*, siem-offense_closing_reasons-*.
 */
export const siemErrors = {
  missingCapability: entry(
    403,
    1009,
    'User does not have the required capability to perform the action.',
  ),
  badState: entry(409, 1008, 'Request cannot be completed due to the state of the offense.'),
  badParameter: entry(422, 1005, 'A request parameter is not valid.'),
  badSort: entry(422, 1030, 'The sort field or order is not valid'),
  badFilter: entry(422, 1010, 'The filter parameter is not valid.'),
  offenseMissing: entry(404, 1002, 'No offense was found for the provided offense_id.'),
  noteMissing: entry(404, 1003, 'No note was found for the provided note_id.'),
  typeMissing: entry(404, 1002, 'The requested offense type cannot be found.'),
  badTypeSort: entry(
    422,
    1012,
    'The selected field cannot be used for sorting or it does not exist.',
  ),
  sourceMissing: entry(
    404,
    1002,
    'No source address was found for the provided source_address_id.',
  ),
  destinationMissing: entry(
    404,
    1002,
    'No local destination address was found for the provided local_destination_address_id.',
  ),
  reasonMissing: entry(
    404,
    1002,
    'No offense closing reason was found for the provided closing_reason_id.',
  ),
} as const satisfies Record<string, ErrorEntry>;

function entry(status: number, code: number, description: string): ErrorEntry {
  return { status, code, description };
}
