import type { MappedHosts } from '../rows/mapped-hosts.ts';
import type { PlannedSearch } from '../searching/planned-search.ts';

/** What a profile searches first. */
export type ProfileSearches = {
  readonly searches: readonly PlannedSearch[];
  /** Once those have ended: what to ask of what their limits cut off. */
  readonly whatWasCut: () => MoreSearches;
  /** Hosts that rows so far had in IPv6 form. */
  readonly mappedHosts: MappedHosts;
  /** Category names that the profile asks for and the console does not have. */
  readonly missingCategories: readonly string[];
};

/** Further searches, none if nothing was cut off. */
export type MoreSearches = {
  readonly searches: readonly PlannedSearch[];
  /** Once they have ended: bytes that pairs, by their number, have beside what is known of them, at least. */
  readonly hints: ReadonlyMap<number, number>;
};
