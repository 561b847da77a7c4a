import type { PhaseCounts } from '../evidence/phase-counts.ts';
import type { Pair, TransferEvidence } from '../evidence/transfer-evidence.ts';
import { flowKindOf, isFlowReporter } from '../flows/reporters.ts';
import type { Rule } from '../rule/rule-type.ts';
import { controlFamily } from '../stitching/channel-rule.ts';

/** Two hosts of which single records are wanted. */
export type Candidate = Pick<Pair, 'source' | 'destination'> & {
  /** Whether their data connections, on any port, are wanted too. */
  readonly withData: boolean;
  /** Rows that the records of their pairs take, data connections apart. */
  readonly rows: number;
};

/** The pairs of hosts to look at, the most urgent first, and how many rows all other pairs would take. */
export type Candidates = {
  readonly wanted: readonly Candidate[];
  /** Pairs of hosts with so many records that a list of hosts must not catch them by chance. */
  readonly crowded: readonly Candidate[];
};

/**
 * What groups say at most of the pairs they tell of: records that nothing joins may be as many connections, and their
 * counters may add up. Pairs that could be a finding at that, alone or with others of their source on any port, are wanted: first
 * those that could be HIGH, to which answered control sessions belong, whose data runs elsewhere, then MEDIUM, then
 * others; of equal ones those with most bytes. A group of one record tells no less than the record, so it is not.
 */
export function candidates(
  transfers: TransferEvidence,
  thresholds: Rule['thresholds'],
  hints: Hints = new Map(),
): Candidates {
  const scores = scoresOf(transfers, thresholds, hints);
  const bar = barOf(scores);
  const hosts = new Map<string, Open>();
  const crowded: Candidate[] = [];
  for (let index = 0; index < transfers.pairCount; index++) {
    const score = scores[index] ?? 0;
    const isWanted = score > 0 && score >= bar;
    const most = mostOf(transfers.phaseCounts(index));
    if (!isWanted && most.rows <= crowdedRows) continue;
    const pair = transfers.pair(index);
    const { source, destination } = pair;
    if (most.rows > crowdedRows)
      crowded.push({ source, destination, withData: false, rows: most.rows });
    if (!isWanted) continue;
    const key = `${pair.domainId} ${source} ${destination}`;
    const open = hosts.get(key) ?? { source, destination, withData: false, rows: 0, score: 0 };
    hosts.set(key, open);
    open.rows += most.rows;
    open.withData ||= canHaveData(pair, most);
    open.score = Math.max(open.score, score);
  }
  // Where very many are alike, the bar keeps none of them out.
  return { wanted: [...hosts.values()].sort(byScore).slice(0, mostWanted), crowded };
}

/** Bytes that pairs, by their number, have beside what their groups tell, at least. */
export type Hints = ReadonlyMap<number, number>;

/** A few such pairs would fill a search by themselves. */
const crowdedRows = 500;

/** More than the searches of a run have room for. */
const mostWanted = 5_000;

type Open = { -readonly [Name in keyof Candidate]: Candidate[Name] } & { score: number };

function byScore(a: Open, b: Open): number {
  return (
    b.score - a.score ||
    compare(a.source, b.source) ||
    compare(a.destination, b.destination) ||
    // The same hosts in two domains.
    b.rows - a.rows ||
    Number(b.withData) - Number(a.withData)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How urgent each pair is, by its number; 0: not at all. Numbers alone, because there may be very many. */
function scoresOf(
  transfers: TransferEvidence,
  thresholds: Rule['thresholds'],
  hints: Hints,
): Float64Array {
  const sourceOf = sourcesOf(transfers);
  const bySource = new Float64Array(transfers.sourceOnPortCount);
  for (let index = 0; index < transfers.pairCount; index++) {
    const source = sourceOf(index);
    const { sent } = mostOf(transfers.phaseCounts(index));
    bySource[source] = (bySource[source] ?? 0) + sent;
  }
  return Float64Array.from({ length: transfers.pairCount }, (_, index) => {
    const told = mostOf(transfers.phaseCounts(index));
    const hint = hints.get(index) ?? 0;
    const most = { ...told, sent: told.sent + hint };
    const withData = canHaveData(transfers.pair(index), most);
    if (most.records <= 1 && hint === 0 && !withData) return 0;
    const pooled = bySource[sourceOf(index)] ?? 0;
    const urgency = withData && most.isAnswered ? 4 : urgencyOf(most, pooled, thresholds);
    return urgency === 0 && !withData ? 0 : (urgency + 1) * urgencyStep + bytesAndCountOf(most);
  });
}

/** Tells the number of a pair's source, which is the same on all of its ports; below that of sources on a port. */
function sourcesOf(transfers: TransferEvidence): (pair: number) => number {
  const numbers = new Map<string, number>();
  const ofPort = new Int32Array(transfers.sourceOnPortCount).fill(-1);
  for (let index = 0; index < transfers.pairCount; index++) {
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
function barOf(scores: Float64Array): number {
  return scores.length <= mostWanted ? 0 : (scores.toSorted().at(-mostWanted) ?? 0);
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

function isSuperflow(id: number): boolean {
  return isFlowReporter(id) && flowKindOf(id) === 'superflow';
}

/** A direction counted as 0 says that there was no answer, as long as little was sent. */
function isCountedAsNothing({ sent, received, total }: PhaseCounts): boolean {
  return [sent, received, total].some(({ known, bytes }) => known > 0 && bytes === 0);
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
