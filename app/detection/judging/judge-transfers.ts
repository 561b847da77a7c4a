import { transferStates, type TransferState } from '../../../contract/finding.ts';
import type { FindingSink } from '../../ports/results.ts';
import { countSessions, type SessionCounts } from '../evidence/session-counts.ts';
import { stateOf } from '../evidence/states.ts';
import type { SourceOnPort, TransferEvidence } from '../evidence/transfer-evidence.ts';
import { rule } from '../rule/rule.ts';
import type { Rule, Threshold } from '../rule/rule-type.ts';
import type { SeenConnections } from '../looking/seen-connections.ts';
import { pool, standingOutAbove } from './fan-out.ts';
import { findingFrom, rankOf, type Judged } from './finding.ts';
import { fanOutId, pairId, pooledId } from './ids.ts';
import {
  destinationsTogether,
  hasMoreDestinations,
  overPorts,
  portsTogether,
} from './over-ports.ts';
import { Ranking } from './ranking.ts';
import { withChannel } from './rating.ts';
import { refusedPairs, type DeniedOf } from './refused.ts';
import { fanOutReasons, pairReason, portReasons } from './reasons.ts';

/** What transfers are judged by. */
export type TransferJudging = {
  readonly domainNames: ReadonlyMap<number, string>;
  /** The worst this many are kept. */
  readonly maxFindings: number;
  /** Those of the rule if left out. */
  readonly thresholds?: Rule['thresholds'];
  /** No connection was refused if left out. */
  readonly deniedOf?: DeniedOf;
  /** What the fine look saw; `null` as long as it has not been taken. */
  readonly seen?: SeenConnections | null;
  /** Whether data channels are rated; they are shown in any case. */
  readonly stitching?: boolean;
};

/**
 * Pushes what is found into the sink, worst first: pairs above a threshold, fan-outs over the pairs that are not, and
 * what of these is in no fan-out pooled over ports.
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
  const { worstFirst, isCut } = ranking.result();
  for (const candidate of worstFirst) {
    const fanOut = fanOutOf(candidate);
    sink.push(fanOut ? fanOutFinding(fanOut, context) : pairFinding(candidate, context));
  }
  return { isCut };
}

type Context = {
  readonly evidence: TransferEvidence;
  readonly options: TransferJudging;
  readonly thresholds: Rule['thresholds'];
};

/** Ranks the pairs that are findings by themselves; answers which are not, but may be part of a fan-out. */
function rankPairs(ranking: Ranking, context: Context): number[] {
  const { evidence, options, thresholds } = context;
  const below: number[] = [];
  const refused = refusedPairs(evidence, options.deniedOf ?? (() => 0));
  for (let index = 0; index < evidence.pairCount; index++) {
    if (refused.has(index)) continue;
    const sessions = countsOf(index, context);
    const judged = judgePair(index, sessions, context);
    if (pairReason(judged.rated, thresholds) !== null) ranking.add(index, rankOf(judged));
    else below.push(index);
  }
  return below;
}

/** The pair as it is rated. */
function judgePair(
  index: number,
  sessions: SessionCounts,
  { evidence, options, thresholds }: Context,
): Judged {
  const key = evidence.pair(index);
  const { rated, dataChannel } = withChannel(sessions, options.seen?.channelOf(index) ?? null, {
    isCounted: options.stitching ?? true,
  });
  const state = stateOf({ ...rated, protocolId: key.protocolId });
  return { kind: 'pair', key, sessions, rated, dataChannel, state, thresholds };
}

/** From its connections where they were put together, else from its groups. */
function countsOf(index: number, { evidence, options }: Context): SessionCounts {
  return options.seen?.countsOf(index) ?? countSessions(evidence.phaseCounts(index));
}

function pairFinding(index: number, context: Context) {
  const { evidence, thresholds } = context;
  const sessions = countsOf(index, context);
  const judged = judgePair(index, sessions, context);
  const pair = evidence.pair(index);
  const { destination, firstMs, lastMs } = pair;
  return findingFrom(judged, {
    id: pairId(pair),
    why: [pairReason(judged.rated, thresholds)].filter((reason) => reason !== null),
    users: evidence.users(index),
    destinations: [{ address: destination, connections: sessions.connections }],
    otherPorts: [],
    firstMs,
    lastMs,
    ...namesIn(context, judged.key),
  });
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
  const sent = indexes.map((index) => countsOf(index, context).sent?.bytes ?? 0);
  return sent.reduce((sum, bytes) => sum + bytes, 0) > context.thresholds.mediumBytes.value;
}

/** The pairs of a fan-out, and what they are together. */
function judgeFanOut({ kind, key, indexes }: FanOut, context: Context) {
  const { evidence, thresholds } = context;
  const members = indexes.map((index) => {
    const pair = evidence.pair(index);
    const sessions = countsOf(index, context);
    return { pair, sessions, state: stateOf({ ...sessions, protocolId: pair.protocolId }) };
  });
  const sessions = pool(members.map((member) => member.sessions));
  const judged: Judged = {
    kind,
    key,
    sessions,
    rated: sessions,
    dataChannel: null,
    state: bestOf(members.map(({ state }) => state)),
    thresholds,
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
        ...fanOutReasons(destinations.length, judged.sessions, standsOutAbove, context.thresholds),
        ...portReasons(otherPorts.length + 1),
      ],
      users: [...new Set(fanOut.indexes.flatMap((index) => evidence.users(index)))],
      destinations,
      otherPorts,
      firstMs: members.reduce((least, { pair }) => Math.min(least, pair.firstMs), Infinity),
      lastMs: members.reduce((most, { pair }) => Math.max(most, pair.lastMs), 0),
      ...namesIn(context, key),
    },
  );
}

function idOf({ kind, key }: FanOut): string {
  return kind === 'pooled' ? pooledId(key) : fanOutId(key);
}

function namesIn({ options, evidence }: Context, { domainId }: SourceOnPort) {
  return {
    domainName: options.domainNames.get(domainId) ?? null,
    logSourceName: (id: number) => evidence.logSourceName(id),
  };
}

function bestOf(states: readonly TransferState[]): TransferState {
  return transferStates.find((state) => states.includes(state)) ?? 'attempt';
}
