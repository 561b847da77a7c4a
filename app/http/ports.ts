import type { AuditPage } from '../../contract/audit.ts';
import type { AddressContext } from '../../contract/investigation.ts';
import type { Language } from '../../contract/languages.ts';
import type { SentQuery } from '../../contract/run.ts';
import type { Proposals, Settings, SettingsNotice } from '../../contract/session.ts';
import type { ConsoleFacts, DetectionPorts } from '../detection/ports.ts';

/** The two values of a console session, as the proxy forwarded them. Secrets: never logged or stored. */
export type Identity = { readonly sec: string; readonly csrf: string | null };

/** Who a session is; sessions of equal `scope` see the same data in QRadar. */
export type Who = {
  readonly user: string;
  readonly language: Language;
  readonly scope: string;
  readonly canSearch: boolean;
  readonly canAdminister: boolean;
};

/** A search kept in QRadar while its pages are looked at. Methods throw an `AppError`. */
export type HeldSearch = {
  /** Answers when the search is over, at the latest after `waitMs`. */
  readonly progress: (
    waitMs: number,
    signal: AbortSignal,
  ) => Promise<{ readonly done: boolean; readonly percent: number; readonly rows: number }>;
  readonly page: (
    range: { readonly offset: number; readonly limit: number },
    signal: AbortSignal,
  ) => Promise<readonly unknown[]>;
  readonly close: () => void;
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
  readonly portsFor: (identity: Identity) => DetectionPorts;
  readonly factsFor: (identity: Identity) => ConsoleFacts;
  readonly holdSearch: (identity: Identity, query: SentQuery) => Promise<HeldSearch>;
  readonly addressContext: (
    identity: Identity,
    seen: { readonly address: string; readonly domainId: number },
    signal: AbortSignal,
  ) => Promise<AddressContext>;
  readonly publicBlocks: (
    identity: Identity,
    signal: AbortSignal,
  ) => Promise<Proposals['ownPublicBlocks']>;
  /** `null` where the offense names neither address nor user. */
  readonly offenseSubject: (
    identity: Identity,
    offenseId: number,
    signal: AbortSignal,
  ) => Promise<OffenseSubject | null>;
  /** Searches given back since the start: deleted, left to expire in QRadar, being deleted. */
  readonly deletions: () => {
    readonly deleted: number;
    readonly failed: number;
    readonly pending: number;
  };
  /** Waits until nothing is being deleted. */
  readonly drained: () => Promise<void>;
};

/**
 * The app's settings and who changed them. `notice`: what the page has to say of them, `null` for nothing. Throws `store-newer` throughout, `settings-not-saved` from `write`.
 */
export type SettingsStore = {
  readonly read: () => Promise<{
    readonly settings: Settings;
    readonly notice: SettingsNotice | null;
  }>;
  readonly write: (settings: Settings, user: string) => Promise<void>;
  /** At most `limit` changes older than the entry `before`; `null` begins with the newest. */
  readonly audit: (page: {
    readonly before: number | null;
    readonly limit: number;
  }) => Promise<AuditPage>;
};
