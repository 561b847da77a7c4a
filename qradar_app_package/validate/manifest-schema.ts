import {
  all,
  anyObject,
  integer,
  list,
  nullOr,
  object,
  oneOf,
  pattern,
  quotedBoolean,
  text,
  type Check,
} from './check.ts';
import { isObject } from './json.ts';
import { serviceSchema } from './service-schema.ts';
import {
  capabilities,
  configurationLocations,
  consoleApps,
  guiActionGroups,
  httpMethods,
} from './vocabulary.ts';

/**
 * The form of each part of a manifest: the SDK's schema, the keys the server knows beyond it, and what is
 * documented of values the schema leaves open (docs/qradar-facts.md#manifest-schema).
 */
const filled = text();
const anyText = text({ mayBeEmpty: true });

const knownCapability: Check = (value, at, report) => {
  if (typeof value === 'string' && capabilities.includes(value)) return;
  report(at, 'capability', `${JSON.stringify(value)} is no capability that QRadar knows.`, 33307);
};

/** Keys that most parts may carry. */
const common = { named_service: filled, required_capabilities: list(knownCapability) };

const relativeUrl = all(filled, (value, at, report) => {
  if (typeof value !== 'string') return;
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(value)) {
    report(
      at,
      'relative-url',
      'Must be relative to the app, not the address of another host.',
      null,
    );
  } else if (value.split('/').includes('..')) {
    report(at, 'relative-url', 'Must not lead out of the app with "..".', null);
  }
});

/** The page of a tab has one segment, or the relative addresses in it resolve beside the app. */
const areaUrl = all(relativeUrl, (value, at, report) => {
  if (typeof value !== 'string' || !/^\/?[^/?#]+\/[^?#]/.test(value)) return;
  report(
    at,
    'one-segment-url',
    'Must have one segment, so that relative addresses stay below the app.',
    null,
  );
});

const restUrl = all(
  pattern(/^\/[^<>]+$/, 'rest-url', 'begin with / and have two characters or more, without < or >'),
  relativeUrl,
);

const area = object(
  { id: filled, text: anyText, url: areaUrl },
  { description: anyText, ...common },
);

const restMethod = object(
  { name: filled, method: oneOf(httpMethods, 'http-method'), url: restUrl },
  { argument_names: list(anyText), ...common },
);

const dashboardItem = object(
  { text: filled, description: filled, rest_method: filled },
  { ...common, rest_arguments: nullOr(anyText) },
);

const configurationPage = object(
  { text: filled, description: filled, url: relativeUrl },
  {
    icon: nullOr(anyText),
    location: oneOf(configurationLocations, 'configuration-location'),
    ...common,
  },
);

const guiActionGroup: Check = (value, at, report) => {
  if (typeof value !== 'string') text()(value, at, report);
  else if (!guiActionGroups.includes(value) && !/^ariel:[^<>\s]+$/.test(value)) {
    report(
      at,
      'gui-action-group',
      `${JSON.stringify(value)} is no menu or toolbar of the console.`,
      null,
    );
  }
};

const guiAction = all(
  object(
    { id: filled, text: filled, groups: list(guiActionGroup, 1) },
    {
      description: anyText,
      icon: nullOr(anyText),
      rest_method: anyText,
      javascript: pattern(/^[\s\S]*$/, 'text', 'be text in quotes'),
      ...common,
    },
  ),
  (value, at, report) => {
    if (!isObject(value) || 'rest_method' in value || 'javascript' in value) return;
    report(at, 'gui-action-effect', 'Needs rest_method, javascript or both.');
  },
);

const pageScript = all(
  object(
    {
      app_name: oneOf([...consoleApps, '*'], 'console-app'),
      page_id: filled,
      scripts: list(relativeUrl, 1),
    },
    { named_service: filled },
  ),
  (value, at, report) => {
    if (!isObject(value)) return;
    const { app_name: app, page_id: page } = value;
    if ((app === '*') === (page === '*')) return;
    const wrong =
      page === '*' ? `the app ${JSON.stringify(app)} needs a page` : 'a page needs its app';
    report(at, 'page-script-pair', `"*" stands for app_name and page_id together only: ${wrong}.`);
  },
);

const metadataProvider = object({
  rest_method: filled,
  metadata_type: pattern(
    /^(?:ip|userName|ariel:[^<>]+)$/,
    'metadata-type',
    'be ip, userName or ariel:<field>',
  ),
});

const fragment = object(
  { app_name: oneOf(consoleApps, 'console-app'), page_id: filled, rest_endpoint: relativeUrl },
  { location: oneOf(['header', 'footer'], 'fragment-location'), ...common },
);

const customColumn = object(
  { label: filled, page_id: filled, rest_endpoint: relativeUrl },
  { width: integer(15, 1500), ...common },
);

const resourceBundle = object({
  locale: pattern(/^[a-z]{2}(?:_[A-Z]{2})?$/, 'locale', 'be a locale such as en or en_US'),
  bundle: relativeUrl,
});

const environmentVariable = object({
  name: pattern(
    /^[a-zA-Z_][a-zA-Z0-9_]*[^='<>]*$/,
    'variable-name',
    "begin with a letter or _ and hold none of = ' < >",
  ),
  value: filled,
});

const oauth = object(
  {
    requested_capabilities: list((value, at, report) => {
      if (typeof value === 'string' && capabilities.includes(value)) return;
      report(
        at,
        'oauth-capability',
        `${JSON.stringify(value)} is no capability that QRadar knows.`,
        33304,
      );
    }, 1),
  },
  {
    authorisation_flow: (value, at, report) => {
      if (value === 'CLIENT_CREDENTIALS') return;
      report(at, 'oauth-flow', 'Only CLIENT_CREDENTIALS is supported.', 33303);
    },
  },
);

const uninstallHook = object(
  { description: filled, rest_method: filled },
  { documentation_url: filled, last_instance_only: quotedBoolean },
);

const uuid = pattern(
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  'uuid',
  'be a UUID (RFC 4122)',
);

/** Keys that only development or old frameworks know; they must not ship. */
const notForRelease: Check = (_value, at, report) => {
  report(
    at,
    'not-for-release',
    'Belongs to development or to an old framework; leave it out.',
    null,
  );
};

/** A whole manifest. */
export const manifestSchema: Check = object(
  {
    name: filled,
    description: filled,
    version: pattern(/^[^<> ]+$/, 'version', 'be a version without spaces, < or >'),
    uuid,
  },
  {
    image: anyText,
    load_flask: quotedBoolean,
    use_qradar_csrf: quotedBoolean,
    single_instance_only: quotedBoolean,
    multitenancy_safe: quotedBoolean,
    add_app_capability: quotedBoolean,
    areas: list(area),
    rest_methods: list(restMethod),
    dashboard_items: list(dashboardItem),
    configuration_pages: list(configurationPage),
    gui_actions: list(guiAction),
    page_scripts: list(pageScript),
    metadata_providers: list(metadataProvider),
    fragments: list(fragment),
    custom_columns: list(customColumn),
    resource_bundles: list(resourceBundle),
    resources: object({}, { memory: integer(1) }),
    environment_variables: list(environmentVariable),
    services: list(serviceSchema),
    authentication: object({}, { oauth2: oauth }),
    uninstall_hooks: list(uninstallHook),
    dependencies: anyObject,
    log_level: filled,
    node_only: notForRelease,
    dev_opts: notForRelease,
    debug: notForRelease,
    debugging: notForRelease,
    app_id: notForRelease,
    console_ip: notForRelease,
  },
);
