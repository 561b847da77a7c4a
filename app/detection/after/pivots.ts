import type { PivotQueries } from '../../../contract/details.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import { hostOf } from '../rule/addresses.ts';
import { isWhole } from '../rows/cells.ts';
import { flowHostIs } from '../flows/query.ts';
import { portIn } from './port-filter.ts';
import { canBeString, numberLiteral, stringLiteral } from '../aql/literals.ts';
import { hostIs, type RunContext } from '../aql/query.ts';
import { valueColumn, valueOf } from '../aql/value.ts';
import { writeStatement } from '../aql/statement.ts';

/** What was right-clicked, as far as it is known. Addresses in any spelling; ports and ids as QRadar has them. */
export type PivotTarget = {
  readonly source?: string;
  readonly destination?: string;
  readonly user?: string;
  /** At least one, if given. */
  readonly ports?: readonly number[];
  readonly domainId?: number;
};

/** Rows a pivot shows at most: what Log Activity shows without paging further. */
const mostRows = 1_000;

/**
 * The queries behind the pivots of a target over the minutes of the run; columns are readable for a person,
 * because Log Activity shows them as they are, the byte counters that the run reads among them. Events are all events,
 * not only those of the rule's ports.
 * `ports` narrow the events of a pair; its flows keep all ports, because FTP moves data on others.
 * `null`: no such target, a value that is no address, or a name that cannot be quoted.
 */
export function pivotQueries(
  target: PivotTarget,
  run: Pick<RunContext, 'window' | 'switches' | 'properties'>,
): PivotQueries {
  const source = addressOf(target.source);
  const destination = addressOf(target.destination);
  const domain = wholeNumber('domainid', target.domainId);
  const port = portsAre(target.ports);
  const from = source === null ? null : [hostIs('source', source, run)];
  const to = destination === null ? null : [hostIs('destination', destination, run)];
  const pair = from && to && [...from, ...to];
  const flowsFrom = source === null ? null : [flowHostIs('source', source, run)];
  const flowsOfPair =
    flowsFrom &&
    (destination === null ? null : [...flowsFrom, flowHostIs('destination', destination, run)]);
  return {
    sourceEvents: from && events([...from, ...domain], run),
    destinationEvents: to && events([...to, ...domain], run),
    pairEvents: pair && events([...pair, ...port, ...domain], run),
    userEvents: isQuotable(target.user)
      ? events([`username = ${stringLiteral(target.user)}`, ...domain], run)
      : null,
    sourceFlows: flowsFrom && flows([...flowsFrom, ...domain], run.window),
    pairFlows: flowsOfPair && flows([...flowsOfPair, ...domain], run.window),
  };
}

/** The flows of one connection over some minutes, as a pivot shows them; `null` where an address is none. */
export function connectionFlows(
  target: Required<Pick<PivotTarget, 'source' | 'destination' | 'domainId'>> &
    Pick<PivotTarget, 'ports'>,
  run: Pick<RunContext, 'window' | 'switches'>,
): string | null {
  const source = hostOf(target.source);
  const destination = hostOf(target.destination);
  if (source === null || destination === null) return null;
  const where = [
    flowHostIs('source', source, run),
    flowHostIs('destination', destination, run),
    ...portsAre(target.ports),
    ...wholeNumber('domainid', target.domainId),
  ];
  return flows(where, run.window);
}

/** A counter under several names is one column; under one it keeps the name that analysts know. */
function counters({ sent, received, total }: RunContext['properties']): string[] {
  return [
    ...counterColumn(sent, 'BytesSentLabel'),
    ...counterColumn(received, 'BytesReceivedLabel'),
    ...counterColumn(total, 'BytesLabel'),
  ];
}

function counterColumn(names: readonly string[], alias: string): string[] {
  return names.length === 1 ? [valueOf(names)] : valueColumn(names, alias);
}

function events(
  where: readonly string[],
  { window, properties }: Pick<RunContext, 'window' | 'properties'>,
): string {
  const select = [
    ...['starttime', 'LOGSOURCENAME(logsourceid) AS LogSourceLabel', 'QIDNAME(qid) AS EventLabel'],
    ...['CATEGORYNAME(category) AS CategoryLabel', 'sourceaddress', 'sourceport'],
    ...['destinationaddress', 'destinationport', 'PROTOCOLNAME(protocolid) AS TransportLabel'],
    ...['username', 'eventdirection', 'eventcount', ...counters(properties), 'magnitude'],
  ];
  return newest({ select, from: 'events', where, window });
}

function flows(where: readonly string[], window: TimeWindow): string {
  const select = [
    ...['starttime', 'firstpackettime', 'lastpackettime', 'sourceip', 'sourcev6', 'sourceport'],
    ...[
      'destinationip',
      'destinationv6',
      'destinationport',
      'PROTOCOLNAME(protocolid) AS TransportLabel',
    ],
    ...['APPLICATIONNAME(applicationid) AS ApplicationLabel', 'flowdirection'],
    ...['sourcebytes', 'destinationbytes', 'sourcepackets', 'destinationpackets'],
  ];
  return newest({ select, from: 'flows', where, window });
}

function newest(
  parts: Pick<Parameters<typeof writeStatement>[0], 'select' | 'from' | 'where' | 'window'>,
): string {
  return writeStatement({ ...parts, orderBy: 'starttime DESC', limit: mostRows });
}

function addressOf(text: string | undefined): string | null {
  return text === undefined ? null : hostOf(text);
}

function wholeNumber(field: string, value: number | undefined): string[] {
  return value === undefined ? [] : [`${field} = ${numberLiteral(value)}`];
}

function portsAre(ports: readonly number[] | undefined): string[] {
  return ports === undefined ? [] : [portIn(ports)];
}

function isQuotable(user: string | undefined): user is string {
  return user !== undefined && user !== '' && isWhole(user) && canBeString(user);
}
