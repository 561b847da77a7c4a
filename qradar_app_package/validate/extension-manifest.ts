import * as z from 'zod';
import { collector, isList, type Report } from './check.ts';
import type { Complaint } from './complaint.ts';
import { checkForm, oneOf, pattern, rule } from './form.ts';
import { isObject, readJson, type Json, type JsonObject } from './json.ts';

/** Name of the extension's manifest at the root of the archive. */
export const extensionManifestFile = 'manifest.txt';

/** QRadar REST API 26.0, config-extension_management-extensions-POST: "the extension manifest is invalid". */
export const extensionManifestInvalid = 22616;

/** What `manifest.txt` says of an extension. */
export type ExtensionFacts = {
  /** The "hub id": with the version it identifies an upload (409, 22613 when both are there already). */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly version: string;
  /** `2021.6.7` or the older form `7.4.3`. */
  readonly minimumVersion: string;
  /** `['en-US']`. */
  readonly languages: readonly string[];
  readonly author: string;
  readonly authorEmail: string;
  /** Bytes, as text. */
  readonly packageSize: string;
};

/** Name and description are keys of each language's texts, not texts themselves. */
const localeKeys = {
  extension_name: 'extension.name',
  extension_long_description: 'extension.long.description',
} as const;

/** The one language IBM's validation asks for (docs/qradar-facts.md#pre-validation). */
const requiredLanguage = 'en-US';

/** Of these QRadar makes something itself; the others are for people, and for IBM's review. */
const formed = (expression: RegExp, form: string) => pattern(expression, 'extension-text', form);
const localeKey = (key: string) => oneOf([key], 'extension-text');

const extensionManifest = z.object({
  version: formed(/^\d+\.\d+\.\d+$/, 'be MAJOR.MINOR.PATCH'),
  min_qradar_version: formed(/^\d+\.\d+(?:\.\d+){0,2}$/, 'be a QRadar version such as 2021.6.7'),
  authored_by: formed(/\S/, 'name the author'),
  authored_by_email: formed(/^[^\s@]+@[^\s@]+$/, 'be an e-mail address'),
  package_size: formed(/^\d+$/, 'be a number of bytes, in quotes'),
  extension_name: localeKey(localeKeys.extension_name),
  extension_long_description: localeKey(localeKeys.extension_long_description),
  supported_language_set: z.array(z.string()).refine(
    (languages) => languages.includes(requiredLanguage),
    rule('extension-language', () => `Must hold ${requiredLanguage}.`),
  ),
});

const forPeople: readonly string[] = [
  'authored_by',
  'authored_by_email',
  'package_size',
  'extension_name',
  'extension_long_description',
  'supported_language_set',
];

/**
 * The facts of a `manifest.txt`, whose keys are those of three published extensions and of IBM's report
 * (docs/qradar-facts.md#hand-made-extensions, docs/qradar-facts.md#pre-validation); `null` with complaints for what is not usable at all.
 */
export function readExtensionManifest(text: string): {
  facts: ExtensionFacts | null;
  complaints: Complaint[];
} {
  const { report, complaints } = collector(extensionManifestFile);
  const say: Report = (at, rule, sentence, code = extensionManifestInvalid) =>
    report(at, rule, sentence, code);
  const reading = readJson(text.replace(/^\ufeff/, ''));
  if (reading.kind === 'broken') {
    say(
      `line ${reading.line}, column ${reading.column}`,
      'json',
      `Is not JSON: ${reading.problem}.`,
    );
    return { facts: null, complaints };
  }
  for (const at of reading.duplicates)
    say(at, 'duplicate-key', 'Is given twice in the same object.', null);
  const id = at(reading.value, '_id');
  const manifest = at(reading.value, 'doc', 'extension_manifest');
  if (typeof id !== 'string' || id === '')
    say('$._id', 'extension-id', 'Must be a text that stays the same.');
  if (!isObject(manifest)) {
    say('$.doc.extension_manifest', 'required', 'Is missing.');
    return { facts: null, complaints };
  }
  checkForm(extensionManifest, manifest, root, say, forPeople);
  checkLocale(manifest, say);
  return { facts: facts(typeof id === 'string' ? id : '', manifest), complaints };
}

const root = '$.doc.extension_manifest';

/** Every language that is named has both texts. */
function checkLocale(manifest: JsonObject, say: Report): void {
  const languages = texts(manifest['supported_language_set']);
  for (const language of new Set([requiredLanguage, ...languages])) {
    for (const key of Object.values(localeKeys)) {
      const value = at(manifest, 'locale', language, key);
      if (typeof value === 'string' && value !== '') continue;
      const place = `${root}.locale[${JSON.stringify(language)}]["${key}"]`;
      say(place, 'extension-text', 'Is missing.', null);
    }
  }
}

function facts(id: string, manifest: JsonObject): ExtensionFacts {
  const text = (...path: readonly string[]): string => {
    const value = at(manifest, ...path);
    return typeof value === 'string' ? value : '';
  };
  return {
    id,
    name: text('locale', requiredLanguage, localeKeys.extension_name),
    description: text('locale', requiredLanguage, localeKeys.extension_long_description),
    version: text('version'),
    minimumVersion: text('min_qradar_version'),
    languages: texts(manifest['supported_language_set']),
    author: text('authored_by'),
    authorEmail: text('authored_by_email'),
    packageSize: text('package_size'),
  };
}

function at(from: Json, ...path: readonly string[]): Json | undefined {
  let value: Json | undefined = from;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  return value;
}

function texts(value: Json | undefined): string[] {
  return isList(value) ? value.filter((item) => typeof item === 'string') : [];
}
