import type { Finding } from '../../contract/finding.ts';
import type { Steps } from './steps.ts';

/** Takes findings in the order of their rank, worst first, each once. Synchronous: what it is given is not kept alive. */
export type FindingSink = { readonly push: (finding: Finding) => void };

/** Some findings in a row, the first of them number `offset`. */
export type FindingRange = { readonly offset: number; readonly limit: number };

/**
 * What one judgement found, kept outside the heap until it is dropped. Findings are numbered from 0 in the order in
 * which they were pushed. Everything is synchronous; after `drop` every method throws a `RangeError`.
 */
export type KeptFindings = {
  readonly count: number;
  /** The finding of that id, or `null`. */
  readonly find: (id: string) => Finding | null;
  /** All findings in their order, some at a time in memory. */
  readonly all: () => Iterable<Finding>;
  /**
   * The findings as they were written: JSON texts of single findings, in their order, some at a time in memory. Of a range
   * those numbered `offset` to `offset + limit - 1`, fewer at the end.
   */
  readonly texts: (range?: FindingRange) => Iterable<string>;
  /** Ids of the findings, each once, some at a time in memory; the same order whatever the judgement. */
  readonly ids: () => Iterable<string>;
  readonly drop: () => void;
};

/** Where results of judgements are kept. Empty at the start of the app: results do not outlive the process. */
export type ResultStore = {
  /**
   * Calls `judge` once with a sink, and keeps what it pushed. Where `judge` throws, or the steps are given up, nothing is kept and
   * the error is thrown on; `findings-not-kept` is thrown where there is no space. What was kept before stays, and can be
   * read and dropped between the steps.
   */
  readonly keep: <T>(judge: (sink: FindingSink) => Steps<T>) => Steps<{
    readonly kept: KeptFindings;
    readonly judged: T;
  }>;
  /** Drops everything and closes. */
  readonly close: () => void;
};
