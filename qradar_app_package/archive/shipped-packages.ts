import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { PackageError } from './package-error.ts';

/** An npm package of which something is in the archive. */
export type ShippedPackage = {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  readonly licenceText: string;
  /** `sha512-…` of its tarball, from the lock file; `null` where the lock file has none. */
  readonly integrity: string | null;
  readonly parts: readonly Part[];
};

/** Where a package ended up. */
export type Part = 'server' | 'tab' | 'fonts';

/** Fonts are copied, not bundled, so that no source map names them. */
const fontPackages = ['node_modules/@ibm/plex-sans', 'node_modules/@ibm/plex-mono'];

/** Licences that allow shipping inside an app of any licence, with their text. */
const allowedLicences = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'OFL-1.1',
];

const sourceMap = z.object({ sources: z.array(z.string()) });
const description = z.object({ name: z.string(), version: z.string(), license: z.string() });
const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({ integrity: z.string().optional(), dev: z.boolean().optional() }),
  ),
});

/**
 * Every npm package that is in a build, by name: what the source maps name, webpack's own run-time, and the fonts.
 * Rejects with `PackageError` for a licence that is not allowed, a package without licence text, and a server that
 * bundles a development dependency.
 */
export async function shippedPackages(root: string, build: string): Promise<ShippedPackage[]> {
  const lock = lockFile.parse(
    JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')),
  ).packages;
  const parts = new Map<string, Set<Part>>();
  const add = (folder: string, part: Part): void => {
    parts.set(folder, (parts.get(folder) ?? new Set()).add(part));
  };
  for (const folder of await bundled(path.join(build, 'server.mjs.map'))) add(folder, 'server');
  for (const map of await files(path.join(build, 'static'), /\.map$/)) {
    for (const folder of await bundled(map)) add(folder, 'tab');
  }
  for (const folder of await fonts(root, build)) add(folder, 'fonts');
  const found = await Promise.all(
    [...parts].map(async ([folder, where]) => {
      const { integrity = null, dev = false } = lock[folder] ?? {};
      if (where.has('server') && dev && folder !== bundler) {
        throw new PackageError(`The server bundles ${folder}, which is for development.`);
      }
      return { ...(await described(root, folder)), integrity, parts: [...where].sort() };
    }),
  );
  return merged(found);
}

/** npm may keep one release in several folders; it is shipped, and listed, once. By name and version. */
function merged(found: readonly ShippedPackage[]): ShippedPackage[] {
  const byRelease = new Map<string, ShippedPackage>();
  for (const shipped of found) {
    const release = `${shipped.name}@${shipped.version}`;
    const parts = new Set([...(byRelease.get(release)?.parts ?? []), ...shipped.parts]);
    byRelease.set(release, { ...shipped, parts: [...parts].sort() });
  }
  return [...byRelease].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shipped]) => shipped);
}

/** webpack's run-time is part of each bundle. */
const bundler = 'node_modules/webpack';

async function bundled(mapFile: string): Promise<Set<string>> {
  const { sources } = sourceMap.parse(JSON.parse(await readFile(mapFile, 'utf8')));
  const folders = new Set<string>();
  for (const source of sources) {
    if (source.includes('/webpack/bootstrap')) folders.add(bundler);
    const found = /^.*?\/\.\/(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
    if (found !== undefined) folders.add(found);
  }
  return folders;
}

/** The font packages in use; a font file that none of them holds is refused. */
async function fonts(root: string, build: string): Promise<Set<string>> {
  const known = new Map<string, string>();
  for (const folder of fontPackages) {
    for (const file of await files(path.join(root, folder), /\.woff2$/)) {
      known.set((await readFile(file)).toString('base64'), folder);
    }
  }
  const used = new Set<string>();
  for (const file of await files(path.join(build, 'static'), /\.woff2?$/)) {
    const folder = known.get((await readFile(file)).toString('base64'));
    if (folder === undefined) throw new PackageError(`${path.basename(file)} is of no known font.`);
    used.add(folder);
  }
  return used;
}

/** Files below a folder whose name fits, with their full paths. */
async function files(folder: string, name: RegExp): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

async function described(
  root: string,
  folder: string,
): Promise<Pick<ShippedPackage, 'name' | 'version' | 'licence' | 'licenceText'>> {
  const text = await readFile(path.join(root, folder, 'package.json'), 'utf8');
  const { name, version, license: licence } = description.parse(JSON.parse(text));
  if (!allowedLicences.includes(licence)) {
    throw new PackageError(`${name} has the licence ${licence}, which is not allowed to ship.`);
  }
  return { name, version, licence, licenceText: await licenceText(root, folder, name) };
}

async function licenceText(root: string, folder: string, name: string): Promise<string> {
  const names = await readdir(path.join(root, folder));
  const texts = names.filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file)).sort();
  if (texts.length > 0) {
    const read = texts.map((file) => readFile(path.join(root, folder, file), 'utf8'));
    return (await Promise.all(read)).map((part) => part.trim()).join('\n\n');
  }
  // Some packages keep the text at the end of their README.
  const readme = names.find((file) => /^readme/i.test(file));
  const text = readme === undefined ? '' : await readFile(path.join(root, folder, readme), 'utf8');
  const inReadme = /^#*\s*licen[cs]e\s*\n([\s\S]+)$/im.exec(text)?.[1]?.trim() ?? '';
  if (!/copyright|permission/i.test(inReadme)) {
    throw new PackageError(`${name} comes without the text of its licence.`);
  }
  return inReadme;
}
