/** Profiles in the order they are offered. */
export const profiles = ['corrected', 'source'] as const;

/** Time ranges by name, in minutes back from the current full minute. */
export const rangeMinutes = { '1h': 60, '6h': 360, '24h': 1440, '7d': 10_080 } as const;
export type NamedRange = keyof typeof rangeMinutes;

export const bytesFilters = ['any', 'known', 'unknown'] as const;
/** Whether sent bytes are known for a finding. */
export type BytesFilter = (typeof bytesFilters)[number];

/** What becomes of closed findings on the page. */
export const closedChoices = ['hidden', 'shown', 'only'] as const;
export type ClosedChoice = (typeof closedChoices)[number];
export const layouts = ['cards', 'table'] as const;
export type Layout = (typeof layouts)[number];

export const scopeFields = ['source', 'destination', 'user'] as const;
/** Fields that a pivot can narrow the page to, or leave out. */
export type ScopeField = (typeof scopeFields)[number];

/** What findings can be sorted by; the table offers all twelve of its columns. */
export const sortKeys = [
  'risk',
  'sent',
  'received',
  'connections',
  'lastSeen',
  'firstSeen',
  'source',
  'destination',
  'port',
  'user',
  'protocol',
  'logSource',
] as const;
export type SortKey = (typeof sortKeys)[number];

/** The sorts that mean something for a card, which holds several findings. */
export const cardSortKeys = [
  'risk',
  'sent',
  'received',
  'connections',
  'lastSeen',
  'firstSeen',
  'source',
] as const satisfies readonly SortKey[];
