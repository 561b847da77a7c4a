import type { SentQuery } from '../../../contract/run.ts';
import { isIpv6 } from '../rule/addresses.ts';
import { aliases } from '../aql/columns.ts';
import { addressLiteral, mappedLiteral, numberListLiteral } from '../aql/literals.ts';
import {
  directionIs,
  notIn,
  ownBlocksInQuery,
  switchesOf,
  type Groups,
  type QueryContext,
} from '../aql/query.ts';
import { rule } from '../rule/rule.ts';
import { portsAsked } from '../rule/settable.ts';
import { writeStatement } from '../aql/statement.ts';

/** Name of the query below, by which its answer is known. */
export const flowsQueryName = 'flows';
/** Name of the queries of flows that ask for single ones. */
export const flowRecordsName = 'flow-records';

/**
 * The same rule asked of flows: outbound on its ports to addresses on the Internet, grouped by pair, flow
 * source and flow type. A long session is one record a minute with one flow id, so distinct flow ids are
 * connections. `L2R` goes by who opened the connection: flows that the far side opened are another question.
 */
export function flowsQuery(context: QueryContext): SentQuery {
  return flowGroupsQuery(context, {
    name: flowsQueryName,
    orderBy: aliases.connections,
    limit: context.settings.maxRows,
  });
}

/** The groups of `flowsQuery`, or a part of them. */
export function flowGroupsQuery(
  context: QueryContext,
  { name, orderBy, limit, having, where = [] }: Groups,
): SentQuery {
  const key = [
    'domainid',
    ...addressFields('source', context),
    ...addressFields('destination', context),
    'destinationport',
    'protocolid',
    'flowsource',
    'flowtype',
  ];
  return {
    name,
    aql: writeStatement({
      select: [
        `domainid AS ${aliases.domain}`,
        ...addressColumns(context),
        `destinationport AS ${aliases.destinationPort}`,
        `protocolid AS ${aliases.transport}`,
        `flowsource AS ${aliases.flowSource}`,
        `flowtype AS ${aliases.flowType}`,
        `COUNT(*) AS ${aliases.records}`,
        `UNIQUECOUNT(flowid) AS ${aliases.connections}`,
        `SUM(sourcebytes) AS ${aliases.sent}`,
        `MAX(sourcebytes) AS ${aliases.sentLargest}`,
        `SUM(destinationbytes) AS ${aliases.received}`,
        `SUM(sourcepackets) AS ${aliases.sentPackets}`,
        `SUM(destinationpackets) AS ${aliases.receivedPackets}`,
        `MIN(starttime) AS ${aliases.firstSeen}`,
        `MAX(starttime) AS ${aliases.lastSeen}`,
      ],
      from: 'flows',
      where: [...outboundFlows(context), ...where],
      groupBy: key,
      ...(having === undefined ? {} : { having }),
      orderBy: `${orderBy} DESC`,
      limit,
      window: context.window,
    }),
  };
}

/** Flows on the ports asked for, opened from inside, to addresses on the Internet. */
export function outboundFlows(context: QueryContext): string[] {
  const { focus } = context;
  const onPorts = `destinationport IN ${numberListLiteral(portsAsked(context.settings))}`;
  if (focus && 'rehearsed' in focus)
    return [onPorts, flowHostIs('destination', focus.rehearsed, context)];
  return [
    onPorts,
    directionIs('flowdirection', context),
    externalFlows(context),
    ...(focus ? [flowHostIs('source', focus.source, context)] : []),
  ];
}

/** A host of a flow compared, in the field of its kind; IPv4 also in its IPv6 form, as `hostIs`. */
export function flowHostIs(
  side: 'source' | 'destination',
  host: string,
  context: Pick<QueryContext, 'switches'>,
): string {
  if (isIpv6(host)) return `${side}v6 = ${addressLiteral(host)}`;
  const plain = `${side}ip = ${addressLiteral(host)}`;
  return switchesOf(context).ipv6Addresses
    ? `(${plain} OR ${side}v6 = ${mappedLiteral(host)})`
    : plain;
}

/**
 * Columns of the addresses. Flows have no documented field that holds either kind, so both are asked for;
 * each holds the unspecified address where the other one counts.
 */
export function addressColumns(context: QueryContext): string[] {
  return [
    `sourceip AS ${aliases.source}`,
    `destinationip AS ${aliases.destination}`,
    ...(switchesOf(context).ipv6Addresses
      ? [`sourcev6 AS ${aliases.sourceV6}`, `destinationv6 AS ${aliases.destinationV6}`]
      : []),
  ];
}

/** The fields of the addresses, to group by. */
export function addressFields(side: 'source' | 'destination', context: QueryContext): string[] {
  return [`${side}ip`, ...(switchesOf(context).ipv6Addresses ? [`${side}v6`] : [])];
}

/**
 * Destination outside every special range and the organisation's own blocks, each compared with the field
 * of its kind. The blocks around the unspecified addresses are left out: IPv6 flows have `0.0.0.0` as IPv4
 * address and the other way round; a flow that has neither is dropped when its row is read.
 */
export function externalFlows(context: QueryContext): string {
  const { ipv4, ipv6 } = rule.specialRanges;
  const own = context.settings.ownPublicBlocks.slice(0, ownBlocksInQuery);
  const ofIpv4 = [...ipv4, ...own.filter((block) => !isIpv6(block))];
  const excluded = ofIpv4.filter((block) => block !== '0.0.0.0/8');
  const withIpv4 = notIn(excluded, 'destinationip');
  if (!switchesOf(context).ipv6Addresses) return withIpv4;
  const ofIpv6 = [...ipv6, ...own.filter(isIpv6)];
  return `${withIpv4} AND ${notIn(
    ofIpv6.filter((block) => block !== '::/128'),
    'destinationv6',
  )}`;
}
