import type { RunProperties, SentQuery } from '../../../contract/run.ts';
import type { PairKey } from '../evidence/transfer-evidence.ts';
import { isIpv6, unmapped } from '../rule/addresses.ts';
import { aliases } from '../aql/columns.ts';
import { addressColumns, addressFields, channelFlowsName } from '../flows/query.ts';
import { addressLiteral, numberListLiteral, numberLiteral } from '../aql/literals.ts';
import { anyAddress, type QueryContext } from '../aql/query.ts';
import { rule } from '../rule/rule.ts';
import { lengthInUrl, longestQuery, writeStatement } from '../aql/statement.ts';
import { valueColumn, valueOf } from '../aql/value.ts';
import { channelRule, controlPorts } from './channel-rule.ts';

/** Two hosts: who had control sessions with whom. */
export type ControlPair = Pick<PairKey, 'source' | 'destination'>;

/** One search of events for the data channels of some pairs, and one of flows where those are asked. */
export type ChannelQuery = {
  readonly events: SentQuery;
  readonly flows: SentQuery | null;
  /** Whether it asks for records between two hosts. Addresses in one spelling, as rows are read. */
  readonly covers: (hosts: ControlPair) => boolean;
};

/** The searches for the data channels of a run, and how many of its pairs they ask for. */
export type ChannelQueries = { readonly queries: readonly ChannelQuery[]; readonly pairs: number };

/**
 * A run has two searches of events over its window; two more keep its work for Ariel within twice of that,
 * even on a console without an index on addresses. With flows there is a third, and as many of flows here.
 */
export const mostQueries = 2;

/**
 * Every session record between clients and servers that had control sessions, in either direction, that can
 * be a control session or a data connection: single records, because times and source ports are what joins
 * them; newest first, at most as many as a query of the run may answer. To be read by `readChannelRecord`.
 * Where the console has properties for them, the commands that sensors read come with the same search: they
 * are records of the same sessions, so they cost columns and rows but no search. For `readFtpLine`.
 * Addresses are listed until a query is as long as it may be, in the order of the pairs; then the next one
 * begins, and after the last one the rest of the pairs is left out.
 * With flows, each has a twin that asks for the flows between the same hosts, a row for each flow, to be read
 * by `readChannelFlow`.
 */
export function channelQueries(
  pairs: readonly ControlPair[],
  context: QueryContext,
  withFlows: boolean,
): ChannelQueries {
  const write = (hosts: HostLists): ChannelQuery => ({
    events: channelQuery(hosts, context),
    flows: withFlows ? channelFlowQuery(hosts, context) : null,
    covers: covering(hosts),
  });
  const batches: HostLists[] = [];
  let asked = 0;
  for (const pair of pairs) {
    const current = batches.at(-1);
    const grown = current && withPair(current, pair);
    if (grown && lengthOf(write(grown)) <= longestQuery.inRequestLine) {
      batches[batches.length - 1] = grown;
    } else if (batches.length < mostQueries) {
      batches.push(withPair({ clients: [], servers: [] }, pair));
    } else break;
    asked += 1;
  }
  return { queries: batches.map(write), pairs: asked };
}

type HostLists = { readonly clients: readonly string[]; readonly servers: readonly string[] };

/** In either direction: servers open data connections, too. */
function covering({ clients, servers }: HostLists): ChannelQuery['covers'] {
  const asked = { clients: new Set(clients), servers: new Set(servers) };
  return ({ source, destination }) =>
    (asked.clients.has(source) && asked.servers.has(destination)) ||
    (asked.servers.has(source) && asked.clients.has(destination));
}

function withPair(
  { clients, servers }: HostLists,
  { source, destination }: ControlPair,
): HostLists {
  return { clients: withHost(clients, source), servers: withHost(servers, destination) };
}

/** Log sources may write an IPv4-mapped address either way. */
function withHost(hosts: readonly string[], host: string): readonly string[] {
  const missing = [...new Set([host, unmapped(host)])].filter((one) => !hosts.includes(one));
  return missing.length === 0 ? hosts : [...hosts, ...missing];
}

function channelQuery(hosts: HostLists, context: QueryContext): SentQuery {
  const { permit, opened, progress, closed } = rule.categories;
  const { properties } = context;
  return {
    name: 'channels',
    aql: writeStatement({
      select: [
        `domainid AS ${aliases.domain}`,
        `${anyAddress('source', context)} AS ${aliases.source}`,
        `sourceport AS ${aliases.sourcePort}`,
        `${anyAddress('destination', context)} AS ${aliases.destination}`,
        `destinationport AS ${aliases.destinationPort}`,
        `protocolid AS ${aliases.transport}`,
        `category AS ${aliases.category}`,
        `logsourceid AS ${aliases.logSource}`,
        `eventcount AS ${aliases.eventCount}`,
        `starttime AS ${aliases.time}`,
        ...valueColumn(properties.sent, aliases.sent),
        ...valueColumn(properties.received, aliases.received),
        ...valueColumn(properties.total, aliases.total),
        ...valueColumn(properties.packetsSent, aliases.sentPackets),
        ...valueColumn(properties.packetsReceived, aliases.receivedPackets),
        ...valueColumn(properties.dataPort, aliases.dataPort),
        ...valueColumn(properties.dataHost, aliases.dataHost),
        ...valueColumn(properties.dataMode, aliases.dataMode),
        ...valueColumn(properties.command, aliases.command),
        ...valueColumn(properties.fileName, aliases.fileName),
      ],
      from: 'events',
      where: [
        betweenHosts(hosts, 'address'),
        orCommands(
          `category IN ${numberListLiteral([...permit, ...opened, ...progress, ...closed])}`,
          properties,
        ),
      ],
      orderBy: 'starttime DESC',
      limit: context.settings.maxRows,
      window: context.window,
    }),
  };
}

function channelFlowQuery(hosts: HostLists, context: QueryContext): SentQuery {
  const key = ['domainid', ...addressFields('source', context), 'sourceport'];
  key.push(...addressFields('destination', context), 'destinationport', 'protocolid');
  return {
    name: channelFlowsName,
    aql: writeStatement({
      select: [
        `domainid AS ${aliases.domain}`,
        ...addressColumns(context),
        `sourceport AS ${aliases.sourcePort}`,
        `destinationport AS ${aliases.destinationPort}`,
        `protocolid AS ${aliases.transport}`,
        `flowsource AS ${aliases.flowSource}`,
        `flowid AS ${aliases.flowId}`,
        `MIN(firstpackettime) AS ${aliases.firstSeen}`,
        `MAX(lastpackettime) AS ${aliases.lastSeen}`,
        `SUM(sourcebytes) AS ${aliases.sent}`,
        `SUM(destinationbytes) AS ${aliases.received}`,
        `SUM(sourcepackets) AS ${aliases.sentPackets}`,
        `SUM(destinationpackets) AS ${aliases.receivedPackets}`,
      ],
      from: 'flows',
      where: ['flowtype = 0', betweenHosts(hosts, 'v6')],
      groupBy: [...key, 'flowsource', 'flowid'],
      orderBy: `${aliases.lastSeen} DESC`,
      limit: context.settings.maxRows,
      window: context.window,
    }),
  };
}

/** From clients to servers to a port of a session or of data, or back from a server to such a port. */
function betweenHosts({ clients, servers }: HostLists, ofIpv6: 'address' | 'v6'): string {
  const { activePort, tlsDataPort, lastSystemPort } = channelRule;
  const high = `destinationport > ${numberLiteral(lastSystemPort)}`;
  const asked = `destinationport IN ${numberListLiteral([...controlPorts, tlsDataPort])}`;
  const opens = `sourceport IN ${numberListLiteral([activePort, tlsDataPort])}`;
  const ends = (from: readonly string[], to: readonly string[]) =>
    `${hostIn('source', from, ofIpv6)} AND ${hostIn('destination', to, ofIpv6)}`;
  return (
    `((${ends(clients, servers)} AND (${asked} OR ${high}))` +
    ` OR (${ends(servers, clients)} AND (${opens} OR ${high})))`
  );
}

/**
 * Also the commands that a sensor read, whatever category a site gave them: records with a data port or a
 * command, on ports of control sessions. File names alone do not ask for a record, too much else has them.
 */
function orCommands(sessions: string, { dataPort, command }: RunProperties): string {
  const known = [dataPort, command]
    .filter((names) => names.length > 0)
    .map((names) => `${valueOf(names)} IS NOT NULL`);
  if (known.length === 0) return sessions;
  const onControl = `destinationport IN ${numberListLiteral(controlPorts)}`;
  return `(${sessions} OR (${onControl} AND (${known.join(' OR ')})))`;
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

function lengthOf({ events, flows }: ChannelQuery): number {
  return Math.max(lengthInUrl(events.aql), lengthInUrl(flows?.aql ?? ''));
}
