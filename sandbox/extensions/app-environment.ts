import type { Manifest } from './manifest.ts';

/** Where the console is, as an app is told. Known once its servers listen. */
export type ConsolePlace = {
  readonly consolePort: number;
  /** Port of the REST API over HTTPS. */
  readonly apiPort: number;
  /** The CA that vouches for it, a PEM file that every user of this machine may read. */
  readonly caFile: string;
  /** As `ConsoleProfile` has them. */
  readonly externalVersion: string;
  readonly buildVersion: string;
};

/** What the environment of an app's process is made from. */
export type AppEnvironmentParts = {
  readonly appId: number;
  readonly appPort: number;
  readonly memoryMb: number;
  /** Secret of this instance; an upgrade keeps it. */
  readonly uuid: string;
  readonly place: ConsolePlace;
  readonly manifest: Manifest;
};

/** Where QRadar's container has the authorities that the administrator trusts (docs/qradar-facts.md#ca-bundle). */
const caBundle = '/etc/pki/tls/certs/ca-bundle.crt';

/**
 * The environment QRadar gives an app (docs/qradar-facts.md#environment), with the stand-in's values,
 * over the manifest's own variables, where the path of QRadar's CA bundle becomes that of ours. The last three
 * are the app's own settings: QRadar maps port 5000 of a container of its own, whose memory the kernel limits; the stand-in
 * has no container.
 */
export function appEnvironment(parts: AppEnvironmentParts): Readonly<Record<string, string>> {
  const { appId, manifest, place } = parts;
  const own = Object.fromEntries(
    manifest.environment_variables.map(({ name, value }) => [
      name,
      value.replaceAll(caBundle, place.caFile),
    ]),
  );
  return {
    ...own,
    QRADAR_APP_ID: String(appId),
    QRADAR_APP_UUID: parts.uuid,
    QRADAR_APPLICATION_BASE_URL: `http://localhost:${place.consolePort}/console/plugins/${appId}/app_proxy`,
    QRADAR_CONSOLE_FQDN: `localhost:${place.apiPort}`,
    QRADAR_CONSOLE_HOSTNAME: 'localhost',
    QRADAR_CONSOLE_IP: '127.0.0.1',
    QRADAR_VERSION: place.externalVersion,
    QRADAR_BUILD_VERSION: place.buildVersion,
    QRADAR_APPHOST_EXISTS: 'false',
    QRADAR_APP_RUNNING_ON_APPHOST: 'false',
    IS_QROC: 'false',
    REQUESTS_CA_BUNDLE: place.caFile,
    TRANSFER_WATCH_HOST: '127.0.0.1',
    TRANSFER_WATCH_PORT: String(parts.appPort),
    TRANSFER_WATCH_MEMORY_MB: String(parts.memoryMb),
  };
}
