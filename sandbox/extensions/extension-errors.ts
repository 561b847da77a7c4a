/**
 * Why Extensions Management refuses a call. Source: QRadar REST API 26.0, pages config-extension_management-extensions-*
 * and config-extension_management-extensions_task_status-*; the pages print number and status, and mostly a sentence.
 */
export const extensionErrors = {
  noExtension: { code: 22603, status: 404, text: 'There is no such extension' },
  noTask: { code: 22604, status: 404, text: 'There is no such task' },
  badAction: { code: 22605, status: 422, text: 'The action is not one of INSTALL and PREVIEW' },
  badNumber: { code: 22606, status: 422, text: 'The id is not a number' },
  notValid: { code: 22607, status: 422, text: 'This is not a valid extension' },
  inProgress: { code: 22611, status: 409, text: 'A task of this extension is under way' },
  installed: { code: 22612, status: 409, text: 'The extension is installed' },
  present: { code: 22613, status: 409, text: 'This version of the extension has been uploaded' },
  noResults: { code: 22614, status: 404, text: 'The results of the task are not available' },
  badManifest: { code: 22616, status: 422, text: 'manifest.txt is not valid' },
  anotherRuns: { code: 22618, status: 409, text: 'A task of another extension is under way' },
} as const satisfies Record<string, ExtensionError>;

/** One of them; `status` is the HTTP status it goes with. */
export type ExtensionError = {
  readonly code: number;
  readonly status: number;
  readonly text: string;
};

/** A call that is refused. `reasons` says what is wrong in this very case, one sentence each. */
export class ExtensionRefusal extends Error {
  readonly entry: ExtensionError;
  readonly reasons: readonly string[];

  constructor(entry: ExtensionError, reasons: readonly string[]) {
    super([`${entry.text} (${entry.code})`, ...reasons].join('\n'));
    this.name = 'ExtensionRefusal';
    this.entry = entry;
    this.reasons = reasons;
  }
}
