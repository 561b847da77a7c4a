import type { ErrorEntry } from '../errors.ts';

/**
 * Codes of the configuration endpoints.
 * Source: QRadar REST API 26.0, pages config-event_sources-log_source_management-log_sources-GET and -id-GET,
 * config-event_sources-log_source_management-log_source_types-id-GET, config-domain_management-domains-domain_id-GET,
 * config-event_sources-custom_properties-regex_properties-GET.
 */
export const configErrors = {
  sensitiveData: entry(403, 1010, 'Sensitive data requests require admin capabilities.'),
  badLogSourceSort: entry(422, 1000, 'Sorting not supported on the provided field.'),
  badLogSourceFilter: entry(422, 1001, 'An invalid filter criteria was specified.'),
  logSourceMissing: entry(404, 1002, 'The log source ID was not found.'),
  logSourceTypeMissing: entry(404, 1002, 'The log source type ID was not found.'),
  domainMissing: entry(404, 1002, 'No domain was found for the provided domain id.'),
  badPropertyFilter: entry(422, 1010, 'An error occurred while building the filter.'),
  // The pages of log source types, groups and domains name no code for a bad filter.
  badFilter: entry(422, 1010, 'The filter parameter is not valid.'),
} as const satisfies Record<string, ErrorEntry>;

function entry(status: number, code: number, description: string): ErrorEntry {
  return { status, code, description };
}
