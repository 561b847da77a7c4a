import {
  risks,
  transferStates,
  type Finding,
  type Protocol,
  type Risk,
  type TransferState,
  type Volume,
} from '../contract/finding.ts';

/** MITRE ATT&CK technique every card speaks of (version 1.4 of the technique, attack.mitre.org). */
export const technique = { id: 'T1071.002', name: 'File Transfer Protocols' } as const;

/**
 * One source IP of one domain, with its findings worst first. Byte totals add what is known and are `null`
 * where no finding knows, data channels included where they are counted; `knownConnections` says for how many
 * of `connections`, which are the findings' own, sent bytes are known.
 * A fan-out pools connections of its own, none of which is also a pair finding, so totals add up.
 */
export type Card = {
  readonly key: string;
  readonly source: string;
  readonly domain: Finding['domain'];
  readonly risk: Risk;
  readonly state: TransferState;
  readonly findings: readonly Finding[];
  readonly protocols: readonly Protocol[];
  readonly users: readonly string[];
  readonly destinationCount: number;
  readonly connections: number;
  readonly knownConnections: number;
  readonly sentBytes: number | null;
  readonly receivedBytes: number | null;
  readonly totalBytes: number | null;
  readonly lowerBound: boolean;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
};

/** The card a finding belongs to; stable over runs. */
export function cardKey(finding: Finding): string {
  return `${finding.domain.id}|${finding.source}`;
}

/**
 * Bytes of one direction as they are rated: of the finding's own connections, and of its data channel where
 * that is counted; `null` where neither knows.
 */
export function ratedBytes<D extends 'sent' | 'received' | 'total'>(
  finding: Pick<Finding, D | 'dataChannel'>,
  direction: D,
): number | null {
  const own: Volume | null = finding[direction];
  const channel = finding.dataChannel?.counted ? finding.dataChannel[direction] : null;
  return sumKnown([own?.bytes ?? null, channel?.bytes ?? null]);
}

/** What ranks a finding; `sentBytes` as rated. */
export type Rank = Pick<Finding, 'risk' | 'connections'> & { readonly sentBytes: number | null };

/** Worst risk first, then most bytes sent, then most connections. */
export function byRank(a: Rank, b: Rank): number {
  return (
    risks.indexOf(a.risk) - risks.indexOf(b.risk) ||
    (b.sentBytes ?? -1) - (a.sentBytes ?? -1) ||
    b.connections - a.connections
  );
}

/** By rank, then by id: a total order. */
export function byWorstFirst(a: Finding, b: Finding): number {
  return byRank(rankOf(a), rankOf(b)) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function rankOf(finding: Finding): Rank {
  const { risk, connections } = finding;
  return { risk, connections, sentBytes: ratedBytes(finding, 'sent') };
}

/** Groups findings into cards, worst card first (order of `byWorstFirst` of their worst findings). */
export function cardsOf(findings: readonly Finding[]): Card[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = cardKey(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()]
    .flatMap((group) => cardOf(group.sort(byWorstFirst)))
    .sort((a, b) => worstOf(a, b));
}

function worstOf(a: Card, b: Card): number {
  const [first] = a.findings;
  const [second] = b.findings;
  return first && second ? byWorstFirst(first, second) : 0;
}

function cardOf(findings: readonly Finding[]): Card[] {
  const [worst] = findings;
  if (!worst) return [];
  const totals = new SourceTotals(worst);
  for (const finding of findings) totals.add(finding);
  return [{ key: cardKey(worst), findings, ...totals.result() }];
}

/** What a card says beside its findings, gathered finding by finding; any order gives the same. */
export class SourceTotals {
  readonly #worst: Finding;
  readonly #protocols = new Set<Protocol>();
  readonly #users = new Set<string>();
  readonly #destinations = new Set<string>();
  #state: TransferState = 'attempt';
  /** Pairs name their destination; of a fan-out at most 50 are named, so its own count is the better floor. */
  #destinationCount = 0;
  #connections = 0;
  #knownConnections = 0;
  #sentBytes: number | null = null;
  #receivedBytes: number | null = null;
  #totalBytes: number | null = null;
  #lowerBound = false;
  #firstSeenMs = Infinity;
  #lastSeenMs = 0;

  /** Risk and protocols of a source are told from its worst finding on; `worst` is not added by this. */
  constructor(worst: Finding) {
    this.#worst = worst;
  }

  add(finding: Finding): void {
    const { destination, destinations, state } = finding;
    this.#protocols.add(finding.protocol);
    for (const user of finding.users) this.#users.add(user);
    if (destination !== null) this.#destinations.add(destination);
    else for (const { address } of destinations) this.#destinations.add(address);
    if (transferStates.indexOf(state) < transferStates.indexOf(this.#state)) this.#state = state;
    this.#destinationCount = Math.max(this.#destinationCount, finding.destinationCount);
    this.#connections += finding.connections;
    this.#knownConnections += finding.sent?.knownConnections ?? 0;
    this.#sentBytes = sumKnown([this.#sentBytes, ratedBytes(finding, 'sent')]);
    this.#receivedBytes = sumKnown([this.#receivedBytes, ratedBytes(finding, 'received')]);
    this.#totalBytes = sumKnown([this.#totalBytes, ratedBytes(finding, 'total')]);
    this.#lowerBound ||= isLowerBound(finding);
    this.#firstSeenMs = Math.min(this.#firstSeenMs, finding.firstSeenMs);
    this.#lastSeenMs = Math.max(this.#lastSeenMs, finding.lastSeenMs);
  }

  result(): Omit<Card, 'key' | 'findings'> {
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
      firstSeenMs: this.#firstSeenMs,
      lastSeenMs: this.#lastSeenMs,
    };
  }
}

/** Whether the rated bytes of a finding may be more: coalescing or a limit kept some from being counted. */
export function isLowerBound({ coalesced, sent, dataChannel }: Finding): boolean {
  const isOwn = sent?.lowerBound ?? coalesced > 0;
  return isOwn || (dataChannel?.counted === true && dataChannel.sent?.lowerBound === true);
}

function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}
