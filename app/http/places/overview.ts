import { byWorstFirst, cardsOf, type Card } from '../../../contract/card.ts';
import { risks, type Finding, type Profile, type Risk } from '../../../contract/finding.ts';
import type { Run, TimeWindow } from '../../../contract/run.ts';
import type { DestinationSummary } from '../../../contract/service.ts';
import { mostNamedUsers, type SourceSummary } from '../../../contract/summary.ts';
import type { PackedFindings } from '../packed-findings.ts';

/** A finished detection as the runs hand it on. */
export type WholeRun = {
  readonly scope: string;
  readonly profile: Profile;
  readonly window: TimeWindow;
  readonly limits: Run['limits'];
  readonly finishedMs: number;
  readonly findings: readonly Finding[];
  readonly packed: PackedFindings;
};

/** What places outside the tab show of one finished run, ready to be looked up. */
export type Overview = Pick<WholeRun, 'scope' | 'profile' | 'window' | 'finishedMs' | 'packed'> & {
  /** Whether the run read everything and every address of it is listed here. */
  readonly isComplete: boolean;
  readonly counts: Readonly<Record<Risk, number>>;
  /** Worst first. */
  readonly sources: readonly SourceSummary[];
  readonly sourcesByAddress: ReadonlyMap<string, readonly SourceSummary[]>;
  readonly destinations: ReadonlyMap<string, DestinationSummary>;
};

/**
 * Addresses listed of one run, sources and destinations each, worst findings first. As many as findings that a
 * run keeps by default; measured with 10,000 pairs of different addresses: 6 MB.
 */
const mostAddresses = 10_000;

/** Builds it in one pass over the findings; their number is bounded by the settings. */
export function overviewOf(whole: WholeRun): Overview {
  const { scope, profile, window, finishedMs, packed } = whole;
  const findings = whole.findings.toSorted(byWorstFirst);
  const cards = cardsOf(findings);
  const sources = cards.slice(0, mostAddresses).map(summaryOf);
  const destinations = destinationsOf(findings);
  const areAllListed = cards.length <= mostAddresses && destinations.size < mostAddresses;
  return {
    scope,
    profile,
    window,
    finishedMs,
    packed,
    isComplete: whole.limits.length === 0 && areAllListed,
    counts: countsOf(findings),
    sources,
    sourcesByAddress: Map.groupBy(sources, ({ source }) => source),
    destinations,
  };
}

function countsOf(findings: readonly Finding[]): Record<Risk, number> {
  const counts: Record<Risk, number> = { HIGH: 0, MEDIUM: 0, LOW: 0 };
  for (const { risk } of findings) counts[risk] += 1;
  return counts;
}

function summaryOf(card: Card): SourceSummary {
  const { source, domain, risk, state, protocols, users, destinationCount, connections } = card;
  const { knownConnections, sentBytes, receivedBytes, totalBytes, lowerBound } = card;
  const { firstSeenMs, lastSeenMs } = card;
  return {
    source,
    domain,
    risk,
    state,
    findings: card.findings.length,
    protocols: [...protocols],
    users: users.slice(0, mostNamedUsers),
    // Findings name at most 20 users each, so their own counts are the better floor.
    userCount: Math.max(users.length, ...card.findings.map(({ userCount }) => userCount)),
    destinationCount,
    connections,
    knownConnections,
    sentBytes,
    receivedBytes,
    totalBytes,
    lowerBound,
    firstSeenMs,
    lastSeenMs,
  };
}

type Counted = { -readonly [Key in keyof DestinationSummary]: DestinationSummary[Key] };

function destinationsOf(findings: readonly Finding[]): Map<string, DestinationSummary> {
  const found = new Map<string, Counted>();
  const sources = new Map<string, Set<string>>();
  for (const finding of findings) {
    for (const { address, connections } of targetsOf(finding)) {
      const known = found.get(address);
      if (!known && found.size >= mostAddresses) continue;
      const seen = sources.get(address) ?? new Set();
      sources.set(address, seen.add(`${finding.domain.id}|${finding.source}`));
      found.set(address, added(known, finding, { connections, sourceCount: seen.size }));
    }
  }
  return found;
}

/** A fan-out names at most 50 of its destinations. */
function targetsOf({ destination, destinations, connections }: Finding) {
  return destination === null ? destinations : [{ address: destination, connections }];
}

function added(
  known: Counted | undefined,
  finding: Finding,
  now: { readonly connections: number; readonly sourceCount: number },
): Counted {
  const sent = finding.kind === 'pair' ? (finding.sent?.bytes ?? null) : null;
  const lowerBound = finding.coalesced > 0;
  const { risk, lastSeenMs } = finding;
  if (!known) return { ...now, risk, findings: 1, sentBytes: sent, lowerBound, lastSeenMs };
  known.risk = risks.indexOf(risk) < risks.indexOf(known.risk) ? risk : known.risk;
  known.findings += 1;
  known.sourceCount = now.sourceCount;
  known.connections += now.connections;
  known.sentBytes = sent === null ? known.sentBytes : (known.sentBytes ?? 0) + sent;
  known.lowerBound ||= lowerBound;
  known.lastSeenMs = Math.max(known.lastSeenMs, lastSeenMs);
  return known;
}
