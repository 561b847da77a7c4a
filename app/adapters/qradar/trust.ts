import { readFileSync } from 'node:fs';
import https from 'node:https';
import tls from 'node:tls';

/** Connections to the console, trusting its CA bundle. */
export type Trust = {
  /**
   * `kept` ones are used again. The console may close one in the moment in which it is, so whatever must not be
   * repeated gets a `fresh` one.
   */
  readonly agent: (connection: 'kept' | 'fresh') => https.Agent;
  /** Reads the bundle again: an administrator may have added a certificate since. */
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
  const close = ({ kept, fresh }: typeof agents) => {
    kept.destroy();
    fresh.destroy();
  };
  return {
    agent: (connection) => agents[connection],
    reload: () => {
      const replaced = agents;
      agents = build(caBundle);
      close(replaced);
    },
    close: () => close(agents),
  };
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
