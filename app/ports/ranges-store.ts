/** Ranges of one service, by the tag of its publisher: CIDR blocks in their one spelling. */
export type RangeTag = { readonly tag: string; readonly prefixes: readonly string[] };

/** Published ranges as an administrator imported them. */
export type ImportedRanges = {
  readonly tags: readonly RangeTag[];
  /** The publisher's own; `null` where the file has none. */
  readonly changeNumber: number | null;
  readonly importedMs: number;
  readonly importedBy: string;
};

/** The ranges imported last. `write` throws `allowlist-not-saved`, both `store-newer`. */
export type RangesStore = {
  readonly read: () => ImportedRanges | null;
  readonly write: (ranges: ImportedRanges) => void;
};
