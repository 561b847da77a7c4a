import { objectsAt, textAt, textsAt, type Report } from './check.ts';
import type { AppFiles } from './app-files.ts';
import { below, type JsonObject } from './json.ts';
import { pngSize } from './png.ts';
import { readProperties } from './properties.ts';

/** The files that a manifest names: icons with their sizes, page scripts with their functions, bundles. */
export function checkServedFiles(manifest: JsonObject, files: AppFiles, report: Report): void {
  checkIcons(manifest, files, report);
  checkScripts(manifest, files, report);
  checkActions(manifest, files, report);
  checkBundles(manifest, files, report);
}

/**
 * Where a path of the manifest lies in the app zip: `static/x` is served by the app and lies in `app/static/x`.
 * A query is the app's own way around caches.
 */
function servedFile(url: string): string {
  return `app/${url.replace(/^\//, '').replace(/[?#].*$/, '')}`;
}

/** [list, pixels of a side] (docs/qradar-facts.md#icon-sizes). */
const iconSizes = [
  ['gui_actions', 16],
  ['configuration_pages', 32],
] as const;

function checkIcons(manifest: JsonObject, files: AppFiles, report: Report): void {
  for (const [key, side] of iconSizes) {
    for (const { value, at } of objectsAt(manifest, key, '$')) {
      const icon = textAt(value, 'icon') ?? '';
      if (icon !== '') checkIcon(icon, side, below(at, 'icon'), files, report);
    }
  }
}

function checkIcon(icon: string, side: number, at: string, files: AppFiles, report: Report): void {
  const bytes = files.bytes(servedFile(icon));
  if (bytes === null) {
    report(at, 'icon-exists', `There is no ${servedFile(icon)} in the app.`, null);
    return;
  }
  const size = pngSize(bytes);
  if (size === null) report(at, 'icon-size', `${icon} is no PNG.`, null);
  else if (size.width !== side || size.height !== side) {
    const sentence = `${icon} has ${size.width}×${size.height} pixels and must have ${side}×${side}.`;
    report(at, 'icon-size', sentence, null);
  }
}

function checkScripts(manifest: JsonObject, files: AppFiles, report: Report): void {
  for (const { value, at } of objectsAt(manifest, 'page_scripts', '$')) {
    for (const [index, script] of textsAt(value, 'scripts').entries()) {
      const place = below(below(at, 'scripts'), index);
      const text = files.text(servedFile(script));
      if (text === null) {
        report(place, 'page-script-exists', `There is no ${servedFile(script)} in the app.`, null);
      } else if (/^\s*</.test(text)) {
        report(place, 'page-script-form', `${script} must be a script, not a page.`, null);
      }
    }
  }
}

/** A function that is missing on the page breaks the console's whole right-click menu. */
function checkActions(manifest: JsonObject, files: AppFiles, report: Report): void {
  const scripts = objectsAt(manifest, 'page_scripts', '$')
    .flatMap(({ value }) => textsAt(value, 'scripts'))
    .map((script) => files.text(servedFile(script)) ?? '')
    .join('\n');
  for (const { value, at } of objectsAt(manifest, 'gui_actions', '$')) {
    const name = /^\s*([A-Za-z_$][\w$]*)\s*[.(]/.exec(textAt(value, 'javascript') ?? '')?.[1];
    if (name === undefined || builtIns.includes(name) || defines(scripts, name)) continue;
    const place = below(at, 'javascript');
    report(place, 'action-function-exists', `No page script defines ${name}.`, null);
  }
}

/** What a page has without the app: `alert(…)`, `window.open(…)`, `top.setActiveTab(…)`. */
const builtIns = ['alert', 'window', 'top', 'document', 'console', 'if', 'try', 'var', 'function'];

/** A declaration, or an assignment to a property: of `window`, under whatever name the script knows it. */
function defines(script: string, name: string): boolean {
  const escaped = name.replaceAll('$', '\\$');
  const declaration = `\\b(?:var|let|const|function|class)\\s+${escaped}\\b`;
  const assignment = `[\\w\\])]\\.${escaped}\\s*=(?!=)`;
  return new RegExp(`${declaration}|${assignment}`).test(script);
}

/** QRadar reads bundles from the zip and falls back to English; a key that is missing is shown as it is. */
function checkBundles(manifest: JsonObject, files: AppFiles, report: Report): void {
  const bundles = objectsAt(manifest, 'resource_bundles', '$').flatMap(({ value, at }) => {
    const bundle = textAt(value, 'bundle');
    const locale = textAt(value, 'locale');
    return bundle === null || locale === null ? [] : [{ bundle, locale, at: below(at, 'bundle') }];
  });
  if (bundles.length > 0 && !bundles.some(({ locale }) => locale.startsWith('en'))) {
    report('$.resource_bundles', 'english-bundle', 'English, the fallback, is missing.', null);
  }
  const read = bundles.map(({ bundle, at }) => {
    const name = `app/static/${bundle.replace(/^\//, '')}`;
    const bytes = files.bytes(name);
    if (bytes === null) report(at, 'bundle-exists', `There is no ${name} in the app.`, null);
    else if (bytes.some((byte) => byte > 0x7e)) {
      report(at, 'bundle-ascii', `${name} must write other than ASCII as \\uXXXX.`, null);
    }
    return { name, at, keys: [...readProperties(bytes?.toString('latin1') ?? '').keys()] };
  });
  const keys = [...new Set(read.flatMap((bundle) => bundle.keys))];
  for (const bundle of read) {
    const missing = keys.filter((key) => !bundle.keys.includes(key));
    if (missing.length === 0 || bundle.keys.length === 0) continue;
    report(bundle.at, 'bundle-complete', `${bundle.name} lacks ${missing.join(', ')}.`, null);
  }
}
