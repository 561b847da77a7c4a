import { objectsAt, type Report } from './check.ts';
import type { JsonObject } from './json.ts';

/** What a manifest and its parts must have one of, or have together: the schema's rules on more than one key. */
export function checkParts(manifest: JsonObject, report: Report): void {
  checkHasPart(manifest, report);
  checkActions(manifest, report);
  checkPages(manifest, report);
}

/** A part of the console that the manifest fills; without one the schema refuses it. */
const partKeys = [
  'load_flask',
  'areas',
  'dashboard_items',
  'rest_methods',
  'configuration_pages',
  'gui_actions',
  'page_scripts',
  'metadata_providers',
  'fragments',
  'custom_columns',
  'services',
];

function checkHasPart(manifest: JsonObject, report: Report): void {
  if (partKeys.some((key) => key in manifest)) return;
  report('$', 'has-part', `Needs at least one of ${partKeys.join(', ')}.`);
}

function checkActions(manifest: JsonObject, report: Report): void {
  for (const { value, at } of objectsAt(manifest, 'gui_actions', '$')) {
    if ('rest_method' in value || 'javascript' in value) continue;
    report(at, 'gui-action-effect', 'Needs rest_method, javascript or both.');
  }
}

function checkPages(manifest: JsonObject, report: Report): void {
  for (const { value, at } of objectsAt(manifest, 'page_scripts', '$')) {
    const { app_name: app, page_id: page } = value;
    if ((app === '*') === (page === '*')) continue;
    const wrong =
      page === '*' ? `the app ${JSON.stringify(app)} needs a page` : 'a page needs its app';
    report(at, 'page-script-pair', `"*" stands for app_name and page_id together only: ${wrong}.`);
  }
}
