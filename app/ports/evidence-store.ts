import type { Steps } from './steps.ts';

/** Texts kept outside of the heap until they are dropped. */
export type KeptLines = {
  readonly count: number;
  /** In their order, some at a time in memory. Throws a `RangeError` after `drop`. */
  readonly lines: () => Iterable<string>;
  readonly drop: () => void;
};

/** Where evidence of runs is kept as it is written, as long as the process lives. */
export type EvidenceStore = {
  /**
   * Keeps texts without line breaks. Answers `null` where there are more than `most`, or no space for them; then nothing is kept. Where the
   * steps are given up, or the texts throw, nothing is kept either.
   */
  readonly keep: (lines: Iterable<string>, most: number) => Steps<KeptLines | null>;
  /** Drops everything and closes. */
  readonly close: () => void;
};
