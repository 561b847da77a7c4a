import type { AddressContext, Hosts } from '../../contract/details.ts';
import type { Language } from '../../contract/languages.ts';
import type { SentQuery, WaitingForConsole } from '../../contract/run.ts';
import type { Proposals } from '../../contract/session.ts';
import type { ConsoleFacts } from './console-facts.ts';
import type { DetectionPorts } from './detection.ts';
import type { ReferenceSets } from './reference-sets.ts';
import type { Identity } from './identity.ts';
import type { HeldSearch } from './search.ts';
import type { Surroundings } from './surroundings.ts';

export type { Identity };

/**
 * Who a session is. `scope` is equal for sessions that QRadar shows the same data, another one when the rights of a session
 * change, and one of its own for a session of which the console does not say; it holds no token. The two flags are
 * for what the tab offers; QRadar decides on every call.
 */
export type Who = {
  readonly user: string;
  /** That of the account's locale. */
  readonly language: Language;
  readonly scope: string;
  /** Whether other sessions can have that scope; not so where the console does not tell the session's rights. */
  readonly isScopeShared: boolean;
  /** Ids of the domains that QRadar shows the session, ascending; `null` where it does not tell. */
  readonly domainIds: readonly number[] | null;
  readonly canSearch: boolean;
  readonly canAdminister: boolean;
};

/** Whom an offense speaks of; several values are alternatives. */
export type OffenseSubject = {
  readonly field: 'address' | 'source' | 'user';
  readonly values: readonly [string, ...string[]];
};

/** What the HTTP side asks of the console; each call acts as the identity it is given. Throws an `AppError`. */
export type ConsoleAccess = {
  readonly who: (identity: Identity, signal: AbortSignal) => Promise<Who>;
  readonly about: (
    identity: Identity,
    signal: AbortSignal,
  ) => Promise<{ readonly release: string; readonly apiVersion: string }>;
  /**
   * For one run, which goes on asking through an outage of the console for as long as a run may take. `onWaiting` is told
   * when it begins to wait, what for, and with `null` that the console answers again.
   */
  readonly portsFor: (
    identity: Identity,
    onWaiting: (waiting: WaitingForConsole | null) => void,
  ) => DetectionPorts;
  readonly factsFor: (identity: Identity) => ConsoleFacts;
  readonly surroundingsFor: (identity: Identity) => Surroundings;
  readonly holdSearch: (identity: Identity, query: SentQuery) => Promise<HeldSearch>;
  readonly addressContext: (
    identity: Identity,
    seen: { readonly address: string; readonly domainId: number },
    signal: AbortSignal,
  ) => Promise<AddressContext>;
  readonly hosts: (
    identity: Identity,
    seen: { readonly addresses: readonly string[]; readonly domainId: number },
    signal: AbortSignal,
  ) => Promise<Hosts>;
  readonly publicBlocks: (
    identity: Identity,
    signal: AbortSignal,
  ) => Promise<Proposals['ownPublicBlocks']>;
  /**
   * Posts a note to an offense of that source, as the user. Throws `offense-not-found` where the address is no source of it,
   * `offense-note-refused`, `offense-closed`.
   */
  readonly addOffenseNote: (
    identity: Identity,
    seen: { readonly address: string; readonly domainId: number },
    note: { readonly offense: number; readonly text: string },
    signal: AbortSignal,
  ) => Promise<{ readonly id: number; readonly atMs: number }>;
  readonly referenceSets: ReferenceSets;
  /** `null` where the offense names neither address nor user. */
  readonly offenseSubject: (
    identity: Identity,
    offenseId: number,
    signal: AbortSignal,
  ) => Promise<OffenseSubject | null>;
  /** Searches of the app: deleted since the start, left in QRadar for now, being deleted. */
  readonly deletions: () => {
    readonly deleted: number;
    readonly failed: number;
    readonly pending: number;
  };
  /** Waits until nothing is being deleted. */
  readonly drained: () => Promise<void>;
};
