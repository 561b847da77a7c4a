import { risks, type Finding } from '../contract/finding.ts';
import { ratedBytes } from './rated-bytes.ts';

/** What ranks a finding; `isRegular`: for the reason `regular`; `sentBytes` as rated. */
export type Rank = Pick<Finding, 'risk' | 'connections'> & {
  readonly isRegular: boolean;
  readonly sentBytes: number | null;
};

/**
 * Worst risk first. Of LOW findings, of which bytes say little, those with regular connections come first: what beacons
 * moves little. Then most bytes sent, then most connections; unknown bytes come after none.
 */
export function byRank(a: Rank, b: Rank): number {
  return (
    risks.indexOf(a.risk) - risks.indexOf(b.risk) ||
    beaconing(b) - beaconing(a) ||
    (b.sentBytes ?? -1) - (a.sentBytes ?? -1) ||
    b.connections - a.connections
  );
}

function beaconing({ risk, isRegular }: Rank): number {
  return risk === 'LOW' && isRegular ? 1 : 0;
}

/** By rank, then by id: a total order. */
export function byWorstFirst(a: Finding, b: Finding): number {
  return byRank(rankOf(a), rankOf(b)) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function rankOf(finding: Finding): Rank {
  const { risk, connections, reasons } = finding;
  const isRegular = reasons.some(({ code }) => code === 'regular');
  return { risk, isRegular, connections, sentBytes: ratedBytes(finding, 'sent') };
}
