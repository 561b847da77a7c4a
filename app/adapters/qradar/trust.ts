import { readFileSync } from 'node:fs';
import https from 'node:https';
import tls from 'node:tls';

/** Keep-alive connections to the console, trusting its CA bundle. */
export type Trust = {
  readonly agent: () => https.Agent;
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
  let agent = build(caBundle);
  return {
    agent: () => agent,
    reload: () => {
      const replaced = agent;
      agent = build(caBundle);
      replaced.destroy();
    },
    close: () => agent.destroy(),
  };
}

/** Two searches of a run, one page read ahead each, evidence and a session at once; more would only queue in QRadar. */
const maxSockets = 8;

function build(caBundle: string | null): https.Agent {
  const extra = caBundle === null ? [] : [readFileSync(caBundle, 'utf8')];
  return new https.Agent({
    keepAlive: true,
    maxSockets,
    secureContext: tls.createSecureContext({ ca: [...tls.rootCertificates, ...extra] }),
  });
}
