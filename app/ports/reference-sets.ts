import type { Identity } from './identity.ts';

/** An element of a reference set. `domainId` `null`: of every domain. */
export type ReferenceEntry = {
  readonly id: number;
  readonly value: string;
  readonly source: string;
  readonly notes: string;
  readonly domainId: number | null;
  /** Epoch ms; `null` where the console does not say. */
  readonly firstSeenMs: number | null;
};

/** A reference set with its elements. Type and namespace are QRadar's words. */
export type ReferenceSet = {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly namespace: string;
  /** Seconds after which elements go by themselves; `null`: they stay. */
  readonly timeToLiveS: number | null;
  readonly entries: readonly ReferenceEntry[];
};

export type NewReferenceSet = {
  readonly name: string;
  readonly type: string;
  readonly description: string;
};

export type NewReferenceEntry = Pick<ReferenceEntry, 'value' | 'source' | 'notes' | 'domainId'>;

/**
 * Reference sets of the console, each call as the identity it is given. What writes throws `allowlist-not-permitted` without the
 * right, and `allowlist-entry-refused` for what a set does not take.
 */
export type ReferenceSets = {
  /** Of these names those that there are. Throws `not-allowed` where the session may not read them. */
  readonly read: (
    identity: Identity,
    names: readonly string[],
    signal: AbortSignal,
  ) => Promise<readonly ReferenceSet[]>;
  /** Makes a shared set without a time to live, or answers the id of the one of that name. */
  readonly create: (
    identity: Identity,
    set: NewReferenceSet,
    signal: AbortSignal,
  ) => Promise<number>;
  /** Adds an element, or refreshes the one of that value. */
  readonly add: (
    identity: Identity,
    setId: number,
    entry: NewReferenceEntry,
    signal: AbortSignal,
  ) => Promise<void>;
  /** Removes an element; one that is gone is removed. */
  readonly remove: (identity: Identity, entryId: number, signal: AbortSignal) => Promise<void>;
};
