import type { AddressContext } from '../../../contract/investigation.ts';
import type { SentQuery } from '../../../contract/run.ts';
import type { Proposals } from '../../../contract/session.ts';
import type { Clock, ConsoleFacts, DetectionPorts } from '../../detection/ports.ts';
import { createEventSearch } from './ariel.ts';
import { createClient, type ClientOptions, type Identity } from './client.ts';
import { readAddressContext, type SeenAddress } from './context.ts';
import { createFacts } from './facts.ts';
import { holdSearch, type HeldSearch } from './held-search.ts';
import { createIdentities, hashOf, type Who } from './identity.ts';
import { readPublicBlocks } from './networks.ts';
import { readOffenseSubject, type OffenseSubject } from './offense-subject.ts';
import { createSearches, type Deletions } from './searches.ts';
import { createTrust } from './trust.ts';
import { aboutSchema } from './wire.ts';

export type ConsoleOptions = {
  /** Host, with a port where it is not 443: `QRADAR_CONSOLE_FQDN`. */
  readonly console: string;
  /** PEM file with further authorities: `REQUESTS_CA_BUNDLE`. */
  readonly caBundle: string | null;
  readonly clock: Clock;
  readonly random: () => number;
  /** Failures that end nothing but should be in the log. */
  readonly report: (message: string, error: unknown) => void;
  /** Told of every answer: which endpoint, its status, how long it took. For the log. */
  readonly onCall?: NonNullable<ClientOptions['onCall']>;
  readonly searchLimitMs?: number;
  readonly retry?: NonNullable<ClientOptions['retry']>;
  readonly timeoutMs?: number;
};

/** Everything the app asks of one QRadar console; each call acts as the identity it is given. */
export type Console = {
  readonly who: (identity: Identity, signal: AbortSignal) => Promise<Who>;
  readonly about: (
    identity: Identity,
    signal: AbortSignal,
  ) => Promise<{ readonly release: string; readonly apiVersion: string }>;
  readonly portsFor: (identity: Identity) => DetectionPorts;
  readonly factsFor: (identity: Identity) => ConsoleFacts;
  readonly holdSearch: (identity: Identity, query: SentQuery) => Promise<HeldSearch>;
  readonly addressContext: (
    identity: Identity,
    seen: SeenAddress,
    signal: AbortSignal,
  ) => Promise<AddressContext>;
  readonly publicBlocks: (
    identity: Identity,
    signal: AbortSignal,
  ) => Promise<Proposals['ownPublicBlocks']>;
  readonly offenseSubject: (
    identity: Identity,
    offenseId: number,
    signal: AbortSignal,
  ) => Promise<OffenseSubject | null>;
  /** What became of the searches given back since the start. */
  readonly deletions: () => Deletions;
  /** Waits for the clean-up of searches in QRadar. */
  readonly drained: () => Promise<void>;
  /** Waits for it, too, then closes the connections. */
  readonly close: () => Promise<void>;
};

/** A day's detection on a busy console takes minutes; what takes longer than this is stuck or too much to ask. */
const defaultSearchLimitMs = 30 * 60_000;

/** Puts the parts together. Asks nothing; throws when the CA bundle cannot be read. */
export function createConsole(options: ConsoleOptions): Console {
  const { clock, report } = options;
  const trust = createTrust(options.caBundle);
  const client = createClient({ ...options, trust });
  const searches = createSearches({ client, report });
  const facts = createFacts(client, clock);
  const identities = createIdentities({ client, clock, console: options.console });
  const searchLimitMs = options.searchLimitMs ?? defaultSearchLimitMs;
  const factsFor = (identity: Identity) => facts.as(identity, hashOf(identity));
  return {
    who: identities.who,
    about: async (identity, signal) => {
      const [apiVersion, about] = await Promise.all([
        client.version(identity, signal),
        client.call('about', { identity, signal, schema: aboutSchema }),
      ]);
      const release = about.body.release_name ?? about.body.external_version ?? '';
      return { release, apiVersion };
    },
    portsFor: (identity) => ({
      search: createEventSearch({ searches, clock, searchLimitMs }, identity),
      facts: factsFor(identity),
      clock,
    }),
    factsFor,
    holdSearch: (identity, query) => holdSearch({ searches, clock }, identity, query),
    addressContext: (identity, seen, signal) =>
      readAddressContext({ client, identity, signal, report }, seen),
    publicBlocks: (identity, signal) => readPublicBlocks(client, identity, signal),
    offenseSubject: (identity, offenseId, signal) =>
      readOffenseSubject(client, identity, offenseId, signal),
    deletions: searches.deletions,
    drained: searches.drained,
    close: async () => {
      await searches.drained();
      trust.close();
    },
  };
}
