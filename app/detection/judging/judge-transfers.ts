import type { Finding } from '../../../contract/finding.ts';
import { eachOf, piecesPerStep, type Steps } from '../../ports/steps.ts';
import type { TransferEvidence } from '../evidence/transfer-evidence.ts';
import { rule } from '../rule/rule.ts';
import type { Threshold } from '../rule/rule-type.ts';
import { standingOutAbove } from './fan-out.ts';
import { fanOutFinding, fanOutsId, fanOutsOf, type FanOut } from './fan-outs.ts';
import { rankOf } from './finding.ts';
import { pairId } from './ids.ts';
import {
  isDoubted,
  judgePair,
  pairFinding,
  type Context,
  type TransferJudging,
} from './judge-pair.ts';
import { judgeTogether } from './pooling.ts';
import { Ranking } from './ranking.ts';
import { refusedPairs } from './refused.ts';
import { pairReason } from './reasons.ts';

/** Takes findings, worst first, each with the numbers of the pairs that it is made of, at least one. */
export type PairSink = {
  readonly push: (finding: Finding, pairs: readonly number[]) => void;
};

/** What is told of a site from all its pairs, whichever of them are judged. */
export type Site = {
  /** Pairs whose connections were refused. */
  readonly refused: ReadonlySet<number>;
  /** Destinations on a port above which a source stands out. */
  readonly standsOutAbove: Threshold | null;
};

/** Which pairs may become findings. */
export type Selection = {
  readonly isIn: (pair: number) => boolean;
  /** As an earlier judgement of the same evidence told it. */
  readonly site?: Site;
  /** Findings that need not be built: `onId` is told their ids instead. Told of a first pair. */
  readonly unbuilt?: {
    readonly is: (pair: number) => boolean;
    readonly onId: (id: string) => void;
  };
};

const everything: Selection = { isIn: () => true };

/**
 * Pushes what is found into the sink, worst first: pairs above a threshold, fan-outs over the pairs that are not,
 * what of these is in no fan-out pooled over ports, and of what is left the pairs with much in doubt.
 * Two passes: the first ranks numbers, the second builds those that are kept. Pairs that are not selected become no
 * part of any finding; what is told of the site is told from them too.
 */
export function* judgeTransfers(
  evidence: TransferEvidence,
  options: TransferJudging,
  sink: PairSink,
  selection: Selection = everything,
): Steps<{ readonly isCut: boolean; readonly site: Site }> {
  const { thresholds = rule.thresholds } = options;
  const context = { evidence, options, thresholds };
  const pairs = evidence.pairCount;
  const fanOuts: FanOut[] = [];
  const fanOutOf = (candidate: number) => fanOuts[candidate - pairs];
  const ranking = new Ranking(options.maxFindings, (candidate) => {
    const fanOut = fanOutOf(candidate);
    return fanOut ? fanOutsId(fanOut) : pairId(evidence.pair(candidate));
  });
  yield* evidence.knowHabits();
  const refused =
    selection.site?.refused ?? (yield* refusedPairs(evidence, options.deniedOf ?? (() => 0)));
  const all = yield* rankPairs(ranking, context, { ...selection, refused });
  const site = selection.site ?? { refused, standsOutAbove: yield* standingOut(all, evidence) };
  const below = all.filter(selection.isIn);
  for (const fanOut of yield* fanOutsOf(below, site.standsOutAbove, context)) {
    // Most have few pairs.
    yield;
    const candidate = pairs + fanOuts.length;
    fanOuts.push(fanOut);
    const { kind, key, indexes } = fanOut;
    const judged = yield* judgeTogether(kind, key, indexes, context);
    yield* ranking.add(candidate, rankOf(judged));
  }
  yield* rankDoubted(ranking, below, fanOuts, context);
  const { worstFirst, isCut } = yield* ranking.result();
  let pushed = 0;
  for (const candidate of worstFirst) {
    const fanOut = fanOutOf(candidate);
    const members = fanOut?.indexes ?? [candidate];
    pushed += 1;
    if (selection.unbuilt?.is(members[0] ?? 0))
      selection.unbuilt.onId(fanOut ? fanOutsId(fanOut) : pairId(evidence.pair(candidate)));
    else
      sink.push(
        fanOut ? yield* fanOutFinding(fanOut, context) : pairFinding(candidate, context),
        members,
      );
    if (fanOut || pushed % findingsPerStep === 0) yield;
  }
  return { isCut, site };
}

/** How many destinations on a port stand out, by the pairs that are no finding by themselves. */
function* standingOut(
  below: readonly number[],
  evidence: TransferEvidence,
): Steps<Threshold | null> {
  const counts = new Map<number, number>();
  yield* eachOf(below, (index) => {
    const source = evidence.sourceOnPortOf(index);
    counts.set(source, (counts.get(source) ?? 0) + 1);
  });
  return standingOutAbove(counts.values());
}

/** A finding is built, written as text and packed: more work than judging a pair. */
const findingsPerStep = 50;

/**
 * Ranks the pairs that are findings by themselves; answers which are not, but may be part of a fan-out, selected or not: those
 * that are not selected are left out where they are not needed to tell of the site. Those that count with another pair
 * are neither.
 */
function* rankPairs(
  ranking: Ranking,
  context: Context,
  { isIn, site, refused }: Selection & Pick<Site, 'refused'>,
): Steps<number[]> {
  const { evidence, options, thresholds } = context;
  const below: number[] = [];
  for (let index = 0; index < evidence.pairCount; index++) {
    if (index % piecesPerStep === 0) yield;
    if (refused.has(index) || options.seen?.isElsewhere(index)) continue;
    if (site && !isIn(index)) continue;
    const judged = judgePair(index, context);
    if (pairReason(judged.rated, thresholds) === null) below.push(index);
    else if (isIn(index)) yield* ranking.add(index, rankOf(judged));
  }
  return below;
}

/** Ranks the pairs that are no finding otherwise, but have much between their hosts of which nothing tells what it was. */
function* rankDoubted(
  ranking: Ranking,
  below: readonly number[],
  fanOuts: readonly FanOut[],
  context: Context,
): Steps<void> {
  const { seen } = context.options;
  if (!seen) return;
  // In a pool they weigh more than alone, and with fewer pairs it might be none.
  const isPooled = new Uint8Array(context.evidence.pairCount);
  for (const { indexes } of fanOuts) for (const index of indexes) isPooled[index] = 1;
  for (const [at, index] of below.entries()) {
    if (at % piecesPerStep === 0) yield;
    if (isPooled[index] === 1 || seen.channelOf(index) === null) continue;
    const judged = judgePair(index, context);
    if (isDoubted(judged)) yield* ranking.add(index, rankOf(judged));
  }
}
