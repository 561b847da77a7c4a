import { risks, type Finding } from '../contract/finding.ts';
import { ratedBytes } from './rated-bytes.ts';

/** What ranks a finding; `sentBytes` as rated. */
export type Rank = Pick<Finding, 'risk' | 'connections'> & { readonly sentBytes: number | null };

/** Worst risk first, then most bytes sent, then most connections; unknown bytes come after none. */
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
