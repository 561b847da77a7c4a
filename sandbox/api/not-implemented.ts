import type { RequestHandler } from 'express';
import type { Endpoint } from './endpoint.ts';
import { ApiError, framework } from './errors.ts';

/**
 * Resources of QRadar REST API 26.0, by their first two segments: what exists on
 * a console, whether the stand-in has it or not. Everything else is an unknown path.
 */
const resources: Readonly<Record<string, readonly string[]>> = {
  access: ['login_attempts'],
  analytics: [
    'ade_rules',
    'building_blocks',
    'custom_actions',
    'rule_groups',
    'rules',
    'rules_offense_contributions',
  ],
  ariel: [
    'databases',
    'event_saved_search_groups',
    'flow_saved_search_groups',
    'flow_vlans',
    'functions',
    'lookups',
    'parser_keywords',
    'processors',
    'saved_search_delete_tasks',
    'saved_search_dependent_tasks',
    'saved_searches',
    'searches',
    'taggedfieldcategories',
    'taggedfields',
    'validators',
  ],
  asset_model: ['assets', 'configuration', 'properties', 'saved_search_groups', 'saved_searches'],
  auth: ['logout'],
  backup_and_restore: ['backups', 'haAction', 'restores', 'updateiptablesprefile'],
  bandwidth_manager: ['configurations', 'filters'],
  config: [
    'access',
    'backup_and_restore',
    'certificates',
    'deployment',
    'domain_management',
    'event_retention_buckets',
    'event_sources',
    'extension_management',
    'flow',
    'flow_retention_buckets',
    'flow_sources',
    'network_hierarchy',
    'remote_networks',
    'remote_services',
    'resilient',
    'resource_restrictions',
    'store_and_forward',
  ],
  data_classification: [
    'dsm_event_mappings',
    'high_level_categories',
    'low_level_categories',
    'qid_records',
  ],
  disaster_recovery: ['ariel_copy_profiles'],
  dynamic_search: ['saved_queries', 'schemas', 'searches'],
  forensics: ['capture', 'case_management'],
  gui_app_framework: [
    'application_creation_task',
    'application_definitions',
    'applications',
    'named_services',
  ],
  health: ['metrics'],
  health_data: ['security_data_count', 'top_offenses', 'top_rules'],
  help: ['endpoints', 'resources', 'versions'],
  qni: ['hosts', 'stacking'],
  qrm: [
    'model_groups',
    'qrm_saved_search_groups',
    'question_groups',
    'simulation_groups',
    'topology_saved_search_groups',
  ],
  qvm: [
    'assets',
    'filters',
    'network',
    'openservices',
    'saved_search_groups',
    'saved_searches',
    'tickets',
    'vulns',
  ],
  reference_data: ['map_of_sets', 'maps', 'sets', 'tables'],
  reference_data_collections: [
    'set_bulk_update_tasks',
    'set_delete_tasks',
    'set_dependents_tasks',
    'set_entries',
    'sets',
  ],
  scanner: ['profiles', 'scanprofiles'],
  services: ['dig_lookups', 'dns_lookups', 'geolocations', 'port_scans', 'whois_lookups'],
  siem: [
    'local_destination_addresses',
    'offense_closing_reasons',
    'offense_saved_search_groups',
    'offense_saved_searches',
    'offense_types',
    'offenses',
    'offenses_ocsf',
    'source_addresses',
  ],
  staged_config: [
    'access',
    'backup_and_restore',
    'certificates',
    'deploy_status',
    'deployment',
    'flow',
    'remote_networks',
    'remote_services',
    'yara_rules',
  ],
  system: [
    'about',
    'authorization',
    'email_servers',
    'eula_acceptances',
    'eulas',
    'information',
    'server_connection_validator',
    'servers',
  ],
};

/**
 * Endpoints the stand-in does not serve, but whose coming and going by version it imitates: the old family of
 * reference sets (deprecated in 18.0, partly removed in 17.0) and offenses in OCSF (from 24.0 on).
 */
export const versionedRefusals: readonly Endpoint[] = [
  refusal('/reference_data/sets', { deprecatedIn: 18 }),
  refusal('/reference_data/sets/{name}', { deprecatedIn: 18 }),
  refusal('/reference_data/sets/{name}/dependents', { removedIn: 17 }),
  refusal('/siem/offenses_ocsf', { since: 24 }),
];

function refusal(
  path: string,
  versions: { since?: number; removedIn?: number; deprecatedIn?: number },
): Endpoint {
  return {
    kind: 'value',
    method: 'GET',
    path,
    ...versions,
    shape: null,
    handle: () => refuse('GET', path),
  };
}

/** Answers what no endpoint took: 501 where a console has something, 404/4 where it has nothing. */
export function refuseTheRest(): RequestHandler {
  return (request) => {
    const [area = '', resource = ''] = request.path.split('/').filter((segment) => segment !== '');
    const known = Object.hasOwn(resources, area) ? resources[area] : undefined;
    if (known?.includes(resource) ?? false) refuse(request.method, request.path);
    throw new ApiError(framework.unknownPath, `No resource at ${request.method} ${request.path}`);
  };
}

function refuse(method: string, path: string): never {
  throw new ApiError(
    framework.notImplemented,
    `The stand-in console does not implement ${method} ${path}`,
  );
}
