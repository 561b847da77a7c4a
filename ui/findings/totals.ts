import { cardKey } from '../../cards/cards.ts';
import { isLowerBound, ratedBytes } from '../../cards/rated-bytes.ts';
import type { Shown } from './useRun.ts';
import { type Denied, type Finding, type Risk } from '../../contract/finding.ts';

/** Sums over findings. Bytes add what is known, rated data channels included; `null` where nothing is. */
export type Totals = {
  readonly sources: number;
  readonly findings: number;
  readonly risks: Readonly<Record<Risk, number>>;
  readonly connections: number;
  readonly knownConnections: number;
  readonly sentBytes: number | null;
  readonly receivedBytes: number | null;
  readonly lowerBound: boolean;
  /** Counts and bytes of a finding among them are estimated. */
  readonly estimated: boolean;
};

/** Totals of the findings shown. */
export function totalsOf(findings: readonly Finding[]): Totals {
  const sources = new Set<string>();
  const riskCounts: Record<Risk, number> = { HIGH: 0, MEDIUM: 0, LOW: 0 };
  let connections = 0;
  let knownConnections = 0;
  let sentBytes: number | null = null;
  let receivedBytes: number | null = null;
  let lowerBound = false;
  let estimated = false;
  for (const finding of findings) {
    sources.add(cardKey(finding));
    riskCounts[finding.risk] += 1;
    connections += finding.connections;
    knownConnections += finding.sent?.knownConnections ?? 0;
    sentBytes = plus(sentBytes, ratedBytes(finding, 'sent'));
    receivedBytes = plus(receivedBytes, ratedBytes(finding, 'received'));
    lowerBound ||= isLowerBound(finding);
    estimated ||= finding.estimated;
  }
  return {
    sources: sources.size,
    findings: findings.length,
    risks: riskCounts,
    connections,
    knownConnections,
    sentBytes,
    receivedBytes,
    lowerBound,
    estimated,
  };
}

function plus(sum: number | null, value: number | null): number | null {
  return value === null ? sum : (sum ?? 0) + value;
}

/** Denied connections of one source IP: how many, and on which ports (`445/tcp`), most first. */
export type DeniedOfSource = { readonly connections: number; readonly ports: readonly string[] };

/** Denied connections by the key of the card they stand beside. */
export function deniedByCard(denied: readonly Denied[]): ReadonlyMap<string, DeniedOfSource> {
  const groups = Map.groupBy(denied, (entry) => `${entry.domainId}|${entry.source}`);
  return new Map(
    [...groups].map(([key, entries]) => [
      key,
      {
        connections: sumConnections(entries),
        ports: entries
          .toSorted((a, b) => b.connections - a.connections)
          .map((entry) => `${entry.port}/${entry.transport}`),
      },
    ]),
  );
}

/** All denied connections of a result; `null` in the source profile, whose query does not ask for them. */
export function deniedOf({ run, results }: Shown): number | null {
  return run.profile === 'source' ? null : sumConnections(results.denied);
}

function sumConnections(denied: readonly Denied[]): number {
  return denied.reduce((sum, entry) => sum + entry.connections, 0);
}
