import type { ConnectionRecord } from '../connections/connection-record.ts';
import { addressLiteral, numberListLiteral, numberLiteral } from '../aql/literals.ts';
import { lengthInUrl } from '../aql/statement.ts';
import { isIpv6, unmapped } from '../rule/addresses.ts';
import { channelRule, controlPorts } from '../stitching/channel-rule.ts';
import type { Candidate } from './candidates.ts';

/** Hosts of ours and hosts they connect to. */
type Hosts = { readonly clients: readonly string[]; readonly servers: readonly string[] };

/** The hosts of one search: of some only sessions on the ports asked for, of others their data connections too. */
export type HostLists = { readonly plain: Hosts; readonly withData: Hosts };

/** Every kind of host in every list: a condition over others is longer by what they are more. */
export const sampleHosts: HostLists = {
  plain: { clients: ['0.0.0.0', '::'], servers: ['0.0.0.0', '::'] },
  withData: { clients: ['0.0.0.0', '::'], servers: ['0.0.0.0', '::'] },
};

/** Rows that the pairs of one search may be expected to take: some two megabytes in the app. */
const mostRows = 20_000;

/** Crowded pairs by either of their hosts. */
export type CrowdedIndex = ReadonlyMap<string, readonly Candidate[]>;

export function crowdedIndex(crowded: readonly Candidate[]): CrowdedIndex {
  const index = new Map<string, Candidate[]>();
  for (const candidate of crowded)
    for (const host of [candidate.source, candidate.destination]) {
      const same = index.get(host);
      if (same) same.push(candidate);
      else index.set(host, [candidate]);
    }
  return index;
}

/**
 * The hosts of one search, as many as there is room for: in the text of the query, `room` characters as `lengthInUrl`
 * counts, and among its rows. A list of hosts asks for each client with each server, so a crowded pair may come along.
 */
export class Batch {
  readonly #crowded: CrowdedIndex;
  readonly #plain = { clients: new Set<string>(), servers: new Set<string>() };
  readonly #withData = { clients: new Set<string>(), servers: new Set<string>() };
  #room: number;
  #rows = mostRows;
  /** Crowded pairs whose rows have taken their room. */
  readonly #taken = new Set<Candidate>();

  constructor(room: number, crowded: CrowdedIndex) {
    this.#room = room;
    this.#crowded = crowded;
  }

  get hosts(): HostLists {
    const lists = ({ clients, servers }: Sets): Hosts => ({
      clients: [...clients],
      servers: [...servers],
    });
    return { plain: lists(this.#plain), withData: lists(this.#withData) };
  }

  /** Whether there was room for it; else nothing is changed. */
  add(candidate: Candidate): boolean {
    const sets = candidate.withData ? this.#withData : this.#plain;
    const sources = spellingsOf(candidate.source).filter((host) => !sets.clients.has(host));
    const destinations = spellingsOf(candidate.destination).filter(
      (host) => !sets.servers.has(host),
    );
    // Data connections go either way, so their hosts are listed twice.
    const times = candidate.withData ? 2 : 1;
    const length = [...sources, ...destinations].reduce((sum, host) => sum + lengthOfHost(host), 0);
    const { rows, crowded } = this.#rowsOf(candidate, sets);
    if (length * times > this.#room || rows > this.#rows) return false;
    for (const host of sources) sets.clients.add(host);
    for (const host of destinations) sets.servers.add(host);
    this.#room -= length * times;
    this.#rows -= rows;
    for (const pair of crowded) this.#taken.add(pair);
    return true;
  }

  /** Rows that come with a candidate, those of crowded pairs on its list too, where they do not come already. */
  #rowsOf(candidate: Candidate, { clients, servers }: Sets) {
    const [source, destination] = [unmapped(candidate.source), unmapped(candidate.destination)];
    const isOwn = (pair: Candidate) => pair.source === source && pair.destination === destination;
    const isCaught = (pair: Candidate) =>
      (pair.source === source && servers.has(pair.destination)) ||
      (pair.destination === destination && clients.has(pair.source));
    const near = (host: string) => this.#crowded.get(host) ?? [];
    const own = near(source).filter(isOwn);
    const caught = [...near(source), ...near(destination)].filter(
      (pair) => !isOwn(pair) && isCaught(pair),
    );
    const isNew = (pair: Candidate) => !this.#taken.has(pair);
    const known = own.filter((pair) => !isNew(pair));
    const ownRows = Math.max(candidate.rows, rowsOf(own)) - rowsOf(known);
    return { rows: ownRows + rowsOf(caught.filter(isNew)), crowded: [...own, ...caught] };
  }
}

function rowsOf(pairs: readonly Candidate[]): number {
  return pairs.reduce((sum, { rows }) => sum + rows, 0);
}

type Sets = { readonly clients: Set<string>; readonly servers: Set<string> };

/** Log sources may write an IPv4-mapped address either way. */
function spellingsOf(host: string): string[] {
  return [...new Set([host, unmapped(host)])];
}

function lengthOfHost(host: string): number {
  return lengthInUrl(`${addressLiteral(host)},`);
}

/** What tells whether a search asks for a record. */
export type Covered = Pick<ConnectionRecord, 'source' | 'destination' | 'destinationPort'>;

/** Whether a search over these hosts and ports asks for a record. */
export function covering(
  { plain, withData }: HostLists,
  ports: readonly number[],
): (record: Covered) => boolean {
  const own = setsOf(plain);
  const data = setsOf(withData);
  const asked = new Set(ports);
  return ({ source, destination, destinationPort }) =>
    (asked.has(destinationPort ?? 0) && own.clients.has(source) && own.servers.has(destination)) ||
    (data.clients.has(source) && data.servers.has(destination)) ||
    (data.servers.has(source) && data.clients.has(destination));
}

function setsOf({ clients, servers }: Hosts): Sets {
  return { clients: new Set(clients), servers: new Set(servers) };
}

/**
 * Condition: from clients to servers to a port asked for; and where data connections are wanted also to a port of a
 * control session or of data, or back from a server to such a port. `ofIpv6` names the fields that hold IPv6.
 */
export function betweenHosts(
  { plain, withData }: HostLists,
  ofIpv6: 'address' | 'v6',
  ports: readonly number[],
): string {
  const { activePort, tlsDataPort, lastSystemPort } = channelRule;
  const ends = (from: readonly string[], to: readonly string[]) =>
    `${hostIn('source', from, ofIpv6)} AND ${hostIn('destination', to, ofIpv6)}`;
  const to = (list: readonly number[]) => `destinationport IN ${numberListLiteral(list)}`;
  const high = `destinationport > ${numberLiteral(lastSystemPort)}`;
  const opens = `sourceport IN ${numberListLiteral([activePort, tlsDataPort])}`;
  const sessions = [...new Set([...ports, ...controlPorts, tlsDataPort])].sort((a, b) => a - b);
  const { clients, servers } = withData;
  const parts = [
    ...(plain.clients.length > 0
      ? [`(${ends(plain.clients, plain.servers)} AND ${to(ports)})`]
      : []),
    ...(clients.length > 0
      ? [
          `(${ends(clients, servers)} AND (${to(sessions)} OR ${high}))`,
          `(${ends(servers, clients)} AND (${opens} OR ${high}))`,
        ]
      : []),
  ];
  return `(${parts.join(' OR ')})`;
}

/** IPv4 by the fields that are documented and indexed, IPv6 by those of the database that hold it. */
function hostIn(
  side: 'source' | 'destination',
  hosts: readonly string[],
  ofIpv6: 'address' | 'v6',
): string {
  const lists = [
    [`${side}ip`, hosts.filter((host) => !isIpv6(host))],
    [`${side}${ofIpv6}`, hosts.filter(isIpv6)],
  ] as const;
  const conditions = lists
    .filter(([, list]) => list.length > 0)
    .map(([field, list]) => `${field} IN (${list.map(addressLiteral).join(',')})`);
  return conditions.length > 1 ? `(${conditions.join(' OR ')})` : conditions.join('');
}
