import type { SkipReason } from '../../../contract/run.ts';
import {
  addressIn,
  cellsOf,
  countIn,
  hostIn,
  nameIn,
  numberIn,
  packetsIn,
  timeIn,
  userIn,
  type Cells,
} from './cells.ts';
import { aliases, sourceColumns } from '../aql/columns.ts';
import { knownPorts, portsOf, rule, transportFor } from '../rule/rule.ts';
import type { CategoryPhase } from '../rule/rule-type.ts';

/** Phases as sessions are counted: what allows and what opens are one. */
export const phases = ['opening', 'progress', 'closed'] as const;
export type Phase = (typeof phases)[number];

/**
 * One group of records that agree in all of these. `null` bytes: these records carry no such counter.
 * `impossible`: they carry one, and it is below zero or more than their packets can have held; below zero claims 0.
 */
export type ConnectionRow = {
  readonly domainId: number;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly protocolId: number;
  readonly phase: Phase;
  readonly logSourceId: number;
  readonly logSourceName: string;
  readonly user: string | null;
  /** Stored records; coalescing makes them fewer than `connections`. */
  readonly records: number;
  readonly connections: number;
  readonly sentBytes: number | null;
  readonly sentImpossible: boolean;
  /** Largest sent counter of one record. */
  readonly sentLargest: number;
  /** Packets that the source sent; `null` where they are not counted. */
  readonly sentPackets: number | null;
  readonly receivedBytes: number | null;
  readonly receivedImpossible: boolean;
  readonly totalBytes: number | null;
  readonly totalImpossible: boolean;
  readonly firstMs: number;
  readonly lastMs: number;
};

export type DeniedRow = {
  readonly domainId: number;
  readonly source: string;
  readonly port: number;
  readonly protocolId: number;
  readonly connections: number;
  readonly firstMs: number;
  readonly lastMs: number;
};

/** A row of the source profile, its columns under our names. */
export type SourceRow = {
  readonly logSource: string;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  readonly user: string | null;
  readonly connections: number;
  readonly sentBytes: number;
  readonly receivedBytes: number | null;
  readonly firstMs: number;
  readonly lastMs: number;
};

/** Reads a row of `connectionsQuery`. */
export function readConnection(row: unknown): ConnectionRow | SkipReason {
  const cells = cellsOf(row);
  if (!cells) return 'not-a-row';
  const key = readKey(cells, hostIn(cells[aliases.source]));
  if (typeof key === 'string') return key;
  const destination = hostIn(cells[aliases.destination]);
  if (destination === null) return 'no-destination';
  const phase = phaseOf(countIn(cells[aliases.category]) ?? -1);
  if (phase === null) return 'not-asked-for';
  const logSourceId = countIn(cells[aliases.logSource]) ?? 0;
  const records = countIn(cells[aliases.records]) ?? 0;
  return {
    ...key,
    destination,
    phase,
    logSourceId,
    logSourceName: nameIn(cells[aliases.logSourceName]) ?? String(logSourceId),
    user: nameIn(cells[aliases.user]),
    records: Math.min(records, key.connections),
    ...countersIn(cells),
    sentLargest: countIn(cells[aliases.sentLargest]) ?? 0,
    sentPackets: packetsIn(cells[aliases.sentPackets]),
  };
}

/** Reads a row of `deniedQuery`. */
export function readDenied(row: unknown): DeniedRow | SkipReason {
  const cells = cellsOf(row);
  return cells ? readKey(cells, hostIn(cells[aliases.source])) : 'not-a-row';
}

/** Reads a row of `sourceProfileQuery`. */
export function readSourceRow(row: unknown): SourceRow | SkipReason {
  const cells = cellsOf(row);
  if (!cells) return 'not-a-row';
  const source = addressIn(cells[sourceColumns.source]);
  if (source === null) return 'no-source';
  const destination = addressIn(cells[sourceColumns.destination]);
  if (destination === null) return 'no-destination';
  const port = countIn(cells[sourceColumns.port]);
  if (port === null || !sourcePorts.has(port)) return 'not-asked-for';
  const connections = countIn(cells[sourceColumns.connections]);
  if (connections === null || connections === 0) return 'no-count';
  const firstMs = timeIn(cells[sourceColumns.firstSeen]);
  const lastMs = timeIn(cells[sourceColumns.lastSeen]);
  if (firstMs === null || lastMs === null) return 'no-time';
  return {
    logSource: nameIn(cells[sourceColumns.logSource]) ?? '',
    source,
    destination,
    port,
    user: userIn(cells[sourceColumns.user]),
    connections,
    sentBytes: countIn(cells[sourceColumns.sent]) ?? 0,
    receivedBytes: countIn(cells[sourceColumns.received]),
    firstMs,
    lastMs,
  };
}

/** Phase by low-level category id; `null` for a denial and for an id that the rule does not list. */
export function phaseOf(category: number): Phase | null {
  return phaseByCategory.get(category) ?? null;
}

/** What rows of several queries share: their source, which the caller has read, port, count and times. */
export function readKey(cells: Cells, source: string | null): DeniedRow | SkipReason {
  if (source === null) return 'no-source';
  const port = countIn(cells[aliases.destinationPort]);
  const protocolId = countIn(cells[aliases.transport]);
  if (port === null || protocolId === null || !askedPorts.has(port)) return 'not-asked-for';
  const connections = countIn(cells[aliases.connections]);
  if (connections === null || connections === 0) return 'no-count';
  const firstMs = timeIn(cells[aliases.firstSeen]);
  const lastMs = timeIn(cells[aliases.lastSeen]);
  if (firstMs === null || lastMs === null) return 'no-time';
  const domainId = countIn(cells[aliases.domain]) ?? 0;
  return {
    domainId,
    source,
    port,
    protocolId: transportFor(port, protocolId),
    connections,
    firstMs,
    lastMs,
  };
}

function countersIn(cells: Cells) {
  const sentImpossible = countIn(cells[aliases.sentImpossible]) === 1;
  const receivedImpossible = countIn(cells[aliases.receivedImpossible]) === 1;
  const totalImpossible = countIn(cells[aliases.totalImpossible]) === 1;
  return {
    sentBytes: counterIn(cells, aliases.sentKnown, aliases.sent, sentImpossible),
    sentImpossible,
    receivedBytes: counterIn(cells, aliases.receivedKnown, aliases.received, receivedImpossible),
    receivedImpossible,
    totalBytes: counterIn(cells, aliases.totalKnown, aliases.total, totalImpossible),
    totalImpossible,
  };
}

/** A sum counts only where the records carry the counter: a sum over nothing may come back as 0. */
function counterIn(
  cells: Cells,
  knownAlias: string,
  sumAlias: string,
  isImpossible: boolean,
): number | null {
  if (countIn(cells[knownAlias]) !== 1) return null;
  const sum = numberIn(cells[sumAlias]);
  return isImpossible && sum !== null && sum < 0 ? 0 : countIn(sum);
}

const sourcePorts = new Set(portsOf(rule));
/** Which of them were asked for, the query itself says. */
const askedPorts = new Set(knownPorts.map(({ port }) => port));

const phaseOfRule: Readonly<Record<Exclude<CategoryPhase, 'denied'>, Phase>> = {
  permit: 'opening',
  opened: 'opening',
  progress: 'progress',
  closed: 'closed',
};

const phaseByCategory = new Map<number, Phase>([
  ...rule.categories.permit.map((id) => [id, phaseOfRule.permit] as const),
  ...rule.categories.opened.map((id) => [id, phaseOfRule.opened] as const),
  ...rule.categories.progress.map((id) => [id, phaseOfRule.progress] as const),
  ...rule.categories.closed.map((id) => [id, phaseOfRule.closed] as const),
]);
