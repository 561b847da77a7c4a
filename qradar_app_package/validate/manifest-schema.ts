import * as z from 'zod';
import {
  advised,
  anyObject,
  anyText,
  filled,
  integer,
  oneOf,
  pattern,
  quotedBoolean,
  rule,
  someOf,
} from './form.ts';
import { service } from './service-schema.ts';
import {
  capabilities,
  configurationLocations,
  consoleApps,
  guiActionGroups,
  httpMethods,
} from './vocabulary.ts';

/*
 * The form of each part of a manifest: the SDK's schema, the keys the server knows beyond it, and what is documented
 * of values the schema leaves open (docs/qradar-facts.md#manifest-schema).
 */
const capability = oneOf(
  capabilities,
  rule('capability', (value) => `${value} is no capability that QRadar knows.`, 33307),
);

/** Keys that most parts may carry. */
const common = {
  named_service: filled.optional(),
  required_capabilities: z.array(capability).default([]),
};

const relativeUrl = filled
  .refine(
    (url) => !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url),
    rule(
      'relative-url',
      () => 'Must be relative to the app, not the address of another host.',
      null,
    ),
  )
  .refine(
    (url) => !url.split('/').includes('..'),
    rule('relative-url', () => 'Must not lead out of the app with "..".', null),
  );

/** The page of a tab has one segment, or the relative addresses in it resolve beside the app. */
const areaUrl = relativeUrl.refine(
  (url) => !/^\/?[^/?#]+\/[^?#]/.test(url),
  rule(
    'one-segment-url',
    () => 'Must have one segment, so that relative addresses stay below the app.',
    null,
  ),
);

const restUrl = relativeUrl.refine(
  (url) => /^\/[^<>]+$/.test(url),
  rule('rest-url', (url) => {
    return `Must begin with / and have two characters or more, without < or >, but is ${url}.`;
  }),
);

const area = z.strictObject({
  id: filled,
  text: anyText,
  description: anyText.default(''),
  url: areaUrl,
  ...common,
});

const restMethod = z.strictObject({
  name: filled,
  method: oneOf(httpMethods, 'http-method'),
  url: restUrl,
  argument_names: z.array(anyText).default([]),
  ...common,
});

const dashboardItem = z.strictObject({
  text: filled,
  description: filled,
  rest_method: filled,
  rest_arguments: anyText.nullish(),
  ...common,
});

const configurationPage = z.strictObject({
  text: filled,
  description: filled,
  url: relativeUrl,
  icon: anyText.nullish(),
  location: oneOf(configurationLocations, 'configuration-location').optional(),
  ...common,
});

const guiActionGroup = z.string().refine(
  (group) => guiActionGroups.includes(group) || /^ariel:[^<>\s]+$/.test(group),
  rule('gui-action-group', (group) => `${group} is no menu or toolbar of the console.`, null),
);

const guiAction = z.strictObject({
  id: filled,
  text: filled,
  description: anyText.default(''),
  icon: anyText.nullish(),
  rest_method: anyText.optional(),
  javascript: z.string().optional(),
  groups: someOf(guiActionGroup, null),
  ...common,
});

const pageScript = z.strictObject({
  app_name: oneOf([...consoleApps, '*'], 'console-app'),
  page_id: filled,
  scripts: someOf(relativeUrl, null),
  named_service: filled.optional(),
});

const metadataProvider = z.strictObject({
  rest_method: filled,
  metadata_type: pattern(
    /^(?:ip|userName|ariel:)[^<>]*$/,
    'metadata-type',
    'be ip, userName or ariel:<field>',
  ).refine(
    (type) => /^(?:ip|userName|ariel:.+)$/.test(type),
    rule('metadata-type', (type) => `Must be ip, userName or ariel:<field>, but is ${type}.`, null),
  ),
});

const fragment = z.strictObject({
  app_name: oneOf(consoleApps, 'console-app'),
  page_id: filled,
  rest_endpoint: relativeUrl,
  location: oneOf(['header', 'footer'], 'fragment-location').optional(),
  ...common,
});

const customColumn = z.strictObject({
  label: filled,
  page_id: filled,
  rest_endpoint: relativeUrl,
  width: integer(15, 1500).optional(),
  ...common,
});

const resourceBundle = z.strictObject({
  locale: advised(/^[a-z]{2}(?:_[A-Z]{2})?$/, 'locale', 'be a locale such as en or en_US'),
  bundle: relativeUrl,
});

const environmentVariable = z.strictObject({
  name: pattern(
    /^[a-zA-Z_][a-zA-Z0-9_]*[^='<>]*$/,
    'variable-name',
    "begin with a letter or _ and hold none of = ' < >",
  ),
  value: filled,
});

const oauth = z.strictObject({
  requested_capabilities: someOf(
    oneOf(
      capabilities,
      rule('oauth-capability', (value) => `${value} is no capability that QRadar knows.`, 33304),
    ),
  ),
  authorisation_flow: oneOf(
    ['CLIENT_CREDENTIALS'],
    rule('oauth-flow', () => 'Only CLIENT_CREDENTIALS is supported.', 33303),
  ).optional(),
});

const uninstallHook = z.strictObject({
  description: filled,
  rest_method: filled,
  documentation_url: filled.optional(),
  last_instance_only: quotedBoolean.default('false'),
});

/** The schema takes any text, and one of IBM's samples has one that is no UUID; its SDK does not read that. */
const uuid = advised(
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  'uuid',
  'be a UUID (RFC 4122)',
);

/** Keys that the server knows and the SDK's schema does not: what it makes of a wrong value is published nowhere. */
export const beyondSchema: readonly string[] = [
  'add_app_capability',
  'configuration_pages.location',
  'dashboard_items.rest_arguments',
  'log_level',
  'services.killasgroup',
  'services.numprocs_start',
  'services.path',
  'services.stdout_syslog',
  'services.stopasgroup',
];

/** Keys that only development or old frameworks know; they must not ship. */
const notForRelease = z
  .custom<never>(
    () => false,
    rule(
      'not-for-release',
      () => 'Belongs to development or to an old framework; leave it out.',
      null,
    ),
  )
  .optional();

/**
 * The form of a manifest, and what stands where it says nothing: the SDK's schema ("SDK manifest schema 2.0"), the
 * keys the server knows beyond it, and what IBM's documentation says of values the schema leaves open.
 */
export const manifestSchema = z.strictObject({
  name: filled,
  description: filled,
  version: pattern(/^[^<> ]+$/, 'version', 'be a version without spaces, < or >'),
  uuid,
  image: anyText.optional(),
  load_flask: quotedBoolean.default('true'),
  use_qradar_csrf: quotedBoolean.default('false'),
  single_instance_only: quotedBoolean.default('false'),
  multitenancy_safe: quotedBoolean.default('false'),
  add_app_capability: quotedBoolean.optional(),
  areas: z.array(area).default([]),
  rest_methods: z.array(restMethod).default([]),
  dashboard_items: z.array(dashboardItem).default([]),
  configuration_pages: z.array(configurationPage).default([]),
  gui_actions: z.array(guiAction).default([]),
  page_scripts: z.array(pageScript).default([]),
  metadata_providers: z.array(metadataProvider).default([]),
  fragments: z.array(fragment).optional(),
  custom_columns: z.array(customColumn).optional(),
  resource_bundles: z.array(resourceBundle).default([]),
  resources: z.strictObject({ memory: integer(1).optional() }).optional(),
  environment_variables: z.array(environmentVariable).default([]),
  services: z.array(service).default([]),
  authentication: z.strictObject({ oauth2: oauth.optional() }).optional(),
  uninstall_hooks: z.array(uninstallHook).default([]),
  dependencies: anyObject.optional(),
  log_level: filled.optional(),
  node_only: notForRelease,
  dev_opts: notForRelease,
  debug: notForRelease,
  debugging: notForRelease,
  app_id: notForRelease,
  console_ip: notForRelease,
});
