import { collector, objectsAt, textAt, textsAt } from './check.ts';
import type { Complaint } from './complaint.ts';
import { below, isObject, readJson, type JsonObject } from './json.ts';
import { manifestFile } from './manifest.ts';

/** Sends a request without any credentials to a running app; the HTTP status, or `null` for no answer. */
export type Ask = (method: string, path: string) => Promise<number | null>;

type Endpoint = { readonly at: string; readonly method: string; readonly url: string };

/** [list, key of the address]: what the console fetches of an app besides its REST methods. */
const addressKeys = [
  ['areas', 'url'],
  ['configuration_pages', 'url'],
  ['configuration_pages', 'icon'],
  ['gui_actions', 'icon'],
  ['fragments', 'rest_endpoint'],
  ['custom_columns', 'rest_endpoint'],
] as const;

/** Every address a manifest names, as a path from the app's root. */
export function manifestEndpoints(manifest: JsonObject): Endpoint[] {
  const pages = addressKeys.flatMap(([list, key]) =>
    objectsAt(manifest, list, '$').map(({ value, at }) => ({
      at: below(at, key),
      method: 'GET',
      url: textAt(value, key),
    })),
  );
  const scripts = objectsAt(manifest, 'page_scripts', '$').flatMap(({ value, at }) =>
    textsAt(value, 'scripts').map((url, index) => ({
      at: below(below(at, 'scripts'), index),
      method: 'GET',
      url,
    })),
  );
  const methods = objectsAt(manifest, 'rest_methods', '$').map(({ value, at }) => ({
    at: below(at, 'url'),
    method: textAt(value, 'method') ?? 'GET',
    url: textAt(value, 'url'),
  }));
  const services = objectsAt(manifest, 'services', '$').flatMap((service) =>
    objectsAt(service.value, 'endpoints', service.at).map(({ value, at }) => ({
      at: below(at, 'path'),
      method: textAt(value, 'http_method') ?? 'GET',
      url: textAt(value, 'path'),
    })),
  );
  return [...pages, ...scripts, ...methods, ...services].flatMap(({ at, method, url }) =>
    url === null || url === '' ? [] : [{ at, method, url: url.startsWith('/') ? url : `/${url}` }],
  );
}

/**
 * Asks a running app for `/debug`, the health check, and for every address its manifest names. That a route is there
 * is all that is wanted: asked without credentials, it may refuse, but it must not say that there is nothing (404).
 * Parameters of a path (`{id}`) are filled with 1.
 */
export async function endpointComplaints(manifestText: string, ask: Ask): Promise<Complaint[]> {
  const reading = readJson(manifestText);
  if (reading.kind === 'broken' || !isObject(reading.value)) return [];
  const { report, complaints } = collector(manifestFile);
  const health = await ask('GET', '/debug');
  if (health !== 200) {
    const said = health === null ? 'does not answer' : `answers ${health} to`;
    report(
      '$.services',
      'health-check',
      `The app ${said} GET /debug; QRadar accepts 200 only.`,
      null,
    );
    if (health === null) return complaints;
  }
  for (const { at, method, url } of manifestEndpoints(reading.value)) {
    const status = await ask(method, url.replace(/\{[^}]*\}/g, '1'));
    if (status !== null && status !== 404 && status !== 405 && status < 500) continue;
    const said = status === null ? 'does not answer' : `answers ${status} to`;
    report(at, 'endpoint-exists', `The app ${said} ${method} ${url}.`, null);
  }
  return complaints;
}
