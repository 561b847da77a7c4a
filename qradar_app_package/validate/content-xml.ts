import { isDeepStrictEqual } from 'node:util';
import { collector, type Report } from './check.ts';
import type { Complaint } from './complaint.ts';
import { isObject, readJson, type JsonObject } from './json.ts';
import { readXml, textOf, XmlError, type XmlElement } from './xml.ts';

/** QRadar REST API 26.0, config-extension_management-extensions-POST: "not a valid extension". */
export const extensionInvalid = 22607;

/** The content XML of an extension that holds one app. */
export type ContentXml = {
  /** Path of the app zip in the archive, without a slash in front. */
  readonly appZip: string;
  readonly application: XmlElement;
};

/**
 * Elements that every published hand-made extension carries (docs/qradar-facts.md#hand-made-extensions). Nobody documents which
 * of them QRadar needs, so all are advised.
 */
const applicationElements = [
  'id',
  'zip_source_file_path',
  'name',
  'description',
  'manifest',
  'image_repo',
  'memory',
  'cpu_share',
  'status',
  'installed_on',
  'installed_by',
  'ootb_install',
] as const;

/** Reads the content XML and holds it together in itself. `null` when no app zip can be found through it. */
export function readContentXml(
  file: string,
  text: string,
): { content: ContentXml | null; complaints: Complaint[] } {
  const { report, complaints } = collector(file);
  const say: Report = (at, rule, sentence, code = extensionInvalid) =>
    report(at, rule, sentence, code);
  const root = parsed(text, say);
  if (root === null) return { content: null, complaints };
  const applications = root.children.filter(({ name }) => name === 'installed_application');
  const zips = root.children.filter(({ name }) => name === 'application_zip');
  const [application] = applications;
  const [zip] = zips;
  if (application === undefined || zip === undefined || applications.length + zips.length > 2) {
    say('/content', 'one-app', 'Must hold one application_zip and one installed_application.');
    return { content: null, complaints };
  }
  if (!/^\d/.test(textOf(root, 'qradarversion') ?? '')) {
    const sentence = 'Must be the version that exported.';
    say('/content/qradarversion', 'content-element', sentence, null);
  }
  for (const name of applicationElements) {
    if (textOf(application, name) !== null) continue;
    say(`/content/installed_application/${name}`, 'content-element', 'Is missing.', null);
  }
  const source = textOf(zip, 'id');
  if (source === null || source !== textOf(application, 'zip_source_file_path')) {
    const sentence = 'Must be the same text as installed_application/zip_source_file_path.';
    say('/content/application_zip/id', 'app-zip-link', sentence);
  }
  const path = (textOf(zip, 'filedata') ?? '').replace(/^\//, '');
  if (path !== '') return { content: { appZip: path, application }, complaints };
  say('/content/application_zip/filedata', 'content-element', 'Must be the path of the app zip.');
  return { content: null, complaints };
}

function parsed(text: string, say: Report): XmlElement | null {
  try {
    const root = readXml(text);
    if (root.name === 'content') return root;
    say('', 'content-root', `The root element must be content, not ${root.name}.`);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    say('', 'xml', `Is not XML. ${error.message}`);
  }
  return null;
}

/** [element, value the manifest gives it]: what is shown before an install must be what is installed. */
const twins = [
  ['name', (manifest: JsonObject) => asText(manifest['name'])],
  ['description', (manifest: JsonObject) => asText(manifest['description'])],
  ['image', (manifest: JsonObject) => asText(manifest['image'])],
  [
    'single_instance_only',
    (manifest: JsonObject) => asText(manifest['single_instance_only']) ?? 'false',
  ],
  ['multitenancy_safe', (manifest: JsonObject) => asText(manifest['multitenancy_safe']) ?? 'false'],
] as const;

/** The XML against the app's own manifest, which is the one that gets installed. */
export function compareWithManifest(
  file: string,
  application: XmlElement,
  manifest: JsonObject,
): Complaint[] {
  const { report, complaints } = collector(file);
  const at = (name: string): string => `/content/installed_application/${name}`;
  const differs = (name: string, there: string): void =>
    report(
      at(name),
      'xml-equals-manifest',
      `Differs from manifest.json, which says ${there}.`,
      null,
    );
  for (const [name, valueIn] of twins) {
    const expected = valueIn(manifest);
    const actual = textOf(application, name);
    if (actual !== null && expected !== null && actual !== expected) differs(name, expected);
  }
  const resources = manifest['resources'];
  const memory = isObject(resources) ? resources['memory'] : undefined;
  if (typeof memory === 'number' && textOf(application, 'memory') !== String(memory)) {
    differs('memory', String(memory));
  }
  const embedded = readJson(textOf(application, 'manifest') ?? '');
  if (embedded.kind === 'broken') {
    report(at('manifest'), 'xml-equals-manifest', `Is not JSON: ${embedded.problem}.`, null);
  } else if (!isDeepStrictEqual(embedded.value, manifest)) differs('manifest', 'something else');
  return complaints;
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value.trim() : null;
}
