import type { Run } from '../../../contract/run.ts';
import type { QueryContext } from '../aql/query.ts';
import { hostsOf, type ChannelRecord } from '../evidence/channel-record.ts';
import { ChannelEvidence } from '../evidence/channel-evidence.ts';
import { countSessions } from '../evidence/session-counts.ts';
import { stateOf } from '../evidence/states.ts';
import type { TransferEvidence } from '../evidence/transfer-evidence.ts';
import { portsAsked } from '../rule/settable.ts';
import type { PlannedSearch } from '../searching/planned-search.ts';
import { channelRule, controlFamily } from './channel-rule.ts';
import { readFtpLine } from './ftp-line.ts';
import { channelQueries, type ControlPair } from './query.ts';
import { readChannelFlow } from './read-flow.ts';
import { readChannelRecord } from './read-record.ts';

/** Searches for data channels. */
export type ChannelSearches = {
  readonly searches: readonly PlannedSearch[];
  /** How many pairs are asked for, where that is not all. */
  readonly limits: Run['limits'];
  /** What the searches fold into; whole when all of them have ended. */
  readonly folded: ChannelEvidence;
};

/**
 * Searches for the data connections of the pairs with control sessions of FTP, FTPS or TFTP, those with most
 * connections first; none where there is no such pair. `withFlows`: flows are asked beside events.
 */
export function channelSearches(
  transfers: TransferEvidence,
  context: QueryContext,
  withFlows: boolean,
): ChannelSearches {
  const pairs = controlPairs(transfers);
  const { queries, pairs: asked } = channelQueries(pairs, context, withFlows);
  const folded = new ChannelEvidence();
  const folder = folderInto(folded, context);
  return {
    searches: queries.flatMap(({ events, flows, covers }, at) => {
      // Hosts of one query may be hosts of another one, too; a record is folded by the first that asks for it.
      const before = queries.slice(0, at);
      const isOwn = (record: ChannelRecord) =>
        covers(record) && !before.some((earlier) => earlier.covers(record));
      const ofEvents = { query: events, ...folder(isOwn).ofEvents };
      return flows === null
        ? [ofEvents]
        : [ofEvents, { query: flows, ...folder(isOwn).ofFlows, isOptional: true }];
    }),
    limits: asked < pairs.length ? [{ kind: 'channels', limit: asked }] : [],
    folded,
  };
}

type Folding = Pick<PlannedSearch, 'fold' | 'onEnd'>;

function folderInto(channels: ChannelEvidence, { settings }: QueryContext) {
  // With its pack switched on, the port of FTPS data has findings of its own.
  const isDataPortAsked = portsAsked(settings).includes(channelRule.tlsDataPort);
  const isCountedAlone = ({ destinationPort }: ChannelRecord) =>
    isDataPortAsked && destinationPort === channelRule.tlsDataPort;
  return (isOwn: (record: ChannelRecord) => boolean): { ofEvents: Folding; ofFlows: Folding } => {
    const hosts = new Set<string>();
    const add = (record: ChannelRecord) => {
      if (!isOwn(record) || isCountedAlone(record)) return;
      channels.records.add(record);
      hosts.add(hostsOf(record));
    };
    const onEnd: Folding['onEnd'] = ({ isCut }) => {
      if (isCut) for (const pair of hosts) channels.markPartial(pair);
    };
    return {
      ofEvents: {
        onEnd,
        fold: (row) => {
          const read = readChannelRecord(row);
          if (typeof read === 'string') return read;
          add(read);
          const line = readFtpLine(row);
          if (line && isOwn(read))
            channels.logs.add({ ...read, port: read.destinationPort ?? 0 }, line);
          return null;
        },
      },
      ofFlows: {
        onEnd,
        fold: (row) => {
          const read = readChannelFlow(row);
          if (typeof read === 'string') return read;
          read.forEach(add);
          return null;
        },
      },
    };
  };
}

/** Without an answer there is no data channel; a TFTP request is never answered on its own connection. */
function controlPairs(transfers: TransferEvidence): ControlPair[] {
  const pairs = [];
  for (let index = 0; index < transfers.pairCount; index++) {
    const pair = transfers.pair(index);
    const family = controlFamily(pair.port, pair.protocolId);
    if (family === null) continue;
    const sessions = countSessions(transfers.phaseCounts(index));
    const state = stateOf({ ...sessions, protocolId: pair.protocolId });
    const isAnswered = state === 'established' || state === 'moving';
    if (family === 'tftp' || isAnswered) pairs.push({ pair, connections: sessions.connections });
  }
  return pairs
    .sort(
      (a, b) =>
        b.connections - a.connections ||
        compare(a.pair.source, b.pair.source) ||
        compare(a.pair.destination, b.pair.destination),
    )
    .map(({ pair }) => pair);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
