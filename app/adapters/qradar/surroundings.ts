import type { Identity } from '../../ports/console.ts';
import type { Surroundings } from '../../ports/surroundings.ts';
import type { ConsoleClient } from './client.ts';
import { readCapabilities } from './identity.ts';
import { isTested } from './version.ts';
import { versionsSchema } from './wire.ts';

/** What the console says of itself, asked anew each time: it is asked once for a check. */
export function createSurroundings({
  client,
  release,
}: {
  readonly client: ConsoleClient;
  readonly release: (identity: Identity, signal: AbortSignal) => Promise<string>;
}): (identity: Identity) => Surroundings {
  return (identity) => ({
    apiVersion: async (signal) => {
      const [version, { body }, named] = await Promise.all([
        client.version(identity, signal),
        client.call('versions', {
          identity,
          signal,
          schema: versionsSchema,
          query: { fields: 'version,removed,deprecated' },
        }),
        release(identity, signal),
      ]);
      const listed = body.find((one) => one.version === version);
      return {
        version,
        release: named,
        isTested: isTested(version),
        isDeprecated: listed?.deprecated ?? false,
      };
    },
    capabilities: (signal) => readCapabilities(client, identity, signal),
  });
}
