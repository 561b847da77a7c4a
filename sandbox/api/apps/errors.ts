import { appErrors } from '../../extensions/app-errors.ts';
import { extensionErrors } from '../../extensions/extension-errors.ts';
import type { ErrorEntry } from '../errors.ts';

/**
 * Codes that are answered before the app framework is asked; its own are in `sandbox/extensions`.
 * Source: QRadar REST API 26.0, pages config-extension_management-extensions-*, gui_app_framework-applications-*.
 */
export const appsErrors = {
  badExtensionFilter: entry(422, 22608, 'The filter is not valid.'),
  badExtensionSort: entry(422, 22610, 'The sort field is not valid.'),
  nestedExtensionSort: entry(422, 22609, 'Only top-level fields can be sorted by.'),
  // The pages of the app framework name no code for a bad filter.
  badApplicationFilter: entry(422, 1005, 'The filter is not valid.'),
  badNumber: ofFramework(extensionErrors.badNumber),
  badAction: ofFramework(extensionErrors.badAction),
  notValid: ofFramework(extensionErrors.notValid),
  noResults: ofFramework(extensionErrors.noResults),
  noApplication: ofFramework(appErrors.noApplication),
  noDefinition: ofFramework(appErrors.noDefinition),
  noParameter: ofFramework(appErrors.noParameter),
  badStatus: ofFramework(appErrors.badStatus),
  manyParameters: ofFramework(appErrors.manyParameters),
} as const satisfies Record<string, ErrorEntry>;

function entry(status: number, code: number, description: string): ErrorEntry {
  return { status, code, description };
}

function ofFramework(error: {
  readonly status: number;
  readonly code: number;
  readonly text: string;
}): ErrorEntry {
  return entry(error.status, error.code, error.text);
}
