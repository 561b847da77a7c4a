import type { Rank } from '../../../cards/rank.ts';
import type {
  DataChannel,
  Finding,
  Reason,
  TransferState,
  Volume,
} from '../../../contract/finding.ts';
import { firstOf } from '../../ports/steps.ts';
import { partsOf } from '../evidence/activity.ts';
import type { SourceOnPort } from '../evidence/transfer-evidence.ts';
import { correctionsOf } from './corrections.ts';
import { flowKindOf } from '../flows/reporters.ts';
import { channelReasons, isRegular, riskReasons } from './reasons.ts';
import { riskOf } from './risk.ts';
import { protocolOf, transportOf } from '../rule/rule.ts';
import type { Rule } from '../rule/rule-type.ts';
import type { Counter, SessionCounts } from '../evidence/session-counts.ts';

/** A pair, or several pooled, that has been judged, before it is put into the words of the contract. */
export type Judged = {
  readonly kind: Finding['kind'];
  readonly key: SourceOnPort;
  readonly sessions: SessionCounts;
  /** What is rated: the sessions, with the data channel where that is counted. */
  readonly rated: SessionCounts;
  readonly dataChannel: DataChannel | null;
  readonly state: TransferState;
  readonly thresholds: Rule['thresholds'];
};

/** What only the full finding needs. */
export type Details = {
  readonly id: string;
  /** Why it is a finding at all. */
  readonly why: readonly Reason[];
  /** Distinct; `null` stands for records without a name. */
  readonly users: readonly (string | null)[];
  /** At least one, most connections first; of very many those that are named. */
  readonly destinations: Finding['destinations'];
  readonly destinationCount: number;
  /** Whether any of the destinations is an IPv6 address, named or not. */
  readonly hasIpv6: boolean;
  /** Besides that of the key, ascending. */
  readonly otherPorts: Finding['otherPorts'];
  readonly firstMs: number;
  readonly lastMs: number;
  readonly domainName: string | null;
  readonly logSourceName: (id: number) => string;
};

/** At most this many of several destinations are named; the contract of a finding. */
export const namedDestinations = 50;

/** At most this many users of a finding are named; the contract of a finding. */
const namedUsers = 20;

/** What decides whether a finding is kept, without building it. */
export function rankOf({ sessions, rated, state, thresholds }: Judged): Rank {
  const sentBytes = rated.sent?.bytes ?? null;
  return {
    risk: riskOf(state, sentBytes, thresholds),
    isRegular: isRegular(rated, state, thresholds),
    sentBytes,
    connections: sessions.connections,
  };
}

/** The finding as the contract has it. */
export function findingFrom(judged: Judged, details: Details): Finding {
  const { kind, key, sessions, rated, dataChannel, state, thresholds } = judged;
  const protocol = protocolOf(key.port, key.protocolId);
  const reasons = eachOnce([
    ...details.why,
    ...riskReasons(rated, state, thresholds),
    ...(dataChannel ? channelReasons(dataChannel, thresholds) : []),
  ]);
  const names = details.users.filter((user) => user !== null);
  return {
    id: details.id,
    risk: rankOf(judged).risk,
    dataChannel,
    connections: sessions.connections,
    sent: volumeOf(sessions.sent),
    ...destinationsOf(details),
    kind,
    domain: { id: key.domainId, name: details.domainName },
    source: key.source,
    port: key.port,
    transport: transportOf(key.protocolId),
    protocol,
    otherPorts: [...details.otherPorts],
    users: [...firstOf(names, namedUsers, (a, b) => (a < b ? -1 : 1))],
    userCount: names.length,
    logSources: sessions.logSources.map(({ id, connections }) => ({
      id,
      name: details.logSourceName(id),
      connections,
    })),
    flowSources: sessions.flowSources.map(({ id, connections }) => ({
      id,
      name: details.logSourceName(id),
      kind: flowKindOf(id),
      connections,
    })),
    origins: originsOf(sessions),
    coalesced: sessions.coalesced,
    estimated: sessions.estimated,
    received: volumeOf(sessions.received),
    total: volumeOf(sessions.total),
    state,
    reasons,
    corrections: correctionsOf({ ...judged, ...details, protocol, reasons }),
    activity: rated.activity && partsOf(rated.activity),
    regularity: rated.regularity,
    sizes: rated.sizes,
    firstSeenMs: details.firstMs,
    lastSeenMs: details.lastMs,
  };
}

/** What makes a finding may be worth saying of any. */
function eachOnce(reasons: readonly Reason[]): Reason[] {
  return reasons.filter(({ code }, at) => reasons.findIndex((other) => other.code === code) === at);
}

function destinationsOf({ destinations, destinationCount }: Details) {
  const [first] = destinations;
  const isOne = destinationCount === 1;
  return {
    destination: isOne ? (first?.address ?? null) : null,
    destinations: isOne ? [] : destinations,
    destinationCount,
  };
}

function originsOf({
  connectionOrigins,
  sent,
  received,
  total,
}: SessionCounts): Finding['origins'] {
  return {
    connections: [...connectionOrigins],
    sent: [...(sent?.origins ?? [])],
    received: [...(received?.origins ?? [])],
    total: [...(total?.origins ?? [])],
  };
}

/** Coalescing keeps the counters of one record for several connections, so sums become too small. */
function volumeOf(counter: Counter | null): Volume | null {
  if (counter === null) return null;
  const { bytes, knownConnections, coalesced } = counter;
  return { bytes, knownConnections, lowerBound: coalesced > 0 };
}
