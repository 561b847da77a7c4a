import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { PackageError } from './package-error.ts';

const packageJson = z.object({
  name: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  description: z.string(),
  license: z.string(),
  author: z.object({ name: z.string(), email: z.string() }),
});

const manifestJson = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  uuid: z.string(),
  image: z.string(),
  resources: z.object({ memory: z.number() }),
  single_instance_only: z.string().default('false'),
  multitenancy_safe: z.string().default('false'),
});

/** What names and describes the app, from the two files that may say it. */
export type Product = {
  readonly npm: z.infer<typeof packageJson>;
  readonly manifest: z.infer<typeof manifestJson>;
  /** `manifest.json` as written. */
  readonly manifestText: string;
};

/**
 * Reads `package.json`, the source of the version, and `manifest.json`, which QRadar wants to repeat it. Rejects
 * with `PackageError` when they differ.
 */
export async function readProduct(root: string): Promise<Product> {
  const npm = packageJson.parse(
    JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')),
  );
  const manifestText = await readFile(path.join(root, 'manifest.json'), 'utf8');
  const manifest = manifestJson.parse(JSON.parse(manifestText));
  if (manifest.version !== npm.version) {
    const sentence = `package.json has version ${npm.version}, manifest.json ${manifest.version}.`;
    throw new PackageError(`${sentence} Set manifest.json to ${npm.version}.`);
  }
  return { npm, manifest, manifestText };
}
