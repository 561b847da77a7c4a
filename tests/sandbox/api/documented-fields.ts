/**
 * The fields that lists of the API have, from the response sample of each page of QRadar REST API 26.0
 * (https://ibmsecuritydocs.github.io/qradar_api_26.0/), nested ones with a dot. Of the lists that the stand-in serves.
 */
export const documentedFields: Readonly<Record<string, string>> = {
  '/ariel/functions':
    'args_types catalog class_name info name required_args required_capabilities return_type var_args',
  '/asset_model/assets': `
    domain_id hostnames.created hostnames.first_seen_profiler hostnames.first_seen_scanner hostnames.id
    hostnames.last_seen_profiler hostnames.last_seen_scanner hostnames.name hostnames.type id interfaces.created
    interfaces.first_seen_profiler interfaces.first_seen_scanner interfaces.id interfaces.ip_addresses.created
    interfaces.ip_addresses.first_seen_profiler interfaces.ip_addresses.first_seen_scanner
    interfaces.ip_addresses.id interfaces.ip_addresses.last_seen_profiler interfaces.ip_addresses.last_seen_scanner
    interfaces.ip_addresses.network_id interfaces.ip_addresses.type interfaces.ip_addresses.value
    interfaces.last_seen_profiler interfaces.last_seen_scanner interfaces.mac_address products.first_seen_profiler
    products.first_seen_scanner products.id products.last_scanned_for products.last_seen_profiler
    products.last_seen_scanner products.name products.product_variant_id products.vendor products.version
    properties.id properties.last_reported properties.last_reported_by properties.name properties.type_id
    properties.value risk_score_sum users.first_seen_profiler users.first_seen_scanner users.id
    users.last_seen_profiler users.last_seen_scanner users.username vulnerability_count
  `,
  '/config/access/authorized_services': `
    created_by creation_date expiration_date id label last_used_date security_profile_id tenant_id token
    user_role_id
  `,
  '/config/access/security_profiles': 'domain_ids id name',
  '/config/access/user_roles':
    'capabilities.application_id capabilities.description capabilities.name id name',
  '/config/access/users': `
    allow_system_authentication_fallback description display_theme email enable_popup_notifications id
    inactivity_timeout local_only_account locale_id notification_flag old_password password password_creation_time
    security_profile_id show_awf_default_dashboard tenant_id user_role_id username
  `,
  '/config/domain_management/domains': `
    asset_scanner_ids custom_properties.capture_result custom_properties.id deleted description
    disconnected_log_collector_ids event_collector_ids flow_collector_ids flow_source_ids flow_vlan_ids id
    log_source_group_ids log_source_ids name qvm_scanner_ids tenant_id
  `,
  '/config/event_sources/custom_properties/regex_properties': `
    auto_discovered creation_date datetime_format description id identifier locale modification_date name
    property_type use_for_rule_engine username
  `,
  '/config/event_sources/log_source_management/log_source_groups':
    'assignable child_group_ids description id modification_date name owner parent_id',
  '/config/event_sources/log_source_management/log_source_types': `
    custom default_protocol_id id internal latest_version log_source_extension_id name protocol_types.documented
    protocol_types.protocol_id supported_language_ids uuid version
  `,
  '/config/event_sources/log_source_management/log_sources': `
    auto_discovered average_eps coalesce_events creation_date credibility description disconnected_log_collector_id
    enabled gateway group_ids id internal language_id last_event_time legacy_bulk_group_name log_source_extension_id
    modified_date name parsing_order protocol_parameters.id protocol_parameters.name protocol_parameters.value
    protocol_type_id requires_deploy sending_ip status.last_updated status.messages.severity status.messages.text
    status.messages.timestamp status.status store_event_payload target_event_collector_id type_id
    wincollect_external_destination_ids wincollect_internal_destination_id
  `,
  '/config/extension_management/extensions': `
    add_time added_by author authored_by_email beta content_operation_error contents.content_metadata
    contents.content_type_id contents.content_type_name contents.identifier description exported_qradar_version
    file_location fips_compliant full_uninstall id install_time installed_by min_qradar_version name signed
    signer_date signer_subject size status supported_languages validation_date version
  `,
  '/config/network_hierarchy/networks':
    'cidr country_code description domain_id group id location.coordinates location.type name network_id',
  '/data_classification/high_level_categories': 'description id name',
  '/data_classification/low_level_categories':
    'description high_level_category_id id name severity',
  '/gui_app_framework/application_definitions': `
    application_definition_id created_by created_on error_messages error_messages_json.code
    error_messages_json.message error_messages_json.source image manifest.add_app_capability
    manifest.areas.description manifest.areas.id manifest.areas.named_service manifest.areas.required_capabilities
    manifest.areas.text manifest.areas.url manifest.authentication.oauth2.authorization_flow
    manifest.authentication.oauth2.requested_capabilities manifest.configuration_pages.description
    manifest.configuration_pages.icon manifest.configuration_pages.location
    manifest.configuration_pages.named_service manifest.configuration_pages.required_capabilities
    manifest.configuration_pages.text manifest.configuration_pages.url manifest.console_ip
    manifest.custom_columns.label manifest.custom_columns.named_service manifest.custom_columns.page_id
    manifest.custom_columns.required_capabilities manifest.custom_columns.rest_endpoint
    manifest.dashboard_items.description manifest.dashboard_items.required_capabilities
    manifest.dashboard_items.rest_method manifest.dashboard_items.text manifest.dependencies.pip_directory
    manifest.dependencies.rpms_directory manifest.description manifest.environment_variables.name
    manifest.environment_variables.value manifest.fragments.app_name manifest.fragments.location
    manifest.fragments.named_service manifest.fragments.page_id manifest.fragments.required_capabilities
    manifest.fragments.rest_endpoint manifest.gui_actions.description manifest.gui_actions.groups
    manifest.gui_actions.icon manifest.gui_actions.id manifest.gui_actions.javascript
    manifest.gui_actions.named_service manifest.gui_actions.required_capabilities manifest.gui_actions.rest_method
    manifest.gui_actions.text manifest.image manifest.load_flask manifest.log_level
    manifest.metadata_providers.metadata_type manifest.metadata_providers.rest_method manifest.multitenancy_safe
    manifest.name manifest.page_scripts.app_name manifest.page_scripts.named_service manifest.page_scripts.page_id
    manifest.page_scripts.scripts manifest.resource_bundles.bundle manifest.resource_bundles.locale
    manifest.resources.memory manifest.rest_methods.argument_names manifest.rest_methods.method
    manifest.rest_methods.name manifest.rest_methods.named_service manifest.rest_methods.required_capabilities
    manifest.rest_methods.url manifest.services.autorestart manifest.services.autostart manifest.services.command
    manifest.services.directory manifest.services.endpoints.error_mime_type manifest.services.endpoints.http_method
    manifest.services.endpoints.name manifest.services.endpoints.parameters.definition
    manifest.services.endpoints.parameters.location manifest.services.endpoints.parameters.name
    manifest.services.endpoints.path manifest.services.endpoints.request_mime_type
    manifest.services.endpoints.response.mime_type manifest.services.environment manifest.services.exitcodes
    manifest.services.name manifest.services.numprocs manifest.services.port manifest.services.priority
    manifest.services.process_name manifest.services.redirect_stderr manifest.services.serverurl
    manifest.services.startretries manifest.services.startsecs manifest.services.stderr_capture_maxbytes
    manifest.services.stderr_events_enabled manifest.services.stderr_logfile
    manifest.services.stderr_logfile_backups manifest.services.stderr_logfile_maxbytes
    manifest.services.stdout_capture_maxbytes manifest.services.stdout_events_enabled
    manifest.services.stdout_logfile manifest.services.stdout_logfile_backups
    manifest.services.stdout_logfile_maxbyte manifest.services.stopsignal manifest.services.stopwaitsecs
    manifest.services.umask manifest.services.user manifest.services.uuid manifest.services.version
    manifest.single_instance_only manifest.uninstall_hooks.description manifest.uninstall_hooks.documentation_url
    manifest.uninstall_hooks.last_instance_only manifest.uninstall_hooks.rest_method manifest.uuid manifest.version
    status user_role_ids
  `,
  '/gui_app_framework/applications': `
    application_definition_id application_state.application_id application_state.error_messages
    application_state.error_messages_json.code application_state.error_messages_json.message
    application_state.error_messages_json.source application_state.memory application_state.status
    auth_client_user_id image installed_by installed_on managed_host_id manifest.add_app_capability
    manifest.areas.description manifest.areas.id manifest.areas.named_service manifest.areas.required_capabilities
    manifest.areas.text manifest.areas.url manifest.authentication.oauth2.authorization_flow
    manifest.authentication.oauth2.requested_capabilities manifest.configuration_pages.description
    manifest.configuration_pages.icon manifest.configuration_pages.location
    manifest.configuration_pages.named_service manifest.configuration_pages.required_capabilities
    manifest.configuration_pages.text manifest.configuration_pages.url manifest.console_ip
    manifest.custom_columns.label manifest.custom_columns.named_service manifest.custom_columns.page_id
    manifest.custom_columns.required_capabilities manifest.custom_columns.rest_endpoint
    manifest.dashboard_items.description manifest.dashboard_items.required_capabilities
    manifest.dashboard_items.rest_method manifest.dashboard_items.text manifest.dependencies.pip_directory
    manifest.dependencies.rpms_directory manifest.description manifest.environment_variables.name
    manifest.environment_variables.value manifest.fragments.app_name manifest.fragments.location
    manifest.fragments.named_service manifest.fragments.page_id manifest.fragments.required_capabilities
    manifest.fragments.rest_endpoint manifest.gui_actions.description manifest.gui_actions.groups
    manifest.gui_actions.icon manifest.gui_actions.id manifest.gui_actions.javascript
    manifest.gui_actions.named_service manifest.gui_actions.required_capabilities manifest.gui_actions.rest_method
    manifest.gui_actions.text manifest.image manifest.load_flask manifest.log_level
    manifest.metadata_providers.metadata_type manifest.metadata_providers.rest_method manifest.multitenancy_safe
    manifest.name manifest.page_scripts.app_name manifest.page_scripts.named_service manifest.page_scripts.page_id
    manifest.page_scripts.scripts manifest.resource_bundles.bundle manifest.resource_bundles.locale
    manifest.resources.memory manifest.rest_methods.argument_names manifest.rest_methods.method
    manifest.rest_methods.name manifest.rest_methods.named_service manifest.rest_methods.required_capabilities
    manifest.rest_methods.url manifest.services.autorestart manifest.services.autostart manifest.services.command
    manifest.services.directory manifest.services.endpoints.error_mime_type manifest.services.endpoints.http_method
    manifest.services.endpoints.name manifest.services.endpoints.parameters.definition
    manifest.services.endpoints.parameters.location manifest.services.endpoints.parameters.name
    manifest.services.endpoints.path manifest.services.endpoints.request_mime_type
    manifest.services.endpoints.response.mime_type manifest.services.environment manifest.services.exitcodes
    manifest.services.name manifest.services.numprocs manifest.services.port manifest.services.priority
    manifest.services.process_name manifest.services.redirect_stderr manifest.services.serverurl
    manifest.services.startretries manifest.services.startsecs manifest.services.stderr_capture_maxbytes
    manifest.services.stderr_events_enabled manifest.services.stderr_logfile
    manifest.services.stderr_logfile_backups manifest.services.stderr_logfile_maxbytes
    manifest.services.stdout_capture_maxbytes manifest.services.stdout_events_enabled
    manifest.services.stdout_logfile manifest.services.stdout_logfile_backups
    manifest.services.stdout_logfile_maxbyte manifest.services.stopsignal manifest.services.stopwaitsecs
    manifest.services.umask manifest.services.user manifest.services.uuid manifest.services.version
    manifest.single_instance_only manifest.uninstall_hooks.description manifest.uninstall_hooks.documentation_url
    manifest.uninstall_hooks.last_instance_only manifest.uninstall_hooks.rest_method manifest.uuid manifest.version
    security_profile_id
  `,
  '/help/versions': 'deprecated id removed root_resource_ids version',
  '/reference_data/sets':
    'collection_id creation_time element_type name namespace number_of_elements time_to_live timeout_type',
  '/reference_data_collections/set_entries':
    'collection_id delete_entry domain_id first_seen id last_seen notes source value',
  '/reference_data_collections/sets': `
    creation_time delete_entries description entry_type expired_log_option expiry_type global_id id name namespace
    number_of_entries tenant_id time_to_live
  `,
  '/siem/local_destination_addresses': `
    domain_id event_flow_count first_event_flow_seen id last_event_flow_seen local_destination_ip magnitude network
    offense_ids source_address_ids
  `,
  '/siem/offense_closing_reasons': 'id is_deleted is_reserved text',
  '/siem/offense_types': 'custom database_type id name property_name',
  '/siem/offenses': `
    assigned_to categories category_count close_time closing_reason_id closing_user credibility description
    destination_networks device_count domain_id event_count first_persisted_time flow_count follow_up id inactive
    last_persisted_time last_updated_time local_destination_address_ids local_destination_count log_sources.id
    log_sources.name log_sources.type_id log_sources.type_name magnitude offense_source offense_type
    policy_category_count protected relevance remote_destination_count rules.id rules.type security_category_count
    severity source_address_ids source_count source_network start_time status username_count
  `,
  '/siem/offenses/{offense_id}/notes': 'create_time id note_text username',
  '/siem/source_addresses': `
    domain_id event_flow_count first_event_flow_seen id last_event_flow_seen local_destination_address_ids magnitude
    network offense_ids source_ip
  `,
};
