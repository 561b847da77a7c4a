import type { FindingSink } from '../../ports/results.ts';
import { eachOf, piecesPerStep, type Steps } from '../../ports/steps.ts';
import type { SourceOnPort, TransferEvidence } from '../evidence/transfer-evidence.ts';
import { rule } from '../rule/rule.ts';
import type { Threshold } from '../rule/rule-type.ts';
import { standingOutAbove } from './fan-out.ts';
import { findingFrom, rankOf } from './finding.ts';
import { fanOutId, pairId, pooledId } from './ids.ts';
import {
  isDoubted,
  judgePair,
  namesIn,
  pairFinding,
  type Context,
  type TransferJudging,
} from './judge-pair.ts';
import { hasMoreDestinations, overPorts, Together } from './over-ports.ts';
import { judgeTogether } from './pooling.ts';
import { Ranking } from './ranking.ts';
import { refusedPairs } from './refused.ts';
import { fanOutReasons, pairReason, portReasons } from './reasons.ts';

/**
 * Pushes what is found into the sink, worst first: pairs above a threshold, fan-outs over the pairs that are not,
 * what of these is in no fan-out pooled over ports, and of what is left the pairs with much in doubt.
 * Two passes: the first ranks numbers, the second builds those that are kept.
 */
export function* judgeTransfers(
  evidence: TransferEvidence,
  options: TransferJudging,
  sink: FindingSink,
): Steps<{ readonly isCut: boolean }> {
  const { thresholds = rule.thresholds } = options;
  const context = { evidence, options, thresholds };
  const pairs = evidence.pairCount;
  const fanOuts: FanOut[] = [];
  const fanOutOf = (candidate: number) => fanOuts[candidate - pairs];
  const ranking = new Ranking(options.maxFindings, (candidate) => {
    const fanOut = fanOutOf(candidate);
    return fanOut ? idOf(fanOut) : pairId(evidence.pair(candidate));
  });
  yield* evidence.knowHabits();
  const below = yield* rankPairs(ranking, context);
  for (const fanOut of yield* fanOutsOf(below, context)) {
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
    sink.push(fanOut ? yield* fanOutFinding(fanOut, context) : pairFinding(candidate, context));
    pushed += 1;
    if (fanOut || pushed % findingsPerStep === 0) yield;
  }
  return { isCut };
}

/** Each has a few pairs. */
const groupsPerStep = 50;

/** A finding is built, written as text and packed: more work than judging a pair. */
const findingsPerStep = 50;

/** Ranks the pairs that are findings by themselves; answers which are not, but may be part of a fan-out. */
function* rankPairs(ranking: Ranking, context: Context): Steps<number[]> {
  const { evidence, options, thresholds } = context;
  const below: number[] = [];
  const refused = yield* refusedPairs(evidence, options.deniedOf ?? (() => 0));
  for (let index = 0; index < evidence.pairCount; index++) {
    if (index % piecesPerStep === 0) yield;
    if (refused.has(index)) continue;
    const judged = judgePair(index, context);
    if (pairReason(judged.rated, thresholds) === null) below.push(index);
    else yield* ranking.add(index, rankOf(judged));
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

/**
 * The pairs that a fan-out is made of, or a `pooled` finding, which is one over several ports; at least two. And how
 * many destinations on a port stand out on this site.
 */
type FanOut = {
  readonly kind: 'fan-out' | 'pooled';
  readonly key: SourceOnPort;
  readonly indexes: readonly number[];
  readonly standsOutAbove: Threshold | null;
};

/**
 * Of the pairs below the thresholds, those of every source on a port that has more of them than a fan-out needs, or
 * that sent more to several of them together than one may get. Then the same of every source over all its ports,
 * of the pairs that are left.
 */
function* fanOutsOf(below: readonly number[], context: Context): Steps<FanOut[]> {
  const { evidence } = context;
  const bySource = new Map<number, number[]>();
  yield* eachOf(below, (index) => {
    const source = evidence.sourceOnPortOf(index);
    const known = bySource.get(source);
    if (known) known.push(index);
    else bySource.set(source, [index]);
  });
  const standsOutAbove = standingOutAbove(lengthsOf(bySource.values()));
  const keyOf = (indexes: readonly number[]) => evidence.pair(indexes[0] ?? 0);
  const fanOuts: FanOut[] = [];
  const left: (readonly number[])[] = [];
  for (const [at, indexes] of [...bySource.values()].entries()) {
    if (at % groupsPerStep === 0) yield;
    if (yield* isTogether(indexes, context))
      fanOuts.push({ kind: 'fan-out', key: keyOf(indexes), indexes, standsOutAbove });
    else left.push(indexes);
  }
  for (const indexes of yield* overPorts(left, evidence)) {
    yield;
    if (yield* isTogether(indexes, context))
      fanOuts.push({ kind: 'pooled', key: keyOf(indexes), indexes, standsOutAbove: null });
  }
  return fanOuts;
}

function* lengthsOf(lists: Iterable<readonly unknown[]>): Generator<number> {
  for (const { length } of lists) yield length;
}

/** Whether pairs of a source are a finding together. */
function* isTogether(indexes: readonly number[], context: Context): Steps<boolean> {
  const { fanOutDestinations } = rule.thresholds;
  return (
    hasMoreDestinations(indexes, fanOutDestinations.value, context.evidence) ||
    (yield* isMuch(indexes, context))
  );
}

function* isMuch(indexes: readonly number[], context: Context): Steps<boolean> {
  if (indexes.length < 2) return false;
  let sent = 0;
  yield* eachOf(indexes, (index) => {
    sent += judgePair(index, context).rated.sent?.bytes ?? 0;
  });
  return sent > context.thresholds.mediumBytes.value;
}

function* fanOutFinding(fanOut: FanOut, context: Context) {
  const { evidence } = context;
  const { kind, indexes, standsOutAbove } = fanOut;
  const judged = yield* judgeTogether(kind, fanOut.key, indexes, context);
  const together = new Together();
  const users = new Set<string | null>();
  yield* eachOf(indexes, (index) => {
    together.add(judgePair(index, context));
    for (const user of evidence.users(index)) users.add(user);
  });
  const { key, otherPorts } = together.ports();
  const { destinationCount, hasIpv6 } = together;
  return findingFrom(
    { ...judged, key },
    {
      id: idOf(fanOut),
      why: [
        ...fanOutReasons(destinationCount, judged.rated, standsOutAbove, context.thresholds),
        ...portReasons(otherPorts.length + 1),
      ],
      users: [...users],
      destinations: together.destinations(),
      destinationCount,
      hasIpv6,
      otherPorts,
      ...together.times(),
      ...namesIn(context, key),
    },
  );
}

function idOf({ kind, key }: FanOut): string {
  return kind === 'pooled' ? pooledId(key) : fanOutId(key);
}
