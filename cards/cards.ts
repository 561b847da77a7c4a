import type { Finding } from '../contract/finding.ts';
import { byWorstFirst } from './rank.ts';
import { SourceTotals, type Totals } from './source-totals.ts';

/** One source IP of one domain: its totals, and its findings worst first. `key` as of `cardKey`. */
export type Card = Totals & { readonly key: string; readonly findings: readonly Finding[] };

/** The card a finding belongs to; stable over runs. */
export function cardKey({ domain, source }: Pick<Finding, 'domain' | 'source'>): string {
  return `${domain.id}|${source}`;
}

/** Groups findings into cards, worst card first (order of `byWorstFirst` of their worst findings). */
export function cardsOf(findings: readonly Finding[]): Card[] {
  const groups = Map.groupBy(findings.toSorted(byWorstFirst), cardKey);
  return [...groups].flatMap(([key, own]) => {
    const [worst] = own;
    return worst ? [{ key, findings: own, ...totalsOf(worst, own) }] : [];
  });
}

function totalsOf(worst: Finding, findings: readonly Finding[]): Totals {
  const totals = new SourceTotals(worst);
  for (const finding of findings) totals.add(finding);
  return totals.result();
}
