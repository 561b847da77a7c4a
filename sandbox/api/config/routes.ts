import type { Domain } from '../../sql/dimensions.ts';
import type { CustomProperty } from '../../sql/custom-property.ts';
import type { ConsoleStore } from '../../sql/store.ts';
import { seesDomain } from '../access/sessions.ts';
import { listRules, type Call, type Endpoint } from '../endpoint.ts';
import { ApiError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Shape } from '../list/shape.ts';
import { configErrors } from './errors.ts';
import { logSourceEndpoints } from './log-sources.ts';

/** Domains, networks, custom properties, log sources (QRadar REST API 26.0, pages config-*), read side. */
export function configEndpoints(store: ConsoleStore): readonly Endpoint[] {
  return [
    ...domainEndpoints(store),
    networkEndpoint(store),
    propertyEndpoint(store),
    ...logSourceEndpoints(store),
  ];
}

function domainEndpoints(store: ConsoleStore): readonly Endpoint[] {
  const path = '/config/domain_management/domains';
  return [
    {
      kind: 'list',
      method: 'GET',
      path,
      element: { object: domainShape },
      list: listRules(configErrors.badFilter),
      rows: (call) =>
        store.dimensions.domains
          .filter(({ id }) => seesDomain(call.caller, id))
          .map((domain) => domainRow(domain, call)),
    },
    {
      kind: 'value',
      method: 'GET',
      path: `${path}/{domain_id}`,
      shape: domainShape,
      handle: (call) => {
        const id = call.path['domain_id'] ?? '';
        const domain = store.dimensions.domains.find((candidate) => String(candidate.id) === id);
        if (!domain || !seesDomain(call.caller, domain.id)) {
          throw new ApiError(configErrors.domainMissing, `Domain ${id} does not exist`);
        }
        return { status: 200, body: domainRow(domain, call) };
      },
    },
  ];
}

/** The whole hierarchy at once: the page lists `fields` only, no filter and no range. */
function networkEndpoint(store: ConsoleStore): Endpoint {
  return {
    kind: 'list',
    method: 'GET',
    path: '/config/network_hierarchy/networks',
    // The page is silent on rights; inferred from the name of the permission.
    capabilities: ['SYSTEM.NETWORKHIERARCHY'],
    element: { object: networkShape },
    list: { filter: null, sort: null, hasRange: false },
    rows: () =>
      store.dimensions.networks.map((network) => ({
        id: network.id,
        network_id: network.id,
        group: network.group,
        name: network.name,
        cidr: network.cidr,
        description: network.description,
        domain_id: network.domainId,
        location: null,
        country_code: network.countryCode,
      })),
  };
}

function propertyEndpoint(store: ConsoleStore): Endpoint {
  return {
    kind: 'list',
    method: 'GET',
    path: '/config/event_sources/custom_properties/regex_properties',
    element: { object: propertyShape },
    list: listRules(configErrors.badPropertyFilter),
    rows: () => store.properties.map(propertyRow),
  };
}

const networkShape: Shape = {
  id: 'number',
  network_id: 'number',
  group: 'string',
  name: 'string',
  cidr: 'string',
  description: 'string',
  domain_id: 'number',
  location: { object: { type: 'string', coordinates: { listOf: 'number' } } },
  country_code: 'string',
};

const domainLists = [
  'event_collector_ids',
  'disconnected_log_collector_ids',
  'log_source_ids',
  'log_source_group_ids',
  'flow_source_ids',
  'flow_collector_ids',
  'flow_vlan_ids',
  'asset_scanner_ids',
  'qvm_scanner_ids',
] as const;

const domainShape: Shape = {
  id: 'number',
  name: 'string',
  description: 'string',
  tenant_id: 'number',
  deleted: 'boolean',
  custom_properties: { objects: { id: 'number', capture_result: 'string' } },
  ...Object.fromEntries(domainLists.map((name) => [name, { listOf: 'number' as const }])),
};

const propertyShape: Shape = {
  id: 'number',
  identifier: 'string',
  name: 'string',
  username: 'string',
  description: 'string',
  property_type: 'string',
  use_for_rule_engine: 'boolean',
  datetime_format: 'string',
  locale: 'string',
  auto_discovered: 'boolean',
  creation_date: 'number',
  modification_date: 'number',
};

/** Callers without ADMIN get id and name, and null for all else (config-domain_management-domains-GET). */
function domainRow(domain: Domain, { caller }: Call): JsonObject {
  const isAdmin = caller.capabilities.has('ADMIN');
  const ifAdmin = (value: Json): Json => (isAdmin ? value : null);
  return {
    id: domain.id,
    name: domain.name,
    description: ifAdmin(domain.description),
    tenant_id: ifAdmin(domain.tenantId),
    deleted: ifAdmin(domain.deleted),
    custom_properties: ifAdmin([]),
    ...Object.fromEntries(domainLists.map((name) => [name, ifAdmin([])])),
  };
}

/** All kinds of properties are in this list, despite its name; whether one is enabled is told elsewhere. */
function propertyRow(property: CustomProperty, index: number): JsonObject {
  const id = index + 1;
  return {
    id,
    identifier: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    name: property.name,
    username: 'admin',
    description: '',
    property_type: property.type === 'numeric' ? 'numeric' : 'string',
    use_for_rule_engine: property.useForRuleEngine,
    datetime_format: '',
    locale: '',
    auto_discovered: false,
    creation_date: 0,
    modification_date: 0,
  };
}
