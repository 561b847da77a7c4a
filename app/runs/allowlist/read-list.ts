import type { AllowState } from '../../../contract/allowlist.ts';
import type { Drift } from '../../../contract/drift.ts';
import type { KeptEntry } from '../../ports/allow-ledger.ts';
import type { ReferenceSet } from '../../ports/reference-sets.ts';

/** An entry as a session finds it: what the app knows of it, and its element, `null` where its set does not have it. */
export type ReadEntry = {
  readonly kept: KeptEntry;
  readonly elementId: number | null;
  readonly state: AllowState;
};

/** The allowlist as a session finds it. */
export type ReadList = {
  /** In force, suspended, missing, or over for 30 days at most; newest first. */
  readonly entries: readonly ReadEntry[];
  readonly sets: readonly ReferenceSet[];
  readonly drift: readonly Drift[];
};

/** Reference sets with what the app knows put beside their elements. */
export type Merged = {
  readonly list: readonly ReadEntry[];
  /** Made outside of the app since it was last read. */
  readonly added: readonly KeptEntry[];
  /** Values that name nothing, by set. */
  readonly unreadable: ReadonlyMap<string, readonly string[]>;
};
