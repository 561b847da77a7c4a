import type { Extension, Extensions } from '../../extensions/extensions.ts';
import type { Task } from '../../extensions/tasks.ts';
import { isSet, listRules, type Call, type Endpoint, type Reply } from '../endpoint.ts';
import { ApiError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Shape } from '../list/shape.ts';
import { appsErrors } from './errors.ts';
import { idOf, refusing } from './failures.ts';

/** Where archives are uploaded to. */
export const extensionPath = '/config/extension_management/extensions';
const taskPath = '/config/extension_management/extensions_task_status';

/** "Needs System Administrator or Security Admin"; the stand-in knows the one. */
const capabilities = ['ADMIN'];

/** Content type of an app in extensions (docs/qradar-facts.md#extension-export). */
const appContent = { content_type_id: 100, content_type_name: 'installed_application' } as const;

/**
 * Extensions Management (QRadar REST API 26.0, pages config-extension_management-extensions-* and
 * config-extension_management-extensions_task_status-*). Uploads are zip archives; XML and tar archives are not taken.
 */
export function extensionEndpoints(extensions: Extensions): readonly Endpoint[] {
  const find = (call: Call) => extensions.find(idOf(call, 'extension_id', appsErrors.badNumber));
  const value = { kind: 'value', capabilities, shape: extensionShape } as const;
  return [
    {
      kind: 'list',
      method: 'GET',
      path: extensionPath,
      capabilities,
      element: { object: extensionShape },
      list: listRules(appsErrors.badExtensionFilter, {
        sort: {
          fields: null,
          errors: {
            malformed: appsErrors.badExtensionSort,
            unknown: appsErrors.badExtensionSort,
            unsupported: appsErrors.nestedExtensionSort,
            several: appsErrors.badExtensionSort,
          },
        },
      }),
      rows: () => extensions.all.map(extensionRow),
    },
    {
      ...value,
      method: 'POST',
      path: extensionPath,
      handle: refusing(async ({ file, caller }) => {
        if (file === null) throw new ApiError(appsErrors.notValid, 'The body is no zip archive');
        return { status: 201, body: extensionRow(await extensions.upload(file, caller.name)) };
      }),
    },
    {
      ...value,
      method: 'GET',
      path: `${extensionPath}/{extension_id}`,
      handle: refusing((call) => ({ status: 200, body: extensionRow(find(call)) })),
    },
    {
      ...{ ...value, shape: null },
      method: 'POST',
      path: `${extensionPath}/{extension_id}`,
      parameters: {
        action_type: { type: 'string', isRequired: true },
        overwrite: { type: 'boolean' },
        create_default_instance: { type: 'boolean' },
      },
      handle: refusing((call) => started(call, act(extensions, call, find(call)))),
    },
    {
      ...{ ...value, shape: null },
      method: 'DELETE',
      path: `${extensionPath}/{extension_id}`,
      handle: refusing((call) => started(call, extensions.remove(find(call).id, call.caller.name))),
    },
    ...taskEndpoints(extensions),
  ];
}

/**
 * `create_default_instance` is the stand-in's own: on a console it is a choice of the dialogue, and by which call
 * that passes it on is not published.
 */
function act(extensions: Extensions, call: Call, { id }: Extension): Task {
  const action = call.query.get('action_type')?.toUpperCase();
  if (action === 'PREVIEW') return extensions.preview(id, call.caller.name);
  if (action !== 'INSTALL') throw new ApiError(appsErrors.badAction, `"${action ?? ''}" is none`);
  return extensions.install(id, call.caller.name, {
    overwrite: isSet(call, 'overwrite'),
    withInstance: call.query.get('create_default_instance')?.toLowerCase() !== 'false',
  });
}

function started({ headers }: Call, task: Task): Reply {
  const host = headers.host ?? 'localhost';
  // The longer of the API's two prefixes, as consoles answer it.
  const location = `https://${host}/console/restapi/api${taskPath}/${task.id}`;
  const message = `${task.kind.toLowerCase()} started`;
  return { status: 202, body: { status_id: task.id, message, status_location: location } };
}

function taskEndpoints({ tasks }: Extensions): readonly Endpoint[] {
  const find = (call: Call) => tasks.find(idOf(call, 'status_id', appsErrors.badNumber));
  return [
    {
      kind: 'value',
      method: 'GET',
      path: `${taskPath}/{status_id}`,
      capabilities,
      shape: taskShape,
      handle: refusing((call) => ({ status: 200, body: taskRow(find(call)) })),
    },
    {
      kind: 'value',
      method: 'GET',
      path: `${taskPath}/{status_id}/results`,
      capabilities,
      shape: null,
      handle: refusing((call) => {
        const { id, kind, status, contents } = find(call);
        if (status !== 'COMPLETED') throw new ApiError(appsErrors.noResults, `It is ${status}`);
        const content = contents.map((part) => ({ ...part, ...appContent }));
        return { status: 200, body: { id, task_type: kind, content } };
      }),
    },
  ];
}

const extensionShape: Shape = {
  id: 'number',
  name: 'string',
  description: 'string',
  author: 'string',
  authored_by_email: 'string',
  version: 'string',
  supported_languages: { listOf: 'string' },
  min_qradar_version: 'string',
  exported_qradar_version: 'string',
  file_location: 'string',
  size: 'number',
  signed: 'string',
  beta: 'boolean',
  status: 'string',
  added_by: 'string',
  add_time: 'number',
  installed_by: 'string',
  install_time: 'number',
  full_uninstall: 'boolean',
  fips_compliant: 'boolean',
  signer_subject: 'string',
  signer_date: 'number',
  validation_date: 'number',
  content_operation_error: 'string',
  contents: {
    objects: {
      content_type_id: 'number',
      content_type_name: 'string',
      identifier: 'string',
      content_metadata: 'string',
    },
  },
};

function extensionRow(extension: Extension): JsonObject {
  const { facts, manifest } = extension;
  return {
    id: extension.id,
    name: facts.name,
    description: facts.description,
    author: facts.author,
    authored_by_email: facts.authorEmail,
    version: facts.version,
    supported_languages: facts.languages,
    min_qradar_version: facts.minimumVersion,
    exported_qradar_version: facts.minimumVersion,
    file_location: 'LOCAL',
    size: extension.bytes,
    // Nobody's signature is checked here, so none is ever verified.
    signed: extension.isSigned ? 'SIGNED_NOT_VERIFIED_NOT_VALIDATED' : 'NOT_SIGNED',
    beta: false,
    status: extension.status,
    added_by: extension.addedBy,
    add_time: extension.addedMs,
    installed_by: extension.installedBy,
    install_time: extension.installedMs,
    full_uninstall: true,
    fips_compliant: false,
    signer_subject: null,
    signer_date: null,
    validation_date: null,
    content_operation_error: extension.problem,
    contents: [{ ...appContent, identifier: manifest.uuid, content_metadata: null }],
  };
}

const taskShape: Shape = {
  id: 'number',
  name: 'string',
  status: 'string',
  message: 'string',
  progress: 'number',
  minimum: 'number',
  maximum: 'number',
  result_url: 'string',
  cancel_requested: 'boolean',
  cancelled_by: 'string',
  created_by: 'string',
  created: 'number',
  started: 'number',
  modified: 'number',
  completed: 'number',
  child_tasks: { listOf: 'number' },
  task_components: { listOf: 'string' },
};

function taskRow(task: Task): JsonObject {
  const isDone = task.status !== 'PROCESSING';
  return {
    id: task.id,
    name: `${task.kind.toLowerCase()} task`,
    status: task.status,
    message: task.message,
    progress: isDone ? 1 : 0,
    minimum: 0,
    maximum: 1,
    result_url: isDone ? `${taskPath}/${task.id}/results` : '',
    cancel_requested: false,
    cancelled_by: '',
    created_by: task.createdBy,
    created: task.createdMs,
    started: task.createdMs,
    modified: task.completedMs ?? task.createdMs,
    completed: task.completedMs,
    child_tasks: null,
    task_components: null,
  };
}
