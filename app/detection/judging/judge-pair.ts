import type { Reason } from '../../../contract/finding.ts';
import type { PartOf } from '../evidence/activity.ts';
import { countSessions, type SessionCounts } from '../evidence/session-counts.ts';
import { stateOf } from '../evidence/states.ts';
import type { Pair, SourceOnPort, TransferEvidence } from '../evidence/transfer-evidence.ts';
import type { SeenConnections } from '../looking/seen-connections.ts';
import { isIpv6 } from '../rule/addresses.ts';
import type { Rule } from '../rule/rule-type.ts';
import { findingFrom, type Judged } from './finding.ts';
import { pairId } from './ids.ts';
import { withChannel } from './rating.ts';
import { doubtedReason, pairReason } from './reasons.ts';
import type { DeniedOf } from './refused.ts';

/** What transfers are judged by. */
export type TransferJudging = {
  /** Of the window that is judged. */
  readonly partOf: PartOf;
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

/** What every step of the judgement needs. */
export type Context = {
  readonly evidence: TransferEvidence;
  readonly options: TransferJudging;
  readonly thresholds: Rule['thresholds'];
};

/** Whether what is in doubt between the hosts of a pair is enough for a finding. */
export function isDoubted({ dataChannel, thresholds }: Judged): boolean {
  if (dataChannel === null || !dataChannel.counted || dataChannel.sessions === 0) return false;
  return doubtedReason(dataChannel, thresholds).length > 0;
}

/** The pair as it is rated. */
export function judgePair(index: number, context: Context): Judged & { readonly key: Pair } {
  const { evidence, options, thresholds } = context;
  const key = evidence.pair(index);
  const sessions = countsOf(index, key, context);
  const { rated, dataChannel } = withChannel(sessions, options.seen?.channelOf(index) ?? null, {
    isCounted: options.stitching ?? true,
  });
  const state = stateOf({ ...rated, protocolId: key.protocolId });
  return { kind: 'pair', key, sessions, rated, dataChannel, state, thresholds };
}

/** From its connections where they were put together, else from its groups. */
function countsOf(index: number, { firstMs }: Pair, { evidence, options }: Context): SessionCounts {
  const seen = options.seen?.countsOf(index);
  return seen ?? countSessions(evidence.phaseCounts(index), options.partOf(firstMs));
}

/** The pair as a finding. */
export function pairFinding(index: number, context: Context) {
  const { evidence } = context;
  const judged = judgePair(index, context);
  const { destination, firstMs, lastMs } = judged.key;
  return findingFrom(judged, {
    id: pairId(judged.key),
    why: whyOf(judged),
    users: evidence.users(index),
    destinations: [{ address: destination, connections: judged.sessions.connections }],
    destinationCount: 1,
    hasIpv6: isIpv6(destination),
    otherPorts: [],
    firstMs,
    lastMs,
    ...namesIn(context, judged.key),
  });
}

/** Where its own numbers are no reason, a pair is here for what is in doubt. */
function whyOf({ rated, dataChannel, thresholds }: Judged): Reason[] {
  const own = pairReason(rated, thresholds);
  if (own !== null) return [own];
  return dataChannel === null ? [] : doubtedReason(dataChannel, thresholds);
}

/** Names of a domain and of log sources, as findings have them. */
export function namesIn({ options, evidence }: Context, { domainId }: SourceOnPort) {
  return {
    domainName: options.domainNames.get(domainId) ?? null,
    logSourceName: (id: number) => evidence.logSourceName(id),
  };
}
