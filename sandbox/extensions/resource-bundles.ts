import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readProperties } from '../../qradar_app_package/validate/properties.ts';
import type { Manifest } from './manifest.ts';

/** Texts of an app by locale and key (docs/qradar-facts.md#resource-bundles). */
export type ResourceBundles = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Reads the bundles a manifest names; they lie below `app/static`, here `staticFolder`. The files are Latin-1,
 * as Java reads them. A bundle that is not there is left out: its keys stay what they are, so that everybody sees it.
 */
export async function readBundles(
  manifest: Manifest,
  staticFolder: string,
): Promise<ResourceBundles> {
  const bundles = new Map<string, ReadonlyMap<string, string>>();
  for (const { locale, bundle } of manifest.resource_bundles) {
    const text = await readLatin1(path.join(staticFolder, bundle));
    if (text !== null) bundles.set(locale, readProperties(text));
  }
  return bundles;
}

async function readLatin1(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'latin1');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

/** The members of a manifest that may hold a key instead of a text. */
const translated: ReadonlySet<string> = new Set(['name', 'description', 'text', 'label']);

/** The manifest in a locale: that bundle, else that of its language, else English, else the key itself. */
export function localized(manifest: Manifest, bundles: ResourceBundles, locale: string): Manifest {
  const [language = 'en'] = locale.split('_');
  const chain = [locale, language, 'en'].flatMap((name) => bundles.get(name) ?? []);
  const textOf = (key: string) => chain.find((bundle) => bundle.has(key))?.get(key) ?? key;
  // Only texts are exchanged for texts, so the shape stays what it was.
  return withTexts(manifest, textOf) as Manifest;
}

function withTexts(value: unknown, textOf: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => withTexts(one, textOf));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]: [string, unknown]) => [
    key,
    translated.has(key) && typeof member === 'string' ? textOf(member) : withTexts(member, textOf),
  ]);
  return Object.fromEntries(entries);
}
