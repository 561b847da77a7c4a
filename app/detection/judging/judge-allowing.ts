import type { Finding } from '../../../contract/finding.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import type { FindingSink } from '../../ports/results.ts';
import type { Steps } from '../../ports/steps.ts';
import type { AllowedEntry, EntryUse } from '../../ports/allowlist.ts';
import { Matcher } from '../allowing/matcher.ts';
import type { TransferEvidence } from '../evidence/transfer-evidence.ts';
import { rule } from '../rule/rule.ts';
import { allowedIn, type Allowed } from './allowed.ts';
import type { TransferJudging } from './judge-pair.ts';
import { judgeTransfers } from './judge-transfers.ts';

/** Where findings go: those that are shown, and those that entries hide. */
export type Sinks = { readonly sink: FindingSink; readonly hidden: FindingSink };

/** Entries, and the window in which they are looked at. */
export type AllowingOptions = {
  readonly window: TimeWindow;
  readonly entries?: readonly AllowedEntry[];
};

/**
 * Judges transfers without the pairs that entries hide, then the sources of these pairs as if nothing were allowed: what
 * of that is not among the first is hidden.
 */
export function* judgeAllowing(
  transfers: TransferEvidence,
  judging: TransferJudging,
  { entries = [], window }: AllowingOptions,
  { sink, hidden }: Sinks,
): Steps<{ readonly isCut: boolean; readonly uses: readonly EntryUse[] }> {
  if (entries.length === 0) {
    const { isCut } = yield* judgeTransfers(transfers, judging, sink);
    return { isCut, uses: [] };
  }
  const { thresholds = rule.thresholds } = judging;
  yield* transfers.knowHabits();
  const context = { evidence: transfers, options: judging, thresholds };
  const allowed = yield* allowedIn(entries, context, window);
  const shown = new Set<string>();
  const { isCut, site } = yield* judgeTransfers(
    transfers,
    judging,
    {
      push: (finding, pairs) => {
        if (allowed.isAffected(pairs[0] ?? 0)) shown.add(finding.id);
        sink.push(markedFrom(finding, allowed.formerOf(pairs)));
      },
    },
    { isIn: (pair) => !allowed.isHidden(pair) },
  );
  if (allowed.hasHidden) {
    const before = { push: pushHidden(allowed, shown, hidden) };
    yield* judgeTransfers(transfers, judging, before, { isIn: allowed.isAffected, site });
  }
  return { isCut, uses: allowed.uses };
}

/** Without a pair that is hidden a finding is not shown because there were too many. */
function pushHidden(allowed: Allowed, shown: ReadonlySet<string>, hidden: FindingSink) {
  return (finding: Finding, pairs: readonly number[]) => {
    if (shown.has(finding.id)) return;
    const allowedBy = allowed.hidersOf(pairs);
    if (allowedBy.length > 0) hidden.push({ ...finding, allowedBy });
  };
}

function markedFrom(finding: Finding, cameBackFrom: string[]): Finding {
  return cameBackFrom.length === 0 ? finding : { ...finding, cameBackFrom };
}

/**
 * A sink for findings of the source profile, one a row: those that entries in force name go to the hidden ones. The profile
 * knows no domain, so that entries of one domain name none of them.
 */
export function sourceRowsThrough(
  entries: readonly AllowedEntry[],
  { sink, hidden }: Sinks,
): FindingSink {
  const matcher = new Matcher(entries.map(({ subject }) => subject));
  const idsOf = (finding: Finding, isInForce: boolean) => {
    const pair = {
      domainId: null,
      source: finding.source,
      destination: finding.destination ?? '',
      port: finding.port,
    };
    const users = () => (finding.users.length === 0 ? [null] : finding.users);
    const isOn = (entry: number) => entries[entry]?.isInForce === isInForce;
    return matcher.match(pair, users, isOn).flatMap((entry) => entries[entry]?.id ?? []);
  };
  return {
    push: (finding) => {
      const allowedBy = idsOf(finding, true);
      if (allowedBy.length > 0) hidden.push({ ...finding, allowedBy });
      else sink.push(markedFrom(finding, idsOf(finding, false)));
    },
  };
}
