import type { Run } from '../../../contract/run.ts';
import type { TransferAccumulator } from '../accumulator.ts';
import type { Question } from '../inquiry.ts';
import type { QueryFacts } from '../query.ts';
import { portsAsked } from '../settable.ts';
import { measure } from '../sessions.ts';
import { stateOf } from '../states.ts';
import { assemble } from './assemble.ts';
import { channelRule, controlFamily } from './channel-rule.ts';
import { stitch } from './match.ts';
import { channelQueries, type ControlPair } from './query.ts';
import { readChannelRecord } from './read-record.ts';
import type { ChannelRecord } from './record.ts';
import { ChannelRecords } from './record-table.ts';
import { ChannelSummaries } from './summary.ts';

/** What is asked once the pairs with control sessions are known, and what becomes of the answers. */
export type ChannelFollowUp = {
  readonly questions: readonly Question[];
  readonly limits: Run['limits'];
  /** To be called once, when everything has been folded. Lets go of the records. */
  readonly summaries: () => ChannelSummaries;
};

/**
 * Asks for the data connections of the pairs with control sessions of FTP, FTPS or TFTP, those with most
 * connections first. No questions where there is no such pair.
 */
export function channelFollowUp(evidence: TransferAccumulator, facts: QueryFacts): ChannelFollowUp {
  const pairs = controlPairs(evidence);
  const { queries, pairs: asked } = channelQueries(pairs, facts);
  const records = queries.map(() => new ChannelRecords());
  const ports = new Set(portsAsked(facts.settings));
  // With its pack switched on, port 989 has findings of its own.
  const isCountedAlone = ({ destinationPort }: ChannelRecord) =>
    destinationPort === channelRule.tlsDataPort && ports.has(destinationPort);
  return {
    questions: queries.map((query, index) => ({
      query,
      fold: (row) => {
        const read = readChannelRecord(row);
        if (typeof read === 'string') return read;
        if (!isCountedAlone(read)) records[index]?.add(read);
        return null;
      },
    })),
    limits: asked < pairs.length ? [{ kind: 'channels', limit: asked }] : [],
    summaries: () => {
      const summaries = new ChannelSummaries();
      for (const table of records) summarise(table, facts.settings.maxRows, summaries);
      return summaries;
    },
  };
}

/** One pair of hosts at a time, so that memory stays with the largest of them. */
function summarise(table: ChannelRecords, maxRows: number, into: ChannelSummaries): void {
  const isPartial = table.size >= maxRows;
  for (const records of table.byHosts())
    for (const channel of stitch(assemble(records))) into.add(channel, isPartial);
}

/** Attempts have no data channel; a TFTP request is never answered on its own connection. */
function controlPairs(evidence: TransferAccumulator): ControlPair[] {
  const pairs = [];
  for (let index = 0; index < evidence.pairCount; index++) {
    const pair = evidence.pair(index);
    const family = controlFamily(pair.port, pair.protocolId);
    if (family === null) continue;
    const measured = measure(evidence.tallies(index));
    const isAttempt = stateOf({ ...measured, protocolId: pair.protocolId }) === 'attempt';
    if (family === 'tftp' || !isAttempt) pairs.push({ pair, connections: measured.connections });
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
