import type { AppInstance } from '../../extensions/app-instance.ts';
import type { AppDefinition, Applications } from '../../extensions/applications.ts';
import { integerOf, listRules, type Call, type Endpoint } from '../endpoint.ts';
import { ApiError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Shape } from '../list/shape.ts';
import { appsErrors } from './errors.ts';
import { idOf, refusing } from './failures.ts';
import { manifestShape } from './manifest-shape.ts';

const applicationPath = '/gui_app_framework/applications';
const definitionPath = '/gui_app_framework/application_definitions';
/** The pages are silent on rights; inferred from what the calls do. */
const capabilities = ['ADMIN'];

/** Installed apps and their instances (QRadar REST API 26.0, pages gui_app_framework-applications-*). */
export function applicationEndpoints(applications: Applications): readonly Endpoint[] {
  const find = (call: Call) =>
    applications.instance(idOf(call, 'application_id', appsErrors.noApplication));
  const value = { kind: 'value', capabilities, shape: applicationShape } as const;
  return [
    {
      kind: 'list',
      method: 'GET',
      path: applicationPath,
      capabilities,
      element: { object: applicationShape },
      list: listRules(appsErrors.badApplicationFilter),
      rows: () => applications.instances.map(applicationRow),
    },
    {
      ...value,
      method: 'POST',
      path: applicationPath,
      parameters: { application_definition_id: { type: 'integer', isRequired: true } },
      handle: refusing(async (call) => {
        const definitionId = integerOf(call, 'application_definition_id') ?? 0;
        const made = await applications.createInstance(definitionId, call.caller.name);
        return { status: 201, body: applicationRow(made) };
      }),
    },
    {
      ...value,
      method: 'GET',
      path: `${applicationPath}/{application_id}`,
      handle: refusing((call) => ({ status: 200, body: applicationRow(find(call)) })),
    },
    {
      ...value,
      method: 'POST',
      path: `${applicationPath}/{application_id}`,
      parameters: { status: { type: 'string' }, memory: { type: 'integer' } },
      handle: refusing(async (call) => {
        const instance = find(call);
        await change(applications, instance, call);
        return { status: 200, body: applicationRow(instance) };
      }),
    },
    {
      ...{ ...value, shape: null },
      method: 'DELETE',
      path: `${applicationPath}/{application_id}`,
      handle: refusing(async (call) => {
        await applications.removeInstance(find(call).id);
        return { status: 204, body: null };
      }),
    },
    ...definitionEndpoints(applications),
  ];
}

/** Exactly one of `status` and `memory`. Resolves when the app has come up, or has been given up. */
async function change(
  applications: Applications,
  instance: AppInstance,
  call: Call,
): Promise<void> {
  const status = call.query.get('status')?.toUpperCase();
  const memoryMb = integerOf(call, 'memory');
  if (status !== undefined && memoryMb !== null) {
    throw new ApiError(appsErrors.manyParameters, 'Give either status or memory');
  }
  if (memoryMb !== null) await applications.setMemory(instance, memoryMb);
  else if (status === 'RUNNING') await instance.start();
  else if (status === 'STOPPED') await instance.stop();
  else if (status === undefined) {
    throw new ApiError(appsErrors.noParameter, 'Give one of status and memory');
  } else throw new ApiError(appsErrors.badStatus, `"${status}" is not RUNNING or STOPPED`);
}

function definitionEndpoints(applications: Applications): readonly Endpoint[] {
  return [
    {
      kind: 'list',
      method: 'GET',
      path: definitionPath,
      capabilities,
      element: { object: definitionShape },
      list: listRules(appsErrors.badApplicationFilter),
      rows: () => applications.definitions.map(definitionRow),
    },
    {
      kind: 'value',
      method: 'GET',
      path: `${definitionPath}/{application_definition_id}`,
      capabilities,
      shape: definitionShape,
      handle: refusing((call) => {
        const id = idOf(call, 'application_definition_id', appsErrors.noDefinition);
        return { status: 200, body: definitionRow(applications.definition(id)) };
      }),
    },
  ];
}

const errorsShape = {
  objects: { code: 'number', message: 'string', source: 'string' },
} as const;

const applicationShape: Shape = {
  application_definition_id: 'number',
  application_state: {
    object: {
      application_id: 'string',
      status: 'string',
      memory: 'number',
      error_messages: 'string',
      error_messages_json: errorsShape,
    },
  },
  installed_on: 'number',
  installed_by: 'string',
  image: 'string',
  managed_host_id: 'number',
  auth_client_user_id: 'number',
  security_profile_id: 'number',
  manifest: { object: manifestShape },
};

function applicationRow(instance: AppInstance): JsonObject {
  const { status, manifest } = instance;
  const errors = status === 'ERROR' ? instance.lastLines : [];
  const json = errors.map((message) => ({ code: 0, message, source: 'app' }));
  return {
    application_definition_id: instance.definitionId,
    application_state: {
      application_id: String(instance.id),
      status,
      memory: instance.memoryMb,
      error_messages: JSON.stringify(errors),
      error_messages_json: json,
    },
    installed_on: instance.installedOnMs,
    installed_by: instance.installedBy,
    image: manifest.image,
    managed_host_id: 53,
    auth_client_user_id: null,
    security_profile_id: null,
    manifest: asJson(manifest),
  };
}

const definitionShape: Shape = {
  application_definition_id: 'number',
  status: 'string',
  image: 'string',
  created_by: 'string',
  created_on: 'number',
  user_role_ids: { listOf: 'number' },
  error_messages: 'string',
  error_messages_json: errorsShape,
  manifest: { object: manifestShape },
};

/** A definition is only kept once it could be made, so it has no error; everybody may use it (`README.md`). */
function definitionRow({ id, manifest, createdBy, createdOnMs }: AppDefinition): JsonObject {
  return {
    application_definition_id: id,
    status: 'COMPLETED',
    image: manifest.image,
    created_by: createdBy,
    created_on: createdOnMs,
    user_role_ids: [],
    error_messages: '[]',
    error_messages_json: [],
    manifest: asJson(manifest),
  };
}

/** A manifest came out of JSON; what is undefined in it is left out again. */
function asJson(value: unknown): Json {
  // Parse boundary: JSON text gives JSON.
  return JSON.parse(JSON.stringify(value)) as Json;
}
