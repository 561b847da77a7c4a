import {
  channelConfidences,
  channelModes,
  type ChannelConfidence,
  type DataChannel,
  type FtpLog,
  type TransferSizes,
  type Volume,
} from '../../../contract/finding.ts';
import { ActivitySum, type Activity, type PartOf } from '../evidence/activity.ts';
import type { RecordEvidence } from '../evidence/record-evidence.ts';
import { pairKeyOf } from '../evidence/pair-key.ts';
import { isFlowReporter } from '../flows/reporters.ts';
import { announcementsIn } from './announcement.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';
import { standingFor, timeOf, type Connection } from '../connections/connection.ts';
import { sizesOf } from '../connections/sizes.ts';
import { stitch, type DataConnection, type PairChannel } from './match.ts';

/** What is known of the data connections of one control port of a pair, before it is rated. */
export type ChannelSummary = Omit<DataChannel, 'counted'> & {
  /** Largest upload of one record of a connection. */
  readonly largestSent: number;
  /** How alike its uploads are; `null`: too few of known size. */
  readonly sizes: TransferSizes | null;
  /** When its uploads were, without connections: those of a finding are its own. */
  readonly activity: Activity;
};

/**
 * The data channels between two hosts, by the pair that their control sessions belong to (`pairKeyOf`): from the
 * records between the two and the connections that were put together from them; each with the connections that it is
 * made of. `partOf`: as in `countConnections`.
 */
export function* channelSummaries(
  records: readonly ConnectionRecord[],
  connections: readonly Connection[],
  evidence: Pick<RecordEvidence, 'isPartial' | 'logs'>,
  partOf: PartOf,
): Generator<readonly [pairKey: string, ChannelSummary, joined: readonly DataConnection[]]> {
  const [first] = records;
  const isPartial = first !== undefined && evidence.isPartial(first);
  for (const channel of stitch(connections, announcementsIn(records)))
    for (const [key, part] of byControlPort(channel)) {
      const summary = summaryOf(part, isPartial, evidence.logs.of(key));
      if (summary)
        yield [key, { ...summary, activity: activityOf(part.joined, partOf) }, part.joined];
    }
}

type Part = {
  sessions: number;
  assumedSessions: number;
  readonly joined: DataConnection[];
  readonly doubted: DataConnection[];
};

/** Each data connection goes to the control port of its session, so that none counts for two findings. */
function byControlPort({ domainId, client, server, ...channel }: PairChannel): Map<string, Part> {
  const parts = new Map<string, Part>();
  const partOf = ({ destinationPort, protocolId }: Control) => {
    const pair = { domainId, source: client, destination: server, protocolId };
    const key = pairKeyOf({ ...pair, port: destinationPort ?? 0 });
    const part = parts.get(key) ?? { sessions: 0, assumedSessions: 0, joined: [], doubted: [] };
    parts.set(key, part);
    return part;
  };
  const controlOf = ({ session }: DataConnection) =>
    (channel.sessions[session] ?? channel.sessions[0])?.connection ?? ftpControl;
  for (const { connection, assumed } of channel.sessions) {
    const part = partOf(connection);
    part.sessions += 1;
    if (assumed !== null) part.assumedSessions += 1;
  }
  for (const data of channel.joined) partOf(controlOf(data)).joined.push(data);
  for (const data of channel.doubted) partOf(controlOf(data)).doubted.push(data);
  return parts;
}

type Control = Pick<Connection, 'destinationPort' | 'protocolId'>;

/** Announced by a sensor, its session not seen: sensors announce ports for FTP. */
const ftpControl: Control = { destinationPort: 21, protocolId: 6 };

function summaryOf(
  { joined, doubted, ...part }: Part,
  isPartial: boolean,
  ftpLog: FtpLog | null,
): Omit<ChannelSummary, 'activity'> | null {
  if (joined.length === 0 && doubted.length === 0 && ftpLog === null) return null;
  const ports = joined
    .map(({ connection }) => connection.destinationPort)
    .filter((port) => port !== null);
  return {
    sent: volumeOf(joined, 'sentBytes', isPartial),
    received: volumeOf(joined, 'receivedBytes', isPartial),
    total: volumeOf(joined, 'totalBytes', isPartial),
    connections: countOf(joined),
    origins: originsOf([...joined, ...doubted]),
    modes: channelModes.filter((mode) => joined.some((data) => data.mode === mode)),
    ports: ports.length === 0 ? null : { from: leastOf(ports), to: mostOf(ports) },
    confidence: worstOf(joined),
    doubted: countOf(doubted),
    doubtedBytes: sum(doubted.map(bytesOf)),
    sessions: part.sessions,
    assumedSessions: part.assumedSessions,
    partial: isPartial,
    ftpLog,
    largestSent: mostOf(joined.map(({ sentBytes }) => sentBytes ?? 0)),
    sizes: sizesOf(joined.map(({ sentBytes }) => sentBytes)),
  };
}

function activityOf(joined: readonly DataConnection[], partOf: PartOf): Activity {
  const sum = new ActivitySum();
  for (const { connection, sentBytes } of joined)
    if (sentBytes !== null) sum.add(partOf(timeOf(connection)), 0, sentBytes);
  return sum.result();
}

function volumeOf(
  joined: readonly DataConnection[],
  counter: 'sentBytes' | 'receivedBytes' | 'totalBytes',
  isPartial: boolean,
): Volume | null {
  const known = joined.filter((data) => data[counter] !== null);
  if (known.length === 0) return null;
  const knownConnections = countOf(known);
  return {
    bytes: sum(known.map((data) => data[counter] ?? 0)),
    knownConnections,
    // A coalesced record keeps the counters of one of its connections.
    lowerBound: isPartial || knownConnections > known.length,
  };
}

function originsOf(data: readonly DataConnection[]): DataChannel['origins'] {
  const ids = data.flatMap(({ connection }) => connection.logSourceIds);
  return [
    ...(ids.some((id) => !isFlowReporter(id)) ? (['events'] as const) : []),
    ...(ids.some(isFlowReporter) ? (['flows'] as const) : []),
  ];
}

function worstOf(joined: readonly DataConnection[]): ChannelConfidence | null {
  return (
    channelConfidences.findLast((confidence) =>
      joined.some((data) => data.confidence === confidence),
    ) ?? null
  );
}

function bytesOf({ sentBytes, receivedBytes, totalBytes }: DataConnection): number {
  return sentBytes === null && receivedBytes === null
    ? (totalBytes ?? 0)
    : (sentBytes ?? 0) + (receivedBytes ?? 0);
}

/**
 * How many connections these are. A coalesced record stands for some that left none with its log source; others may
 * have seen them, so the largest count is right.
 */
function countOf(data: readonly DataConnection[]): number {
  const byReporter = standingFor(data.map(({ connection }) => connection));
  return mostOf([data.length, ...byReporter.values()]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function leastOf(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}

function mostOf(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
