import type { AllowSubject, Behaviour, BehaviourChange } from '../../contract/allowlist.ts';
import type { Drift } from '../../contract/drift.ts';

/** An entry of the allowlist as the judgement sees it. */
export type AllowedEntry = {
  readonly id: string;
  /** In its one spelling. */
  readonly subject: AllowSubject;
  /** `false`: suspended or over. It hides nothing, and what it would hide is marked. */
  readonly isInForce: boolean;
  /** What it was made for, as far as sessions of this scope saw it; `null`: not known. */
  readonly madeFor: Behaviour | null;
};

/** What became of an entry in a judgement. */
export type EntryUse = {
  readonly id: string;
  /** What it named, whether it hid it or not; `null`: nothing. */
  readonly behaviour: Behaviour | null;
  /** Whether it hid that; a suspended one, or one that suspended itself, did not. */
  readonly hid: boolean;
  /** What it was held to: that of the entry. */
  readonly madeFor: Behaviour | null;
  /** Of the last record that it named, epoch ms; `null`: none. */
  readonly lastMs: number | null;
  /** Why it suspended itself in this judgement; empty where it did not. */
  readonly changes: readonly BehaviourChange[];
};

/** The allowlist as a session sees it at one moment. */
export type AllowedNow = {
  readonly entries: readonly AllowedEntry[];
  readonly drift: readonly Drift[];
};

/** What a run asks of the allowlist. Never rejects but with `cancelled` and `not-signed-in`: what cannot be read allows nothing. */
export type ReadAllowed = (signal: AbortSignal) => Promise<AllowedNow>;
