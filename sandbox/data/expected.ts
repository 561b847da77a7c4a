/** How far the connections of a finding got (docs/detection.md#attempt-established-moving). */
export type ExpectedState = 'attempt' | 'unknown' | 'established' | 'moving';
/** Rating by bytes sent (source rule: HIGH > 10 MiB, MEDIUM > 1 MiB). */
export type ExpectedRisk = 'HIGH' | 'MEDIUM' | 'LOW';

/** What the file itself did on its own connections, for tests that join data to control (docs/detection.md#stitching). */
export type DataChannel = {
  readonly mode: 'passive' | 'active' | 'tftp';
  readonly connections: number;
  /** Bytes that left the company, whichever end opened the connection. */
  readonly uploadedBytes: number;
  readonly ports: readonly number[];
};

/**
 * A finding that the corrected detection must report over the last 24 hours before the scenario's end.
 * Byte sums are what the log or flow source with the largest known sum counted, `null` where no record has
 * the counter; impossible counters are in none. `withoutFlows` says what differs where flows are not
 * asked, `null` that it is no finding then. `coalesced` counts connections that no record tells of, folded into others.
 * `mustShow` holds reason and correction codes that have to be visible on the finding.
 * `benign` names the harmless story behind it; the rule cannot know, so the finding is still expected.
 */
export type ExpectedFinding = {
  readonly story: string;
  readonly kind: 'pair' | 'fan-out';
  readonly domainId: number;
  readonly source: string;
  /** `null` for a fan-out. */
  readonly destination: string | null;
  readonly destinationCount: number;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  readonly connections: number;
  readonly coalesced: number;
  readonly sentBytes: number | null;
  readonly receivedBytes: number | null;
  readonly totalBytes: number | null;
  readonly state: ExpectedState;
  readonly risk: ExpectedRisk;
  readonly users: readonly string[];
  /** In order of id. */
  readonly logSourceIds: readonly number[];
  readonly mustShow: readonly string[];
  readonly withoutFlows?:
    | null
    | (Pick<ExpectedFinding, 'sentBytes' | 'receivedBytes' | 'mustShow'> &
        Partial<Pick<ExpectedFinding, 'state' | 'risk' | 'coalesced'>>);
  readonly benign: 'pipeline' | 'azure-files' | 'backup' | null;
  readonly dataChannel: DataChannel | null;
};

/** A story that must *not* become a finding, and the clause that keeps it out. */
export type ExpectedSilence = {
  readonly story: string;
  readonly domainId: number;
  readonly source: string;
  /** `null` = the source has no finding on any port. */
  readonly port: number | null;
  readonly why: string;
};

/** Denied connections that must be counted beside the findings. */
export type ExpectedDenied = {
  readonly story: string;
  readonly domainId: number;
  readonly source: string;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  readonly connections: number;
};

/** A record that a validation technique must leave: the field named, and a text its value contains. */
export type ExpectedSignal = {
  readonly story: string;
  readonly eventId: number;
  readonly logSourceId: number;
  readonly property: 'Command' | 'Process Path' | 'Pipe Name' | 'Filename';
  readonly contains: string;
};

/** Everything a scenario promises, written down beside the stories, never computed by the detection. */
export type Expectations = {
  readonly findings: readonly ExpectedFinding[];
  readonly silences: readonly ExpectedSilence[];
  readonly denied: readonly ExpectedDenied[];
  readonly signals: readonly ExpectedSignal[];
};
