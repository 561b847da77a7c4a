import {
  transferStates,
  type Finding,
  type TransferState,
  type Volume,
} from '../../contract/finding.ts';
import type { PairEvidence, TransferAccumulator } from './accumulator.ts';
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
  const below = new Map<string, number[]>();
  for (let index = 0; index < evidence.pairCount; index++) {
    const pair = evidence.evidence(index);
    const measured = measure(pair);
    const reason = pairReason(measured);
    if (reason) worst.add(pairFinding(pair, measured, reason, { evidence, facts }));
    else groupOf(below, poolKey(pair)).push(index);
  }
  const threshold = fanOutThreshold([...below.values()].map((indexes) => indexes.length));
  for (const indexes of below.values()) {
    if (indexes.length > threshold.value)
      worst.add(fanOutFinding(indexes, threshold, { evidence, facts }));
  }
  return worst.result();
}

type Context = { readonly evidence: TransferAccumulator; readonly facts: JudgementFacts };

function pairFinding(
  pair: PairEvidence,
  measured: Measure,
  reason: Finding['reasons'][number],
  context: Context,
): Finding {
  const state = stateOf({ ...measured, protocolId: pair.protocolId });
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
        state,
        users: pair.users,
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
  const pairs = indexes.map((index) => {
    const pair = context.evidence.evidence(index);
    const measured = measure(pair);
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
        users: [...new Set(pairs.flatMap(({ pair }) => pair.users))],
        reason: fanOutReason(destinations.length, threshold),
        destinations: destinations.map(({ address }) => address),
      },
      context,
    ),
  };
}

type Subject = {
  readonly kind: Finding['kind'];
  readonly key: PairEvidence;
  readonly measured: Measure;
  readonly state: TransferState;
  readonly users: readonly (string | null)[];
  readonly reason: Finding['reasons'][number];
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

/** Key of what a fan-out pools: everything of a pair but its destination. */
function poolKey({ domainId, source, port, protocolId }: PairEvidence): string {
  return `${domainId} ${source} ${port} ${protocolId}`;
}

function groupOf(groups: Map<string, number[]>, key: string): number[] {
  const known = groups.get(key);
  if (known) return known;
  const created: number[] = [];
  groups.set(key, created);
  return created;
}
