import type { Owner } from './app-process.ts';
import type { Manifest } from './manifest.ts';
import type { ResourceBundles } from './resource-bundles.ts';

/** What a container is started from, and what it is made of on this machine. */
export type AppImage = {
  readonly manifest: Manifest;
  readonly bundles: ResourceBundles;
  /** Program and arguments of the service on port 5000. */
  readonly command: readonly [string, ...string[]];
  /** Working directory of the service. */
  readonly folder: string;
  /** Null for the user of this process. */
  readonly owner: Owner | null;
  /** What the environment holds beside QRadar's variables and the manifest's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs before every start of the container; does not reject. */
  readonly beforeStart: (environment: Readonly<Record<string, string>>) => Promise<void>;
  /** Runs when the container is stopped, before its service is; does not reject. */
  readonly beforeStop: (environment: Readonly<Record<string, string>>) => Promise<void>;
  /** Deletes what was made for it. The store is not part of it. */
  readonly remove: () => Promise<void>;
};

/** Makes one below `folder`, a folder for it alone; `store` exists and outlives it. */
export type ImageMaker = (folders: {
  readonly folder: string;
  readonly store: string;
}) => Promise<AppImage>;
