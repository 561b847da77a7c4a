/**
 * Why QRadar would not install, start or change an app: the numbers of its app framework.
 * Source: QRadar REST API 26.0, pages gui_app_framework-applications-POST, -application_id-POST, -PUT, -DELETE and
 * gui_app_framework-application_creation_task-POST. The pages print numbers and statuses; the words are the stand-in's.
 */
export const appErrors = {
  busy: { code: 33000, status: 409, text: 'Another operation on this app is under way' },
  wrongState: { code: 33006, status: 409, text: 'The app is not in a state that allows this' },
  noManifest: { code: 33103, status: 422, text: 'There is no manifest.json' },
  badManifest: { code: 33104, status: 422, text: 'The manifest violates the schema' },
  unparseable: { code: 33106, status: 422, text: 'The manifest is not JSON' },
  badDependencies: { code: 33201, status: 422, text: 'Dependencies cannot be installed' },
  // Which of QRadar's three unexplained numbers (33204, 33305, 33306) is which is not published.
  buildFailed: { code: 33204, status: 500, text: 'The image cannot be built' },
  doesNotStart: { code: 33305, status: 500, text: 'The app does not start' },
  hookFailed: { code: 33306, status: 500, text: 'An uninstall hook failed' },
  uuidTaken: { code: 33300, status: 422, text: 'The UUID belongs to another app' },
  uuidDiffers: { code: 33301, status: 422, text: 'The UUID is not that of the installed app' },
  noMemory: { code: 33302, status: 422, text: 'There is not enough memory for the app' },
  imageUnsupported: { code: 33403, status: 422, text: 'The base image is not supported' },
  noParameter: { code: 33500, status: 422, text: 'None of the parameters was given' },
  badStatus: { code: 33501, status: 422, text: 'The status is not one that can be asked for' },
  manyParameters: { code: 33502, status: 422, text: 'Only one parameter may be given' },
  frameworkDown: { code: 33700, status: 409, text: 'The app framework is not running' },
  singleInstance: { code: 33701, status: 409, text: 'The app may have one instance only' },
  releaseUnsupported: { code: 33704, status: 422, text: 'The app does not support this release' },
  belowMinimum: {
    code: 33706,
    status: 422,
    text: 'The memory is below what the manifest asks for',
  },
  noDefinition: { code: 33900, status: 404, text: 'There is no such application definition' },
  noApplication: { code: 33901, status: 404, text: 'There is no such application' },
} as const satisfies Record<string, AppError>;

/** One of them; `status` is the HTTP status it goes with. */
export type AppError = { readonly code: number; readonly status: number; readonly text: string };

/** An app that is refused. `reasons` says what is wrong in this very case, one sentence each, at least one. */
export class AppRefusal extends Error {
  readonly entry: AppError;
  readonly reasons: readonly string[];

  constructor(entry: AppError, reasons: readonly string[]) {
    super(`${entry.text} (${entry.code}): ${reasons.join(' ')}`);
    this.name = 'AppRefusal';
    this.entry = entry;
    this.reasons = reasons;
  }
}
