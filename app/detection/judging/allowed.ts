import type { AllowedEntry, EntryUse } from '../../ports/allowlist.ts';
import { BehaviourSum } from '../allowing/behaviour.ts';
import { changesOf } from '../allowing/change.ts';
import { Matcher } from '../allowing/matcher.ts';
import { partsOf } from '../evidence/activity.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import { piecesPerStep, type Steps } from '../../ports/steps.ts';
import { judgePair, type Context } from './judge-pair.ts';

/** What entries do to the pairs of some evidence. Pairs by their number. */
export type Allowed = {
  /** An entry in force names it. */
  readonly isHidden: (pair: number) => boolean;
  /** … as long as there are no drafts. */
  readonly wasHidden: (pair: number) => boolean;
  /** It is of a source, in its domain, that has a hidden pair, on whatever port; of drafts, one that was not hidden without them. */
  readonly isAffected: (pair: number) => boolean;
  /** Ids of the entries that hide one of these pairs, in the order of the entries. */
  readonly hidersOf: (pairs: readonly number[]) => string[];
  /** Ids of the entries that would hide one of these pairs, but are suspended or over, in the order of the entries. */
  readonly formerOf: (pairs: readonly number[]) => string[];
  /** Of every entry, in their order, then of the drafts. */
  readonly uses: readonly EntryUse[];
  readonly hasHidden: boolean;
};

/**
 * Finds the pairs that entries name, what each entry would hide, and which entries are suspended for it: these hide nothing
 * in this very judgement. Depends on evidence and entries alone. Drafts are entries that may come beside them.
 */
export function* allowedIn(
  present: readonly AllowedEntry[],
  context: Context,
  window: TimeWindow,
  drafts: readonly AllowedEntry[] = [],
): Steps<Allowed> {
  const entries = [...present, ...drafts];
  const { evidence } = context;
  const matcher = new Matcher(entries.map(({ subject }) => subject));
  const match = (pair: number, isOn: (entry: number) => boolean) =>
    matcher.match(evidence.pair(pair), () => evidence.users(pair), isOn);
  const named = new Uint8Array(evidence.pairCount);
  const sums = new Map<number, BehaviourSum>();
  for (let pair = 0; pair < evidence.pairCount; pair++) {
    if (pair % piecesPerStep === 0) yield;
    const own = match(pair, () => true);
    if (own.length === 0 || context.options.seen?.isElsewhere(pair)) continue;
    named[pair] = 1;
    const { key, rated } = judgePair(pair, context);
    for (const entry of own) {
      const sum = sums.get(entry) ?? new BehaviourSum(window);
      sums.set(entry, sum);
      sum.add({
        ...key,
        connections: rated.connections,
        sentBytes: rated.sent?.bytes ?? null,
        activity: rated.activity && partsOf(rated.activity),
      });
    }
  }
  const uses = entries.map((entry, number) => useOf(entry, sums.get(number) ?? null, context));
  const isOn = (entry: number) =>
    entries[entry]?.isInForce === true && uses[entry]?.changes.length === 0;
  const isPresent = (entry: number) => entry < present.length && isOn(entry);
  const hidden = new Uint8Array(evidence.pairCount);
  const before = new Uint8Array(evidence.pairCount);
  const sources = new Set<string>();
  for (let pair = 0; pair < evidence.pairCount; pair++) {
    if (pair % piecesPerStep === 0) yield;
    if (named[pair] === 0 || match(pair, isOn).length === 0) continue;
    hidden[pair] = 1;
    if (drafts.length > 0 && match(pair, isPresent).length > 0) before[pair] = 1;
    else sources.add(sourceOf(pair, context));
  }
  const affected = yield* affectedSources(sources, context);
  const idsOf = (pairs: readonly number[], isWanted: (entry: number) => boolean) => {
    const found = new Set<number>();
    for (const pair of pairs)
      if (named[pair] === 1) for (const entry of match(pair, isWanted)) found.add(entry);
    return [...found].sort((a, b) => a - b).flatMap((entry) => entries[entry]?.id ?? []);
  };
  return {
    isHidden: (pair) => hidden[pair] === 1,
    wasHidden: (pair) => before[pair] === 1,
    isAffected: (pair) => affected[evidence.sourceOnPortOf(pair)] === 1,
    hidersOf: (pairs) => idsOf(pairs, isOn),
    formerOf: (pairs) => idsOf(pairs, (entry) => !isOn(entry)),
    uses,
    hasHidden: sources.size > 0,
  };
}

function useOf(
  { id, subject, isInForce, madeFor }: AllowedEntry,
  sum: BehaviourSum | null,
  { thresholds }: Context,
): EntryUse {
  const now = sum?.result() ?? null;
  if (sum === null || now === null)
    return { id, behaviour: null, hid: false, madeFor, lastMs: null, changes: [] };
  const changes =
    isInForce && madeFor !== null
      ? changesOf({
          scope: subject.scope,
          madeFor,
          now,
          sentTo: sum.sentTo(),
          mediumBytes: thresholds.mediumBytes.value,
        })
      : [];
  const hid = isInForce && changes.length === 0;
  return { id, behaviour: now, hid, madeFor, lastMs: sum.lastMs, changes };
}

/** By number of a source on a port: whether the source is one of these. */
function* affectedSources(sources: ReadonlySet<string>, context: Context): Steps<Uint8Array> {
  const { evidence } = context;
  const affected = new Uint8Array(evidence.sourceOnPortCount);
  const isKnown = new Uint8Array(evidence.sourceOnPortCount);
  if (sources.size === 0) return affected;
  for (let pair = 0; pair < evidence.pairCount; pair++) {
    if (pair % piecesPerStep === 0) yield;
    const onPort = evidence.sourceOnPortOf(pair);
    if (isKnown[onPort] === 1) continue;
    isKnown[onPort] = 1;
    if (sources.has(sourceOf(pair, context))) affected[onPort] = 1;
  }
  return affected;
}

function sourceOf(pair: number, { evidence }: Context): string {
  const { domainId, source } = evidence.pair(pair);
  return `${domainId} ${source}`;
}
