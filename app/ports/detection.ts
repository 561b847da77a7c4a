import type { ConsoleFacts } from './console-facts.ts';
import type { ReadAllowed } from './allowlist.ts';
import type { EventSearch } from './search.ts';

/** Everything the core needs from the outside. */
export type DetectionPorts = {
  readonly search: EventSearch;
  readonly facts: ConsoleFacts;
  /** Nothing is allowed if left out. */
  readonly allowed?: ReadAllowed;
};
