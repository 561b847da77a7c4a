import * as z from 'zod/mini';

/** Highest first: the order in which a card shows its findings. */
export const risks = ['HIGH', 'MEDIUM', 'LOW'] as const;
export const riskSchema = z.enum(risks);
/** Rating of a finding by bytes sent to the outside; see `app/detection/judging/risk.ts` for the table. */
export type Risk = z.infer<typeof riskSchema>;

export const transferStates = ['moving', 'established', 'unknown', 'attempt'] as const;
export const transferStateSchema = z.enum(transferStates);
/**
 * How far the connections of a finding got, best evidence wins.
 * `attempt`: a counter says that nothing was sent or that nothing came back; `unknown`: allowed or opened, and
 * nothing that was logged tells whether it was answered; `established`: the far side answered; `moving`: more bytes
 * than a session needs for itself.
 */
export type TransferState = z.infer<typeof transferStateSchema>;

export const protocols = ['FTP', 'FTPS', 'SMB', 'TFTP', 'SSH', 'OTHER'] as const;
export const protocolSchema = z.enum(protocols);
/** Protocol by port *and* transport; `SSH` only where its port pack is on; `OTHER` is a file-transfer port on the wrong transport (69/tcp). */
export type Protocol = z.infer<typeof protocolSchema>;

export const profileSchema = z.enum(['corrected', 'source']);
/** `source` is the analysts' query made valid; `corrected` is right where that query is wrong. */
export type Profile = z.infer<typeof profileSchema>;

/**
 * Bytes of one direction.
 * `bytes` sums the counters that can be true; `knownConnections` says for how many connections one was
 * there; `lowerBound` is set when coalesced records make the sum too small.
 * `null` in a finding means: no record carried this counter.
 */
export const volumeSchema = z.object({
  bytes: z.number(),
  knownConnections: z.number(),
  lowerBound: z.boolean(),
});
export type Volume = z.infer<typeof volumeSchema>;

export const channelModes = ['passive', 'active', 'ftps-data', 'tftp'] as const;
export const channelModeSchema = z.enum(channelModes);
/**
 * How a data connection was opened. `passive`: by the client; `active`: by the server; `ftps-data`: on port
 * 989, by either; `tftp`: the answer to a TFTP request, from a new port (RFC 959, RFC 2428, RFC 4217, RFC 1350).
 */
export type ChannelMode = z.infer<typeof channelModeSchema>;

export const channelConfidences = ['announced', 'port', 'time'] as const;
export const channelConfidenceSchema = z.enum(channelConfidences);
/**
 * What joins a data connection to its control session, surest first. `announced`: a sensor read the port in
 * the session; `port`: a port that the protocol reserves for data; `time`: only that both ran at once.
 */
export type ChannelConfidence = z.infer<typeof channelConfidenceSchema>;

/**
 * Names that a sensor read, most often first, not all of them; control characters are replaced, and a long
 * name keeps its end. `distinct`: how many there are, at least as many where `isComplete` is not set.
 */
export const namesReadSchema = z.object({
  names: z.array(z.object({ name: z.string(), times: z.number() })),
  distinct: z.number(),
  isComplete: z.boolean(),
});
export type NamesRead = z.infer<typeof namesReadSchema>;

/** What sensors read in control sessions: at most 10 commands and 20 files. */
export const ftpLogSchema = z.object({ commands: namesReadSchema, files: namesReadSchema });
export type FtpLog = z.infer<typeof ftpLogSchema>;

/**
 * The data connections that were joined to the control sessions of a finding, apart from its own counters.
 * Bytes are the client's: `sent` is the upload, whichever end opened the connection. `counted`: the rating adds
 * them to the bytes of the control sessions. `doubted` fit a session, but their port is used without one as
 * well, or all ports announced in the session are others, or they are outside of every session, on a port of its
 * data; they are in no other number, `doubtedBytes` are those of both directions. Of `assumedSessions` only one end
 * is logged. Of a finding of several pairs these are sums over its pairs, and the least sure confidence.
 */
export const dataChannelSchema = z.object({
  sent: z.nullable(volumeSchema),
  received: z.nullable(volumeSchema),
  /** One counter for both directions; never rates. */
  total: z.nullable(volumeSchema),
  connections: z.number(),
  /** Who reported the connections, doubted ones too: one each, or both of each. */
  origins: z.array(z.enum(['events', 'flows'])),
  modes: z.array(channelModeSchema),
  /** Lowest and highest port that was listened on. */
  ports: z.nullable(z.object({ from: z.number(), to: z.number() })),
  /** The least sure of those joined; `null` where none is. */
  confidence: z.nullable(channelConfidenceSchema),
  doubted: z.number(),
  doubtedBytes: z.number(),
  sessions: z.number(),
  assumedSessions: z.number(),
  /** Not all records could be read, so there may be more. */
  partial: z.boolean(),
  counted: z.boolean(),
  /** `null` where no sensor's log told of commands or files. */
  ftpLog: z.nullable(ftpLogSchema),
});
export type DataChannel = z.infer<typeof dataChannelSchema>;

/** A run's window is cut into so many equal parts, in which activity is counted; the first begins with the window. */
export const activityParts = 96;

/** What a finding did in one part of the window. `sentBytes` as rated, data channel included; `null`: not known. */
export const activityPartSchema = z.object({
  part: z.number(),
  connections: z.number(),
  sentBytes: z.nullable(z.number()),
});
export type ActivityPart = z.infer<typeof activityPartSchema>;

/**
 * How evenly the connections of a finding follow each other. `skew` and `dispersion` score the intervals between
 * their begins from 0 (uneven) to 1 (even), `score` is their mean; `medianMs` is the middle interval, `spreadMs` the
 * median distance from it. Statistic and its source: `app/detection/connections/regularity.ts`.
 */
export const regularitySchema = z.object({
  score: z.number(),
  skew: z.number(),
  dispersion: z.number(),
  medianMs: z.number(),
  spreadMs: z.number(),
  intervals: z.number(),
});
export type Regularity = z.infer<typeof regularitySchema>;

/**
 * How alike the transfers of a finding are in bytes sent, over those whose bytes are known: data connections where they
 * are counted and known, else the connections themselves. `deviationPercent`: standard deviation as a share of the mean.
 */
export const transferSizesSchema = z.object({
  transfers: z.number(),
  meanBytes: z.number(),
  deviationPercent: z.number(),
});
export type TransferSizes = z.infer<typeof transferSizesSchema>;

export const reasonCodes = [
  /** More connections than the count threshold. value: connections. */
  'connections-above-threshold',
  /** Not above the count threshold, but more bytes sent than the MEDIUM threshold. value: bytes. */
  'volume-without-count',
  /** Not above the count threshold, but more bytes of both directions together than the MEDIUM threshold. value: bytes. */
  'total-without-count',
  /** More bytes received than the MEDIUM threshold; they never rate, but may be tools (T1105). value: bytes. */
  'download',
  /** One source, many destinations, each below the count threshold. value: destinations. */
  'fan-out',
  /** One source, few destinations or ports, each below every threshold, which together got more than the MEDIUM one. value: bytes. */
  'pooled-volume',
  /** One source, several ports, none of which shows enough by itself. value: ports, each transport of a number is one. */
  'several-ports',
  /** Of a fan-out: more destinations than 95 of 100 sources of the site. value: destinations. */
  'fan-out-stands-out',
  /** Sent bytes above the HIGH threshold. value: bytes. */
  'sent-above-high',
  /** Sent bytes above the MEDIUM threshold. value: bytes. */
  'sent-above-medium',
  /** Sent bytes known and not above the MEDIUM threshold. value: bytes. */
  'sent-below-medium',
  /** No counter for sent bytes on any connection. value: connections without a counter. */
  'sent-unknown',
  /** All connections are attempts, so the risk stays LOW. value: connections. */
  'attempt-only',
  /** Only one total of both directions is known; it never rates as sent. value: bytes. */
  'total-only',
  /** Counters below zero or above what the packets can carry; left out of every sum. value: bytes claimed. */
  'impossible-counter',
  /** One record supplies nearly all of the volume. value: bytes of that record. */
  'single-record-volume',
  /** The bytes sent on joined data connections are rated with those of the control sessions. value: bytes. */
  'data-channel-counted',
  /** … are not, because the setting says so. value: bytes. */
  'data-channel-left-out',
  /** More bytes in doubt than the MEDIUM threshold; they are not rated, but enough for a finding. value: bytes. */
  'data-channel-doubted',
  /** Connections follow each other evenly, as a program's on a timer do. value: score in percent. */
  'regular',
] as const;
export const reasonCodeSchema = z.enum(reasonCodes);
export type ReasonCode = z.infer<typeof reasonCodeSchema>;

export const thresholdSourceSchema = z.enum([
  /** A figure of the source rule (`> 3`, 1 MiB, 10 MiB). */
  'source-rule',
  /** Measured on real data, see docs/detection.md. */
  'measured',
  /** A choice of ours, explained in docs/detection.md. */
  'choice',
  /** Set by an administrator. */
  'setting',
  /** Follows from a standard (RFC 791: no IP packet is larger than 65,535 bytes). */
  'standard',
]);
export type ThresholdSource = z.infer<typeof thresholdSourceSchema>;

/** Why a finding is there or has its risk. The sentence lives in `words/`, by `code`. */
export const reasonSchema = z.object({
  code: reasonCodeSchema,
  value: z.number(),
  unit: z.enum(['bytes', 'connections', 'destinations', 'ports', 'records', 'percent']),
  threshold: z.nullable(z.object({ value: z.number(), source: thresholdSourceSchema })),
  /** How sure the data connections are that the value comes from. */
  confidence: z.optional(channelConfidenceSchema),
});
export type Reason = z.infer<typeof reasonSchema>;

export const correctionCodes = [
  /** `eventcount` was summed; coalescing folded connections into fewer records. */
  'coalesced-counted',
  /** Opened and closed records of the same sessions were counted once. */
  'sessions-counted-once',
  /** Several log sources saw the same traffic; the largest is shown, not the sum. */
  'log-sources-not-added',
  /** Connections without a byte counter are kept. */
  'unknown-bytes-kept',
  /** Attempts never rate above LOW. */
  'attempts-capped',
  /** A counter that cannot be true was left out. */
  'impossible-counter-excluded',
  /** The transport is part of the key, so a port alone does not name the protocol. */
  'transport-in-key',
  /** User names do not split the traffic of a host. */
  'users-not-split',
  /** Destinations, or ports, below the thresholds were pooled per source. */
  'fan-out-pooled',
  /** Volume alone is enough, however few the connections. */
  'volume-counts',
  /** An IPv6 destination, which the source query cannot see. */
  'ipv6-seen',
  /** Bytes on data connections of other ports were joined to their control sessions. */
  'data-channel-joined',
  /** Flows were asked too; a connection that events and flows both saw counts once. */
  'flows-counted',
  /** Superflows fold many connections into one record; their bytes are left out, their count is a least one. */
  'superflows-marked',
] as const;
export const correctionCodeSchema = z.enum(correctionCodes);
/** What the corrected profile did for this finding that the source query would not have done. */
export type CorrectionCode = z.infer<typeof correctionCodeSchema>;

/** A log source and the connections it reported for a finding (QRadar's id and name). */
export const logSourceShareSchema = z.object({
  id: z.number(),
  name: z.string(),
  connections: z.number(),
});
export type LogSourceShare = z.infer<typeof logSourceShareSchema>;

/**
 * A flow source and the connections it reported for a finding. `id` is this app's own, below 0. `superflow`:
 * records of scans and floods, each of which stands for many connections, so `connections` is a least
 * number and no bytes are taken from them.
 */
export const flowSourceShareSchema = z.object({
  id: z.number(),
  /** `flowsource` of QRadar; empty where a flow names none. */
  name: z.string(),
  kind: z.enum(['flow', 'superflow']),
  connections: z.number(),
});
export type FlowSourceShare = z.infer<typeof flowSourceShareSchema>;

/**
 * Who a number comes from: ids of `logSources` (from 0 up) and `flowSources` (below 0), ascending. Of a pair
 * all of them report that same number; of what is pooled each gives a part. Empty where the number is not known.
 */
export const originsSchema = z.object({
  connections: z.array(z.number()),
  sent: z.array(z.number()),
  received: z.array(z.number()),
  total: z.array(z.number()),
});
export type Origins = z.infer<typeof originsSchema>;

/** A port on which a finding has connections. */
export const findingPortSchema = z.object({
  port: z.number(),
  transport: z.nullable(z.string()),
  protocol: protocolSchema,
  connections: z.number(),
});
export type FindingPort = z.infer<typeof findingPortSchema>;

/**
 * One finding: a source and a destination on one port and transport (`pair`); a source and many destinations
 * below the thresholds on one port and transport (`fan-out`, `destination` null); or what a source did on several
 * ports, each below the thresholds (`pooled`). Times are epoch ms, UTC.
 * `id` is the same in every run for the same domain, source, destination, port and transport, as far as the kind
 * has one of each (and user, in the source profile, whose rows are split by user).
 */
export const findingSchema = z.object({
  id: z.string(),
  kind: z.enum(['pair', 'fan-out', 'pooled']),
  domain: z.object({ id: z.number(), name: z.nullable(z.string()) }),
  source: z.string(),
  /** Set where it is one host. */
  destination: z.nullable(z.string()),
  /** Where there are several: most connections first, at most 50; else empty. */
  destinations: z.array(z.object({ address: z.string(), connections: z.number() })),
  destinationCount: z.number(),
  /** Of several ports the one with most bytes sent, rated data channels included, then with most connections, then the lowest. */
  port: z.number(),
  /** `null` in the source profile, which does not ask for it. */
  transport: z.nullable(z.string()),
  protocol: protocolSchema,
  /** The other ports of a `pooled` finding, ascending; else empty. `connections` of the finding has them all. */
  otherPorts: z.array(findingPortSchema),
  /** Distinct, sorted; at most 20, `userCount` has them all. */
  users: z.array(z.string()),
  userCount: z.number(),
  logSources: z.array(logSourceShareSchema),
  flowSources: z.array(flowSourceShareSchema),
  origins: originsSchema,
  connections: z.number(),
  /** Connections that coalescing folded into another record; 0 = counts and bytes are exact. */
  coalesced: z.number(),
  /**
   * Counts and bytes are estimated from groups of records: the connections were not put together from their records,
   * because there are too many of these or of such findings, they were refused, or the run still goes on. Sessions over
   * several firewalls may be missed, sessions reported more than once counted twice. Never so in the source profile.
   */
  estimated: z.boolean(),
  sent: z.nullable(volumeSchema),
  received: z.nullable(volumeSchema),
  /** One counter for both directions, as some firewalls log it. */
  total: z.nullable(volumeSchema),
  /** Of control sessions of FTP, FTPS or TFTP; `null` where no data connection was seen. */
  dataChannel: z.nullable(dataChannelSchema),
  state: transferStateSchema,
  risk: riskSchema,
  reasons: z.array(reasonSchema),
  corrections: z.array(correctionCodeSchema),
  /** Parts of the window with activity, in order; `null` where it is known from groups alone, so not when. */
  activity: z.nullable(z.array(activityPartSchema)),
  /** Of a pair; `null` where it is not known when its connections began, or there are too few to tell. */
  regularity: z.nullable(regularitySchema),
  /** Of a pair; `null` where it is known from groups alone, or of too few transfers. */
  sizes: z.nullable(transferSizesSchema),
  firstSeenMs: z.number(),
  lastSeenMs: z.number(),
  /** Ids of the entries of the allowlist that hide it; only where hidden findings are asked for. */
  allowedBy: z.optional(z.array(z.string())),
  /** Ids of entries that would hide all or a part of it, but are suspended or over. */
  cameBackFrom: z.optional(z.array(z.string())),
});
export type Finding = z.infer<typeof findingSchema>;

/** Denied connections of a source on a port: never a finding, shown beside them. */
export const deniedSchema = z.object({
  domainId: z.number(),
  source: z.string(),
  port: z.number(),
  transport: z.string(),
  connections: z.number(),
  firstSeenMs: z.number(),
  lastSeenMs: z.number(),
});
export type Denied = z.infer<typeof deniedSchema>;
