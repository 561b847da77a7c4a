import { transferStates, type TransferState } from '../../../contract/finding.ts';
import type { FindingSink } from '../../ports/results.ts';
import type { SourceOnPort, TransferEvidence } from '../evidence/transfer-evidence.ts';
import { rule } from '../rule/rule.ts';
import type { Threshold } from '../rule/rule-type.ts';
import { pool, standingOutAbove } from './fan-out.ts';
import { findingFrom, rankOf, type Judged } from './finding.ts';
import { fanOutId, pairId, pooledId } from './ids.ts';
import {
  isDoubted,
  judgePair,
  namesIn,
  pairFinding,
  type Context,
  type TransferJudging,
} from './judge-pair.ts';
import {
  destinationsTogether,
  hasMoreDestinations,
  overPorts,
  portsTogether,
} from './over-ports.ts';
import { poolChannels } from './pool-channels.ts';
import { Ranking } from './ranking.ts';
import { refusedPairs } from './refused.ts';
import { fanOutReasons, pairReason, portReasons } from './reasons.ts';

/**
 * Pushes what is found into the sink, worst first: pairs above a threshold, fan-outs over the pairs that are not,
 * what of these is in no fan-out pooled over ports, and of what is left the pairs with much in doubt.
 * Two passes: the first ranks numbers, the second builds those that are kept.
 */
export function judgeTransfers(
  evidence: TransferEvidence,
  options: TransferJudging,
  sink: FindingSink,
): { readonly isCut: boolean } {
  const { thresholds = rule.thresholds } = options;
  const context = { evidence, options, thresholds };
  const pairs = evidence.pairCount;
  const fanOuts: FanOut[] = [];
  const fanOutOf = (candidate: number) => fanOuts[candidate - pairs];
  const ranking = new Ranking(options.maxFindings, (candidate) => {
    const fanOut = fanOutOf(candidate);
    return fanOut ? idOf(fanOut) : pairId(evidence.pair(candidate));
  });
  const below = rankPairs(ranking, context);
  for (const fanOut of fanOutsOf(below, context)) {
    const candidate = pairs + fanOuts.length;
    fanOuts.push(fanOut);
    ranking.add(candidate, rankOf(judgeFanOut(fanOut, context).judged));
  }
  rankDoubted(ranking, below, fanOuts, context);
  const { worstFirst, isCut } = ranking.result();
  for (const candidate of worstFirst) {
    const fanOut = fanOutOf(candidate);
    sink.push(fanOut ? fanOutFinding(fanOut, context) : pairFinding(candidate, context));
  }
  return { isCut };
}

/** Ranks the pairs that are findings by themselves; answers which are not, but may be part of a fan-out. */
function rankPairs(ranking: Ranking, context: Context): number[] {
  const { evidence, options, thresholds } = context;
  const below: number[] = [];
  const refused = refusedPairs(evidence, options.deniedOf ?? (() => 0));
  for (let index = 0; index < evidence.pairCount; index++) {
    if (refused.has(index)) continue;
    const judged = judgePair(index, context);
    if (pairReason(judged.rated, thresholds) !== null) ranking.add(index, rankOf(judged));
    else below.push(index);
  }
  return below;
}

/** Ranks the pairs that are no finding otherwise, but have much between their hosts of which nothing tells what it was. */
function rankDoubted(
  ranking: Ranking,
  below: readonly number[],
  fanOuts: readonly FanOut[],
  context: Context,
): void {
  const { seen } = context.options;
  if (!seen) return;
  // In a pool they weigh more than alone, and with fewer pairs it might be none.
  const pooled = new Set(fanOuts.flatMap(({ indexes }) => indexes));
  for (const index of below) {
    if (pooled.has(index) || seen.channelOf(index) === null) continue;
    const judged = judgePair(index, context);
    if (isDoubted(judged)) ranking.add(index, rankOf(judged));
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
function fanOutsOf(below: readonly number[], context: Context): FanOut[] {
  const { evidence } = context;
  const bySource = Map.groupBy(below, (index) => evidence.sourceOnPortOf(index));
  const groups = [...bySource.values()];
  const standsOutAbove = standingOutAbove(groups.map(({ length }) => length));
  const { found = [], left = [] } = Object.groupBy(groups, (indexes) =>
    isTogether(indexes, context) ? 'found' : 'left',
  );
  const pooled = overPorts(left, evidence).filter((indexes) => isTogether(indexes, context));
  const keyOf = (indexes: readonly number[]) => evidence.pair(indexes[0] ?? 0);
  return [
    ...found.map((indexes) => ({
      kind: 'fan-out' as const,
      key: keyOf(indexes),
      indexes,
      standsOutAbove,
    })),
    ...pooled.map((indexes) => ({
      kind: 'pooled' as const,
      key: keyOf(indexes),
      indexes,
      standsOutAbove: null,
    })),
  ];
}

/** Whether pairs of a source are a finding together. */
function isTogether(indexes: readonly number[], context: Context): boolean {
  const { fanOutDestinations } = rule.thresholds;
  return (
    hasMoreDestinations(indexes, fanOutDestinations.value, context.evidence) ||
    isMuch(indexes, context)
  );
}

function isMuch(indexes: readonly number[], context: Context): boolean {
  if (indexes.length < 2) return false;
  const sent = indexes.map((index) => judgePair(index, context).rated.sent?.bytes ?? 0);
  return sent.reduce((sum, bytes) => sum + bytes, 0) > context.thresholds.mediumBytes.value;
}

/** The pairs of a fan-out, and what they are together. */
function judgeFanOut({ kind, key, indexes }: FanOut, context: Context) {
  const members = indexes.map((index) => judgePair(index, context));
  const judged: Judged = {
    kind,
    key,
    sessions: pool(members.map(({ sessions }) => sessions)),
    rated: pool(members.map(({ rated }) => rated)),
    dataChannel: poolChannels(members.map(({ dataChannel }) => dataChannel)),
    state: bestOf(members.map(({ state }) => state)),
    thresholds: context.thresholds,
  };
  return { members, judged };
}

function fanOutFinding(fanOut: FanOut, context: Context) {
  const { evidence } = context;
  const { members, judged } = judgeFanOut(fanOut, context);
  const { key, otherPorts } = portsTogether(members);
  const destinations = destinationsTogether(members);
  const { standsOutAbove } = fanOut;
  return findingFrom(
    { ...judged, key },
    {
      id: idOf(fanOut),
      why: [
        ...fanOutReasons(destinations.length, judged.rated, standsOutAbove, context.thresholds),
        ...portReasons(otherPorts.length + 1),
      ],
      users: [...new Set(fanOut.indexes.flatMap((index) => evidence.users(index)))],
      destinations,
      otherPorts,
      firstMs: members.reduce((least, { key: { firstMs } }) => Math.min(least, firstMs), Infinity),
      lastMs: members.reduce((most, { key: { lastMs } }) => Math.max(most, lastMs), 0),
      ...namesIn(context, key),
    },
  );
}

function idOf({ kind, key }: FanOut): string {
  return kind === 'pooled' ? pooledId(key) : fanOutId(key);
}

function bestOf(states: readonly TransferState[]): TransferState {
  return transferStates.find((state) => states.includes(state)) ?? 'attempt';
}
