import { objectsAt, textAt, textsAt, type Report } from './check.ts';
import { below, type JsonObject } from './json.ts';

type Item = { readonly value: JsonObject; readonly at: string };

/** What the parts of a manifest say of each other: names that must exist, be unique or fit together. */
export function checkReferences(manifest: JsonObject, report: Report): void {
  checkUnique(manifest, report);
  checkRestMethods(manifest, report);
  checkNamedServices(manifest, report);
  checkPorts(manifest, report);
  checkVariables(manifest, report);
  checkTenancy(manifest, report);
}

/** [list, key]: two entries with one name leave open which is meant. */
const uniqueKeys = [
  ['areas', 'id'],
  ['rest_methods', 'name'],
  ['gui_actions', 'id'],
  ['services', 'name'],
  ['environment_variables', 'name'],
  ['resource_bundles', 'locale'],
] as const;

function checkUnique(manifest: JsonObject, report: Report): void {
  for (const [key, name] of uniqueKeys) {
    const seen = new Set<string>();
    for (const { value, at } of objectsAt(manifest, key, '$')) {
      const text = textAt(value, name);
      if (text === null) continue;
      if (seen.has(text))
        report(below(at, name), 'unique', `${JSON.stringify(text)} is given twice.`, null);
      seen.add(text);
    }
  }
}

/** [list, whether QRadar calls the method by GET only, number of arguments it must declare]. */
const methodUsers = [
  ['dashboard_items', true, 0],
  ['gui_actions', true, 0],
  ['metadata_providers', true, 1],
  ['uninstall_hooks', false, 0],
] as const;

function checkRestMethods(manifest: JsonObject, report: Report): void {
  const methods = new Map(
    objectsAt(manifest, 'rest_methods', '$').map((item) => [textAt(item.value, 'name'), item]),
  );
  for (const [key, isGetOnly, argumentCount] of methodUsers) {
    for (const { value, at } of objectsAt(manifest, key, '$')) {
      const name = textAt(value, 'rest_method');
      if (name === null) continue;
      const place = below(at, 'rest_method');
      const method = methods.get(name);
      if (method === undefined) {
        report(
          place,
          'rest-method-exists',
          `rest_methods does not define ${JSON.stringify(name)}.`,
          33308,
        );
        continue;
      }
      if (isGetOnly) checkGet(method, key, place, report);
      checkArguments(method, argumentCount, report);
    }
  }
}

/** With `use_qradar_csrf` the console sends no token for these calls, so anything but GET answers 403. */
function checkGet(method: Item, key: string, place: string, report: Report): void {
  const verb = textAt(method.value, 'method');
  if (verb === null || verb === 'GET') return;
  report(
    place,
    'get-only',
    `${key} are called without a CSRF token: the method must be GET, not ${verb}.`,
    null,
  );
}

function checkArguments(method: Item, count: number, report: Report): void {
  if (count === 0 || textsAt(method.value, 'argument_names').length === count) return;
  const place = below(method.at, 'argument_names');
  report(
    place,
    'argument-count',
    `A metadata provider needs exactly ${count} argument name.`,
    null,
  );
}

const serviceUsers = [
  'areas',
  'rest_methods',
  'dashboard_items',
  'configuration_pages',
  'gui_actions',
  'page_scripts',
  'fragments',
  'custom_columns',
] as const;

function checkNamedServices(manifest: JsonObject, report: Report): void {
  const names = objectsAt(manifest, 'services', '$').map(({ value }) => textAt(value, 'name'));
  for (const key of serviceUsers) {
    for (const { value, at } of objectsAt(manifest, key, '$')) {
      const name = textAt(value, 'named_service');
      if (name === null || names.includes(name)) continue;
      const place = below(at, 'named_service');
      report(place, 'service-exists', `services does not define ${JSON.stringify(name)}.`, null);
    }
  }
}

/** The port on which QRadar looks for an app and its health check. */
const appPort = 5000;

function checkPorts(manifest: JsonObject, report: Report): void {
  const services = objectsAt(manifest, 'services', '$');
  const ports = new Set<number>();
  for (const { value, at } of services) {
    const port = value['port'];
    if (typeof port !== 'number') continue;
    if (ports.has(port)) report(below(at, 'port'), 'unique', `Port ${port} is given twice.`, null);
    ports.add(port);
  }
  if (manifest['load_flask'] === 'false' && !ports.has(appPort)) {
    const sentence = `Without Flask one service must have port ${appPort}: QRadar asks there for /debug.`;
    report('$.services', 'app-port', sentence, null);
  }
  if (manifest['load_flask'] !== 'false' && ports.has(appPort)) {
    const sentence = `Flask takes port ${appPort} unless load_flask is "false".`;
    report('$.load_flask', 'app-port', sentence, null);
  }
}

/** Variables that QRadar sets itself (docs/qradar-facts.md#environment). */
const reserved =
  /^(?:QRADAR_|SEC_ADMIN_TOKEN$|APP_ROOT$|APP_USER_ID$|APP_GROUP_ID$|REQUESTS_CA_BUNDLE$|IS_QROC$)/;

function checkVariables(manifest: JsonObject, report: Report): void {
  for (const { value, at } of objectsAt(manifest, 'environment_variables', '$')) {
    const name = textAt(value, 'name');
    if (name === null) continue;
    const place = below(at, 'name');
    if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) {
      report(
        place,
        'variable-name',
        'Use capitals, digits and _ only: shells refuse other names.',
        null,
      );
    }
    if (reserved.test(name)) report(place, 'reserved-variable', `${name} is set by QRadar.`, null);
  }
}

/** Both flags at once mean that the app itself keeps tenants apart; IBM's pages differ (docs/qradar-facts.md#tenancy-flags). */
function checkTenancy(manifest: JsonObject, report: Report): void {
  if (manifest['single_instance_only'] !== 'true' || manifest['multitenancy_safe'] !== 'true')
    return;
  const sentence = 'IBM advises to set one of single_instance_only and multitenancy_safe only.';
  report('$.single_instance_only', 'tenancy', sentence, null);
}
