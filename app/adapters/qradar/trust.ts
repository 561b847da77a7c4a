import { readFileSync } from 'node:fs';
import https from 'node:https';
import tls from 'node:tls';
import { AppError } from '../../ports/app-error.ts';

/** Connections to the console, trusting its CA bundle. */
export type Trust = {
  /**
   * `kept` ones are used again. The console may close one in the moment in which it is, so whatever must not be
   * repeated gets a `fresh` one.
   */
  readonly agent: (connection: 'kept' | 'fresh') => https.Agent;
  /** Has the bundle read again for the next connection: an administrator may have added a certificate by then. */
  readonly reload: () => void;
  readonly close: () => void;
};

/**
 * Node ignores `REQUESTS_CA_BUNDLE`, so the file is read here and added to the authorities Node ships with.
 * Verification is never off. One context serves all connections, because parsing a bundle of some hundred
 * certificates per connection costs more than the connection.
 * Throws what `readFileSync` throws for a bundle that cannot be read.
 */
export function createTrust(caBundle: string | null): Trust {
  let agents = build(caBundle);
  let isStale = false;
  const close = ({ kept, fresh }: typeof agents) => {
    kept.destroy();
    fresh.destroy();
  };
  return {
    agent: (connection) => {
      if (isStale) {
        const replaced = agents;
        agents = rebuild(caBundle);
        isStale = false;
        close(replaced);
      }
      return agents[connection];
    },
    reload: () => {
      isStale = true;
    },
    close: () => close(agents),
  };
}

function rebuild(caBundle: string | null) {
  try {
    return build(caBundle);
  } catch (cause) {
    throw new AppError('console-untrusted', { detail: 'the CA bundle cannot be read', cause });
  }
}

/**
 * Three runs with four searches each that wait in Ariel, and as many calls again that must not wait
 * behind them: evidence, sessions, pages.
 */
const maxSockets = 24;

function build(caBundle: string | null) {
  const extra = caBundle === null ? [] : [readFileSync(caBundle, 'utf8')];
  const secureContext = tls.createSecureContext({ ca: [...tls.rootCertificates, ...extra] });
  return {
    kept: new https.Agent({ keepAlive: true, maxSockets, secureContext }),
    fresh: new https.Agent({ keepAlive: false, maxSockets, secureContext }),
  };
}
