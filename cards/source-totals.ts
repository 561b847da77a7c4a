import {
  transferStates,
  type Finding,
  type Protocol,
  type Risk,
  type TransferState,
} from '../contract/finding.ts';
import { protocolsOfFinding } from './finding-ports.ts';
import { isLowerBound, ratedBytes, sumKnown } from './rated-bytes.ts';

/**
 * What is said of a source as a whole. Byte totals add what is known and are `null` where no finding knows,
 * data channels included where they are counted; `knownConnections` says for how many of `connections`, which
 * are the findings' own, sent bytes are known. Times are epoch ms.
 * A finding that pools has connections of its own, none of which is also in another finding, so totals add up.
 */
export type Totals = {
  readonly source: string;
  readonly domain: Finding['domain'];
  readonly risk: Risk;
  readonly state: TransferState;
  /** Each once, in the order in which findings were added. */
  readonly protocols: readonly Protocol[];
  /** Distinct, sorted; of each finding those that it names. */
  readonly users: readonly string[];
  /** At least so many: of many destinations not all are named, so none can be told from those of another finding. */
  readonly destinationCount: number;
  readonly connections: number;
  readonly knownConnections: number;
  readonly sentBytes: number | null;
  readonly receivedBytes: number | null;
  readonly totalBytes: number | null;
  readonly lowerBound: boolean;
  /** Counts and bytes of a finding among them are estimated from groups of records. */
  readonly estimated: boolean;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
};

/** Adds up the findings of one source; any order gives the same, but for the order of `protocols`. */
export class SourceTotals {
  readonly #worst: Finding;
  readonly #protocols = new Set<Protocol>();
  readonly #users = new Set<string>();
  readonly #destinations = new Set<string>();
  #state: TransferState = 'attempt';
  /** Of several destinations of a finding at most 50 are named, so its own count is the better floor. */
  #destinationCount = 0;
  #connections = 0;
  #knownConnections = 0;
  #sentBytes: number | null = null;
  #receivedBytes: number | null = null;
  #totalBytes: number | null = null;
  #lowerBound = false;
  #estimated = false;
  #firstSeenMs = Infinity;
  #lastSeenMs = 0;

  /** Source, domain and risk are those of its worst finding, which is not added by this. */
  constructor(worst: Finding) {
    this.#worst = worst;
  }

  /** Adds one finding of the source. */
  add(finding: Finding): void {
    this.#addNames(finding);
    const { state } = finding;
    if (transferStates.indexOf(state) < transferStates.indexOf(this.#state)) this.#state = state;
    this.#connections += finding.connections;
    this.#knownConnections += finding.sent?.knownConnections ?? 0;
    this.#sentBytes = sumKnown(this.#sentBytes, ratedBytes(finding, 'sent'));
    this.#receivedBytes = sumKnown(this.#receivedBytes, ratedBytes(finding, 'received'));
    this.#totalBytes = sumKnown(this.#totalBytes, ratedBytes(finding, 'total'));
    this.#lowerBound ||= isLowerBound(finding);
    this.#estimated ||= finding.estimated;
    this.#firstSeenMs = Math.min(this.#firstSeenMs, finding.firstSeenMs);
    this.#lastSeenMs = Math.max(this.#lastSeenMs, finding.lastSeenMs);
  }

  /** The totals of what was added so far; at least one finding. */
  result(): Totals {
    const { source, domain, risk } = this.#worst;
    return {
      source,
      domain,
      risk,
      state: this.#state,
      protocols: [...this.#protocols],
      users: [...this.#users].sort(),
      destinationCount: Math.max(this.#destinations.size, this.#destinationCount),
      connections: this.#connections,
      knownConnections: this.#knownConnections,
      sentBytes: this.#sentBytes,
      receivedBytes: this.#receivedBytes,
      totalBytes: this.#totalBytes,
      lowerBound: this.#lowerBound,
      estimated: this.#estimated,
      firstSeenMs: this.#firstSeenMs,
      lastSeenMs: this.#lastSeenMs,
    };
  }

  #addNames(finding: Finding): void {
    const { users, destination, destinations, destinationCount } = finding;
    for (const protocol of protocolsOfFinding(finding)) this.#protocols.add(protocol);
    for (const user of users) this.#users.add(user);
    if (destination !== null) this.#destinations.add(destination);
    for (const { address } of destinations) this.#destinations.add(address);
    this.#destinationCount = Math.max(this.#destinationCount, destinationCount);
  }
}
