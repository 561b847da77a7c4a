import type { ImportKind } from './import-kind.ts';

/** Lines that are wrong for one reason: how many, and the first. */
export type RejectedFor = {
  readonly reason: string;
  readonly lines: number;
  readonly first: number;
};

/**
 * What came of a file. `rejected` holds the first 100 wrong lines in the order of the file, `reasons` the commonest
 * reasons, `counts.rejected` counts all. `notes` says what was not taken as it stood, with how many records.
 * `counts.ignored` names fields that were there and are not stored (values that a console computes, and custom
 * properties of flows). Times are epoch ms as stored, `null` when nothing was. `problem` says why nothing of the file
 * was imported; `kind` is then null if it was not even recognised.
 */
export type ImportResult = {
  readonly file: string;
  readonly kind: ImportKind | null;
  readonly problem: string | null;
  readonly loaded: number;
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
  readonly reasons: readonly RejectedFor[];
  readonly notes: readonly { readonly note: string; readonly records: number }[];
  readonly counts: {
    readonly events: number;
    readonly flows: number;
    readonly rejected: number;
    readonly newProperties: readonly string[];
    readonly ignored: readonly string[];
  };
  readonly firstMs: number | null;
  readonly lastMs: number | null;
};

/** The result of a file of which nothing was imported. */
export function refusedFile(file: string, problem: string): ImportResult {
  return {
    file,
    kind: null,
    problem,
    loaded: 0,
    rejected: [],
    reasons: [],
    notes: [],
    counts: { events: 0, flows: 0, rejected: 0, newProperties: [], ignored: [] },
    firstMs: null,
    lastMs: null,
  };
}
