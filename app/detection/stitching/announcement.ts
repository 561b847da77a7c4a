import { channelRule } from './channel-rule.ts';
import { timeOf, type Connection } from '../connections/connection.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';

/**
 * A data port that a sensor read in a control session (Zeek `ftp.log`, Suricata `ftp`): who listens there,
 * the client (active) or the server (passive), and from when. Epoch ms.
 */
export type Announcement = {
  readonly domainId: number;
  readonly client: string;
  readonly server: string;
  readonly listener: 'client' | 'server';
  readonly port: number;
  readonly atMs: number;
  /** The client's port of the control session, where it is known. */
  readonly controlPort: number | null;
};

/** The announcements in records of one client with one server or more, in no order. */
export function announcementsIn(records: readonly ConnectionRecord[]): Announcement[] {
  const announcing = records.filter(({ announces }) => announces !== undefined);
  const bySession = Map.groupBy(announcing, ({ domainId, source, sourcePort, destination }) =>
    [domainId, source, sourcePort ?? '', destination].join(' '),
  );
  return [...bySession.values()].flatMap(ofOneSensor).flatMap(announcementOf);
}

/** Two sensors read each port twice, so only one is listened to: who read most, of equals the first by id. */
function ofOneSensor(records: readonly ConnectionRecord[]): readonly ConnectionRecord[] {
  return [...Map.groupBy(records, ({ logSourceId }) => logSourceId)]
    .toSorted(([a], [b]) => a - b)
    .map(([, own]) => own)
    .reduce((most, own) => (own.length > most.length ? own : most), []);
}

function announcementOf(record: ConnectionRecord): Announcement[] {
  const { domainId, source: client, destination: server, sourcePort, timeMs, announces } = record;
  if (!announces) return [];
  return [{ ...announces, domainId, client, server, atMs: timeMs, controlPort: sourcePort }];
}

/**
 * Which announcement each of these connections of one client and one server answers, by its place in the
 * list. A connection takes the latest announcement of its port that no other took, within 5 minutes (Zeek
 * waits as long); so each joins once, also where a port is announced again and again. One of which only the
 * end is logged may have been announced an hour before, as long as it may have run. The address announced is
 * not compared: behind NAT it is not the one that is seen.
 * Connections in order of time.
 */
export function announcedConnections(
  connections: readonly Connection[],
  announcements: readonly Announcement[],
): Map<number, Announcement> {
  const byPort = new Map<string, Announcement[]>();
  for (const announcement of [...announcements].sort((a, b) => b.atMs - a.atMs)) {
    const key = `${listenerAddress(announcement)} ${announcement.port}`;
    const same = byPort.get(key);
    if (same) same.push(announcement);
    else byPort.set(key, [announcement]);
  }
  const open = new Map<string, Announcement[]>();
  const taken = new Map<number, Announcement>();
  connections.forEach((connection, index) => {
    const key = `${connection.destination} ${connection.destinationPort ?? ''}`;
    const coming = byPort.get(key);
    if (!coming || connection.protocolId !== 6) return;
    const waiting = open.get(key) ?? [];
    open.set(key, waiting);
    const timeMs = timeOf(connection);
    for (
      let next = coming.at(-1);
      next && next.atMs - channelRule.earlyMs <= timeMs;
      next = coming.at(-1)
    )
      waiting.push(...coming.splice(-1));
    const latest = waiting.at(-1);
    if (!latest) return;
    const ageMs = timeMs - latest.atMs;
    if (ageMs <= (connection.startMs === null ? channelRule.assumedMs : channelRule.graceMs)) {
      taken.set(index, latest);
      waiting.pop();
      // The latest is too old for any to come, so all that waited before it are.
    } else if (ageMs > channelRule.assumedMs) waiting.length = 0;
  });
  return taken;
}

function listenerAddress({ listener, client, server }: Announcement): string {
  return listener === 'client' ? client : server;
}
