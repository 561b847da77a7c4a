import type { Steps } from '../../ports/steps.ts';
import type { RunProperties, SentQuery } from '../../../contract/run.ts';
import { aliases } from '../aql/columns.ts';
import { addressColumns, addressFields, flowRecordsName } from '../flows/query.ts';
import { numberListLiteral } from '../aql/literals.ts';
import { anyAddress, categoryKey, propertiesOnAnyPort, type QueryContext } from '../aql/query.ts';
import { lengthInUrl, longestQuery, writeStatement } from '../aql/statement.ts';
import { valueColumn, valueOf } from '../aql/value.ts';
import { categoriesAsked, portsAsked } from '../rule/settable.ts';
import { controlPorts } from '../stitching/channel-rule.ts';
import type { Candidate, Candidates } from './candidates.ts';
import {
  Batch,
  betweenHosts,
  covering,
  crowdedIndex,
  sampleHosts,
  type Covered,
  type HostLists,
} from './hosts.ts';

/** One search of events for the records of some pairs of hosts, and one of flows where those are asked. */
export type RecordQuery = {
  readonly events: SentQuery;
  readonly flows: SentQuery | null;
  /** Whether it asks for this record. Addresses in one spelling, as rows are read. */
  readonly covers: (record: Covered) => boolean;
};

/** The searches of a run for single records, and which of the pairs of hosts they ask for. */
export type RecordQueries = {
  readonly queries: readonly RecordQuery[];
  readonly asked: readonly Candidate[];
};

/**
 * A run has two searches of events over its window; two more keep its work for Ariel within twice of that,
 * even on a console without an index on addresses. With flows there is a third, and as many of flows here.
 */
export const mostQueries = 2;

/** Name of the searches of events for single records. */
export const recordsName = 'records';

/**
 * Every session record between these hosts on the ports asked for and, where data connections are wanted, in either
 * direction whatever can be one: single records, because times and source ports are what joins them; newest first, at
 * most as many as a query of the run may answer. To be read by `readRecord`.
 * Where the console has properties for them, the commands that sensors read come with the same search: they
 * are records of the same sessions, so they cost columns and rows but no search. For `readFtpLine`.
 * Hosts are listed until a query is as long as it may be, in the order of the candidates; then the next one begins,
 * and after the last one the rest is left out. So is a pair of hosts with more records than a search has room for, or
 * with hosts that are listed with others whose records would take that room.
 * With flows, each has a twin that asks for the flows between the same hosts, a row for each flow, to be read
 * by `readFlowRecord`.
 */
export function* recordQueries(
  { wanted, crowded }: Candidates,
  context: QueryContext,
  withFlows: boolean,
  longest: number = longestQuery.inRequestLine,
): Steps<RecordQueries> {
  const write = (hosts: HostLists): RecordQuery => ({
    events: eventQuery(hosts, context),
    flows: withFlows ? flowQuery(hosts, context) : null,
    covers: covering(hosts, portsAsked(context.settings)),
  });
  const room = longest - lengthOf(write(sampleHosts));
  const index = crowdedIndex(crowded);
  const batches: Batch[] = [];
  const asked: Candidate[] = [];
  for (const [at, candidate] of wanted.entries()) {
    if (at % candidatesPerStep === 0) yield;
    const open = batches.find((batch) => batch.add(candidate));
    if (open) asked.push(candidate);
    else if (batches.length < mostQueries) {
      const batch = new Batch(room, index);
      if (!batch.add(candidate)) continue;
      batches.push(batch);
      asked.push(candidate);
    }
  }
  return { queries: batches.map(({ hosts }) => write(hosts)), asked };
}

/** Each is tried in every search. */
const candidatesPerStep = 50;

function eventQuery(hosts: HostLists, context: QueryContext): SentQuery {
  const { settings } = context;
  const properties = propertiesOnAnyPort(context);
  return {
    name: recordsName,
    aql: writeStatement({
      select: [
        `domainid AS ${aliases.domain}`,
        `${anyAddress('source', context)} AS ${aliases.source}`,
        `sourceport AS ${aliases.sourcePort}`,
        `${anyAddress('destination', context)} AS ${aliases.destination}`,
        `destinationport AS ${aliases.destinationPort}`,
        `protocolid AS ${aliases.transport}`,
        categoryKey(context).column,
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
        betweenHosts(hosts, 'address', portsAsked(context.settings)),
        orCommands(`category IN ${numberListLiteral(categoriesAsked(settings))}`, properties),
      ],
      orderBy: 'starttime DESC',
      limit: context.settings.maxRows,
      window: context.window,
    }),
  };
}

function flowQuery(hosts: HostLists, context: QueryContext): SentQuery {
  const key = ['domainid', ...addressFields('source', context), 'sourceport'];
  key.push(...addressFields('destination', context), 'destinationport', 'protocolid');
  return {
    name: flowRecordsName,
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
      where: ['flowtype = 0', betweenHosts(hosts, 'v6', portsAsked(context.settings))],
      groupBy: [...key, 'flowsource', 'flowid'],
      orderBy: `${aliases.lastSeen} DESC`,
      limit: context.settings.maxRows,
      window: context.window,
    }),
  };
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

function lengthOf({ events, flows }: RecordQuery): number {
  return Math.max(lengthInUrl(events.aql), lengthInUrl(flows?.aql ?? ''));
}
