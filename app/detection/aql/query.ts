import type { Profile } from '../../../contract/finding.ts';
import type {
  ByteProperties,
  RunProperties,
  SentQuery,
  TimeWindow,
} from '../../../contract/run.ts';
import type { FindingSettings } from '../rule/finding-settings.ts';
import { isIpv6 } from '../rule/addresses.ts';
import { aliases, sourceColumns } from './columns.ts';
import {
  addressLiteral,
  blockLiteral,
  mappedLiteral,
  numberListLiteral,
  numberLiteral,
  stringLiteral,
} from './literals.ts';
import { portsOf, rule, sourceRule } from '../rule/rule.ts';
import type { Rule } from '../rule/rule-type.ts';
import { addedCategories, categoriesAsked, directionsAsked, portsAsked } from '../rule/settable.ts';
import { writeStatement } from './statement.ts';
import { valueOf } from './value.ts';

/** What every query of a run is written from. */
export type QueryContext = {
  readonly window: TimeWindow;
  readonly properties: RunProperties;
  /** Those of records on any port (`ChosenEverywhere`); the same if left out. */
  readonly elsewhere?: RunProperties;
  readonly settings: FindingSettings;
  /** Which undocumented constructs may be used; those of the rule if left out. */
  readonly switches?: Rule['switches'];
  /** Of what alone records are looked at; everything if left out. */
  readonly focus?: Focus;
};

/**
 * A part of the records. `source`: those of this host. `rehearsed`: those to this destination, which counts as being outside, and its
 * connections as outbound, whatever it is.
 */
export type Focus = { readonly source: string } | { readonly rehearsed: string };

/** The properties that are read of records on any port. */
export function propertiesOnAnyPort({
  properties,
  elsewhere = properties,
}: Pick<QueryContext, 'properties' | 'elsewhere'>): RunProperties {
  return elsewhere;
}

/** What the queries after a run are written from, so that they speak of the same minutes and properties. */
export type RunContext = QueryContext & { readonly profile: Profile };

/**
 * An address compared: IPv4 by `sourceip`/`destinationip`, which are documented and indexed, IPv6 by the
 * field that holds either kind.
 */
export function addressIs(side: 'source' | 'destination', address: string): string {
  const field = isIpv6(address) ? `${side}address` : `${side}ip`;
  return `${field} = ${addressLiteral(address)}`;
}

/**
 * A host compared, in whichever spelling a record has it: a log source may write an IPv4 address in IPv6 form
 * (RFC 4291, 2.5.5.2), and then only the field that holds either kind may have it.
 */
export function hostIs(
  side: 'source' | 'destination',
  host: string,
  context: Pick<QueryContext, 'switches'>,
): string {
  if (isIpv6(host) || !switchesOf(context).ipv6Addresses) return addressIs(side, host);
  return `(${addressIs(side, host)} OR ${side}address = ${mappedLiteral(host)})`;
}

/** The field that holds an address of either kind, or only IPv4 where the switch says so. */
export function anyAddress(side: 'source' | 'destination', context: QueryContext): string {
  return switchesOf(context).ipv6Addresses ? `${side}address` : `${side}ip`;
}

/**
 * Every session record on the rule's ports to the outside, grouped as finely as the judgement needs: no
 * threshold here, because sessions are counted, log sources compared and destinations pooled afterwards.
 * Flags of known and impossible counters are part of the key, so that a sum never mixes the two.
 */
export function connectionsQuery(context: QueryContext): SentQuery {
  return groupsQuery(context, {
    name: 'connections',
    orderBy: aliases.connections,
    limit: context.settings.maxRows,
  });
}

/**
 * The low-level category of a record, as a column and as what to group by. One that an administrator added reads as one that
 * permits, so that nothing after the query needs to know it.
 */
export function categoryKey({ settings }: Pick<QueryContext, 'settings'>): {
  readonly column: string;
  readonly key: string;
} {
  const added = addedCategories(settings);
  const [permit] = rule.categories.permit;
  if (added.length === 0 || permit === undefined)
    return { column: `category AS ${aliases.category}`, key: 'category' };
  return {
    column: `IF category IN ${numberListLiteral(added)} THEN ${numberLiteral(permit)} ELSE category AS ${aliases.category}`,
    key: aliases.category,
  };
}

/** Which groups of session records are asked for, and in which order: falling by one of their columns. */
export type Groups = {
  readonly name: string;
  readonly orderBy: string;
  readonly limit: number;
  /** Of the groups that answer it; AQL. */
  readonly having?: string;
  /** Further conditions on records; AQL. */
  readonly where?: readonly string[];
  /** Conditions on records instead of those of the rule; AQL. */
  readonly instead?: readonly string[];
  /** Further columns to group by, each by its alias; AQL. */
  readonly keys?: readonly { readonly alias: string; readonly column: string }[];
  /** Further columns that add groups up; AQL. */
  readonly sums?: readonly string[];
};

/** The groups of `connectionsQuery`, or a part of them. */
export function groupsQuery(
  context: QueryContext,
  { name, orderBy, limit, having, where = [], instead, keys = [], sums = [] }: Groups,
): SentQuery {
  const flags = [...counterFlags(context), ...keys];
  const category = categoryKey(context);
  return {
    name,
    aql: writeStatement({
      select: [
        `domainid AS ${aliases.domain}`,
        `${anyAddress('source', context)} AS ${aliases.source}`,
        `${anyAddress('destination', context)} AS ${aliases.destination}`,
        `destinationport AS ${aliases.destinationPort}`,
        `protocolid AS ${aliases.transport}`,
        category.column,
        `logsourceid AS ${aliases.logSource}`,
        `username AS ${aliases.user}`,
        ...flags.map((flag) => flag.column),
        `LOGSOURCENAME(logsourceid) AS ${aliases.logSourceName}`,
        `COUNT(*) AS ${aliases.records}`,
        `SUM(eventcount) AS ${aliases.connections}`,
        ...counterSums(context.properties),
        ...packetSum(context.properties.packetsSent),
        `MIN(starttime) AS ${aliases.firstSeen}`,
        `MAX(starttime) AS ${aliases.lastSeen}`,
        ...sums,
      ],
      from: 'events',
      where: [...(instead ?? outbound(categoriesAsked(context.settings), context)), ...where],
      groupBy: [
        'domainid',
        anyAddress('source', context),
        anyAddress('destination', context),
        'destinationport',
        'protocolid',
        category.key,
        'logsourceid',
        'username',
        ...flags.map((flag) => flag.alias),
      ],
      ...(having === undefined ? {} : { having }),
      orderBy: `${orderBy} DESC`,
      limit,
      window: context.window,
    }),
  };
}

/** Refused connections by source, port and transport, to be counted beside the findings. */
export function deniedQuery(context: QueryContext): SentQuery {
  return {
    name: 'denied',
    aql: writeStatement({
      select: [
        `domainid AS ${aliases.domain}`,
        `${anyAddress('source', context)} AS ${aliases.source}`,
        `destinationport AS ${aliases.destinationPort}`,
        `protocolid AS ${aliases.transport}`,
        `SUM(eventcount) AS ${aliases.connections}`,
        `MIN(starttime) AS ${aliases.firstSeen}`,
        `MAX(starttime) AS ${aliases.lastSeen}`,
      ],
      from: 'events',
      where: outbound(rule.categories.denied, context),
      groupBy: ['domainid', anyAddress('source', context), 'destinationport', 'protocolid'],
      orderBy: `${aliases.connections} DESC`,
      limit: context.settings.maxRows,
      window: context.window,
    }),
  };
}

/**
 * The analysts' query made valid, its meaning untouched: counts records, needs a sent counter, knows IPv4
 * only. `categoryIds` are the ids of those of its four category names that the console has, at least one; there must
 * be a property of sent bytes, without which the query has no meaning.
 */
export function sourceProfileQuery(
  context: QueryContext,
  categoryIds: readonly number[],
): SentQuery {
  const { sent, received } = context.properties;
  const key = ['sourceip', 'destinationip', 'destinationport', 'username'];
  return {
    name: 'source-profile',
    aql: writeStatement({
      select: [
        `LOGSOURCENAME(logsourceid) AS ${sourceColumns.logSource}`,
        ...key,
        `${protocolCase()} AS ${sourceColumns.protocol}`,
        `COUNT(*) AS ${sourceColumns.connections}`,
        ...counterSum(sent, sourceColumns.sent),
        ...counterSum(received, sourceColumns.received),
        `MIN(starttime) AS ${sourceColumns.firstSeen}`,
        `MAX(starttime) AS ${sourceColumns.lastSeen}`,
      ],
      from: 'events',
      where: [
        ...sourceProfileFilter(context.properties),
        `category IN ${numberListLiteral(categoryIds)}`,
      ],
      groupBy: key,
      having: `${sourceColumns.connections} > ${numberLiteral(rule.thresholds.connections.value)}`,
      orderBy: `${sourceColumns.connections} DESC`,
      limit: context.settings.maxRows,
      window: context.window,
    }),
  };
}

/** Conditions of the source query but its categories and its threshold. */
export function sourceProfileFilter({ sent }: Pick<ByteProperties, 'sent'>): string[] {
  return [
    `destinationport IN ${numberListLiteral(portsOf(rule))}`,
    `eventdirection = 'L2R'`,
    `${valueOf(sent)} IS NOT NULL`,
    notIn(sourceRule.privateRanges, 'destinationip'),
  ];
}

/** Whether a record is outbound by its direction. */
export function directionIs(
  field: 'eventdirection' | 'flowdirection',
  { settings }: Pick<QueryContext, 'settings'>,
): string {
  const [first = 'L2R', ...others] = directionsAsked(settings);
  return others.length === 0
    ? `${field} = ${stringLiteral(first)}`
    : `${field} IN (${[first, ...others].map(stringLiteral).join(', ')})`;
}

/** Outbound records on the ports asked for, in these categories, to addresses on the Internet. */
export function outbound(categoryIds: readonly number[], context: QueryContext): string[] {
  const { focus } = context;
  const onPorts = `destinationport IN ${numberListLiteral(portsAsked(context.settings))}`;
  const categories = `category IN ${numberListLiteral(categoryIds)}`;
  if (focus && 'rehearsed' in focus)
    return [onPorts, categories, hostIs('destination', focus.rehearsed, context)];
  return [
    onPorts,
    directionIs('eventdirection', context),
    categories,
    external(context),
    ...(focus ? [hostIs('source', focus.source, context)] : []),
  ];
}

/**
 * Destination outside every special range and the organisation's own blocks.
 * The query travels in the URL, whose usual limit is 8 kB, so only the first `ownBlocksInQuery` own blocks
 * are written; what the rest lets through is dropped when rows are read (addresses.ts judges all of them).
 */
export function external(context: QueryContext): string {
  const { ipv4, ipv6 } = rule.specialRanges;
  const own = context.settings.ownPublicBlocks.slice(0, ownBlocksInQuery);
  const readable = switchesOf(context).ipv6Addresses
    ? [...ipv4, ...ipv6, ...own]
    : [...ipv4, ...own.filter((block) => !isIpv6(block))];
  return notIn(readable, anyAddress('destination', context));
}

/** Keeps the longest query below 6 kB, URL-encoded. */
export const ownBlocksInQuery = 20;

/**
 * Columns that say whether a record's counters are there and can be true, with the aliases to group by: a fault is
 * that of its record alone. A counter cannot be below zero, nor above what its packets carry; a missing packet count
 * makes that comparison false, and a count of 0 beside bytes is that of a device which counts none.
 */
export function counterFlags(context: QueryContext): { alias: string; column: string }[] {
  const { sent, received, total, packetsSent, packetsReceived } = context.properties;
  const { packetBound } = switchesOf(context);
  return [
    ...knownFlag(sent, aliases.sentKnown),
    ...knownFlag(received, aliases.receivedKnown),
    ...knownFlag(total, aliases.totalKnown),
    ...impossibleFlag(sent, packetBound ? packetsSent : [], aliases.sentImpossible),
    ...impossibleFlag(received, packetBound ? packetsReceived : [], aliases.receivedImpossible),
    ...impossibleFlag(total, [], aliases.totalImpossible),
  ];
}

/** Whether a value is there, as a column to group by. */
export function knownFlag(names: readonly string[], alias: string) {
  if (names.length === 0) return [];
  return [{ alias, column: `IF ${valueOf(names)} IS NULL THEN 0 ELSE 1 AS ${alias}` }];
}

/** Whether a counter cannot be true, as a column to group by. */
export function impossibleFlag(
  bytes: readonly string[],
  packets: readonly string[],
  alias: string,
) {
  if (bytes.length === 0) return [];
  const otherwise = packets.length === 0 ? '0' : isAbovePackets(valueOf(bytes), valueOf(packets));
  return [{ alias, column: `IF ${valueOf(bytes)} < 0 THEN 1 ELSE ${otherwise} AS ${alias}` }];
}

function isAbovePackets(bytes: string, count: string): string {
  const bound = `${count} * ${numberLiteral(rule.thresholds.bytesPerPacket.value)}`;
  return `IF ${count} = 0 THEN 0 ELSE IF ${bytes} > ${bound} THEN 1 ELSE 0`;
}

/** One packet a connection is a refusal (evidence/refusal.ts). */
function packetSum(packets: readonly string[]): string[] {
  return packets.length === 0 ? [] : [`SUM(${valueOf(packets)}) AS ${aliases.sentPackets}`];
}

function counterSums({ sent, received, total }: ByteProperties): string[] {
  return [
    ...counterSum(sent, aliases.sent),
    ...(sent.length === 0 ? [] : [`MAX(${valueOf(sent)}) AS ${aliases.sentLargest}`]),
    ...counterSum(received, aliases.received),
    ...counterSum(total, aliases.total),
  ];
}

/** The sum of a counter as a column of that alias; none where there is no property of it. */
export function counterSum(names: readonly string[], alias: string): string[] {
  return names.length === 0 ? [] : [`SUM(${valueOf(names)}) AS ${alias}`];
}

/** The switches of this context; those of the rule where they bring none. */
export function switchesOf({
  switches = rule.switches,
}: Pick<QueryContext, 'switches'>): Rule['switches'] {
  return switches;
}

/** Condition: an address field lies in none of these blocks, at least one. */
export function notIn(blocks: readonly string[], field: string): string {
  return `NOT (${blocks.map((block) => `INCIDR(${blockLiteral(block)}, ${field})`).join(' OR ')})`;
}

/** The source query's first CASE in the documented simple form. */
function protocolCase(): string {
  const branches = rule.ports.map(
    ({ port, protocol }) => `WHEN ${numberLiteral(port)} THEN ${stringLiteral(protocol)}`,
  );
  return `CASE destinationport ${branches.join(' ')} ELSE 'Other' END`;
}
