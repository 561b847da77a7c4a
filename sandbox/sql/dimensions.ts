/**
 * What a console knows besides events and flows. The language looks names up here, the REST API
 * serves it, the scenarios fill it. Field names follow the REST API where it has a name for the
 * thing, in camel case; times are epoch milliseconds, 0 = never where the API answers 0.
 */
export type Dimensions = {
  readonly logSources: readonly LogSource[];
  readonly logSourceTypes: readonly LogSourceType[];
  readonly logSourceGroups: readonly LogSourceGroup[];
  readonly highLevelCategories: readonly HighLevelCategory[];
  readonly lowLevelCategories: readonly LowLevelCategory[];
  readonly qidRecords: readonly QidRecord[];
  readonly domains: readonly Domain[];
  readonly networks: readonly Network[];
  readonly locations: readonly Location[];
  readonly assets: readonly Asset[];
  readonly offenses: readonly Offense[];
  readonly offenseTypes: readonly OffenseType[];
  readonly rules: readonly Rule[];
  readonly applications: readonly Application[];
  readonly protocols: readonly Protocol[];
  readonly referenceSets: readonly ReferenceSet[];
};

/** A console that knows nothing yet: the start of every set of dimensions. */
export const emptyDimensions: Dimensions = {
  logSources: [],
  logSourceTypes: [],
  logSourceGroups: [],
  highLevelCategories: [],
  lowLevelCategories: [],
  qidRecords: [],
  domains: [],
  networks: [],
  locations: [],
  assets: [],
  offenses: [],
  offenseTypes: [],
  rules: [],
  applications: [],
  protocols: [],
  referenceSets: [],
};

/** config-event_sources-log_source_management-log_sources. */
export type LogSource = {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly typeId: number;
  readonly groupIds: readonly number[];
  readonly enabled: boolean;
  readonly status: LogSourceStatus;
  readonly statusMessages: readonly { readonly severity: string; readonly text: string }[];
  /** 0 for a source that never sent, as captured consoles answer (docs/qradar-facts.md#log-source-status). */
  readonly lastEventTimeMs: number;
  readonly averageEps: number;
  readonly coalesceEvents: boolean;
  readonly credibility: number;
  readonly sendingIp: string | null;
  readonly autoDiscovered: boolean;
  readonly creationMs: number;
  readonly modifiedMs: number;
};

/** Values of `status.status` of a log source. */
export type LogSourceStatus = 'SUCCESS' | 'WARN' | 'ERROR' | 'NA' | 'DISABLED';

/** config-event_sources-log_source_management-log_source_types; its id is the `devicetype` of events. */
export type LogSourceType = {
  readonly id: number;
  readonly name: string;
  readonly custom: boolean;
  readonly internal: boolean;
};

/** config-event_sources-log_source_management-log_source_groups. */
export type LogSourceGroup = {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly parentId: number | null;
};

/** data_classification-high_level_categories. */
export type HighLevelCategory = {
  readonly id: number;
  readonly name: string;
  readonly description: string;
};

/** data_classification-low_level_categories; its id is the `category` of events and flows. */
export type LowLevelCategory = {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly severity: number;
  readonly highLevelCategoryId: number;
};

/** data_classification-qid_records: `id` is the row, `qid` the number on events, `eventId` the log source's own, which the API does not show. */
export type QidRecord = {
  readonly id: number;
  readonly qid: number;
  readonly name: string;
  readonly description: string;
  readonly severity: number;
  readonly lowLevelCategoryId: number;
  readonly eventId?: string;
};

/** config-domain_management-domains; id 0 is the default domain. */
export type Domain = {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly tenantId: number | null;
  readonly deleted: boolean;
};

/** config-network_hierarchy-networks. */
export type Network = {
  readonly id: number;
  /** Dotted path, `Internal.Servers`. */
  readonly group: string;
  readonly name: string;
  readonly cidr: string;
  readonly description: string;
  readonly domainId: number;
  readonly countryCode: string | null;
};

/** services-geolocations: where the addresses of a block are. */
export type Location = {
  readonly cidr: string;
  /** ISO 3166, two letters. */
  readonly countryCode: string;
  readonly country: string;
};

/** asset_model-assets, flattened to what the stand-in uses; users, newest first. */
export type Asset = {
  readonly id: number;
  readonly domainId: number;
  readonly hostnames: readonly string[];
  /** IPv4 or IPv6 text. */
  readonly ips: readonly string[];
  readonly macAddress: string | null;
  readonly users: readonly string[];
  readonly operatingSystem: string | null;
  readonly riskScore: number;
  readonly vulnerabilityCount: number;
};

/** The properties of an asset that have a value, under the names of asset_model-properties. */
export function assetProperties(
  asset: Asset,
): readonly { readonly name: string; readonly value: string }[] {
  const all = [
    { name: 'Unified Name', value: asset.hostnames[0] ?? null },
    { name: 'Operating System', value: asset.operatingSystem },
  ];
  return all.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
}

/**
 * siem-offenses. The stand-in has no rule engine: an event or flow belongs to the offense when it
 * lies between `startMs` and `lastUpdatedMs`, in the offense's domain, and carries
 * `offenseSource` (`offense-match.ts`).
 */
export type Offense = {
  readonly id: number;
  readonly description: string;
  readonly status: 'OPEN' | 'HIDDEN' | 'CLOSED';
  readonly offenseTypeId: number;
  /** The indexed value: an address or a user name, as `offenseTypeId` says. */
  readonly offenseSource: string;
  readonly sourceIps: readonly string[];
  readonly localDestinationIps: readonly string[];
  readonly sourceNetwork: string;
  readonly destinationNetworks: readonly string[];
  readonly domainId: number;
  readonly magnitude: number;
  readonly severity: number;
  readonly credibility: number;
  readonly relevance: number;
  readonly startMs: number;
  /** Time of the last contributing event. */
  readonly lastUpdatedMs: number;
  readonly eventCount: number;
  readonly flowCount: number;
  readonly usernameCount: number;
  readonly remoteDestinationCount: number;
  /** Names of low-level categories. */
  readonly categories: readonly string[];
  readonly ruleIds: readonly number[];
  readonly logSourceIds: readonly number[];
  readonly assignedTo: string | null;
  readonly inactive: boolean;
  readonly protected: boolean;
  readonly followUp: boolean;
  /** How it was closed; left out while it is not. */
  readonly closed?: { readonly by: string; readonly reasonId: number; readonly atMs: number };
};

/** siem-offense_types-GET. `propertyName` says what `offenseSource` is. */
export type OffenseType = {
  readonly id: number;
  readonly name: string;
  /** `sourceIP`, `destinationIP`, `userName`; others are listed but match no event. */
  readonly propertyName: string;
  readonly databaseType: 'COMMON' | 'EVENTS' | 'FLOWS';
  readonly custom: boolean;
};

/** analytics-rules. */
export type Rule = {
  readonly id: number;
  readonly name: string;
  readonly type: 'EVENT' | 'FLOW' | 'COMMON' | 'OFFENSE';
  readonly enabled: boolean;
  readonly owner: string;
  readonly origin: 'SYSTEM' | 'OVERRIDE' | 'USER';
  readonly creationMs: number;
  readonly modifiedMs: number;
};

/** A flow application; its id is `applicationid` of flows. */
export type Application = { readonly id: number; readonly name: string };

/** An IP protocol; ids are IANA's. */
export type Protocol = { readonly id: number; readonly name: string };

/** reference_data_collections-sets with its entries. */
export type ReferenceSet = {
  readonly id: number;
  readonly name: string;
  readonly entryType: 'ALN' | 'ALNIC' | 'NUM' | 'IP' | 'PORT' | 'DATE' | 'CIDR';
  readonly namespace: 'SHARED' | 'TENANT' | 'PRIVATE';
  readonly description: string;
  readonly expiryType: 'NO_EXPIRY' | 'FIRST_SEEN' | 'LAST_SEEN';
  readonly timeToLiveSeconds: number | null;
  /** What is logged when entries expire; `LOG_NONE` when left out. */
  readonly expiredLogOption?: 'LOG_NONE' | 'LOG_EACH' | 'LOG_BATCH';
  readonly creationMs: number;
  readonly entries: readonly ReferenceSetEntry[];
};

/** Epoch ms at which an entry expires, by its set's rule; null for never. */
export function expiryMs(
  set: Omit<ReferenceSet, 'entries'>,
  entry: ReferenceSetEntry,
): number | null {
  if (set.timeToLiveSeconds === null || set.expiryType === 'NO_EXPIRY') return null;
  const fromMs = set.expiryType === 'FIRST_SEEN' ? entry.firstSeenMs : entry.lastSeenMs;
  return fromMs + set.timeToLiveSeconds * 1000;
}

/** reference_data_collections-set_entries; `value` is text for every entry type. */
export type ReferenceSetEntry = {
  readonly id: number;
  readonly value: string;
  readonly source: string;
  readonly notes: string | null;
  readonly domainId: number | null;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
};
