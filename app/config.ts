import path from 'node:path';
import { isIP } from 'node:net';

/** What the app is told by its environment. Hosts without scheme; paths absolute. */
export type Config = {
  /** Console host, with a port where it is not 443. */
  readonly console: string;
  /** App instance id, part of the tab's address; `null` outside a console. */
  readonly appId: string | null;
  /** PEM file of authorities to trust besides Node's own. */
  readonly caBundle: string | null;
  readonly host: string;
  readonly port: number;
  /** Memory the app may use, bytes, where no container limits it; `null`: what limits the container. */
  readonly memoryBytes: number | null;
  /** Folder that survives an upgrade of the app. */
  readonly store: string;
  /** Folder of the built tab. */
  readonly staticFolder: string;
};

/** A variable that is missing or does not fit; the message begins with its name. */
export class ConfigError extends Error {
  constructor(variable: string, problem: string) {
    super(`${variable} ${problem}`);
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables that QRadar sets for an app (`QRADAR_CONSOLE_FQDN`, `QRADAR_APP_ID`,
 * `REQUESTS_CA_BUNDLE`; docs/qradar-facts.md#environment) and the app's own (`TRANSFER_WATCH_HOST`, `_PORT`,
 * `_STORE`, `_MEMORY_MB`). `folder` is where the server file lies: the tab is in `static/` there, the store beside it.
 * Throws `ConfigError`.
 */
export function readConfig(environment: Environment, folder: string): Config {
  const value = (name: string) => {
    const text = environment[name]?.trim();
    return text === undefined || text === '' ? null : text;
  };
  return {
    console: consoleHost(value('QRADAR_CONSOLE_FQDN')),
    appId: appId(value('QRADAR_APP_ID')),
    caBundle: absolute('REQUESTS_CA_BUNDLE', value('REQUESTS_CA_BUNDLE')),
    host: bindAddress(value('TRANSFER_WATCH_HOST')),
    port: port(value('TRANSFER_WATCH_PORT')),
    memoryBytes: memoryBytes(value('TRANSFER_WATCH_MEMORY_MB')),
    store:
      absolute('TRANSFER_WATCH_STORE', value('TRANSFER_WATCH_STORE')) ??
      path.join(folder, '..', 'store'),
    staticFolder: path.join(folder, 'static'),
  };
}

function consoleHost(text: string | null): string {
  if (text === null) throw new ConfigError('QRADAR_CONSOLE_FQDN', 'is not set');
  // It becomes part of every address the session's token is sent to.
  if (/^(\[[0-9a-f:.]+\]|[a-z0-9][a-z0-9.-]*)(:\d{1,5})?$/i.test(text)) return text;
  throw new ConfigError('QRADAR_CONSOLE_FQDN', 'is not a host name');
}

function appId(text: string | null): string | null {
  if (text === null || /^\d{1,10}$/.test(text)) return text;
  throw new ConfigError('QRADAR_APP_ID', 'is not a number');
}

function absolute(variable: string, text: string | null): string | null {
  if (text === null || path.isAbsolute(text)) return text;
  throw new ConfigError(variable, 'is not an absolute path');
}

/** QRadar's Docker network reaches the app on any interface (docs/qradar-facts.md#port-5000). */
function bindAddress(text: string | null): string {
  if (text === null) return '0.0.0.0';
  if (isIP(text) !== 0) return text;
  throw new ConfigError('TRANSFER_WATCH_HOST', 'is not an IP address');
}

/** 5000 is where QRadar looks for an app; 0 lets the system choose. */
function port(text: string | null): number {
  if (text === null) return 5000;
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new ConfigError('TRANSFER_WATCH_PORT', 'is not a port');
}

/** MB of 2^20 bytes, as the manifest counts. In QRadar the container says it; the stand-in has none. */
function memoryBytes(text: string | null): number | null {
  if (text === null) return null;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text) * 2 ** 20;
  throw new ConfigError('TRANSFER_WATCH_MEMORY_MB', 'is not a number of megabytes');
}
