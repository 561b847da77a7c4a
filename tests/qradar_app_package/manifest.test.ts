import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Complaint } from '../../qradar_app_package/validate/complaint.ts';
import { readJson } from '../../qradar_app_package/validate/json.ts';
import { validateManifest } from '../../qradar_app_package/validate/manifest.ts';

const ours = readFileSync(path.join(import.meta.dirname, '../../manifest.json'), 'utf8');

/** A manifest without fault that has one of every part. */
const sound = {
  name: 'Sample',
  description: 'A sample',
  version: '1.2.3',
  uuid: '0b7f4a52-1f7e-4c2d-9a38-0c1d7f4e6b21',
  image: 'qradar-app-base:4.0.9',
  load_flask: 'false',
  use_qradar_csrf: 'true',
  areas: [{ id: 'Sample', text: 'Sample', url: 'index' }],
  rest_methods: [
    { name: 'ip', url: '/rc/ip', method: 'GET', argument_names: ['context'] },
    { name: 'item', url: '/item', method: 'GET' },
    { name: 'gone', url: '/gone', method: 'POST' },
  ],
  dashboard_items: [{ text: 'Item', description: 'An item', rest_method: 'item' }],
  configuration_pages: [
    { text: 'Admin', description: 'Settings', url: 'admin', required_capabilities: ['ADMIN'] },
  ],
  gui_actions: [
    { id: 'a', text: 'A', rest_method: 'ip', javascript: 'go(result)', groups: ['ipPopup'] },
  ],
  page_scripts: [
    { app_name: '*', page_id: '*', scripts: ['static/a.js'] },
    { app_name: 'SEM', page_id: 'OffenseList', scripts: ['static/b.js'] },
  ],
  metadata_providers: [{ rest_method: 'ip', metadata_type: 'ip' }],
  fragments: [
    { app_name: 'SEM', page_id: 'OffenseList', rest_endpoint: 'fragment', location: 'header' },
  ],
  custom_columns: [{ label: 'L', page_id: 'OffenseList', rest_endpoint: 'column', width: 20 }],
  resource_bundles: [{ locale: 'en_US', bundle: 'resources/app_en.properties' }],
  resources: { memory: 256 },
  environment_variables: [{ name: 'NODE_ENV', value: 'production' }],
  services: [
    {
      name: 'web',
      version: '1',
      port: 5000,
      command:
        '/opt/app-root/container/service/node --max-old-space-size=160 /opt/app-root/app/x.mjs',
      autorestart: 'unexpected',
      stdout_logfile: '/opt/app-root/store/log/x.log',
      stdout_logfile_maxbytes: '5MB',
      stdout_logfile_backups: 3,
      endpoints: [{ name: 'e', path: '/e', http_method: 'GET' }],
    },
  ],
  authentication: { oauth2: { requested_capabilities: ['ADMIN'] } },
  uninstall_hooks: [{ description: 'Clean', rest_method: 'gone', last_instance_only: 'true' }],
} as const;

type Change = (manifest: Record<string, unknown>) => void;

/** The complaints about the sound manifest with one change; `place` is a path such as `services[0].port`. */
function afterSetting(place: string, value: unknown): Complaint[] {
  const copy: unknown = structuredClone(sound);
  const keys = place.split(/[.[\]]+/).filter((key) => key !== '');
  let owner = copy as Record<string, unknown>; // the sample above, walked by a test's own path
  for (const key of keys.slice(0, -1)) owner = owner[key] as Record<string, unknown>;
  const last = keys.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(owner, last);
  else owner[last] = value;
  return validateManifest(JSON.stringify(copy));
}

function afterChange(change: Change): Complaint[] {
  const copy: Record<string, unknown> = structuredClone(sound);
  change(copy);
  return validateManifest(JSON.stringify(copy));
}

const facts = (complaints: readonly Complaint[]) =>
  complaints.map(({ at, rule, code }) => [at, rule, code]);

test('the app’s own manifest has no fault', () => {
  expect(validateManifest(ours)).toEqual([]);
});

test('a manifest with one of every part has no fault', () => {
  expect(validateManifest(JSON.stringify(sound))).toEqual([]);
});

/** [place, value there, rule, QRadar's code, place of the complaint where it is another]. */
const broken: [string, unknown, string, number | null, string?][] = [
  ['name', undefined, 'required', 33104],
  ['name', '', 'not-empty', 33104],
  ['name', 7, 'text', 33104],
  ['description', 'a <b> c', 'no-angle-brackets', 33104],
  ['version', '1.0 beta', 'version', 33104],
  ['uuid', 'my-app', 'uuid', null],
  ['load_flask', false, 'quoted-boolean', 33104],
  ['use_qradar_csrf', true, 'quoted-boolean', 33104],
  ['single_instance_only', 'yes', 'quoted-boolean', 33104],
  ['multitenancy_safe', 1, 'quoted-boolean', 33104],
  ['image', 'qradar-app-base:1.0.0', 'image', null],
  ['image', 'qradar-app-base:9.0.0', 'image', 33403],
  ['image', 'ubuntu', 'image', 33403],
  ['image', undefined, 'image', null],
  ['areas', {}, 'list', 33104],
  ['areas[0]', 'index', 'object', 33104],
  ['areas[0].url', undefined, 'required', 33104],
  ['areas[0].url', 'https://example.test/', 'relative-url', null],
  ['areas[0].url', '../index', 'relative-url', null],
  ['areas[0].url', 'pages/index', 'one-segment-url', null],
  ['areas[0].named_service', 'nobody', 'service-exists', null],
  [
    'areas[0].required_capabilities',
    ['SUPERUSER'],
    'capability',
    33307,
    '$.areas[0].required_capabilities[0]',
  ],
  [
    'areas[0].required_capabilities',
    ['eventviewer'],
    'capability',
    33307,
    '$.areas[0].required_capabilities[0]',
  ],
  ['rest_methods[1].url', 'rc', 'rest-url', 33104],
  ['rest_methods[1].url', '/', 'rest-url', 33104],
  ['rest_methods[1].url', '//other.test/x', 'relative-url', null],
  ['rest_methods[1].method', 'FETCH', 'http-method', 33104],
  ['rest_methods[1].name', 'ip', 'unique', null],
  ['dashboard_items[0].rest_method', 'none', 'rest-method-exists', 33308],
  ['dashboard_items[0].description', undefined, 'required', 33104],
  ['configuration_pages[0].location', 'somewhere', 'configuration-location', null],
  ['configuration_pages[0].icon', 3, 'text', 33104],
  ['gui_actions[0].groups', [], 'list', null],
  ['gui_actions[0].groups', ['ippopup'], 'gui-action-group', null, '$.gui_actions[0].groups[0]'],
  ['gui_actions[0].rest_method', 'none', 'rest-method-exists', 33308],
  ['gui_actions[0].rest_method', '', 'rest-method-exists', 33308],
  ['gui_actions[0].rest_method', 'gone', 'get-only', null],
  ['page_scripts[1].page_id', '*', 'page-script-pair', 33104, '$.page_scripts[1]'],
  ['page_scripts[1].app_name', '*', 'page-script-pair', 33104, '$.page_scripts[1]'],
  ['page_scripts[1].app_name', 'Sem', 'console-app', 33104],
  ['page_scripts[1].scripts', [], 'list', null],
  ['metadata_providers[0].metadata_type', 'url', 'metadata-type', 33104],
  ['metadata_providers[0].metadata_type', 'ipv6', 'metadata-type', null],
  ['metadata_providers[0].metadata_type', 'user', 'metadata-type', 33104],
  ['metadata_providers[0].rest_method', 'none', 'rest-method-exists', 33308],
  [
    'metadata_providers[0].rest_method',
    'item',
    'argument-count',
    null,
    '$.rest_methods[1].argument_names',
  ],
  ['fragments[0].app_name', '*', 'console-app', 33104],
  ['fragments[0].location', 'left', 'fragment-location', 33104],
  ['custom_columns[0].width', 14, 'integer', 33104],
  ['custom_columns[0].width', '20', 'integer', 33104],
  ['resource_bundles[0].locale', 'english', 'locale', null],
  ['resources.memory', '256', 'integer', 33104],
  ['resources.memory', 0, 'integer', 33104],
  ['resources.memory', undefined, 'memory', null],
  ['resources.memory', 160, 'heap-below-memory', null, '$.services[0].command'],
  ['environment_variables[0].value', '', 'not-empty', 33104],
  ['environment_variables[0].name', '1A', 'variable-name', 33104],
  ['environment_variables[0].name', 'node_env', 'variable-name', null],
  ['environment_variables[0].name', 'QRADAR_APP_ID', 'reserved-variable', null],
  ['services[0].name', 'my web', 'service-name', 33104],
  ['services[0].version', 1, 'text', 33104],
  ['services[0].port', '5000', 'integer', 33104],
  ['services[0].port', 5001, 'app-port', null, '$.services'],
  ['load_flask', 'true', 'app-port', null],
  ['services[0].command', '/bin/node app.js | tee log', 'no-shell', null],
  ['services[0].command', '/bin/node --title=100%', 'lone-percent', null],
  ['services[0].stdout_logfile_maxbytes', 5_000_000, 'text', 33104],
  ['services[0].stdout_logfile_maxbytes', '5 megs', 'log-size', null],
  ['services[0].stdout_logfile_backups', '3', 'integer', 33104],
  ['services[0].autorestart', true, 'autorestart', 33104],
  ['services[0].stopsignal', 'SIGTERM', 'stop-signal', 33104],
  ['services[0].priority', 0, 'integer', 33104],
  ['services[0].process_num', 2, 'unknown-key', null],
  ['services[0].endpoints[0].http_method', undefined, 'required', 33104],
  ['authentication.oauth2.requested_capabilities', [], 'list', 33104],
  [
    'authentication.oauth2.requested_capabilities',
    ['ROOT'],
    'oauth-capability',
    33304,
    '$.authentication.oauth2.requested_capabilities[0]',
  ],
  ['authentication.oauth2.authorisation_flow', 'PASSWORD', 'oauth-flow', 33303],
  ['uninstall_hooks[0].rest_method', 'none', 'rest-method-exists', 33308],
  ['uninstall_hooks[0].last_instance_only', true, 'quoted-boolean', 33104],
  ['debug', 'true', 'not-for-release', null],
  ['dev_opts', [], 'not-for-release', null],
  ['Areas', [], 'unknown-key', null],
];

test.each(broken)('%s = %j breaks %s (%s)', (place, value, rule, code, at = `$.${place}`) => {
  expect(facts(afterSetting(place, value))).toContainEqual([at, rule, code]);
});

/** [place, value there, what is said of it]. */
const sentences: [string, unknown, string][] = [
  ['name', 7, 'Must be text in quotes, not a number.'],
  ['name', null, 'Must be text in quotes, not null.'],
  ['areas', { a: 1 }, 'Must be a list in [ ], not an object.'],
  ['areas[0]', ['a'], 'Must be an object in { }, not a list.'],
  ['areas[0].url', undefined, 'Is missing.'],
  [
    'load_flask',
    false,
    'Must be the text "true" or "false", but is false: write "false", in quotes.',
  ],
  [
    'custom_columns[0].width',
    '20',
    'Must be a whole number from 15 to 1500 without quotes, but is "20".',
  ],
  ['resources.memory', 0.5, 'Must be a whole number of at least 1 without quotes, but is 0.5.'],
  ['fragments[0].location', 'left', 'Must be one of header, footer, but is "left".'],
  ['version', '1.0 beta', 'Must be a version without spaces, < or >, but is "1.0 beta".'],
  ['services[0].process_num', 2, 'Is no key that QRadar knows, so it has no effect.'],
];

test.each(sentences)('of %s = %j is said: %s', (place, value, sentence) => {
  expect(afterSetting(place, value)).toContainEqual(
    expect.objectContaining({ at: `$.${place}`, sentence }),
  );
});

test('a value that is long is shown by its beginning', () => {
  const [complaint] = afterSetting('version', 'x '.repeat(200));
  expect(complaint?.sentence).toMatch(/but is "(?:x )+…\.$/);
  expect(complaint?.sentence.length).toBeLessThan(140);
});

test('everything that is wrong is said at once', () => {
  const complaints = afterChange((manifest) => {
    manifest['name'] = 7;
    manifest['gui_actions'] = [{ id: '', text: 3, groups: ['ippopup'], x: 1 }];
    manifest['page_scripts'] = [{ app_name: '*', page_id: 'OffenseList', scripts: [''] }];
  });
  expect(facts(complaints)).toEqual([
    ['$.name', 'text', 33104],
    ['$.gui_actions[0].id', 'not-empty', 33104],
    ['$.gui_actions[0].text', 'text', 33104],
    ['$.gui_actions[0].groups[0]', 'gui-action-group', null],
    ['$.gui_actions[0].x', 'unknown-key', null],
    ['$.page_scripts[0].scripts[0]', 'not-empty', 33104],
    ['$.gui_actions[0]', 'gui-action-effect', 33104],
    ['$.page_scripts[0]', 'page-script-pair', 33104],
  ]);
});

test('a GUI action needs a method or a script', () => {
  const complaints = afterSetting('gui_actions[0]', { id: 'b', text: 'B', groups: ['ipPopup'] });
  expect(facts(complaints)).toContainEqual(['$.gui_actions[0]', 'gui-action-effect', 33104]);
});

test('a manifest without any part is refused', () => {
  const { name, description, version, uuid } = sound;
  const complaints = validateManifest(JSON.stringify({ name, description, version, uuid }));
  expect(facts(complaints)).toContainEqual(['$', 'has-part', 33104]);
});

test('both tenancy flags together are doubted', () => {
  const complaints = afterChange((manifest) => {
    manifest['single_instance_only'] = manifest['multitenancy_safe'] = 'true';
  });
  expect(facts(complaints)).toEqual([['$.single_instance_only', 'tenancy', null]]);
});

test('a key given twice is found at any depth', () => {
  const text = JSON.stringify(sound)
    .replace('"name":"Sample"', '"name":"Other","name":"Sample"')
    .replace('"port":5000', '"port":5001,"port":5000');
  expect(facts(validateManifest(text))).toEqual([
    ['$.name', 'duplicate-key', 33105],
    ['$.services[0].port', 'duplicate-key', 33105],
  ]);
});

test.each([
  ['{"name": "a",}', 'line 1, column 14', 'comma'],
  ['{\n  // why\n}', 'line 2, column 3', 'comments'],
  ["{'name': 'a'}", 'line 1, column 2', 'double quotes'],
  ['{"name": "a"', 'line 1, column 13', 'missing'],
  ['', 'line 1, column 1', 'too early'],
  ['{"name": tru}', 'line 1, column 10', 'expected'],
  ['{"a": 01}', 'line 1, column 8', 'missing'],
  ['{} {}', 'line 1, column 4', 'follows'],
  [`${'['.repeat(100)}${']'.repeat(100)}`, 'line 1, column 66', 'deeper'],
])('%j is not JSON, said with the place', (text, at, word) => {
  const [complaint] = validateManifest(text);
  expect(complaint).toMatchObject({ at, rule: 'json', code: 33106 });
  expect(complaint?.sentence).toContain(word);
});

test.each([
  ['"ab', 'line 1, column 1', 'a string is not closed'],
  ['["a\tb"]', 'line 1, column 2', 'control character'],
  ['["a\\x"]', 'line 1, column 2', 'an escape that JSON does not know'],
  ['["\\u12"]', 'line 1, column 2', 'four hexadecimal digits'],
  ['{"a": 1.}', 'line 1, column 7', 'a number lacks digits'],
  ['[1,\r\n2,\n]', 'line 3, column 1', 'a value is expected after the comma'],
  ['{"a" 1}', 'line 1, column 6', 'a colon is missing after the key'],
  ['[1 2]', 'line 1, column 4', 'a comma or ] is missing'],
  ['{"a": 1 # why\n}', 'line 1, column 9', 'JSON has no comments'],
  ['{"a": [1, 2]', 'line 1, column 13', 'it ends too early: a comma or } is missing'],
])('%j breaks at %s: %s', (text, at, words) => {
  expect(validateManifest(text)).toEqual([
    expect.objectContaining({ at, sentence: expect.stringContaining(words) as string }),
  ]);
});

test('what JSON.parse reads is read as the same, what it refuses is refused', () => {
  const text = fc.oneof(
    fc.json(),
    fc.string(),
    fc.json().map((json) => json.slice(0, -1)),
  );
  fc.assert(
    fc.property(text, (candidate) => {
      const reading = readJson(candidate);
      if (reading.kind === 'broken') expect(() => JSON.parse(candidate) as unknown).toThrow();
      else expect(JSON.stringify(reading.value)).toBe(JSON.stringify(JSON.parse(candidate)));
    }),
    { numRuns: 500 },
  );
});

test('a key that every object inherits is a key like others', () => {
  const reading = readJson('{"__proto__": {"a": 1}, "constructor": 2}');
  expect(reading.kind === 'read' && Object.entries(reading.value ?? {})).toEqual([
    ['__proto__', { a: 1 }],
    ['constructor', 2],
  ]);
  expect(reading.kind === 'read' && 'toString' in Object(reading.value)).toBe(false);
});

test('no manifest makes the validator throw', () => {
  const places = broken.map(([place]) => place);
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
      expect(Array.isArray(afterSetting(place, value))).toBe(true);
    }),
    { numRuns: 500 },
  );
});
