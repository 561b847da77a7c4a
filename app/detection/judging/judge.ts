import {
  transferStates,
  type Finding,
  type Reason,
  type TransferState,
} from '../../../contract/finding.ts';
import type { SourceOnPort, TransferEvidence } from '../evidence/transfer-evidence.ts';
import { fanOutThreshold, pool } from './fan-out.ts';
import { findingFrom, rankOf, type Judged } from './finding.ts';
import { fanOutId, pairId } from './ids.ts';
import { fanOutReason, pairReason } from './reasons.ts';
import { rule, type Rule, type Threshold } from '../rule/rule.ts';
import { countSessions, type SessionCounts } from '../evidence/session-counts.ts';
import { stateOf } from '../evidence/states.ts';
import { withChannel } from './rating.ts';
import type { ChannelSummaries } from '../stitching/summary.ts';
import { WorstFindings, type Candidates, type Findings } from './worst-findings.ts';

/**
 * `isCut` when there were more findings than allowed. They are built from the evidence, which must stay as it is
 * while somebody goes through them.
 */
export type Judgement = { readonly findings: Findings; readonly isCut: boolean };

/** What the judgement needs beside the evidence. */
export type JudgingOptions = {
  readonly domainNames: ReadonlyMap<number, string>;
  /** The worst this many are kept. */
  readonly maxFindings: number;
  /** Those of the rule if left out. */
  readonly thresholds?: Rule['thresholds'];
  /** Whether connections of this source on this port were refused by a device that logs. */
  readonly isDenied?: (origin: SourceOnPort) => boolean;
  /** Data channels of pairs; `null` as long as they have not been asked for. */
  readonly channels?: Pick<ChannelSummaries, 'of'> | null;
  /** Whether data channels are rated; they are shown in any case. */
  readonly stitching?: boolean;
};

/**
 * Judges what has been folded so far: pairs above a threshold, then fan-outs over the pairs that are not.
 * Depends on the evidence alone, not on the order in which it came.
 */
export function judge(evidence: TransferEvidence, facts: JudgingOptions): Judgement {
  const { thresholds = rule.thresholds, maxFindings } = facts;
  const context = { evidence, facts, thresholds };
  const fanOuts: FanOut[] = [];
  const worst = new WorstFindings(maxFindings, candidatesOf(fanOuts, context));
  const below = new Uint8Array(evidence.pairCount);
  const counts = new Uint32Array(evidence.sourceOnPortCount);
  for (let index = 0; index < evidence.pairCount; index++) {
    const sessions = countSessions(evidence.phaseCounts(index));
    if (isRefused(index, sessions, context)) continue;
    const verdict = judgePair(index, sessions, context);
    if (verdict !== null) {
      worst.add(index, rankOf(verdict.judged));
      continue;
    }
    below[index] = 1;
    const origin = evidence.sourceOnPortOf(index);
    counts[origin] = (counts[origin] ?? 0) + 1;
  }
  const threshold = fanOutThreshold([...counts].filter((count) => count > 0));
  for (const indexes of poolsOf({ evidence, below, counts, threshold })) {
    const candidate = evidence.pairCount + fanOuts.length;
    fanOuts.push({ indexes, threshold });
    worst.add(candidate, rankOf(judgeFanOut(indexes, context).judged));
  }
  return worst.result();
}

/** The pairs that a fan-out is made of, and how many destinations make one. */
type FanOut = { readonly indexes: readonly number[]; readonly threshold: Threshold };

/** Pairs by their numbers, then fan-outs by theirs. */
function candidatesOf(fanOuts: readonly FanOut[], context: Context): Candidates {
  const { evidence } = context;
  const pairs = evidence.pairCount;
  const fanOutOf = (candidate: number) => {
    const fanOut = fanOuts[candidate - pairs];
    if (!fanOut) throw new Error('the evidence changed while its findings were read');
    return fanOut;
  };
  const isPair = (candidate: number) => candidate < pairs;
  return {
    idOf: (candidate) =>
      isPair(candidate)
        ? pairId(evidence.pair(candidate))
        : fanOutId(originIn(fanOutOf(candidate).indexes, context)),
    build: (candidate) =>
      isPair(candidate)
        ? pairFinding(candidate, context)
        : fanOutFinding(fanOutOf(candidate), context),
  };
}

type Context = {
  readonly evidence: TransferEvidence;
  readonly facts: JudgingOptions;
  readonly thresholds: Rule['thresholds'];
};

/**
 * A flow sensor sees the packets of a connection that a firewall refuses. Of a pair that flows alone report,
 * without an answer, from a source that was refused on that port, nothing says that it was allowed.
 */
function isRefused(index: number, sessions: SessionCounts, { evidence, facts }: Context): boolean {
  if (sessions.logSources.length > 0 || !facts.isDenied) return false;
  const pair = evidence.pair(index);
  const { protocolId } = pair;
  return stateOf({ ...sessions, protocolId }) === 'attempt' && facts.isDenied(pair);
}

/** The pair as it is rated, and why it is a finding; `null`: it is none. */
function judgePair(
  index: number,
  sessions: SessionCounts,
  { evidence, facts, thresholds }: Context,
): { readonly judged: Judged; readonly reason: Reason } | null {
  const pair = evidence.pair(index);
  const { rated, dataChannel } = withChannel(sessions, facts.channels?.of(pair) ?? null, {
    isCounted: facts.stitching ?? true,
  });
  const reason = pairReason(rated, thresholds);
  if (reason === null) return null;
  const state = stateOf({ ...rated, protocolId: pair.protocolId });
  const judged: Judged = {
    kind: 'pair',
    key: pair,
    sessions,
    rated,
    dataChannel,
    state,
    thresholds,
  };
  return { judged, reason };
}

function pairFinding(index: number, context: Context): Finding {
  const { evidence } = context;
  const sessions = countSessions(evidence.phaseCounts(index));
  const verdict = judgePair(index, sessions, context);
  if (verdict === null) throw new Error('the evidence changed while its findings were read');
  const pair = evidence.pair(index);
  const { destination, firstMs, lastMs } = pair;
  return findingFrom(verdict.judged, {
    id: pairId(pair),
    reason: verdict.reason,
    users: evidence.users(index),
    destinations: [{ address: destination, connections: sessions.connections }],
    firstMs,
    lastMs,
    ...namesIn(context, verdict.judged.key),
  });
}

/** The pairs below the threshold of every origin that has more of them than a fan-out needs. */
function poolsOf({
  evidence,
  below,
  counts,
  threshold,
}: {
  readonly evidence: TransferEvidence;
  readonly below: Uint8Array;
  readonly counts: Uint32Array;
  readonly threshold: Threshold;
}): Iterable<number[]> {
  const pools = new Map<number, number[]>();
  below.forEach((isBelow, index) => {
    const origin = evidence.sourceOnPortOf(index);
    if (!isBelow || (counts[origin] ?? 0) <= threshold.value) return;
    const pooled = pools.get(origin);
    if (pooled) pooled.push(index);
    else pools.set(origin, [index]);
  });
  return pools.values();
}

function originIn([first]: readonly number[], { evidence }: Context): SourceOnPort {
  if (first === undefined) throw new RangeError('a fan-out has destinations');
  return evidence.pair(first);
}

/** The pairs of a fan-out, and what they are together. */
function judgeFanOut(indexes: readonly number[], context: Context) {
  const { evidence, thresholds } = context;
  const members = indexes.map((index) => {
    const pair = evidence.pair(index);
    const sessions = countSessions(evidence.phaseCounts(index));
    return { pair, sessions, state: stateOf({ ...sessions, protocolId: pair.protocolId }) };
  });
  const sessions = pool(members.map(({ sessions }) => sessions));
  const judged: Judged = {
    kind: 'fan-out',
    key: originIn(indexes, context),
    sessions,
    rated: sessions,
    dataChannel: null,
    state: bestOf(members.map(({ state }) => state)),
    thresholds,
  };
  return { members, judged };
}

function fanOutFinding({ indexes, threshold }: FanOut, context: Context): Finding {
  const { members, judged } = judgeFanOut(indexes, context);
  return findingFrom(judged, {
    id: fanOutId(judged.key),
    reason: fanOutReason(members.length, threshold),
    users: [...new Set(indexes.flatMap((index) => context.evidence.users(index)))],
    destinations: members
      .map(({ pair, sessions }) => ({
        address: pair.destination,
        connections: sessions.connections,
      }))
      .sort((a, b) => b.connections - a.connections || (a.address < b.address ? -1 : 1)),
    firstMs: members.reduce((least, { pair }) => Math.min(least, pair.firstMs), Infinity),
    lastMs: members.reduce((most, { pair }) => Math.max(most, pair.lastMs), 0),
    ...namesIn(context, judged.key),
  });
}

function namesIn({ facts, evidence }: Context, { domainId }: SourceOnPort) {
  return {
    domainName: facts.domainNames.get(domainId) ?? null,
    logSourceName: (id: number) => evidence.logSourceName(id),
  };
}

function bestOf(states: readonly TransferState[]): TransferState {
  return transferStates.find((state) => states.includes(state)) ?? 'attempt';
}
