import type { ChannelPicture, PictureConnection } from '../../../contract/channels.ts';
import type { Finding } from '../../../contract/finding.ts';
import { mapped, unmapped } from '../rule/addresses.ts';
import { AppError } from '../../ports/app-error.ts';
import { drained } from '../../ports/steps.ts';
import { isFlowReporter } from '../flows/reporters.ts';
import { connectionFlows, pivotQueries } from './pivots.ts';
import { propertiesOnAnyPort, switchesOf, type RunContext } from '../aql/query.ts';
import { announcementsIn } from '../stitching/announcement.ts';
import { assemble } from '../connections/assemble.ts';
import { timeOf, type AssembledConnection, type Connection } from '../connections/connection.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';
import type { ControlSession } from '../stitching/control.ts';
import { stitch, type DataConnection } from '../stitching/match.ts';
import { mayBeActiveHalf, oneWayIn, withHalvesTurned, withoutUnseen } from '../looking/one-way.ts';
import { recordQueries, type RecordQuery } from '../looking/query.ts';
import { readFlowRecord } from '../looking/read-flow.ts';
import { readRecord } from '../looking/read-record.ts';

/** Sessions and connections that a picture shows at most: more cannot be told apart in it. */
const mostShown = 200;

/** Records of one pair that are read for its picture at most, the newest of each kind: some ten megabytes. */
const mostRecords = 20_000;

const minuteMs = 60_000;

/**
 * The events from which the data channel of a pair is drawn, and the flows where any of its connections comes
 * from them; to be read by `readChannels`. Throws `bad-request` for a finding that is no pair: the search is written
 * for two hosts.
 */
export function channelsQuery(
  { kind, source, destination, dataChannel }: Finding,
  run: RunContext,
): RecordQuery {
  // A mapped host is asked for in both spellings (looking/hosts.ts).
  const spelled = switchesOf(run).ipv6Addresses ? mapped : (host: string) => host;
  const wanted =
    kind !== 'pair' || destination === null
      ? []
      : [
          {
            source: spelled(source),
            destination: spelled(destination),
            withData: true,
            rows: 0,
          },
        ];
  const settings = { ...run.settings, maxRows: mostRecords };
  const withFlows = dataChannel?.origins.includes('flows') ?? false;
  const asked = { wanted, crowded: [] };
  const [query] = drained(recordQueries(asked, { ...run, settings }, withFlows)).queries;
  if (!query)
    throw new AppError('bad-request', { detail: 'only the data channel of a pair is drawn' });
  return query;
}

/** Rows of the two searches of `channelsQuery`; no flows where those were not asked. */
export type ChannelRows = {
  readonly events: readonly unknown[];
  readonly flows: readonly unknown[];
};

/** The picture of a finding's own control port. Rows that cannot be read are left out. */
export function readChannels(
  rows: ChannelRows,
  finding: Finding,
  run: Around,
): Omit<ChannelPicture, 'aql' | 'flowsAql'> {
  const { window } = run;
  const read = [...rows.events.map(readRecord), ...rows.flows.map(readFlowRecord)];
  const records = read
    .filter((record) => typeof record !== 'string')
    .filter(({ domainId }) => domainId === finding.domain.id);
  const client = unmapped(finding.source);
  const pair = [...stitch(connectionsIn(records), announcementsIn(records))].find(
    (channel) => channel.client === client,
  );
  const all = pair?.sessions ?? [];
  const sessions = all.filter(({ connection }) => connection.destinationPort === finding.port);
  const shown = sessions.slice(-mostShown);
  const isOwn = ({ session }: DataConnection) => {
    const found = all[session] ?? all[0];
    return !found || found.connection.destinationPort === finding.port;
  };
  const data = [
    ...(pair?.joined ?? []).filter(isOwn).map((one) => ({ ...one, doubt: null })),
    ...(pair?.doubted ?? []).filter(isOwn),
  ];
  const largest = data.toSorted((a, b) => bytesOf(b) - bytesOf(a)).slice(0, mostShown);
  return {
    window,
    sessions: shown.map(sessionOf),
    connections: largest
      .sort((a, b) => timeOf(a.connection) - timeOf(b.connection))
      .map((one) => ({
        ...connectionOf(one, finding.domain.id, run),
        session: shown.findIndex((session) => session === all[one.session]),
      })),
    allSessions: sessions.length,
    allConnections: data.length,
    partial: rows.events.length >= mostRecords || rows.flows.length >= mostRecords,
  };
}

/** As `seenConnections` has them for its data channels. */
function connectionsIn(records: readonly ConnectionRecord[]): readonly AssembledConnection[] {
  const isOneWay = oneWayIn(records);
  const connections = assemble(withoutUnseen(records, isOneWay));
  return withHalvesTurned(
    connections,
    connections.filter((connection) => mayBeActiveHalf(connection, isOneWay)),
  );
}

type Around = Pick<RunContext, 'window' | 'switches' | 'properties' | 'elsewhere'>;

type Shown = DataConnection & Pick<PictureConnection, 'doubt'>;

function sessionOf({ connection, startMs, endMs, assumed }: ControlSession) {
  const { sourcePort, sentBytes, receivedBytes, totalBytes } = connection;
  return { startMs, endMs, assumed, clientPort: sourcePort, sentBytes, receivedBytes, totalBytes };
}

function connectionOf(
  { connection, ...data }: Shown,
  domainId: number,
  run: Around,
): PictureConnection {
  const { source, sourcePort, destination, destinationPort, connections } = connection;
  return {
    ...data,
    startMs: connection.startMs,
    endMs: connection.endMs,
    source,
    sourcePort,
    destination,
    destinationPort,
    connections,
    records: recordsOf(connection, domainId, run),
  };
}

/** Its records and those a minute around them, because log sources differ in when they write. */
function recordsOf(
  connection: Connection,
  domainId: number,
  { window, ...run }: Around,
): PictureConnection['records'] {
  const { startMs, endMs, logSourceIds } = connection;
  const isFlow = logSourceIds.every(isFlowReporter);
  const { source, destination, destinationPort } =
    (isFlow ? connection.reportedAs : null) ?? connection;
  const ends = { source, destination, domainId };
  const target = destinationPort === null ? ends : { ...ends, ports: [destinationPort] };
  const first = Math.floor((startMs ?? endMs ?? 0) / minuteMs) * minuteMs - minuteMs;
  const last = Math.ceil((endMs ?? startMs ?? 0) / minuteMs) * minuteMs + 2 * minuteMs;
  const around = {
    ...run,
    properties: propertiesOnAnyPort(run),
    window: { startMs: Math.max(window.startMs, first), stopMs: Math.min(window.stopMs, last) },
  };
  if (isFlow) return { from: 'flows', aql: connectionFlows(target, around) ?? '' };
  return { from: 'events', aql: pivotQueries(target, around).pairEvents ?? '' };
}

function bytesOf({ sentBytes, receivedBytes, totalBytes }: DataConnection): number {
  return (sentBytes ?? 0) + (receivedBytes ?? 0) + (totalBytes ?? 0);
}
