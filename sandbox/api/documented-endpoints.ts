/**
 * What a console's API has: paths and methods of QRadar REST API 26.0, one page each at
 * https://ibmsecuritydocs.github.io/qradar_api_26.0/. What the stand-in lacks of it, it answers with 501; everything
 * else is an unknown path.
 */
const text = `
  /access/login_attempts GET
  /analytics/ade_rules GET
  /analytics/ade_rules/ade_rule_delete_tasks/{task_id} GET
  /analytics/ade_rules/ade_rule_dependent_tasks/{task_id} GET POST
  /analytics/ade_rules/ade_rule_dependent_tasks/{task_id}/results GET
  /analytics/ade_rules/{id} GET POST DELETE
  /analytics/ade_rules/{id}/dependents GET
  /analytics/building_blocks GET
  /analytics/building_blocks/building_block_delete_tasks/{task_id} GET
  /analytics/building_blocks/building_block_dependent_tasks/{task_id} GET POST
  /analytics/building_blocks/building_block_dependent_tasks/{task_id}/results GET
  /analytics/building_blocks/{id} GET POST DELETE
  /analytics/building_blocks/{id}/dependents GET
  /analytics/custom_actions/actions GET POST
  /analytics/custom_actions/actions/{action_id} GET POST DELETE
  /analytics/custom_actions/interpreters GET
  /analytics/custom_actions/interpreters/{interpreter_id} GET
  /analytics/custom_actions/scripts GET POST
  /analytics/custom_actions/scripts/{script_id} GET POST DELETE
  /analytics/rule_groups GET
  /analytics/rule_groups/{group_id} GET POST DELETE
  /analytics/rules GET
  /analytics/rules/rule_delete_tasks/{task_id} GET
  /analytics/rules/rule_dependent_tasks/{task_id} GET POST
  /analytics/rules/rule_dependent_tasks/{task_id}/results GET
  /analytics/rules/{id} GET POST DELETE
  /analytics/rules/{id}/dependents GET
  /analytics/rules_offense_contributions GET
  /ariel/databases GET
  /ariel/databases/{database_name} GET
  /ariel/event_saved_search_groups GET
  /ariel/event_saved_search_groups/{group_id} GET POST DELETE
  /ariel/flow_saved_search_groups GET
  /ariel/flow_saved_search_groups/{group_id} GET POST DELETE
  /ariel/flow_vlans GET POST
  /ariel/flow_vlans/{id} GET DELETE
  /ariel/functions GET
  /ariel/functions/{function_name} GET
  /ariel/lookups GET POST
  /ariel/lookups/{name} GET POST DELETE
  /ariel/parser_keywords GET
  /ariel/processors/aql_metadata POST
  /ariel/saved_search_delete_tasks/{task_id} GET
  /ariel/saved_search_dependent_tasks/{task_id} GET POST
  /ariel/saved_search_dependent_tasks/{task_id}/results GET
  /ariel/saved_searches GET
  /ariel/saved_searches/{id} GET POST DELETE
  /ariel/saved_searches/{id}/dependents GET
  /ariel/searches GET POST
  /ariel/searches/{search_id} GET POST DELETE
  /ariel/searches/{search_id}/metadata GET
  /ariel/searches/{search_id}/results GET
  /ariel/taggedfieldcategories GET POST
  /ariel/taggedfieldcategories/{id} GET POST DELETE
  /ariel/taggedfields GET POST
  /ariel/taggedfields/{id} GET POST DELETE
  /ariel/validators/aql POST
  /asset_model/assets GET POST
  /asset_model/assets/{asset_id} POST DELETE
  /asset_model/configuration GET POST
  /asset_model/properties GET
  /asset_model/saved_search_groups GET
  /asset_model/saved_search_groups/{group_id} GET POST DELETE
  /asset_model/saved_searches GET
  /asset_model/saved_searches/{saved_search_id} GET POST DELETE
  /asset_model/saved_searches/{saved_search_id}/results GET
  /auth/logout POST
  /backup_and_restore/backups GET POST
  /backup_and_restore/backups/{id} GET POST DELETE
  /backup_and_restore/haAction/{flag} GET
  /backup_and_restore/restores GET POST
  /backup_and_restore/restores/{id} GET POST DELETE
  /backup_and_restore/updateiptablesprefile POST
  /bandwidth_manager/configurations GET POST
  /bandwidth_manager/configurations/{id} GET POST DELETE
  /bandwidth_manager/filters GET POST
  /bandwidth_manager/filters/{id} GET POST DELETE
  /config/access/authorized_services GET POST
  /config/access/authorized_services/{id} GET POST DELETE
  /config/access/security_profiles GET
  /config/access/security_profiles/{id} GET
  /config/access/tenant_management/tenants GET POST
  /config/access/tenant_management/tenants/{tenant_id} GET POST DELETE
  /config/access/user_dependent_tasks/{task_id} GET POST
  /config/access/user_dependent_tasks/{task_id}/results GET
  /config/access/user_roles GET
  /config/access/user_roles/{id} GET
  /config/access/users GET
  /config/access/users/{id} GET POST
  /config/access/users/{id}/dependents GET
  /config/backup_and_restore/scheduled_backup_configurations GET
  /config/backup_and_restore/scheduled_backup_configurations/{id} GET
  /config/certificates/components GET
  /config/certificates/end_certificates GET
  /config/certificates/end_certificates/{id} GET
  /config/certificates/end_certificates/{id}/full_chain GET
  /config/certificates/root_certificates GET
  /config/certificates/root_certificates/{id} GET
  /config/certificates/root_certificates/{id}/get_dependant_ids GET
  /config/deployment/hosts GET
  /config/deployment/hosts/{id} GET POST
  /config/deployment/hosts/{id}/tunnels GET
  /config/deployment/license_pool GET
  /config/domain_management/domains GET POST
  /config/domain_management/domains/{domain_id} GET POST DELETE
  /config/event_retention_buckets GET
  /config/event_retention_buckets/{id} GET POST DELETE
  /config/event_sources/custom_properties/calculated_properties GET POST
  /config/event_sources/custom_properties/calculated_properties/dep/{calculated_property_id} GET
  /config/event_sources/custom_properties/calculated_properties/{calculated_property_id} GET POST DELETE
  /config/event_sources/custom_properties/calculated_properties/{calculated_property_id}/dependents GET
  /config/event_sources/custom_properties/calculated_properties/{calculated_property_id}/dependents/disable GET
  /config/event_sources/custom_properties/calculated_property/{calculated_property_name} GET
  /config/event_sources/custom_properties/calculated_property_delete_tasks/{task_id} GET
  /config/event_sources/custom_properties/calculated_property_dependent_tasks/disable/{task_id} GET POST
  /config/event_sources/custom_properties/calculated_property_dependent_tasks/disable/{task_id}/results GET
  /config/event_sources/custom_properties/calculated_property_dependent_tasks/{task_id} GET POST
  /config/event_sources/custom_properties/calculated_property_dependent_tasks/{task_id}/results GET
  /config/event_sources/custom_properties/calculated_property_operands GET
  /config/event_sources/custom_properties/property_aql_expressions GET POST
  /config/event_sources/custom_properties/property_aql_expressions/{expression_id} GET POST DELETE
  /config/event_sources/custom_properties/property_calculated_expressions GET POST
  /config/event_sources/custom_properties/property_calculated_expressions/{expression_id} GET POST DELETE
  /config/event_sources/custom_properties/property_cef_expressions GET POST
  /config/event_sources/custom_properties/property_cef_expressions/{expression_id} GET POST DELETE
  /config/event_sources/custom_properties/property_expressions GET POST
  /config/event_sources/custom_properties/property_expressions/{expression_id} GET POST DELETE
  /config/event_sources/custom_properties/property_genericlist_expressions GET POST
  /config/event_sources/custom_properties/property_genericlist_expressions/{expression_id} GET POST DELETE
  /config/event_sources/custom_properties/property_json_expressions GET POST
  /config/event_sources/custom_properties/property_json_expressions/{expression_id} GET POST DELETE
  /config/event_sources/custom_properties/property_leef_expressions GET POST
  /config/event_sources/custom_properties/property_leef_expressions/{expression_id} GET POST DELETE
  /config/event_sources/custom_properties/property_nvp_expressions GET POST
  /config/event_sources/custom_properties/property_nvp_expressions/{expression_id} GET POST DELETE
  /config/event_sources/custom_properties/property_xml_expressions GET POST
  /config/event_sources/custom_properties/property_xml_expressions/{expression_id} GET POST DELETE
  /config/event_sources/custom_properties/regex_properties GET POST
  /config/event_sources/custom_properties/regex_properties/{regex_property_id} GET POST DELETE
  /config/event_sources/custom_properties/regex_properties/{regex_property_id}/dependents GET
  /config/event_sources/custom_properties/regex_properties/{regex_property_id}/dependents/change_field_type GET
  /config/event_sources/custom_properties/regex_properties/{regex_property_id}/dependents/disable GET
  /config/event_sources/custom_properties/regex_property_delete_tasks/{task_id} GET
  /config/event_sources/custom_properties/regex_property_dependent_tasks/change_field_type/{task_id} GET POST
  /config/event_sources/custom_properties/regex_property_dependent_tasks/change_field_type/{task_id}/results GET
  /config/event_sources/custom_properties/regex_property_dependent_tasks/disable/{task_id} GET POST
  /config/event_sources/custom_properties/regex_property_dependent_tasks/disable/{task_id}/results GET
  /config/event_sources/custom_properties/regex_property_dependent_tasks/{task_id} GET POST
  /config/event_sources/custom_properties/regex_property_dependent_tasks/{task_id}/results GET
  /config/event_sources/disconnected_log_collectors GET POST
  /config/event_sources/disconnected_log_collectors/{id} GET POST DELETE
  /config/event_sources/event_collectors GET
  /config/event_sources/event_collectors/{id} GET
  /config/event_sources/generated_regexes POST
  /config/event_sources/log_source_management/autodetection/config_records GET POST
  /config/event_sources/log_source_management/autodetection/config_records/{config_id} GET POST
  /config/event_sources/log_source_management/log_source_bulk_tasks/{id} GET POST
  /config/event_sources/log_source_management/log_source_extensions GET
  /config/event_sources/log_source_management/log_source_extensions/{id} GET
  /config/event_sources/log_source_management/log_source_groups GET POST
  /config/event_sources/log_source_management/log_source_groups/{id} GET
  /config/event_sources/log_source_management/log_source_languages GET
  /config/event_sources/log_source_management/log_source_languages/{id} GET
  /config/event_sources/log_source_management/log_source_statistics POST
  /config/event_sources/log_source_management/log_source_types GET POST
  /config/event_sources/log_source_management/log_source_types/dsm_parameter_configuration/dsm_parameter_allowed_values GET PATCH
  /config/event_sources/log_source_management/log_source_types/dsm_parameter_configuration/dsm_parameter_allowed_values/{id} GET POST DELETE
  /config/event_sources/log_source_management/log_source_types/dsm_parameter_configuration/dsm_parameter_definition GET
  /config/event_sources/log_source_management/log_source_types/dsm_parameter_configuration/dsm_parameters GET PATCH
  /config/event_sources/log_source_management/log_source_types/dsm_parameter_configuration/dsm_parameters/{id} GET POST DELETE
  /config/event_sources/log_source_management/log_source_types/{id} GET POST DELETE
  /config/event_sources/log_source_management/log_sources GET POST PATCH
  /config/event_sources/log_source_management/log_sources/{id} GET POST DELETE
  /config/event_sources/log_source_management/protocol_types GET
  /config/event_sources/log_source_management/protocol_types/{id} GET
  /config/event_sources/property_discovery_profiles GET POST
  /config/event_sources/property_discovery_profiles/{id} GET POST DELETE
  /config/event_sources/wincollect/wincollect_agents GET
  /config/event_sources/wincollect/wincollect_agents/{id} GET
  /config/event_sources/wincollect/wincollect_destinations GET
  /config/event_sources/wincollect/wincollect_destinations/{id} GET
  /config/extension_management/extension_export_tasks POST
  /config/extension_management/extension_export_tasks/{task_id} GET
  /config/extension_management/extension_export_tasks/{task_id}/extension_export GET
  /config/extension_management/extension_export_tasks/{task_id}/results GET
  /config/extension_management/extensions GET POST
  /config/extension_management/extensions/{extension_id} GET POST DELETE
  /config/extension_management/extensions/{extension_id}/metadata POST
  /config/extension_management/extensions_task_status/{status_id} GET
  /config/extension_management/extensions_task_status/{status_id}/results GET
  /config/flow/applications/active_applications GET
  /config/flow/applications/active_applications/{id} GET
  /config/flow/applications/default_applications GET
  /config/flow/applications/default_applications/{id} GET
  /config/flow/common_destination_ports/active_configurations GET POST
  /config/flow/common_destination_ports/active_configurations/{id} GET POST DELETE
  /config/flow/common_destination_ports/default_configurations GET
  /config/flow/common_destination_ports/default_configurations/{id} GET
  /config/flow_retention_buckets GET
  /config/flow_retention_buckets/{id} GET POST DELETE
  /config/flow_sources/custom_properties/calculated_properties GET POST
  /config/flow_sources/custom_properties/calculated_properties/dep/{calculated_property_id} GET
  /config/flow_sources/custom_properties/calculated_properties/{calculated_property_id} GET POST DELETE
  /config/flow_sources/custom_properties/calculated_properties/{calculated_property_id}/dependents GET
  /config/flow_sources/custom_properties/calculated_properties/{calculated_property_id}/dependents/disable GET
  /config/flow_sources/custom_properties/calculated_property/{calculated_property_name} GET
  /config/flow_sources/custom_properties/calculated_property_delete_tasks/{task_id} GET
  /config/flow_sources/custom_properties/calculated_property_dependent_tasks/disable/{task_id} GET POST
  /config/flow_sources/custom_properties/calculated_property_dependent_tasks/disable/{task_id}/results GET
  /config/flow_sources/custom_properties/calculated_property_dependent_tasks/{task_id} GET POST
  /config/flow_sources/custom_properties/calculated_property_dependent_tasks/{task_id}/results GET
  /config/flow_sources/custom_properties/calculated_property_operands GET
  /config/flow_sources/custom_properties/property_expressions GET POST
  /config/flow_sources/custom_properties/property_expressions/{expression_id} GET POST DELETE
  /config/flow_sources/custom_properties/regex_properties GET POST
  /config/flow_sources/custom_properties/regex_properties/{regex_property_id} GET POST DELETE
  /config/flow_sources/custom_properties/regex_properties/{regex_property_id}/dependents GET
  /config/flow_sources/custom_properties/regex_properties/{regex_property_id}/dependents/change_field_type GET
  /config/flow_sources/custom_properties/regex_properties/{regex_property_id}/disabling_dependents GET
  /config/flow_sources/custom_properties/regex_property_delete_tasks/{task_id} GET
  /config/flow_sources/custom_properties/regex_property_dependent_tasks/change_field_type/{task_id} GET POST
  /config/flow_sources/custom_properties/regex_property_dependent_tasks/change_field_type/{task_id}/results GET
  /config/flow_sources/custom_properties/regex_property_dependent_tasks/disable/{task_id} GET POST
  /config/flow_sources/custom_properties/regex_property_dependent_tasks/disable/{task_id}/results GET
  /config/flow_sources/custom_properties/regex_property_dependent_tasks/{task_id} GET POST
  /config/flow_sources/custom_properties/regex_property_dependent_tasks/{task_id}/results GET
  /config/flow_sources/flow_source_management/flowSources GET
  /config/flow_sources/flow_source_management/flowSources/{id} GET
  /config/network_hierarchy/networks GET
  /config/network_hierarchy/staged_networks GET PUT
  /config/remote_networks GET
  /config/remote_networks/{network_id} GET
  /config/remote_services GET
  /config/remote_services/{service_id} GET
  /config/resilient/test POST
  /config/resilient/test/{id} POST
  /config/resilient/test/{task_id} GET
  /config/resource_restrictions GET POST
  /config/resource_restrictions/{resource_restriction_id} GET PUT DELETE
  /config/store_and_forward/policies GET
  /config/store_and_forward/policies/{id} GET POST DELETE
  /data_classification/dsm_event_mappings GET POST
  /data_classification/dsm_event_mappings/{dsm_event_mapping_id} GET POST
  /data_classification/high_level_categories GET
  /data_classification/high_level_categories/{high_level_category_id} GET
  /data_classification/low_level_categories GET
  /data_classification/low_level_categories/{low_level_category_id} GET
  /data_classification/qid_records GET POST
  /data_classification/qid_records/{qid_record_id} GET POST
  /disaster_recovery/ariel_copy_profiles GET POST
  /disaster_recovery/ariel_copy_profiles/{id} GET POST DELETE
  /dynamic_search/saved_queries GET POST
  /dynamic_search/saved_queries/{id} GET DELETE
  /dynamic_search/schemas GET
  /dynamic_search/schemas/{name} GET
  /dynamic_search/schemas/{name}/fields GET
  /dynamic_search/schemas/{name}/functions GET
  /dynamic_search/schemas/{name}/operators GET
  /dynamic_search/searches GET POST
  /dynamic_search/searches/{handle} GET DELETE
  /dynamic_search/searches/{handle}/results GET
  /forensics/capture/recoveries GET POST
  /forensics/capture/recoveries/{id} GET
  /forensics/capture/recovery_tasks GET
  /forensics/capture/recovery_tasks/{id} GET
  /forensics/case_management/case_create_tasks/{id} GET
  /forensics/case_management/cases GET POST
  /forensics/case_management/cases/{id} GET
  /gui_app_framework/application_creation_task GET POST
  /gui_app_framework/application_creation_task/{application_id} GET POST
  /gui_app_framework/application_creation_task/{application_id}/auth GET POST
  /gui_app_framework/application_definitions GET POST
  /gui_app_framework/application_definitions/{application_definition_id} GET POST PUT DELETE
  /gui_app_framework/application_definitions/{application_definition_id}/user_role_id GET
  /gui_app_framework/application_definitions/{application_definition_id}/user_role_id/{user_role_id} POST DELETE
  /gui_app_framework/applications GET POST
  /gui_app_framework/applications/{application_id} GET POST PUT DELETE
  /gui_app_framework/applications/{application_id}/host_type GET
  /gui_app_framework/named_services GET
  /gui_app_framework/named_services/{uuid} GET
  /health/metrics/qradar_metrics GET
  /health/metrics/qradar_metrics/{id} GET POST
  /health/metrics/qradar_metrics_global_config POST
  /health/metrics/system_metrics GET
  /health/metrics/system_metrics/{id} GET POST
  /health/metrics/system_metrics_global_config POST
  /health_data/security_data_count GET
  /health_data/top_offenses GET
  /health_data/top_rules GET
  /help/endpoints GET
  /help/endpoints/{endpoint_id} GET
  /help/resources GET
  /help/resources/{resource_id} GET
  /help/versions GET
  /help/versions/{version_id} GET
  /qni/hosts/{host_id}/configs GET
  /qni/hosts/{host_id}/configs/{id} POST
  /qni/stacking/stacks GET POST
  /qni/stacking/stacks/{stack_id} GET POST DELETE
  /qni/stacking/standalone_hosts GET
  /qrm/model_groups GET
  /qrm/model_groups/{group_id} GET POST DELETE
  /qrm/qrm_saved_search_groups GET
  /qrm/qrm_saved_search_groups/{group_id} GET POST DELETE
  /qrm/question_groups GET
  /qrm/question_groups/{group_id} GET POST DELETE
  /qrm/simulation_groups GET
  /qrm/simulation_groups/{group_id} GET POST DELETE
  /qrm/topology_saved_search_groups GET
  /qrm/topology_saved_search_groups/{group_id} GET POST DELETE
  /qvm/assets GET
  /qvm/filters GET
  /qvm/network GET
  /qvm/openservices GET
  /qvm/saved_search_groups GET
  /qvm/saved_search_groups/{group_id} GET POST DELETE
  /qvm/saved_searches GET
  /qvm/saved_searches/vuln_instances/{task_id}/results/assets GET
  /qvm/saved_searches/vuln_instances/{task_id}/results/vuln_instances GET
  /qvm/saved_searches/vuln_instances/{task_id}/results/vulnerabilities GET
  /qvm/saved_searches/vuln_instances/{task_id}/status GET POST
  /qvm/saved_searches/{saved_search_id} GET POST DELETE
  /qvm/saved_searches/{saved_search_id}/vuln_instances GET
  /qvm/tickets/assign POST
  /qvm/vulns GET
  /reference_data/map_delete_tasks/{task_id} GET
  /reference_data/map_dependent_tasks/{task_id} GET POST
  /reference_data/map_dependent_tasks/{task_id}/results GET
  /reference_data/map_of_sets GET POST
  /reference_data/map_of_sets/bulk_load/{namespace}/{name}/{domain_id} POST
  /reference_data/map_of_sets/bulk_load/{name} POST
  /reference_data/map_of_sets/{name} GET POST DELETE
  /reference_data/map_of_sets/{name}/dependents GET
  /reference_data/map_of_sets/{name}/description POST
  /reference_data/map_of_sets/{name}/{key} DELETE
  /reference_data/map_of_sets_delete_tasks/{task_id} GET
  /reference_data/map_of_sets_dependent_tasks/{task_id} GET POST
  /reference_data/map_of_sets_dependent_tasks/{task_id}/results GET
  /reference_data/maps GET POST
  /reference_data/maps/bulk_load/{namespace}/{name}/{domain_id} POST
  /reference_data/maps/bulk_load/{name} POST
  /reference_data/maps/{name} GET POST DELETE
  /reference_data/maps/{name}/dependents GET
  /reference_data/maps/{name}/description POST
  /reference_data/maps/{name}/{key} DELETE
  /reference_data/sets GET POST
  /reference_data/sets/bulk_load/{namespace}/{name}/{domain_id} POST
  /reference_data/sets/{name} GET POST DELETE
  /reference_data/sets/{name}/{value} DELETE
  /reference_data/tables GET POST
  /reference_data/tables/bulk_load/{namespace}/{name}/{domain_id} POST
  /reference_data/tables/bulk_load/{name} POST
  /reference_data/tables/{name} GET POST DELETE
  /reference_data/tables/{name}/dependents GET
  /reference_data/tables/{name}/description POST
  /reference_data/tables/{name}/{outer_key}/{inner_key} DELETE
  /reference_data/tables_delete_tasks/{task_id} GET
  /reference_data/tables_dependent_tasks/{task_id} GET POST
  /reference_data/tables_dependent_tasks/{task_id}/results GET
  /reference_data_collections/set_bulk_update_tasks/{task_status_id} GET
  /reference_data_collections/set_bulk_update_tasks/{task_status_id}/results GET
  /reference_data_collections/set_delete_tasks/{task_status_id} GET
  /reference_data_collections/set_dependents_tasks/{task_status_id} GET POST
  /reference_data_collections/set_dependents_tasks/{task_status_id}/results GET
  /reference_data_collections/set_entries GET POST PATCH
  /reference_data_collections/set_entries/{id} GET POST DELETE
  /reference_data_collections/sets GET POST
  /reference_data_collections/sets/{id} GET POST DELETE
  /reference_data_collections/sets/{id}/dependents GET
  /scanner/profiles GET
  /scanner/profiles/create POST
  /scanner/profiles/start POST
  /scanner/scanprofiles GET
  /scanner/scanprofiles/{profileid} GET POST DELETE
  /scanner/scanprofiles/{profileid}/runs GET
  /scanner/scanprofiles/{profileid}/runs/{run_id} GET
  /scanner/scanprofiles/{profileid}/runs/{run_id}/results GET
  /scanner/scanprofiles/{profileid}/start POST
  /services/dig_lookups POST
  /services/dig_lookups/{dig_lookup_id} GET
  /services/dns_lookups POST
  /services/dns_lookups/{dns_lookup_id} GET
  /services/geolocations GET
  /services/port_scans POST
  /services/port_scans/{port_scan_id} GET
  /services/whois_lookups POST
  /services/whois_lookups/{whois_lookup_id} GET
  /siem/local_destination_addresses GET
  /siem/local_destination_addresses/{local_destination_address_id} GET
  /siem/offense_closing_reasons GET POST
  /siem/offense_closing_reasons/{closing_reason_id} GET
  /siem/offense_saved_search_delete_tasks/{task_id} GET
  /siem/offense_saved_search_dependent_tasks/{task_id} GET POST
  /siem/offense_saved_search_dependent_tasks/{task_id}/results GET
  /siem/offense_saved_search_groups GET
  /siem/offense_saved_search_groups/{group_id} GET POST DELETE
  /siem/offense_saved_searches GET
  /siem/offense_saved_searches/{id} GET POST DELETE
  /siem/offense_saved_searches/{id}/dependents GET
  /siem/offense_types GET
  /siem/offense_types/{offense_type_id} GET
  /siem/offenses GET
  /siem/offenses/{offense_id} GET POST
  /siem/offenses/{offense_id}/assignable_actors GET
  /siem/offenses/{offense_id}/notes GET POST
  /siem/offenses/{offense_id}/notes/{note_id} GET
  /siem/offenses_ocsf GET
  /siem/source_addresses GET
  /siem/source_addresses/{source_address_id} GET
  /staged_config/access/security_profiles GET
  /staged_config/access/security_profiles/{id} GET
  /staged_config/access/user_delete_tasks/{task_id} GET
  /staged_config/access/user_roles GET
  /staged_config/access/user_roles/{id} GET
  /staged_config/access/users GET POST
  /staged_config/access/users/{id} GET POST DELETE
  /staged_config/backup_and_restore/scheduled_backup_configurations GET
  /staged_config/backup_and_restore/scheduled_backup_configurations/{id} GET POST
  /staged_config/certificates/certificate_signing_request GET POST
  /staged_config/certificates/certificate_signing_request/{id} GET DELETE
  /staged_config/certificates/end_certificates GET POST
  /staged_config/certificates/end_certificates/{id} GET POST DELETE
  /staged_config/certificates/root_certificates GET POST
  /staged_config/certificates/root_certificates/{id} GET DELETE
  /staged_config/deploy_status GET POST
  /staged_config/deployment/hosts GET
  /staged_config/deployment/hosts/{id} GET
  /staged_config/deployment/hosts/{id}/tunnels GET
  /staged_config/deployment/hosts/{id}/tunnels/{name} POST
  /staged_config/flow/applications/active_applications GET POST
  /staged_config/flow/applications/active_applications/{id} GET POST DELETE
  /staged_config/remote_networks GET POST
  /staged_config/remote_networks/{network_id} GET POST DELETE
  /staged_config/remote_services GET POST
  /staged_config/remote_services/{service_id} GET POST DELETE
  /staged_config/yara_rules PUT DELETE
  /system/about GET
  /system/authorization/password_policies GET
  /system/authorization/password_policies/{id} GET POST
  /system/authorization/password_validators POST
  /system/authorization/settings GET POST
  /system/email_servers GET POST
  /system/email_servers/{email_server_id} GET POST DELETE
  /system/eula_acceptances GET
  /system/eula_acceptances/{id} GET POST
  /system/eulas GET
  /system/information/encodings GET
  /system/information/locales GET
  /system/server_connection_validator POST
  /system/servers GET
  /system/servers/{server_id} GET POST
  /system/servers/{server_id}/firewall_rules GET PUT
  /system/servers/{server_id}/network_interfaces/bonded GET POST
  /system/servers/{server_id}/network_interfaces/bonded/{device_name} POST DELETE
  /system/servers/{server_id}/network_interfaces/ethernet GET
  /system/servers/{server_id}/network_interfaces/ethernet/{device_name} POST
  /system/servers/{server_id}/system_time_settings GET POST
  /system/servers/{server_id}/timezones GET
`;

/** A documented path: its segments, parameters in braces, and its methods. */
export type DocumentedPath = {
  readonly path: string;
  readonly methods: readonly string[];
};

/** All documented paths, in the order of their text. */
export const documentedPaths: readonly DocumentedPath[] = text
  .trim()
  .split('\n')
  .map((line) => {
    const [path = '', ...methods] = line.trim().split(' ');
    return { path, methods };
  });

/** Says whether a path, as it was called, is one of the documented ones, whatever its parameters. */
export function isDocumentedPath(called: string): boolean {
  const parts = segments(called);
  return documented.some(
    (template) =>
      template.length === parts.length &&
      template.every((part, index) => part.startsWith('{') || part === parts[index]),
  );
}

const documented = documentedPaths.map(({ path }) => segments(path));

function segments(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}
