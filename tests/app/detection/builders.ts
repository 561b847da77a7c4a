import type { Finding } from '../../../contract/finding.ts';
import type { RunProperties } from '../../../contract/run.ts';
import { TransferEvidence } from '../../../app/detection/evidence/transfer-evidence.ts';
import { aliases } from '../../../app/detection/aql/columns.ts';
import { defaultSettings } from '../../../contract/default-settings.ts';
import type { RunContext } from '../../../app/detection/aql/query.ts';
import type { ConnectionRow } from '../../../app/detection/rows/rows.ts';
import type { SessionCounts } from '../../../app/detection/evidence/session-counts.ts';
import { hour } from './hour.ts';
import { judgedTransfers } from './judged.ts';

/** A full minute, 2026-01-05 08:00 UTC. */
export const noonMs = hour.startMs;

export const allProperties: RunProperties = {
  sent: ['Bytes Sent'],
  received: ['Bytes Received'],
  total: ['Bytes'],
  packetsSent: ['Packets Sent'],
  packetsReceived: ['Packets Received'],
  dataPort: ['FTP Data Port'],
  dataHost: ['FTP Data Host'],
  dataMode: ['FTP Data Mode'],
  command: ['FTP Command'],
  fileName: ['Filename'],
};

/** Facts of a run over one hour in which every property exists. */
export function runFacts(change: Partial<RunContext> = {}): RunContext {
  return {
    profile: 'corrected',
    window: hour,
    properties: allProperties,
    settings: defaultSettings,
    ...change,
  };
}

/** Four closed FTP sessions of one log source, 1,000 bytes sent and 2,000 received in all. */
export function connectionRow(change: Partial<ConnectionRow> = {}): ConnectionRow {
  const connections = change.connections ?? 4;
  return {
    domainId: 0,
    source: '10.1.2.3',
    destination: '93.184.216.34',
    port: 21,
    protocolId: 6,
    phase: 'closed',
    logSourceId: 7,
    logSourceName: 'edge firewall',
    user: null,
    connections,
    records: connections,
    sentBytes: 1_000,
    sentImpossible: false,
    sentLargest: 300,
    sentPackets: null,
    receivedBytes: 2_000,
    receivedImpossible: false,
    totalBytes: null,
    totalImpossible: false,
    firstMs: noonMs,
    lastMs: noonMs + 60_000,
    ...change,
  };
}

/** Rows without any byte counter, as an opening record has them. */
export const uncounted = { sentBytes: null, sentLargest: 0, receivedBytes: null, totalBytes: null };

/** A row of the connections query as Ariel returns it: aggregates as doubles. */
export function arielRow(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    [aliases.domain]: 0,
    [aliases.source]: '10.1.2.3',
    [aliases.destination]: '93.184.216.34',
    [aliases.destinationPort]: 21,
    [aliases.transport]: 6,
    [aliases.category]: 4008,
    [aliases.logSource]: 7,
    [aliases.logSourceName]: 'edge firewall',
    [aliases.user]: null,
    [aliases.records]: 4.0,
    [aliases.connections]: 4.0,
    [aliases.sentKnown]: 1,
    [aliases.receivedKnown]: 1,
    [aliases.totalKnown]: 0,
    [aliases.sentImpossible]: 0,
    [aliases.receivedImpossible]: 0,
    [aliases.totalImpossible]: 0,
    [aliases.sent]: 1000.0,
    [aliases.sentLargest]: 300.0,
    [aliases.received]: 2000.0,
    [aliases.total]: null,
    [aliases.firstSeen]: noonMs,
    [aliases.lastSeen]: noonMs + 60_000,
    ...change,
  };
}

export function fold(rows: Iterable<ConnectionRow>): TransferEvidence {
  const evidence = new TransferEvidence();
  for (const row of rows) evidence.fold(row);
  return evidence;
}

/** Findings of rows, worst first, without a limit that matters. */
export function findingsOf(rows: Iterable<ConnectionRow>): readonly Finding[] {
  return judgedTransfers(fold(rows)).findings;
}

/** The only finding of rows. */
export function findingOf(...rows: readonly ConnectionRow[]): Finding {
  const [finding, ...more] = findingsOf(rows);
  if (!finding || more.length > 0) throw new Error(`expected one finding, got ${more.length + 1}`);
  return finding;
}

/** Four opened connections about which nothing else is known. */
export function sessions(change: Partial<SessionCounts> = {}): SessionCounts {
  return {
    connections: 4,
    connectionOrigins: [7],
    coalesced: 0,
    logSources: [{ id: 7, connections: 4 }],
    flowSources: [],
    sent: null,
    received: null,
    total: null,
    claimedBytes: 0,
    impossible: { sent: false, received: false, total: false },
    refused: false,
    closed: false,
    closedUncounted: false,
    severalPhases: false,
    estimated: false,
    activity: null,
    regularity: null,
    sizes: null,
    ...change,
  };
}

/** A counter known for four connections. */
export function counter(bytes: number, largest = 0): NonNullable<SessionCounts['sent']> {
  return { bytes, knownConnections: 4, largest, coalesced: 0, origins: [7] };
}
