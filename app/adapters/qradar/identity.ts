import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { languageOf, type Language } from '../../../contract/languages.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import { ShortCache } from './cache.ts';
import type { Identity, Who } from '../../ports/console.ts';
import type { ConsoleClient } from './client.ts';
import { readDomains } from './facts.ts';
import { rolesSchema, servicesSchema, usersSchema } from './wire.ts';

export type Identities = {
  /** Throws `not-signed-in` for a session QRadar does not know. Answers are kept for at most 60 s. */
  readonly who: (identity: Identity, signal: AbortSignal) => Promise<Who>;
  /** The user of a session that was asked for before; `null` where it was not, or long ago. */
  readonly userOf: (identity: Identity) => string | null;
};

/** A choice: a right that is taken away is noticed within a minute, and QRadar is asked no oftener. */
const lifetimeMs = 60_000;
const capacity = 500;

/** The only form in which a session's token is kept as a key. */
export function hashOf(identity: Identity): string {
  return createHash('sha256').update(identity.sec).digest('base64url');
}

export function createIdentities(options: {
  readonly client: ConsoleClient;
  readonly clock: Clock;
  readonly console: string;
  /** Told of each session when QRadar has said whose it is: at most once a minute of the same one. */
  readonly onIdentified: (identity: Identity, who: Who) => void;
}): Identities {
  const { client, clock, onIdentified } = options;
  const users = new LRUCache<string, string>({ max: capacity });
  const known = new ShortCache<Who>({ clock, lifetimeMs, capacity });
  return {
    userOf: (identity) => users.get(hashOf(identity)) ?? null,
    who: (identity, signal) =>
      known.get(hashOf(identity), signal, async (own) => {
        const [account, capabilities, domains] = await Promise.all([
          readAccount(client, identity, own),
          readCapabilities(client, identity, own),
          readDomainIds(client, identity, own),
        ]);
        const canSearch = capabilities === null || capabilities.some((name) => searching.has(name));
        users.set(hashOf(identity), account.name);
        const rights = rightsOf(account);
        const who = {
          user: account.name,
          language: account.language,
          scope: JSON.stringify([
            options.console,
            ...(rights ?? [hashOf(identity)]),
            // Rights may change under the same numbers.
            canSearch,
            domains,
          ]),
          isScopeShared: rights !== null,
          domainIds: domains,
          canSearch,
          canAdminister: capabilities?.some((name) => administering.has(name)) ?? false,
        };
        onIdentified(identity, who);
        return who;
      }),
  };
}

/** Names of role capabilities (docs/qradar-facts.md#capabilities). An administrator may search. */
const administering: ReadonlySet<string> = new Set(['ADMIN', 'SAASADMIN']);
const searching: ReadonlySet<string> = new Set(['EventViewer', 'ADMIN', 'SAASADMIN']);

type AccessIds = {
  readonly user_role_id?: number | null | undefined;
  readonly security_profile_id?: number | null | undefined;
  readonly tenant_id?: number | null | undefined;
};

type Account = AccessIds & { readonly name: string; readonly language: Language };

/**
 * What decides which data QRadar shows; `null` where the console left a part of it out, so that nobody is taken for
 * an equal. No tenant is a value of its own: most consoles have none.
 */
function rightsOf({ security_profile_id: profile, user_role_id: role, tenant_id }: AccessIds) {
  const isKnown = typeof profile === 'number' && typeof role === 'number';
  return isKnown && tenant_id !== undefined ? [profile, role, tenant_id] : null;
}

/** A user first, then an authorized service, as IBM's own client tells them apart (docs/qradar-facts.md#who-calls). */
async function readAccount(
  client: ConsoleClient,
  identity: Identity,
  signal: AbortSignal,
): Promise<Account> {
  const users = await client.call('currentUser', {
    identity,
    signal,
    schema: usersSchema,
    query: { current_user: 'true', fields: `username,locale_id,${accessFields}` },
  });
  const [user] = users.body;
  if (user) return { ...user, name: user.username, language: languageOf(user.locale_id) };
  const services = await client.call('currentService', {
    identity,
    signal,
    schema: servicesSchema,
    query: { current_authorized_service: 'true', fields: `label,${accessFields}` },
  });
  const [service] = services.body;
  if (service) return { ...service, name: service.label, language: languageOf(null) };
  throw new AppError('not-signed-in', { detail: 'neither a user nor an authorized service' });
}

const accessFields = 'user_role_id,security_profile_id,tenant_id';

/** Domains of which QRadar shows the session the names, ascending; `null` where it does not tell. */
async function readDomainIds(client: ConsoleClient, identity: Identity, signal: AbortSignal) {
  const domains = await readDomains(client, identity, signal);
  return domains?.map(({ id }) => id).sort((a, b) => a - b) ?? null;
}

/**
 * Names of the capabilities of a session's role. `null` where QRadar does not tell; then nothing is offered that needs ADMIN, and
 * searching is tried.
 */
export async function readCapabilities(
  client: ConsoleClient,
  identity: Identity,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  try {
    const { body } = await client.call('currentRole', {
      identity,
      signal,
      schema: rolesSchema,
      query: { current_user_role: 'true', fields: 'name,capabilities(name)' },
    });
    const [role] = body;
    return role?.capabilities?.map(({ name }) => name) ?? null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-allowed') return null;
    throw error;
  }
}
