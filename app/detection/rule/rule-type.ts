import type { PortMeaning } from '../../../cards/port-packs.ts';
import type { ThresholdSource } from '../../../contract/finding.ts';

/** A number the rule compares with, and where it comes from. */
export type Threshold = { readonly value: number; readonly source: ThresholdSource };

/**
 * What a record of a category says about its session. `permit`: allowed, nothing about the session;
 * `opened`, `progress`, `closed`: the session itself; `denied`: refused by a device on the way.
 */
export type CategoryPhase = 'permit' | 'opened' | 'progress' | 'closed' | 'denied';

/** Everything the detection compares with or filters by. Bytes, minutes and counts as named. */
export type Rule = {
  readonly ports: readonly PortMeaning[];
  readonly categories: Readonly<Record<CategoryPhase, readonly number[]>>;
  readonly thresholds: {
    /** A pair is a finding above this many connections. */
    readonly connections: Threshold;
    /** Bytes sent above which a finding is MEDIUM, and above which few connections are enough. */
    readonly mediumBytes: Threshold;
    /** Bytes sent above which a finding is HIGH. */
    readonly highBytes: Threshold;
    /** A fan-out has more destinations than this … */
    readonly fanOutDestinations: Threshold;
    /** … and stands out with no fewer than this percentile (0 to 100, nearest rank) of all sources. */
    readonly fanOutPercentile: Threshold;
    /** Bytes a session sends for itself (log-in, commands), per connection. */
    readonly overheadSentBytes: Threshold;
    /** Bytes a session receives for itself, per connection. */
    readonly overheadReceivedBytes: Threshold;
    /** Bytes that TCP sends at most before the far side acknowledges any, per connection. */
    readonly unansweredBytes: Threshold;
    /** Bytes of a packet that carries no data at most: its headers. */
    readonly headerBytes: Threshold;
    /** No packet carries more; a counter above packets times this cannot be true. */
    readonly bytesPerPacket: Threshold;
    /** One record with this share (0 to 1) of a rated volume supplies nearly all of it. */
    readonly singleRecordShare: Threshold;
    /** Connections follow each other evenly above this score (percent of the statistic of connections/regularity.ts) … */
    readonly regularScore: Threshold;
    /** … if at least so many begin at times that differ … */
    readonly regularConnections: Threshold;
    /** … and, at their middle interval, go on for so many hours. */
    readonly regularHours: Threshold;
  };
  /** Destinations in these ranges are not on the Internet. CIDR; IPv4 and IPv6 apart. */
  readonly specialRanges: { readonly ipv4: readonly string[]; readonly ipv6: readonly string[] };
  readonly window: { readonly maxMinutes: number };
  /**
   * Constructs of AQL that no source documents and that the rule needs; each can be switched off here, and
   * docs/detection.md says what is lost then.
   */
  readonly switches: {
    /** Group and filter by `sourceaddress`/`destinationaddress`; off = IPv4 fields only. */
    readonly ipv6Addresses: boolean;
    /** Arithmetic inside the condition of an `IF`; off = impossible counters are not recognised. */
    readonly packetBound: boolean;
    /** `SUM` and comparisons over an `IF`; off = of several names of one meaning only one is read. */
    readonly severalNames: boolean;
  };
};
