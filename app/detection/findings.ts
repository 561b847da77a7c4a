import {
  transferStates,
  type Finding,
  type Reason,
  type TransferState,
  type Volume,
} from '../../contract/finding.ts';
import type { OriginKey, TransferAccumulator } from './accumulator.ts';
import { correctionsOf } from './corrections.ts';
import { fanOutThreshold, pool } from './fan-out.ts';
import { fanOutId, pairId } from './ids.ts';
import { fanOutReason, pairReason, riskReasons } from './reasons.ts';
import { riskOf } from './risk.ts';
import { protocolOf, transportOf, type Threshold } from './rule.ts';
import { measure, type Counter, type Measure } from './sessions.ts';
import { stateOf } from './states.ts';
import { WorstFindings } from './worst-findings.ts';

/** Findings worst first (`byWorstFirst`); `isCut` when there were more than allowed. */
export type Judgement = { readonly findings: readonly Finding[]; readonly isCut: boolean };

/** What the judgement needs beside the evidence. */
export type JudgementFacts = {
  readonly domainNames: ReadonlyMap<number, string>;
  /** The worst this many are kept. */
  readonly maxFindings: number;
};

/** At most this many destinations of a fan-out are named; the contract of a finding. */
const namedDestinations = 50;

/** At most this many users of a finding are named; the contract of a finding. */
const namedUsers = 20;

/**
 * Judges what has been folded so far: pairs above a threshold, then fan-outs over the pairs that are not.
 * Depends on the evidence alone, not on the order in which it came.
 */
export function judge(evidence: TransferAccumulator, facts: JudgementFacts): Judgement {
  const worst = new WorstFindings(facts.maxFindings);
  const context = { evidence, facts };
  const below = new Uint8Array(evidence.pairCount);
  const counts = new Uint32Array(evidence.originCount);
  for (let index = 0; index < evidence.pairCount; index++) {
    const measured = measure(evidence.tallies(index));
    const reason = pairReason(measured);
    if (reason) {
      worst.add(pairFinding(index, measured, reason, context));
    } else {
      below[index] = 1;
      const origin = evidence.originOf(index);
      counts[origin] = (counts[origin] ?? 0) + 1;
    }
  }
  const threshold = fanOutThreshold([...counts].filter((count) => count > 0));
  for (const indexes of pairsByOrigin(evidence, below, counts, threshold))
    worst.add(fanOutFinding(indexes, threshold, context));
  return worst.result();
}

type Context = { readonly evidence: TransferAccumulator; readonly facts: JudgementFacts };

/** The pairs below the threshold of every origin that has more of them than the fan-out threshold. */
function pairsByOrigin(
  evidence: TransferAccumulator,
  below: Uint8Array,
  counts: Uint32Array,
  threshold: Threshold,
): Iterable<number[]> {
  const pools = new Map<number, number[]>();
  below.forEach((isBelow, index) => {
    const origin = evidence.originOf(index);
    if (!isBelow || (counts[origin] ?? 0) <= threshold.value) return;
    const pooled = pools.get(origin);
    if (pooled) pooled.push(index);
    else pools.set(origin, [index]);
  });
  return pools.values();
}

function pairFinding(index: number, measured: Measure, reason: Reason, context: Context): Finding {
  const pair = context.evidence.pair(index);
  return {
    id: pairId(pair),
    kind: 'pair',
    destination: pair.destination,
    destinations: [],
    destinationCount: 1,
    firstSeenMs: pair.firstMs,
    lastSeenMs: pair.lastMs,
    ...judged(
      {
        kind: 'pair',
        key: pair,
        measured,
        state: stateOf({ ...measured, protocolId: pair.protocolId }),
        users: context.evidence.users(index),
        reason,
        destinations: [pair.destination],
      },
      context,
    ),
  };
}

function fanOutFinding(
  indexes: readonly number[],
  threshold: Threshold,
  context: Context,
): Finding {
  const { evidence } = context;
  const pairs = indexes.map((index) => {
    const pair = evidence.pair(index);
    const measured = measure(evidence.tallies(index));
    return { pair, measured, state: stateOf({ ...measured, protocolId: pair.protocolId }) };
  });
  const [first] = pairs;
  if (!first) throw new RangeError('a fan-out has destinations');
  const destinations = pairs
    .map(({ pair, measured }) => ({
      address: pair.destination,
      connections: measured.connections,
    }))
    .sort((a, b) => b.connections - a.connections || (a.address < b.address ? -1 : 1));
  return {
    id: fanOutId(first.pair),
    kind: 'fan-out',
    destination: null,
    destinations: destinations.slice(0, namedDestinations),
    destinationCount: destinations.length,
    firstSeenMs: pairs.reduce((least, { pair }) => Math.min(least, pair.firstMs), Infinity),
    lastSeenMs: pairs.reduce((most, { pair }) => Math.max(most, pair.lastMs), 0),
    ...judged(
      {
        kind: 'fan-out',
        key: first.pair,
        measured: pool(pairs.map(({ measured }) => measured)),
        state: bestOf(pairs.map(({ state }) => state)),
        users: [...new Set(indexes.flatMap((index) => evidence.users(index)))],
        reason: fanOutReason(destinations.length, threshold),
        destinations: destinations.map(({ address }) => address),
      },
      context,
    ),
  };
}

type Subject = {
  readonly kind: Finding['kind'];
  readonly key: OriginKey;
  readonly measured: Measure;
  readonly state: TransferState;
  readonly users: readonly (string | null)[];
  readonly reason: Reason;
  readonly destinations: readonly string[];
};

/** The part of a finding that pairs and fan-outs have in common. */
function judged(subject: Subject, { evidence, facts }: Context) {
  const { kind, key, measured, state, users, destinations } = subject;
  const protocol = protocolOf(key.port, key.protocolId);
  const reasons = [subject.reason, ...riskReasons(measured, state)];
  const names = users.filter((user) => user !== null).sort();
  return {
    domain: { id: key.domainId, name: facts.domainNames.get(key.domainId) ?? null },
    source: key.source,
    port: key.port,
    transport: transportOf(key.protocolId),
    protocol,
    users: names.slice(0, namedUsers),
    userCount: names.length,
    logSources: measured.logSources.map(({ id, connections }) => ({
      id,
      name: evidence.logSourceName(id),
      connections,
    })),
    connections: measured.connections,
    coalesced: measured.coalesced,
    sent: volumeOf(measured.sent, measured.coalesced),
    received: volumeOf(measured.received, measured.coalesced),
    total: volumeOf(measured.total, measured.coalesced),
    state,
    risk: riskOf(state, measured.sent?.bytes ?? null),
    reasons,
    corrections: correctionsOf({ kind, measured, state, protocol, users, destinations, reasons }),
  };
}

/** Coalescing keeps the counters of one record for several connections, so sums become too small. */
function volumeOf(counter: Counter | null, coalesced: number): Volume | null {
  if (counter === null) return null;
  const { bytes, knownConnections } = counter;
  return { bytes, knownConnections, lowerBound: coalesced > 0 };
}

function bestOf(states: readonly TransferState[]): TransferState {
  return transferStates.find((state) => states.includes(state)) ?? 'attempt';
}
