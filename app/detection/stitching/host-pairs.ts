import type { Announcement } from './announcement.ts';
import type { Connection } from '../connections/connection.ts';

/** Everything between two hosts of one domain, in both directions. The hosts in alphabetical order. */
export type HostPair = {
  readonly domainId: number;
  readonly hosts: readonly [string, string];
  readonly connections: readonly Connection[];
  readonly announcements: readonly Announcement[];
};

/** Connections and announcements by the two hosts, in the order of domain and hosts. */
export function hostPairs(
  connections: Iterable<Connection>,
  announcements: readonly Announcement[],
): HostPair[] {
  const pairs = new Map<string, OpenPair>();
  const pairOf = (domainId: number, one: string, other: string) => {
    const hosts = one < other ? ([one, other] as const) : ([other, one] as const);
    const key = `${domainId} ${hosts.join(' ')}`;
    const pair = pairs.get(key) ?? { domainId, hosts, connections: [], announcements: [] };
    pairs.set(key, pair);
    return pair;
  };
  for (const connection of connections)
    pairOf(connection.domainId, connection.source, connection.destination).connections.push(
      connection,
    );
  for (const announcement of announcements)
    pairOf(announcement.domainId, announcement.client, announcement.server).announcements.push(
      announcement,
    );
  return [...pairs.values()].sort(
    (a, b) => a.domainId - b.domainId || (a.hosts.join(' ') < b.hosts.join(' ') ? -1 : 1),
  );
}

type OpenPair = Omit<HostPair, 'connections' | 'announcements'> & {
  readonly connections: Connection[];
  readonly announcements: Announcement[];
};
