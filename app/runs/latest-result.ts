import { cardKey } from '../../cards/cards.ts';
import { SourceTotals } from '../../cards/source-totals.ts';
import { risks, type Finding, type Profile, type Risk } from '../../contract/finding.ts';
import type { Run, TimeWindow } from '../../contract/run.ts';
import type { Settings } from '../../contract/session.ts';
import type { DestinationSummary } from '../../contract/service.ts';
import { mostNamedUsers, type SourceSummary } from '../../contract/summary.ts';
import type { KeptFindings } from '../ports/results.ts';
import { readInTurns } from './in-turns.ts';
import type { Revision } from './revisions.ts';

/** A detection that ended whole. */
export type FinishedRun = {
  readonly scope: string;
  readonly profile: Profile;
  readonly window: TimeWindow;
  readonly limits: Run['limits'];
  readonly finishedMs: number;
  readonly settings: Settings;
  readonly flows: Run['flows'];
  readonly revision: Revision;
};

/** What the app shows of a finished run outside the tab, by address. */
export type LatestResult = Pick<FinishedRun, 'profile' | 'window' | 'finishedMs'> & {
  readonly findings: KeptFindings;
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

/** Sums up the findings, some at a time, and keeps none of them. They stay in the store meanwhile. */
export async function latestResultOf(finished: FinishedRun): Promise<LatestResult> {
  const { profile, window, finishedMs, limits, revision } = finished;
  const parts = await partsOf(revision);
  const sources = parts.sources();
  return {
    profile,
    window,
    finishedMs,
    findings: revision.findings,
    isComplete: limits.length === 0 && parts.areAllListed,
    counts: parts.counts,
    sources,
    sourcesByAddress: Map.groupBy(sources, ({ source }) => source),
    destinations: parts.destinations.found,
  };
}

async function partsOf(revision: Revision): Promise<Parts> {
  const release = revision.hold();
  try {
    const parts = new Parts();
    for await (const finding of readInTurns(revision.findings.all())) parts.add(finding);
    return parts;
  } finally {
    release();
  }
}

/** What a result is summed up from, gathered from findings, the worst first. */
class Parts {
  readonly counts: Record<Risk, number> = { HIGH: 0, MEDIUM: 0, LOW: 0 };
  readonly destinations = new Destinations();
  readonly #sources = new Map<string, Source>();
  #areSourcesListed = true;

  add(finding: Finding): void {
    this.counts[finding.risk] += 1;
    this.#addSource(finding);
    this.destinations.add(finding);
  }

  get areAllListed(): boolean {
    return this.#areSourcesListed && this.destinations.areAllListed;
  }

  /** Worst first. */
  sources(): SourceSummary[] {
    return [...this.#sources.values()].map(summaryOf);
  }

  #addSource(finding: Finding): void {
    const key = cardKey(finding);
    const known = this.#sources.get(key);
    if (!known && this.#sources.size >= mostAddresses) {
      this.#areSourcesListed = false;
      return;
    }
    const source = known ?? { totals: new SourceTotals(finding), findings: 0, userCount: 0 };
    source.totals.add(finding);
    source.findings += 1;
    source.userCount = Math.max(source.userCount, finding.userCount);
    this.#sources.set(key, source);
  }
}

type Source = { readonly totals: SourceTotals; findings: number; userCount: number };

function summaryOf({ totals, findings, userCount }: Source): SourceSummary {
  const { users, ...shown } = totals.result();
  return {
    ...shown,
    protocols: [...shown.protocols],
    findings,
    users: users.slice(0, mostNamedUsers),
    // Findings name at most 20 users each, so their own counts are the better floor.
    userCount: Math.max(users.length, userCount),
  };
}

type Counted = { -readonly [Key in keyof DestinationSummary]: DestinationSummary[Key] };

/** What is said of each destination; those of the worst findings are listed. */
class Destinations {
  readonly found = new Map<string, Counted>();
  readonly #sources = new Map<string, Set<string>>();

  get areAllListed(): boolean {
    return this.found.size < mostAddresses;
  }

  add(finding: Finding): void {
    for (const { address, connections } of targetsOf(finding)) {
      const known = this.found.get(address);
      if (!known && !this.areAllListed) continue;
      const seen = this.#sources.get(address) ?? new Set();
      this.#sources.set(address, seen.add(cardKey(finding)));
      this.found.set(address, added(known, finding, { connections, sourceCount: seen.size }));
    }
  }
}

/** Of several destinations a finding names at most 50. */
function targetsOf({ destination, destinations, connections }: Finding) {
  return destination === null ? destinations : [{ address: destination, connections }];
}

function added(
  known: Counted | undefined,
  finding: Finding,
  now: { readonly connections: number; readonly sourceCount: number },
): Counted {
  // What several destinations got together is not split by destination.
  const sent = finding.destination === null ? null : (finding.sent?.bytes ?? null);
  const lowerBound = finding.coalesced > 0;
  const { risk, estimated, lastSeenMs } = finding;
  if (!known)
    return { ...now, risk, findings: 1, sentBytes: sent, lowerBound, estimated, lastSeenMs };
  known.risk = risks.indexOf(risk) < risks.indexOf(known.risk) ? risk : known.risk;
  known.findings += 1;
  known.sourceCount = now.sourceCount;
  known.connections += now.connections;
  known.sentBytes = sent === null ? known.sentBytes : (known.sentBytes ?? 0) + sent;
  known.lowerBound ||= lowerBound;
  known.estimated ||= estimated;
  known.lastSeenMs = Math.max(known.lastSeenMs, lastSeenMs);
  return known;
}
