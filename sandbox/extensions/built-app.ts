import { mkdir, rm } from 'node:fs/promises';
import type { ImageMaker } from './app-image.ts';
import { nodeFlags, type Manifest } from './manifest.ts';
import { readBundles } from './resource-bundles.ts';

/** Taken over from this process, as a developer expects of a program started from a shell. */
const inherited = ['PATH', 'HOME', 'TZ', 'LANG'] as const;

/**
 * The app as it lies in the working copy, without a package: `script` is run by this process's Node, with the
 * flags of the manifest's command, as this process's user. Its resource bundles lie below `staticFolder`.
 */
export function builtApp(manifest: Manifest, script: string, staticFolder: string): ImageMaker {
  return async ({ folder, store }) => {
    await mkdir(folder);
    return {
      manifest,
      bundles: await readBundles(manifest, staticFolder),
      command: [process.execPath, ...nodeFlags(manifest), script],
      folder,
      owner: null,
      environment: { ...inheritedEnvironment(), TRANSFER_WATCH_STORE: store },
      beforeStart: () => Promise.resolve(),
      beforeStop: () => Promise.resolve(),
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  };
}

function inheritedEnvironment(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of inherited) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
