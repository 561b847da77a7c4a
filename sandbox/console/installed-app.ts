import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { appEnvironment, type AppEnvironmentParts } from './app-environment.ts';
import { freePort, startAppProcess, type AppProcess } from './app-process.ts';
import { nodeFlags, readManifest, type Manifest } from './manifest.ts';

/** The app this console carries: running, or refused with the reasons an administrator would read. */
export type InstalledApp = {
  readonly id: string;
  readonly manifest: Manifest | null;
  /** Null where the manifest was refused: QRadar would not have made a container. */
  readonly process: AppProcess | null;
  /** Why the manifest was refused, one sentence each. */
  readonly reasons: readonly string[];
  readonly close: () => Promise<void>;
};

/** Where the app is and what it is told. */
export type InstallOptions = {
  readonly id: string;
  readonly manifestFile: string;
  /** The built server, run by Node. */
  readonly script: string;
  readonly environment: Omit<AppEnvironmentParts, 'appId' | 'appPort' | 'manifest' | 'storeFolder'>;
  /** Folder of this run; the app's `store/` is made in it. */
  readonly folder: string;
  readonly log: (line: string) => void;
  /** Shorter waits for tests; see `AppProcessOptions`. */
  readonly backoffMs?: number;
  readonly startTimeoutMs?: number;
};

/**
 * Reads the manifest and starts the app. Resolves when the app answers `/debug`, or has been given up; does
 * not throw for either, because the console has to come up and say so.
 */
export async function installApp(options: InstallOptions): Promise<InstalledApp> {
  const { id, log, backoffMs, startTimeoutMs } = options;
  const reading = await readManifest(options.manifestFile);
  if (reading.kind === 'refused') {
    for (const reason of reading.reasons) log(`the app is refused: ${reason}`);
    return { id, manifest: null, process: null, reasons: reading.reasons, close: async () => {} };
  }
  const { manifest } = reading;
  const storeFolder = path.join(options.folder, 'store');
  await mkdir(storeFolder, { recursive: true });
  const port = await freePort();
  const app = startAppProcess({
    script: options.script,
    nodeFlags: nodeFlags(manifest),
    environment: appEnvironment({
      ...options.environment,
      appId: id,
      appPort: port,
      manifest,
      storeFolder,
    }),
    port,
    log: (line) => log(`[app] ${line}`),
    ...(backoffMs === undefined ? {} : { backoffMs }),
    ...(startTimeoutMs === undefined ? {} : { startTimeoutMs }),
  });
  await app.ready();
  return { id, manifest, process: app, reasons: [], close: () => app.close() };
}
