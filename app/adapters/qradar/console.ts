import type { Clock } from '../../ports/clock.ts';
import type { ConsoleAccess, Identity } from '../../ports/console.ts';
import type { OpenSearches } from '../../ports/open-searches.ts';
import type { Timers } from '../../ports/timers.ts';
import { createEventSearch } from './ariel.ts';
import { createClient, type ClientOptions } from './client.ts';
import { readAddressContext } from './context.ts';
import { createFacts } from './facts.ts';
import { holdSearch } from './held-search.ts';
import { createIdentities, hashOf } from './identity.ts';
import { readPublicBlocks } from './networks.ts';
import { readOffenseSubject } from './offense-subject.ts';
import { Patience, patientFacts } from './patience.ts';
import { SearchRemoval } from './search-removal.ts';
import { createSearches } from './searches.ts';
import { createTrust } from './trust.ts';
import { aboutSchema } from './wire.ts';

export type ConsoleOptions = {
  /** Host, with a port where it is not 443: `QRADAR_CONSOLE_FQDN`. */
  readonly console: string;
  /** PEM file with further authorities: `REQUESTS_CA_BUNDLE`. */
  readonly caBundle: string | null;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  /** Where searches of the app are remembered until they are deleted. */
  readonly openSearches: OpenSearches;
  /** Failures that end nothing but should be in the log. */
  readonly report: (message: string, error: unknown) => void;
  /** Told of every answer: which endpoint, its status, how long it took. For the log. */
  readonly onCall?: NonNullable<ClientOptions['onCall']>;
  /** How long a run may take, and each of its searches. */
  readonly searchLimitMs?: number;
  readonly retry?: NonNullable<ClientOptions['retry']>;
  readonly timeoutMs?: number;
};

/** The port, and its end: `close` waits for the clean-up of searches in QRadar, then closes the connections. */
export type Console = ConsoleAccess & { readonly close: () => Promise<void> };

/** A day's detection on a busy console takes minutes; what takes longer than this is stuck or too much to ask. */
const defaultSearchLimitMs = 30 * 60_000;

/** Puts the parts together. Asks nothing; throws when the CA bundle cannot be read. */
export function createConsole(options: ConsoleOptions): Console {
  const { clock, timers, report } = options;
  const trust = createTrust(options.caBundle);
  const client = createClient({ ...options, trust });
  const facts = createFacts(client, clock);
  const identities = createIdentities({ client, clock, console: options.console });
  const removal = new SearchRemoval({ ...options, client, userOf: identities.userOf });
  const searches = createSearches({ client, timers, removal });
  const searchLimitMs = options.searchLimitMs ?? defaultSearchLimitMs;
  const factsFor = (identity: Identity) => facts.as(identity, hashOf(identity));
  return {
    who: async (identity, signal) => {
      const who = await identities.who(identity, signal);
      removal.seen(identity, who);
      return who;
    },
    about: async (identity, signal) => {
      const [apiVersion, about] = await Promise.all([
        client.version(identity, signal),
        client.call('about', { identity, signal, schema: aboutSchema }),
      ]);
      const release = about.body.release_name ?? about.body.external_version ?? '';
      return { release, apiVersion };
    },
    portsFor: (identity, onWaiting) => {
      const patience = new Patience({ ...options, limitMs: searchLimitMs, onWaiting });
      return {
        search: createEventSearch({ searches, clock, timers, patience, searchLimitMs }, identity),
        facts: patientFacts(factsFor(identity), patience),
      };
    },
    factsFor,
    holdSearch: (identity, query) => holdSearch({ searches, clock, timers }, identity, query),
    addressContext: (identity, seen, signal) =>
      readAddressContext({ client, identity, signal, report }, seen),
    publicBlocks: (identity, signal) => readPublicBlocks(client, identity, signal),
    offenseSubject: (identity, offenseId, signal) =>
      readOffenseSubject(client, identity, offenseId, signal),
    deletions: () => removal.deletions(),
    drained: () => removal.drained(),
    close: async () => {
      removal.close();
      await removal.drained();
      trust.close();
    },
  };
}
