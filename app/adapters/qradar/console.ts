import type { Clock } from '../../ports/clock.ts';
import type { ConsoleAccess, Identity } from '../../ports/console.ts';
import type { OpenSearches } from '../../ports/open-searches.ts';
import type { Timers } from '../../ports/timers.ts';
import { createEventSearch } from './ariel.ts';
import { ShortCache } from './cache.ts';
import { createClient, type ClientOptions } from './client.ts';
import { readAddressContext } from './context.ts';
import { createFacts } from './facts.ts';
import { holdSearch } from './held-search.ts';
import { HostNames } from './hosts.ts';
import { createIdentities, hashOf } from './identity.ts';
import { readPublicBlocks } from './networks.ts';
import { addOffenseNote } from './offense-notes.ts';
import { readOffenseSubject } from './offense-subject.ts';
import { Patience, patientFacts } from './patience.ts';
import { createQuerySender } from './query-sender.ts';
import { createRefusedQueries } from './refused-queries.ts';
import { SearchRemoval } from './search-removal.ts';
import { createReferenceSets } from './reference-sets.ts';
import { createSearches } from './searches.ts';
import { createSurroundings } from './surroundings.ts';
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
/** A console is upgraded rarely. */
const releaseLifetimeMs = 60 * 60_000;

/** Puts the parts together. Asks nothing; throws when the CA bundle cannot be read. */
export function createConsole(options: ConsoleOptions): Console {
  const { clock, timers, report } = options;
  const trust = createTrust(options.caBundle);
  const client = createClient({ ...options, trust });
  const send = createQuerySender(client);
  const identities = createIdentities({
    client,
    clock,
    console: options.console,
    onIdentified: (identity, who) => removal.seen(identity, who),
  });
  const removal = new SearchRemoval({ ...options, client, userOf: identities.userOf });
  const searches = createSearches({ client, send, timers, removal });
  const searchLimitMs = options.searchLimitMs ?? defaultSearchLimitMs;
  const searchAs = (identity: Identity, patience: Patience) =>
    createEventSearch({ searches, clock, timers, patience, searchLimitMs }, identity);
  /** For questions beside a run: who asks can ask again. */
  const impatient = new Patience({ ...options, limitMs: 0, onWaiting: () => undefined });
  const releases = new ShortCache<string>({ clock, lifetimeMs: releaseLifetimeMs, capacity: 1 });
  const readRelease = async (identity: Identity, signal: AbortSignal) => {
    const { body } = await client.call('about', { identity, signal, schema: aboutSchema });
    return body.release_name ?? body.external_version ?? '';
  };
  const release = (identity: Identity, signal: AbortSignal) =>
    releases.get('', signal, (own) => readRelease(identity, own));
  const hosts = new HostNames(clock);
  const refusedQueries = createRefusedQueries({ send, searches, release, report });
  const facts = createFacts({ client, clock, refusedQueries, report });
  const factsFor = (identity: Identity, patience = impatient) =>
    facts.as(identity, hashOf(identity), searchAs(identity, patience));
  return {
    who: identities.who,
    about: async (identity, signal) => {
      const [apiVersion, named] = await Promise.all([
        client.version(identity, signal),
        readRelease(identity, signal),
      ]);
      return { release: named, apiVersion };
    },
    portsFor: (identity, onWaiting) => {
      const patience = new Patience({ ...options, limitMs: searchLimitMs, onWaiting });
      return {
        search: searchAs(identity, patience),
        facts: patientFacts(factsFor(identity, patience), patience),
      };
    },
    factsFor: (identity) => factsFor(identity),
    surroundingsFor: createSurroundings({ client, release }),
    holdSearch: (identity, query) => holdSearch({ searches, clock, timers }, identity, query),
    addressContext: (identity, seen, signal) =>
      readAddressContext({ client, identity, signal, report }, seen),
    hosts: (identity, seen, signal) => hosts.read({ client, identity, signal, report }, seen),
    publicBlocks: (identity, signal) => readPublicBlocks(client, identity, signal),
    addOffenseNote: (identity, seen, note, signal) =>
      addOffenseNote(client, identity, seen, note, signal),
    referenceSets: createReferenceSets(client),
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
