/**
 * The words QRadar knows in a manifest (docs/qradar-facts.md#manifest-schema,
 * docs/qradar-facts.md#groups-of-gui-actions, docs/qradar-facts.md#configuration-pages,
 * docs/qradar-facts.md#capabilities).
 */

/** Applications of the console that page scripts and fragments can name. */
export const consoleApps: readonly string[] = [
  'assetprofile',
  'Assets',
  'EventViewer',
  'Forensics',
  'QRadar',
  'QVM',
  'Reports',
  'SEM',
  'SRM',
  'Surveillance',
];

export const httpMethods: readonly string[] = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'TRACE',
  'OPTIONS',
  'CONNECT',
  'PATCH',
];

/** Sections of the Admin page, 7.5.0 UP3 and later. */
export const configurationLocations: readonly string[] = [
  'system_configuration',
  'user_management',
  'forensics',
  'assets',
  'data_sources_events',
  'data_sources_flows',
  'data_sources_custom_actions',
  'data_sources_vulnerability',
  'try_it_out',
  'dynamic_search',
  'remote_networks_and_services_configuration',
  'apps',
];

/** Signals the bundled supervisor can stop a service with. */
export const stopSignals: readonly string[] = [
  'TERM',
  'HUP',
  'INT',
  'QUIT',
  'KILL',
  'USR1',
  'USR2',
];

const capabilityGroups: Readonly<Record<string, readonly string[]>> = {
  ADMIN: [],
  VIEWADMIN: [],
  ADMINMANAGER: [],
  SAASADMIN: [],
  SEM: ['VIEWRULES', 'RULECREATION', 'ASSIGNOFFENSE', 'MANAGECLOSINGREASONS'],
  EventViewer: ['VIEWRULES', 'RULECREATION', 'CUSTOMARIELPROPERTY', 'MANAGETIMESERIES'],
  SURVEILLANCE: [
    'VIEWRULES',
    'DATAMINECONTENT',
    'CUSTOMFLOWPROPERTY',
    'MANAGETIMESERIES',
    'RULECREATION',
  ],
  ASSETS: ['VADATA', 'VASCAN', 'SERVERDISCOVERY', 'REMOVEVULNS'],
  REPORTING: ['MAINTAINTEMPLATES', 'DISTRIBUTE'],
  FORENSICS: ['CASECREATION'],
  QRM: [],
  QVM: ['ASSIGNASSETOWNER', 'VULNERABILITY', 'EXCEPTION'],
  SYSTEM: ['LOGSOURCE'],
  READONLYCONFIGURATION: ['LOGSOURCES.VIEW'],
};

/** What `required_capabilities` and OAuth may ask for; another word fails the install (33307, 33304). */
export const capabilities: readonly string[] = Object.entries(capabilityGroups).flatMap(
  ([group, members]) => [group, ...members.map((member) => `${group}.${member}`)],
);

/** Toolbars and menus; a group may also be `ariel:<field>`. Those deprecated since 7.3.0 are left out. */
export const guiActionGroups: readonly string[] = [
  'ipPopup',
  'userNamePopup',
  'customEventListToolbar',
  'EventDetailsToolbar',
  'arielListToolbar',
  'FlowDetailsToolbar',
  'OffenseListToolbar',
  'OffenseListSmallToolbar',
  'OffenseSummaryToolbar',
  'AttackerListToolbar',
  'AttackerList',
  'AttackerListSmallToolbar',
  'TargetListToolbar',
  'TargetList',
  'TargetSummaryToolbar',
  'NetworkListToolbar',
  'NetworkSummaryToolbar',
  'NetworkListSmallToolbar',
  'CategoryList',
  'CategoryListToolbar',
  'ViewNotesToolbar',
  'ViewOffenseDevicesToolbar',
  'ViewoffenseusersToolbar',
  'AssetListToolbar',
  'AssetDetailsToolbar',
  'AssetOwnerToolbar',
  'ReferenceSetsToolbar',
  'ReferenceSetsContextMenu',
  'ReferenceSetElemsToolbar',
  'ReferenceSetElemsContextMenu',
  'ReferenceSetRulesToolbar',
  'ReferenceSetRulesContextMenu',
  'DomainListToolbar',
  'TenantListToolbar',
  'NetworkHierarchyListToolbar',
  'ObfuscationProfileContextMenu',
  'SensorDeviceListToolbar',
  'FlowsourceListToolbar',
  'VaScannersListToolbar',
  'VaScannerSchedulesListToolbar',
  'ReportTemplateListToolbar',
  'ByAssetListFormToolbar',
  'ByNetworkListToolbar',
  'ByOpenServiceListToolbar',
  'ByVulnerabilityInstanceListToolbar',
  'ByVulnerabilityListToolbar',
  'ExceptionRulesListToolbar',
  'MyAssignedVulnerabilitiesListToolbar',
  'ScanPolicyVulnerabilityListToolbar',
  'VulnerabilityManagementListPopup',
  'ScanResultsListToolbar',
];
