import type { TriageSubject } from '../../contract/triage.ts';

export const signalChanges = ['true-positive', 'new-high'] as const;
/** Why something is told to QRadar: a finding was closed as true positive, or one is HIGH that never was. */
export type SignalChange = (typeof signalChanges)[number];

/** What is told about one finding. `by` and `note`: of the decision; `null` and empty where a run has found it. Epoch ms. */
export type Signal = {
  readonly change: SignalChange;
  readonly finding: string;
  readonly subject: TriageSubject;
  readonly atMs: number;
  readonly by: string | null;
  readonly note: string;
};

/** A signal that waits, under the number that says its place. */
export type WaitingSignal = Signal & { readonly number: number };

/** Signals that wait to be sent, in the app's store: they survive a restart. Synchronous. Methods throw what the store throws. */
export type SignalQueue = {
  /** The oldest that wait. */
  readonly waiting: (limit: number) => readonly WaitingSignal[];
  /** Notes that these were sent then, epoch ms. */
  readonly sent: (numbers: readonly number[], atMs: number) => void;
  /** How many wait, and how many were left out because the queue was full, since it was made. */
  readonly counts: () => { readonly waiting: number; readonly leftOut: number };
};

/** Where a syslog receiver listens. */
export type Receiver = { readonly host: string; readonly port: number };

/**
 * Sends lines by syslog over TCP, each ended by a line feed; resolves when the receiver has taken all of them and closed the
 * connection. Rejects where it could not be reached or broke off: then some may have arrived.
 */
export type SendLines = (
  to: Receiver,
  lines: readonly string[],
  signal: AbortSignal,
) => Promise<void>;
