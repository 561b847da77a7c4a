import type { Run } from '../../../contract/run.ts';
import type { TransferEvidence } from '../evidence/transfer-evidence.ts';
import type { PlannedSearch } from '../searching/planned-search.ts';
import type { QueryContext } from '../aql/query.ts';
import { portsAsked } from '../rule/settable.ts';
import { countSessions } from '../evidence/session-counts.ts';
import { stateOf } from '../evidence/states.ts';
import { announcementsIn } from './announcement.ts';
import { assemble } from './assemble.ts';
import { channelRule, controlFamily } from './channel-rule.ts';
import { readFtpLine } from './ftp-line.ts';
import { FtpLogs } from './ftp-logs.ts';
import { stitch, type PairChannel } from './match.ts';
import { channelQueries, type ControlPair } from './query.ts';
import { readChannelFlow } from './read-flow.ts';
import { readChannelRecord } from './read-record.ts';
import type { ChannelRecord } from './record.ts';
import { ChannelRecords } from './record-table.ts';
import { ChannelSummaries } from './summary.ts';

/** What is asked once the pairs with control sessions are known, and what becomes of the answers. */
export type ChannelFollowUp = {
  readonly searches: readonly PlannedSearch[];
  readonly limits: Run['limits'];
  /**
   * To be called once, when everything has been folded. Lets go of the records. `isCut`: answers were cut by
   * something else than the limit of rows, so every data channel may be a part.
   */
  readonly summaries: (isCut: boolean) => ChannelSummaries;
};

/**
 * Asks for the data connections of the pairs with control sessions of FTP, FTPS or TFTP, those with most
 * connections first. No searches where there is no such pair. `withFlows`: flows are asked beside events.
 */
export function channelFollowUp(
  evidence: TransferEvidence,
  facts: QueryContext,
  withFlows: boolean,
): ChannelFollowUp {
  const pairs = controlPairs(evidence);
  const { queries, pairs: asked } = channelQueries(pairs, facts, withFlows);
  const batches = queries.map((query) => ({
    query,
    records: new ChannelRecords(),
    logs: new FtpLogs(),
    rows: { events: 0, flows: 0 },
  }));
  const ports = new Set(portsAsked(facts.settings));
  // With its pack switched on, port 989 has findings of its own.
  const isCountedAlone = ({ destinationPort }: ChannelRecord) =>
    destinationPort === channelRule.tlsDataPort && ports.has(destinationPort);
  return {
    searches: batches.flatMap((batch) => {
      const add = (read: ChannelRecord) => {
        if (!isCountedAlone(read)) batch.records.add(read);
      };
      const ofEvents: PlannedSearch = {
        query: batch.query.events,
        fold: (row) => {
          batch.rows.events += 1;
          const read = readChannelRecord(row);
          if (typeof read === 'string') return read;
          add(read);
          const line = readFtpLine(row);
          if (line) batch.logs.add({ ...read, port: read.destinationPort ?? 0 }, line);
          return null;
        },
      };
      const { flows } = batch.query;
      if (flows === null) return [ofEvents];
      const ofFlows: PlannedSearch = {
        query: flows,
        isOptional: true,
        fold: (row) => {
          batch.rows.flows += 1;
          const read = readChannelFlow(row);
          if (typeof read === 'string') return read;
          read.forEach(add);
          return null;
        },
      };
      return [ofEvents, ofFlows];
    }),
    limits: asked < pairs.length ? [{ kind: 'channels', limit: asked }] : [],
    summaries: (isCut) => {
      const summaries = new ChannelSummaries();
      const { maxRows } = facts.settings;
      for (const { records, logs, rows } of batches) {
        const isPartial = isCut || rows.events >= maxRows || rows.flows >= maxRows;
        for (const channel of channelsIn(records)) summaries.add(channel, isPartial, logs);
      }
      return summaries;
    },
  };
}

/** One pair of hosts at a time, so that memory stays with the largest of them. */
function* channelsIn(table: ChannelRecords): Generator<PairChannel> {
  for (const records of table.byHosts()) yield* stitch(assemble(records), announcementsIn(records));
}

/** Attempts have no data channel; a TFTP request is never answered on its own connection. */
function controlPairs(evidence: TransferEvidence): ControlPair[] {
  const pairs = [];
  for (let index = 0; index < evidence.pairCount; index++) {
    const pair = evidence.pair(index);
    const family = controlFamily(pair.port, pair.protocolId);
    if (family === null) continue;
    const sessions = countSessions(evidence.phaseCounts(index));
    const isAttempt = stateOf({ ...sessions, protocolId: pair.protocolId }) === 'attempt';
    if (family === 'tftp' || !isAttempt) pairs.push({ pair, connections: sessions.connections });
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
