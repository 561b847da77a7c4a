/** A search that the app has created and that QRadar may still have. `user`: who may delete it; `null` is not known. */
export type OpenSearch = {
  readonly id: string;
  readonly user: string | null;
  /** Epoch ms. */
  readonly createdMs: number;
};

/**
 * The searches of the app that QRadar may still have, remembered beyond the process: from their creation until they are
 * deleted. Nothing throws: what cannot be written is reported, because no run should end for it.
 */
export type OpenSearches = {
  readonly add: (search: OpenSearch) => void;
  readonly remove: (id: string) => void;
  /** Oldest first. */
  readonly all: () => readonly OpenSearch[];
};
