import type { Announcement } from '../../../../app/detection/stitching/announcement.ts';
import type { Connection } from '../../../../app/detection/connections/connection.ts';
import { stitch, type PairChannel } from '../../../../app/detection/stitching/match.ts';
import { noonMs } from '../builders.ts';

export const client = '10.0.0.1';
export const server = '93.184.216.34';
export const minuteMs = 60_000;

/** A time that many minutes after noon, epoch ms. */
export function at(minutes: number): number {
  return noonMs + minutes * minuteMs;
}

/** A TCP connection of the client to port 21 of the server from noon, ten minutes long. */
export function connection(known: Partial<Connection> = {}): Connection {
  return {
    domainId: 0,
    source: client,
    sourcePort: 40_000,
    destination: server,
    destinationPort: 21,
    protocolId: 6,
    startMs: at(0),
    endMs: at(10),
    sentBytes: 120,
    receivedBytes: 300,
    totalBytes: null,
    connections: 1,
    logSourceIds: [1],
    ...known,
  };
}

/** A passive data connection: by the client, to port 50,000, in the third minute. */
export function passive(known: Partial<Connection> = {}): Connection {
  return connection({
    sourcePort: 40_001,
    destinationPort: 50_000,
    startMs: at(3),
    endMs: at(4),
    sentBytes: 5_000,
    receivedBytes: 0,
    ...known,
  });
}

/** An active data connection: by the server, from port 20, carrying an upload. */
export function active(known: Partial<Connection> = {}): Connection {
  return passive({
    source: server,
    sourcePort: 20,
    destination: client,
    destinationPort: 51_000,
    sentBytes: 0,
    receivedBytes: 5_000,
    ...known,
  });
}

/** The only pair of these connections. */
export function only(
  connections: readonly Connection[],
  announcements: readonly Announcement[] = [],
): PairChannel {
  const pairs = [...stitch(connections, announcements)];
  const [pair] = pairs;
  if (!pair || pairs.length > 1) throw new RangeError(`${pairs.length} pairs`);
  return pair;
}
