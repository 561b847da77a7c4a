import { piecesPerStep, sorted, type Steps } from '../../ports/steps.ts';
import type { PhaseCounts } from '../evidence/phase-counts.ts';
import type { Pair, TransferEvidence } from '../evidence/transfer-evidence.ts';
import { isSuperflow } from '../flows/reporters.ts';
import type { Rule } from '../rule/rule-type.ts';
import { controlFamily } from '../stitching/channel-rule.ts';

/** Two hosts of which single records are wanted. */
export type Candidate = Pick<Pair, 'source' | 'destination'> & {
  /** Whether their data connections, on any port, are wanted too. */
  readonly withData: boolean;
  /** Rows that the records of their pairs take, data connections apart. */
  readonly rows: number;
};

export type Candidates = {
  /** The pairs of hosts to look at, the most urgent first. */
  readonly wanted: readonly Candidate[];
  /** Pairs of hosts with so many records that a list of hosts must not catch them by chance. */
  readonly crowded: readonly Candidate[];
};

/**
 * What groups say at most of the pairs they tell of: records that nothing joins may be as many connections, and their
 * counters may add up. Pairs that could be a finding at that, alone or with others of their source on any port, are
 * wanted: first those that could be HIGH, to which answered control sessions belong, whose data runs elsewhere, then
 * MEDIUM, then others; of equal ones those with most bytes. A group of one record tells no less than the record, so it
 * is not.
 */
export function* candidates(
  transfers: TransferEvidence,
  thresholds: Rule['thresholds'],
  hints: Hints = new Map(),
): Steps<Candidates> {
  yield* transfers.knowHabits();
  const scores = yield* scoresOf(transfers, thresholds, hints);
  const bar = yield* barOf(scores);
  const isWanted = (score: number) => score > 0 && score >= bar;
  const hosts = yield* bestHosts(transfers, scores, isWanted);
  const crowded: Candidate[] = [];
  for (let index = 0; index < transfers.pairCount; index++) {
    if (index % piecesPerStep === 0) yield;
    const most = mostOf(transfers.phaseCounts(index));
    const pair = transfers.pair(index);
    const { source, destination } = pair;
    if (most.rows > crowdedRows)
      crowded.push({ source, destination, withData: false, rows: most.rows });
    const open = isWanted(scores[index] ?? 0) ? hosts.get(hostsOf(pair)) : undefined;
    if (!open) continue;
    open.rows += most.rows;
    open.withData ||= canHaveData(pair, most);
  }
  const wanted = yield* sorted([...hosts.values()], byScore);
  return { wanted, crowded };
}

/**
 * The pairs of hosts with the best of those pairs that could be a finding, as many as can be looked at, without their rows.
 * Very many may be alike: of the others no more are kept on the way than that again.
 */
function* bestHosts(
  transfers: TransferEvidence,
  scores: Float64Array,
  isWanted: (score: number) => boolean,
): Steps<ReadonlyMap<string, Open>> {
  let hosts = new Map<string, Open>();
  for (const [index, score] of scores.entries()) {
    if (index % piecesPerStep === 0) yield;
    if (!isWanted(score)) continue;
    const pair = transfers.pair(index);
    const { domainId, source, destination } = pair;
    const key = hostsOf(pair);
    const none = { domainId, source, destination, withData: false, rows: 0, score: 0 };
    const open = hosts.get(key) ?? none;
    hosts.set(key, open);
    open.score = Math.max(open.score, score);
    if (hosts.size >= 2 * mostWanted) hosts = yield* best(hosts);
  }
  return yield* best(hosts);
}

/** What is left out here can only come back with a better pair. */
function* best(hosts: ReadonlyMap<string, Open>): Steps<Map<string, Open>> {
  const worstLast = yield* sorted([...hosts], ([, a], [, b]) => byScore(a, b));
  return new Map(worstLast.slice(0, mostWanted));
}

function hostsOf({ domainId, source, destination }: Pair): string {
  return `${domainId} ${source} ${destination}`;
}

/** Bytes that pairs, by their number, have beside what their groups tell, at least. */
export type Hints = ReadonlyMap<number, number>;

/** A few such pairs would fill a search by themselves. */
const crowdedRows = 500;

/** More than the searches of a run have room for. */
const mostWanted = 5_000;

type Open = { -readonly [Name in keyof Candidate]: Candidate[Name] } & {
  readonly domainId: number;
  score: number;
};

function byScore(a: Open, b: Open): number {
  return (
    b.score - a.score ||
    compare(a.source, b.source) ||
    compare(a.destination, b.destination) ||
    a.domainId - b.domainId
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How urgent each pair is, by its number; 0: not at all. Numbers alone, because there may be very many. */
function* scoresOf(
  transfers: TransferEvidence,
  thresholds: Rule['thresholds'],
  hints: Hints,
): Steps<Float64Array> {
  const sourceOf = yield* sourcesOf(transfers);
  const bySource = new Float64Array(transfers.sourceOnPortCount);
  for (let index = 0; index < transfers.pairCount; index++) {
    if (index % piecesPerStep === 0) yield;
    const source = sourceOf(index);
    const { sent } = mostOf(transfers.phaseCounts(index));
    bySource[source] = (bySource[source] ?? 0) + sent;
  }
  const scoreOf = (index: number) => {
    const told = mostOf(transfers.phaseCounts(index));
    const hint = hints.get(index) ?? 0;
    const most = { ...told, sent: told.sent + hint };
    const withData = canHaveData(transfers.pair(index), most);
    if (most.records <= 1 && hint === 0 && !withData) return 0;
    const pooled = bySource[sourceOf(index)] ?? 0;
    const urgency = withData && most.isAnswered ? 4 : urgencyOf(most, pooled, thresholds);
    return urgency === 0 && !withData ? 0 : (urgency + 1) * urgencyStep + bytesAndCountOf(most);
  };
  const scores = new Float64Array(transfers.pairCount);
  for (let index = 0; index < scores.length; index++) {
    if (index % piecesPerStep === 0) yield;
    scores[index] = scoreOf(index);
  }
  return scores;
}

/** Tells the number of a pair's source, which is the same on all of its ports; below that of sources on a port. */
function* sourcesOf(transfers: TransferEvidence): Steps<(pair: number) => number> {
  const numbers = new Map<string, number>();
  const ofPort = new Int32Array(transfers.sourceOnPortCount).fill(-1);
  for (let index = 0; index < transfers.pairCount; index++) {
    if (index % piecesPerStep === 0) yield;
    const onPort = transfers.sourceOnPortOf(index);
    if (ofPort[onPort] !== -1) continue;
    const { domainId, source } = transfers.pair(index);
    const key = `${domainId} ${source}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    ofPort[onPort] = number;
  }
  return (index) => ofPort[transfers.sourceOnPortOf(index)] ?? 0;
}

/** Above all bytes of a day. */
const urgencyStep = 1e15;

/** Bytes in whole KiB, below them the connections, as one number to sort by. */
function bytesAndCountOf({ sent, other, connections }: Most): number {
  const kib = Math.min(Math.floor(Math.max(sent, other) / 1024), 1e9);
  return kib * 1e5 + Math.min(connections, 99_999);
}

/** The score that as many pairs reach as can be looked at. */
function* barOf(scores: Float64Array): Steps<number> {
  if (scores.length <= mostWanted) return 0;
  let highest = new Float64Array();
  for (let at = 0; at < scores.length; at += mostWanted) {
    const more = scores.subarray(at, at + mostWanted);
    highest = Float64Array.from([...highest, ...more])
      .sort()
      .slice(-mostWanted);
    yield;
  }
  return highest[0] ?? 0;
}

/** What groups say at most. */
type Most = {
  readonly connections: number;
  readonly records: number;
  readonly rows: number;
  readonly sent: number;
  /** Bytes received or in both directions. */
  readonly other: number;
  /** Whether nothing says that no connection was answered … */
  readonly canBeAnswered: boolean;
  /** … and something says that one was. */
  readonly isAnswered: boolean;
};

function mostOf(phaseCounts: readonly PhaseCounts[]): Most {
  let [connections, records, rows, sent, received, total] = [0, 0, 0, 0, 0, 0];
  let [canBeAnswered, isClosed] = [false, false];
  for (const counts of phaseCounts) {
    connections += counts.connections;
    records += counts.records;
    if (!isSuperflow(counts.logSourceId)) rows += counts.records;
    sent += counts.sent.bytes;
    received += counts.received.bytes;
    total += counts.total.bytes;
    const isOpen = counts.refused < counts.connections && !isCountedAsNothing(counts);
    canBeAnswered ||= isOpen;
    isClosed ||= isOpen && counts.phase === 'closed';
  }
  return {
    connections,
    records,
    rows,
    sent,
    other: Math.max(received, total),
    canBeAnswered,
    isAnswered: canBeAnswered && (isClosed || sent > 0 || received > 0 || total > 0),
  };
}

/** A direction counted as 0 says that there was no answer, unless some of its counters cannot be true. */
function isCountedAsNothing({ sent, received, total }: PhaseCounts): boolean {
  return [sent, received, total].some(
    ({ known, bytes, impossible }) => known > 0 && bytes === 0 && impossible === 0,
  );
}

/** Without an answer there is no data channel; a TFTP request is never answered on its own connection. */
function canHaveData({ port, protocolId }: Pair, { canBeAnswered }: Most): boolean {
  const family = controlFamily(port, protocolId);
  return family === 'tftp' || (family !== null && canBeAnswered);
}

function urgencyOf(
  { connections, sent, other }: Most,
  pooled: number,
  { highBytes, mediumBytes, connections: most }: Rule['thresholds'],
): number {
  if (sent > highBytes.value) return 4;
  if (sent > mediumBytes.value) return 3;
  if (connections > most.value || other > mediumBytes.value) return 2;
  return pooled > mediumBytes.value ? 1 : 0;
}
