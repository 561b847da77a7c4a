import { isFlowReporter } from '../flows/reporters.ts';
import { counterNames, type ConnectionRecord, type CounterName } from './connection-record.ts';
import { connectionRule } from './connection-rule.ts';
import type { AssembledConnection } from './connection.ts';
import { connectionsOfFlows } from './one-flow-source.ts';
import { connectionEnds, connectionsOfOne, larger } from './one-log-source.ts';

/**
 * The connections behind the records of two hosts, each once: what opens, what follows and what closes is one
 * connection, and so is what several log sources and flow sources wrote about the same ports at the same time. What
 * they count of one connection is never added: the largest is taken.
 * Records in any order; costs little more than sorting them. `logsBothEnds`: whether a log source logs begin and end
 * of a session, so that counters of 0 in a record that opens one say nothing yet.
 */
export function assemble(
  records: readonly ConnectionRecord[],
  logsBothEnds: (logSourceId: number) => boolean = () => true,
): AssembledConnection[] {
  const groups = grouped(
    records,
    ({ domainId, source, destination, destinationPort, protocolId }) =>
      [domainId, source, destination, destinationPort, protocolId].join(' '),
  );
  return groups.flatMap((group) => acrossLogSources(group, logsBothEnds));
}

/**
 * Records of one opener, destination and port, as connections. Those with the same source port first, then
 * what log sources saw that do not tell it.
 */
function acrossLogSources(
  records: readonly ConnectionRecord[],
  logsBothEnds: (logSourceId: number) => boolean,
): AssembledConnection[] {
  const sorted = records.toSorted(byTimeAndPhase);
  const told = grouped(
    sorted.filter(({ sourcePort }) => sourcePort !== null),
    ({ sourcePort }) => sourcePort,
  ).flatMap((group) =>
    viewsOf(group, logsBothEnds).reduce<AssembledConnection[]>(
      (known, view) => joinViews(known, view, [atOnce, late]),
      [],
    ),
  );
  const untold = sorted.filter(({ sourcePort }) => sourcePort === null);
  return viewsOf(untold, logsBothEnds).reduce(
    (known, view) => joinViews(known, view, [atOnce]),
    told,
  );
}

/**
 * Connections with what else was seen of connections between the same ends: what can be one of those known, whoever
 * reported it, is merged with it, one to one; the rest is new.
 */
export function withViews(
  connections: readonly AssembledConnection[],
  views: readonly AssembledConnection[],
): AssembledConnection[] {
  const known = Map.groupBy(connections, endsKey);
  const more = Map.groupBy(views, endsKey);
  return [...new Set([...known.keys(), ...more.keys()])].flatMap((ends) => {
    const view = (more.get(ends) ?? []).toSorted((a, b) => firstMs(a) - firstMs(b));
    return joinViews(known.get(ends) ?? [], view, [atOnce], () => true);
  });
}

function endsKey(connection: AssembledConnection): string {
  return Object.values(connectionEnds(connection)).join(' ');
}

/** What each log source saw, in the order of their ids, so that the outcome has one order. */
function viewsOf(
  records: readonly ConnectionRecord[],
  logsBothEnds: (logSourceId: number) => boolean,
): AssembledConnection[][] {
  const reporters = grouped(records, ({ logSourceId }) => logSourceId).sort(
    ([a], [b]) => (a?.logSourceId ?? 0) - (b?.logSourceId ?? 0),
  );
  const logged = reporters
    .filter((own) => !own.every(isFlow))
    .map((own) => connectionsOfOne(own, logsBothEnds));
  const isReused = logged.some((view) => view.length > 1);
  const flows = reporters
    .filter((own) => own.every(isFlow))
    .map((own) => connectionsOfFlows(own, isReused));
  // Flow sources have the lower ids.
  return [...flows, ...logged];
}

/** Only flows tell their begin. */
function isFlow({ startMs }: ConnectionRecord): boolean {
  return startMs !== null;
}

/**
 * Adds what another log source saw: a connection that can be one of those known is merged with it, one to
 * one, the others are new. First by the first way to fit, what is left by the next.
 */
function joinViews(
  known: readonly AssembledConnection[],
  view: readonly AssembledConnection[],
  ways: readonly Fit[],
  canBeOf = seenByOthers(view),
): AssembledConnection[] {
  if (known.length === 0) return [...view];
  const merged = [...known];
  let left = view;
  for (const way of ways) {
    const candidates = merged
      .map((connection, index) => ({ connection, index }))
      .filter(({ connection }) => canBeOf(connection))
      .sort((a, b) => firstMs(a.connection) - firstMs(b.connection));
    left = joinWithin(merged, candidates, left, way);
  }
  return [...merged, ...left];
}

/** A log source tells each of its connections once, so another one of it is another. */
function seenByOthers(view: readonly AssembledConnection[]) {
  const own = new Set(view.flatMap(({ logSourceIds }) => logSourceIds));
  return ({ logSourceIds }: AssembledConnection) => !logSourceIds.some((id) => own.has(id));
}

/** How far apart two views of one connection may be, and what they are together. */
type Fit = {
  readonly toleranceMs: number;
  readonly canBe: (earlier: AssembledConnection, later: AssembledConnection) => boolean;
  readonly end: (earlier: AssembledConnection, later: AssembledConnection) => number | null;
};

/** Clocks differ. */
const atOnce: Fit = {
  toleranceMs: connectionRule.skewMs,
  canBe: () => true,
  end: (earlier, later) => larger(earlier.endMs, later.endMs),
};

/**
 * A log source may deliver late, and the same ports are not in use again so soon; then the earlier times are right.
 * Times of a flow are those of its packets, so what begins as a flow later is another connection.
 */
const late: Fit = {
  toleranceMs: connectionRule.idleMs,
  canBe: (_, later) => !later.logSourceIds.some(isFlowReporter),
  end: (earlier, later) => earlier.endMs ?? later.endMs,
};

type Candidate = { readonly connection: AssembledConnection; readonly index: number };

/** Merges what fits into `merged`; answers what is left. Candidates and view in order of time. */
function joinWithin(
  merged: AssembledConnection[],
  candidates: readonly Candidate[],
  view: readonly AssembledConnection[],
  { toleranceMs, canBe, end }: Fit,
): AssembledConnection[] {
  const left: AssembledConnection[] = [];
  let next = 0;
  for (const seen of view) {
    const early = firstMs(seen) - toleranceMs;
    while (next < candidates.length && lastMs(candidates[next]?.connection ?? seen) < early) next++;
    const match = candidates[next];
    const [earlier, later] = inOrder(match?.connection ?? seen, seen);
    if (match && firstMs(later) <= lastMs(earlier) + toleranceMs && canBe(earlier, later)) {
      const endMs = end(earlier, later);
      const startMs = smaller(earlier.startMs, later.startMs);
      merged[match.index] = {
        ...mergedOf(match.connection, seen),
        // Where only who is late saw the begin, it is not known.
        startMs: startMs !== null && endMs !== null && startMs > endMs ? null : startMs,
        endMs,
      };
      next++;
    } else left.push(seen);
  }
  return left;
}

function inOrder(
  a: AssembledConnection,
  b: AssembledConnection,
): readonly [AssembledConnection, AssembledConnection] {
  return firstMs(a) <= firstMs(b) ? [a, b] : [b, a];
}

/** All but the times. */
function mergedOf(a: AssembledConnection, b: AssembledConnection): AssembledConnection {
  return {
    // What it was reported as, of the one that was turned.
    ...b,
    ...a,
    firstSeenMs: Math.min(a.firstSeenMs, b.firstSeenMs),
    connections: Math.max(a.connections, b.connections),
    coalescedBy: byLarger(a.connections, b.connections, a.coalescedBy, b.coalescedBy),
    sentBytes: larger(a.sentBytes, b.sentBytes),
    receivedBytes: larger(a.receivedBytes, b.receivedBytes),
    totalBytes: larger(a.totalBytes, b.totalBytes),
    sentPackets: larger(a.sentPackets, b.sentPackets),
    logSourceIds: union(a.logSourceIds, b.logSourceIds),
    countedBy: {
      sentBytes: countedBy('sentBytes', a, b),
      receivedBytes: countedBy('receivedBytes', a, b),
      totalBytes: countedBy('totalBytes', a, b),
    },
  };
}

/** Who gives the larger of two counters; both where they are equal. */
function countedBy(
  name: CounterName,
  a: AssembledConnection,
  b: AssembledConnection,
): readonly number[] {
  return byLarger(a[name] ?? -1, b[name] ?? -1, a.countedBy[name], b.countedBy[name]);
}

function byLarger(a: number, b: number, ofA: readonly number[], ofB: readonly number[]) {
  return a === b ? union(ofA, ofB) : a > b ? ofA : ofB;
}

function union(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | number | null): T[][] {
  return [...Map.groupBy(items, keyOf).values()];
}

const phaseOrder = ['opening', 'progress', 'closed'];

/** A total order, so that the order in which records come makes no difference. */
function byTimeAndPhase(a: ConnectionRecord, b: ConnectionRecord): number {
  return (
    a.timeMs - b.timeMs ||
    (a.startMs ?? 0) - (b.startMs ?? 0) ||
    phaseOrder.indexOf(a.phase) - phaseOrder.indexOf(b.phase) ||
    a.logSourceId - b.logSourceId ||
    (a.sourcePort ?? -1) - (b.sourcePort ?? -1) ||
    counterNames.reduce((order, name) => order || (a[name] ?? -1) - (b[name] ?? -1), 0) ||
    (a.sentPackets ?? -1) - (b.sentPackets ?? -1) ||
    a.connections - b.connections
  );
}

/** Also of lines that come again and again, which do not tell the begin. */
function firstMs({ firstSeenMs }: AssembledConnection): number {
  return firstSeenMs;
}

function lastMs({ startMs, endMs }: AssembledConnection): number {
  return endMs ?? startMs ?? 0;
}

function smaller(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
