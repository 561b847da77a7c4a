import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A text file of the repository; `path` is from its root, with forward slashes. */
export type TextFile = { readonly path: string; readonly text: string };

const root = path.join(import.meta.dirname, '../..');
const folders = [
  'app',
  'bench',
  'cards',
  'contract',
  'docs',
  'qradar_app_package',
  'sandbox',
  'tests',
  'ui',
  'words',
];

/** All paths of the repository's own files and folders, without what is built or installed. */
export function repositoryPaths(): string[] {
  const top = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
  const below = folders.flatMap((folder) => [
    folder,
    ...readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (each) => `${folder}/${each.replaceAll(path.sep, '/')}`,
    ),
  ]);
  return [...top.map(({ name }) => name), ...below];
}

/** The code and the documentation among these paths. `docs/openapi.json` is made from code. */
export function textFiles(paths: readonly string[]): TextFile[] {
  return paths
    .filter((each) => /\.(tsx?|m?js|s?css|md)$/.test(each))
    .map((each) => ({ path: each, text: readFileSync(path.join(root, each), 'utf8') }));
}
