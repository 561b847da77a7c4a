import type { LogSource, LogSourceGroup, LogSourceType } from '../../sql/dimensions.ts';
import { deployment } from '../../sql/deployment.ts';
import type { ConsoleStore } from '../../sql/store.ts';
import { hasCapability } from '../access/sessions.ts';
import { listRules, type Call, type Endpoint } from '../endpoint.ts';
import { ApiError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Shape } from '../list/shape.ts';
import { configErrors } from './errors.ts';

const base = '/config/event_sources/log_source_management';

/** Rights that IBM's sample app asks for (docs/qradar-facts.md#rights-to-log-sources). */
const capabilities = ['SYSTEM.LOGSOURCE', 'READONLYCONFIGURATION.LOGSOURCES.VIEW'];

/** Log sources, their types and groups (QRadar REST API 26.0, pages config-event_sources-log_source_management-*). */
export function logSourceEndpoints(store: ConsoleStore): readonly Endpoint[] {
  return [...sourceEndpoints(store), ...typeEndpoints(store), groupEndpoint(store)];
}

function sourceEndpoints(store: ConsoleStore): readonly Endpoint[] {
  return [
    {
      kind: 'list',
      method: 'GET',
      path: `${base}/log_sources`,
      capabilities,
      element: { object: logSourceShape },
      list: {
        filter: { error: configErrors.badLogSourceFilter },
        sort: {
          fields: null,
          errors: {
            malformed: configErrors.badLogSourceSort,
            unknown: configErrors.badLogSourceSort,
            unsupported: configErrors.badLogSourceSort,
            several: configErrors.badLogSourceSort,
          },
        },
        hasRange: true,
      },
      rows: (call) => {
        refuseSensitiveData(call);
        return store.dimensions.logSources.map(logSourceRow);
      },
    },
    {
      kind: 'value',
      method: 'GET',
      path: `${base}/log_sources/{id}`,
      capabilities,
      shape: logSourceShape,
      handle: (call) => {
        refuseSensitiveData(call);
        const id = call.path['id'] ?? '';
        const source = store.dimensions.logSources.find((candidate) => String(candidate.id) === id);
        if (!source)
          throw new ApiError(configErrors.logSourceMissing, `Log source ${id} does not exist`);
        return { status: 200, body: logSourceRow(source) };
      },
    },
  ];
}

function typeEndpoints(store: ConsoleStore): readonly Endpoint[] {
  return [
    {
      kind: 'list',
      method: 'GET',
      path: `${base}/log_source_types`,
      element: { object: logSourceTypeShape },
      list: listRules(configErrors.badFilter),
      rows: (call) => store.dimensions.logSourceTypes.map((type) => logSourceTypeRow(type, call)),
    },
    {
      kind: 'value',
      method: 'GET',
      path: `${base}/log_source_types/{id}`,
      shape: logSourceTypeShape,
      handle: (call) => {
        const id = call.path['id'] ?? '';
        const type = store.dimensions.logSourceTypes.find(
          (candidate) => String(candidate.id) === id,
        );
        if (!type) {
          throw new ApiError(
            configErrors.logSourceTypeMissing,
            `Log source type ${id} does not exist`,
          );
        }
        return { status: 200, body: logSourceTypeRow(type, call) };
      },
    },
  ];
}

function groupEndpoint(store: ConsoleStore): Endpoint {
  return {
    kind: 'list',
    method: 'GET',
    path: `${base}/log_source_groups`,
    capabilities,
    element: { object: groupShape },
    list: listRules(configErrors.badFilter),
    rows: () => store.dimensions.logSourceGroups.map((group, _, groups) => groupRow(group, groups)),
  };
}

const groupShape: Shape = {
  id: 'number',
  name: 'string',
  description: 'string',
  parent_id: 'number',
  owner: 'string',
  modification_date: 'number',
  assignable: 'boolean',
  child_group_ids: { listOf: 'number' },
};

/**
 * Nothing can be assigned to the root and to "Other" (config-event_sources-log_source_management-log_source_groups-GET).
 * A group without a parent is the root only if others are below it: scenarios have groups and no root.
 */
function groupRow(
  { id, name, description, parentId }: LogSourceGroup,
  groups: readonly LogSourceGroup[],
): JsonObject {
  const children = groups.filter((group) => group.parentId === id).map((group) => group.id);
  return {
    id,
    name,
    description,
    parent_id: parentId,
    owner: 'admin',
    modification_date: 0,
    assignable: name !== 'Other' && (parentId !== null || children.length === 0),
    child_group_ids: children,
  };
}

const logSourceShape: Shape = {
  id: 'number',
  name: 'string',
  description: 'string',
  type_id: 'number',
  protocol_type_id: 'number',
  protocol_parameters: { objects: { id: 'number', name: 'string', value: 'string' } },
  enabled: 'boolean',
  gateway: 'boolean',
  internal: 'boolean',
  credibility: 'number',
  target_event_collector_id: 'number',
  disconnected_log_collector_id: 'number',
  coalesce_events: 'boolean',
  store_event_payload: 'boolean',
  log_source_extension_id: 'number',
  language_id: 'number',
  group_ids: { listOf: 'number' },
  requires_deploy: 'boolean',
  status: {
    object: {
      status: 'string',
      last_updated: 'number',
      messages: { objects: { severity: 'string', text: 'string', timestamp: 'number' } },
    },
  },
  auto_discovered: 'boolean',
  average_eps: 'number',
  creation_date: 'number',
  modified_date: 'number',
  last_event_time: 'number',
  wincollect_internal_destination_id: 'number',
  wincollect_external_destination_ids: { listOf: 'number' },
  legacy_bulk_group_name: 'string',
  sending_ip: 'string',
  parsing_order: 'number',
};

const logSourceTypeShape: Shape = {
  id: 'number',
  name: 'string',
  internal: 'boolean',
  custom: 'boolean',
  protocol_types: { objects: { protocol_id: 'number', documented: 'boolean' } },
  default_protocol_id: 'number',
  log_source_extension_id: 'number',
  supported_language_ids: { listOf: 'number' },
  version: 'string',
  latest_version: 'string',
  uuid: 'string',
};

/** Of a live source `last_updated` is 0, and of one that never sent `last_event_time` is 0 (docs/qradar-facts.md#log-source-status). */
function logSourceRow(source: LogSource): JsonObject {
  return {
    id: source.id,
    name: source.name,
    description: source.description,
    type_id: source.typeId,
    protocol_type_id: 0,
    protocol_parameters: [],
    enabled: source.enabled,
    gateway: false,
    internal: false,
    credibility: source.credibility,
    target_event_collector_id: deployment.eventCollector.id,
    disconnected_log_collector_id: null,
    coalesce_events: source.coalesceEvents,
    store_event_payload: true,
    log_source_extension_id: null,
    language_id: 1,
    group_ids: source.groupIds,
    requires_deploy: false,
    status: {
      status: source.status,
      last_updated: 0,
      messages: source.statusMessages.map((message) => ({ ...message, timestamp: 0 })),
    },
    auto_discovered: source.autoDiscovered,
    average_eps: source.averageEps,
    creation_date: source.creationMs,
    modified_date: source.modifiedMs,
    last_event_time: source.lastEventTimeMs,
    wincollect_internal_destination_id: null,
    wincollect_external_destination_ids: null,
    legacy_bulk_group_name: null,
    sending_ip: source.sendingIp,
    parsing_order: 1,
  };
}

/** Callers without a right to log source types get only id and name (config-event_sources-log_source_management-log_source_types-GET). */
function logSourceTypeRow(type: LogSourceType, { caller }: Call): JsonObject {
  const mayManage = hasCapability(caller, ['SYSTEM.LOGSOURCE']);
  const ifAllowed = (value: Json): Json => (mayManage ? value : null);
  return {
    id: type.id,
    name: type.name,
    internal: ifAllowed(type.internal),
    custom: ifAllowed(type.custom),
    protocol_types: ifAllowed([]),
    default_protocol_id: ifAllowed(0),
    log_source_extension_id: null,
    supported_language_ids: ifAllowed([1]),
    version: null,
    latest_version: null,
    uuid: null,
  };
}

/** Secret protocol parameters are for administrators; the stand-in has none to show them either. */
function refuseSensitiveData({ headers, caller }: Call): void {
  if (headers['x-qrd-encryption-password'] === undefined) return;
  if (!caller.capabilities.has('ADMIN')) {
    throw new ApiError(configErrors.sensitiveData, 'Protocol parameters are for administrators');
  }
}
