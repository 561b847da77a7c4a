import {
  channelConfidences,
  channelModes,
  type DataChannel,
  type FtpLog,
  type NamesRead,
  type Volume,
} from '../../../contract/finding.ts';
import { mostShown } from '../evidence/ftp-logs.ts';

/**
 * The data channels of pairs that are a finding together, as one; `null` where none of them has one. Every data
 * connection belongs to one pair, so they add up; what is said of the whole is said if it is true of any.
 */
export function poolChannels(channels: readonly (DataChannel | null)[]): DataChannel | null {
  const known = channels.filter((channel) => channel !== null);
  if (known.length === 0) return null;
  const sumOf = (
    name: 'connections' | 'doubted' | 'doubtedBytes' | 'sessions' | 'assumedSessions',
  ) => sum(known.map((channel) => channel[name]));
  return {
    sent: poolVolumes(known.map(({ sent }) => sent)),
    received: poolVolumes(known.map(({ received }) => received)),
    total: poolVolumes(known.map(({ total }) => total)),
    connections: sumOf('connections'),
    origins: (['events', 'flows'] as const).filter((origin) =>
      known.some(({ origins }) => origins.includes(origin)),
    ),
    modes: channelModes.filter((mode) => known.some(({ modes }) => modes.includes(mode))),
    ports: poolPorts(known.flatMap(({ ports }) => ports ?? [])),
    confidence:
      channelConfidences.findLast((one) => known.some(({ confidence }) => confidence === one)) ??
      null,
    doubted: sumOf('doubted'),
    doubtedBytes: sumOf('doubtedBytes'),
    sessions: sumOf('sessions'),
    assumedSessions: sumOf('assumedSessions'),
    partial: known.some(({ partial }) => partial),
    counted: known.some(({ counted }) => counted),
    ftpLog: poolLogs(known.flatMap(({ ftpLog }) => ftpLog ?? [])),
  };
}

function poolVolumes(volumes: readonly (Volume | null)[]): Volume | null {
  const known = volumes.filter((volume) => volume !== null);
  if (known.length === 0) return null;
  return {
    bytes: sum(known.map(({ bytes }) => bytes)),
    knownConnections: sum(known.map(({ knownConnections }) => knownConnections)),
    lowerBound: known.some(({ lowerBound }) => lowerBound),
  };
}

function poolPorts(ranges: readonly NonNullable<DataChannel['ports']>[]): DataChannel['ports'] {
  if (ranges.length === 0) return null;
  return {
    from: ranges.reduce((least, { from }) => Math.min(least, from), Infinity),
    to: ranges.reduce((most, { to }) => Math.max(most, to), 0),
  };
}

function poolLogs(logs: readonly FtpLog[]): FtpLog | null {
  if (logs.length === 0) return null;
  return {
    commands: poolNames(
      logs.map(({ commands }) => commands),
      mostShown.commands,
    ),
    files: poolNames(
      logs.map(({ files }) => files),
      mostShown.files,
    ),
  };
}

/** Of names that a pair does not list nothing tells whether another one has them, so there are at least as many. */
function poolNames(reads: readonly NamesRead[], most: number): NamesRead {
  const times = new Map<string, number>();
  for (const { name, times: count } of reads.flatMap(({ names }) => names))
    times.set(name, (times.get(name) ?? 0) + count);
  const names = [...times]
    .map(([name, count]) => ({ name, times: count }))
    .sort((a, b) => b.times - a.times || (a.name < b.name ? -1 : 1));
  return {
    names: names.slice(0, most),
    distinct: reads.reduce((least, { distinct }) => Math.max(least, distinct), times.size),
    isComplete: reads.every(({ names: own, distinct, isComplete }) => {
      return isComplete && distinct === own.length;
    }),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
