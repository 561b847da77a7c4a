import { randomUUID } from 'node:crypto';
import type { ConsoleProfile } from '../api/versions.ts';
import type { Manifest } from './manifest.ts';

/** What the environment of the app's process is made from. */
export type AppEnvironmentParts = {
  readonly appId: string;
  readonly appPort: number;
  readonly consolePort: number;
  readonly apiPort: number;
  readonly caFile: string;
  readonly storeFolder: string;
  readonly profile: ConsoleProfile;
  readonly manifest: Manifest;
};

/**
 * The environment QRadar gives an app (app framework v2, "environment_variables"), with the stand-in's values,
 * over the manifest's own variables. `NODE_EXTRA_CA_CERTS` of the manifest names QRadar's bundle and is
 * replaced by ours; the last three are the app's own settings.
 */
export function appEnvironment(parts: AppEnvironmentParts): Readonly<Record<string, string>> {
  const { appId, manifest, profile } = parts;
  const own = Object.fromEntries(
    manifest.environment_variables.map(({ name, value }) => [name, value]),
  );
  return {
    ...own,
    QRADAR_APP_ID: appId,
    QRADAR_APP_UUID: randomUUID(),
    QRADAR_APPLICATION_BASE_URL: `http://localhost:${parts.consolePort}/console/plugins/${appId}/app_proxy`,
    QRADAR_CONSOLE_FQDN: `localhost:${parts.apiPort}`,
    QRADAR_CONSOLE_HOSTNAME: 'localhost',
    QRADAR_CONSOLE_IP: '127.0.0.1',
    QRADAR_VERSION: profile.externalVersion,
    QRADAR_BUILD_VERSION: profile.buildVersion,
    QRADAR_APPHOST_EXISTS: 'false',
    QRADAR_APP_RUNNING_ON_APPHOST: 'false',
    IS_QROC: 'false',
    REQUESTS_CA_BUNDLE: parts.caFile,
    NODE_EXTRA_CA_CERTS: parts.caFile,
    TRANSFER_WATCH_HOST: '127.0.0.1',
    TRANSFER_WATCH_PORT: String(parts.appPort),
    TRANSFER_WATCH_STORE: parts.storeFolder,
  };
}
