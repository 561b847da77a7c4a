import type {
  AllowAction,
  AllowSubject,
  Behaviour,
  BehaviourChange,
} from '../../contract/allowlist.ts';

/** What the app knows of an entry beside its reference set. Times are epoch ms. */
export type KeptEntry = {
  readonly id: string;
  /** In its one spelling. */
  readonly subject: AllowSubject;
  readonly setName: string;
  readonly value: string;
  readonly reason: string;
  readonly secondReason: string | null;
  readonly author: string;
  readonly origin: 'app' | 'outside';
  readonly createdMs: number;
  readonly expiresMs: number | null;
  /** Whether its time is over is told from `expiresMs`. */
  readonly state: 'active' | 'suspended' | 'removed';
  readonly endedMs: number | null;
  readonly endedBy: string | null;
  /** Why it suspended itself, and with which rights that was seen. */
  readonly changes: readonly BehaviourChange[];
  readonly seenBy: string | null;
};

/** How an entry does, as a scope sees it; see `AllowHealth`. */
export type KeptHealth = {
  readonly sinceMs: number;
  readonly hits: number;
  readonly lastHitMs: number | null;
  readonly madeFor: Behaviour | null;
  readonly last: Behaviour | null;
};

/** Bytes a day that an entry hid in a week, the most of its runs. */
export type KeptWeek = {
  readonly entry: string;
  readonly weekMs: number;
  readonly bytesADay: number;
};

/** Something done to entries; `isUndone`: it cannot be undone (any more). */
export type KeptAction = {
  readonly id: number;
  readonly atMs: number;
  readonly user: string | null;
  readonly kind: AllowAction['kind'];
  readonly reason: string;
  readonly entries: readonly string[];
  readonly isUndone: boolean;
};

/** What is written together, all of it or nothing. */
export type LedgerChange = {
  /** Added, or put in the place of those with their ids. */
  readonly entries?: readonly KeptEntry[];
  /** Entries of which no scope knows any more what they were made for; before `health`. */
  readonly forgets?: readonly string[];
  readonly health?: {
    readonly scope: string;
    readonly of: ReadonlyMap<string, KeptHealth>;
    readonly weeks: readonly KeptWeek[];
  };
  readonly action?: Omit<KeptAction, 'id' | 'isUndone'> & { readonly canBeUndone: boolean };
  /** The action that is undone by this. */
  readonly undoes?: number;
};

/**
 * The entries of the allowlist as the app knows them, and what was done to them, kept in the app's store. Everything throws
 * `store-newer`.
 */
export type AllowLedger = {
  /** All that were not removed, newest first. */
  readonly entries: () => readonly KeptEntry[];
  /** Removed ones too. */
  readonly find: (id: string) => KeptEntry | null;
  readonly healthOf: (scope: string) => ReadonlyMap<string, KeptHealth>;
  /** Of the last twelve weeks, oldest first. */
  readonly weeksOf: (scope: string, sinceMs: number) => readonly KeptWeek[];
  readonly action: (id: number) => KeptAction | null;
  /** At most `limit` older than `before`, newest first; `null` begins with the newest. */
  readonly actions: (page: { readonly before: number | null; readonly limit: number }) => {
    readonly actions: readonly KeptAction[];
    readonly more: boolean;
  };
  /** Answers the id of the action, `null` where there was none. Throws `allowlist-not-saved`; then nothing has changed. */
  readonly write: (change: LedgerChange) => number | null;
  /** Changes whenever somebody changes what is allowed. */
  readonly version: () => string;
};
