import type { Run } from '../../../contract/run.ts';
import type { QueryContext } from '../aql/query.ts';
import { lengthInUrl, longestQuery } from '../aql/statement.ts';
import { hostsOf, type ConnectionRecord } from '../connections/connection-record.ts';
import { RecordEvidence } from '../evidence/record-evidence.ts';
import type { TransferEvidence } from '../evidence/transfer-evidence.ts';
import { thresholdsOf } from '../rule/settable.ts';
import type { PlannedSearch } from '../searching/planned-search.ts';
import { readFtpLine } from '../stitching/ftp-line.ts';
import { candidates, type Hints } from './candidates.ts';
import { recordQueries } from './query.ts';
import { readFlowRecord } from './read-flow.ts';
import { readRecord } from './read-record.ts';

/** The fine look: searches for single records. */
export type RecordSearches = {
  readonly searches: readonly PlannedSearch[];
  /** Whether any query is longer than a request line may be. */
  readonly isLong: boolean;
  /** Of how many pairs data connections are asked for, where that is not all. */
  readonly limits: Run['limits'];
  /** What the searches fold into; whole when all of them have ended. */
  readonly folded: RecordEvidence;
};

export type LookOptions = {
  /** Flows are asked beside events. */
  readonly withFlows: boolean;
  readonly hints: Hints;
  /** A host as its records may spell it beside the spelling of findings, or as it is. */
  readonly spelled: (host: string) => string;
  /** How long a query may be, as `lengthInUrl` counts. */
  readonly longest: number;
};

/**
 * Searches for the records of those pairs whose groups leave open what they are (`candidates`), as many as there is
 * room for; none where there is no such pair.
 */
export function recordSearches(
  transfers: TransferEvidence,
  context: QueryContext,
  { withFlows, hints, spelled, longest }: LookOptions,
): RecordSearches {
  const all = candidates(transfers, thresholdsOf(context.settings), hints);
  const wanted = all.wanted.map((pair) => ({
    ...pair,
    source: spelled(pair.source),
    destination: spelled(pair.destination),
  }));
  const { queries, asked } = recordQueries({ ...all, wanted }, context, withFlows, longest);
  const folded = new RecordEvidence();
  const [dataWanted, dataAsked] = [all.wanted, asked].map(
    (pairs) => pairs.filter(({ withData }) => withData).length,
  );
  return {
    searches: queries.flatMap(({ events, flows, covers }, at) => {
      // Hosts of one query may be hosts of another one, too; a record is folded by the first that asks for it.
      const before = queries.slice(0, at);
      const isOwn = (record: ConnectionRecord) =>
        covers(record) && !before.some((earlier) => earlier.covers(record));
      const folding = foldingInto(folded, isOwn);
      const isOptional = 'whenever' as const;
      return [
        { query: events, ...folding.ofEvents, isOptional },
        ...(flows === null ? [] : [{ query: flows, ...folding.ofFlows, isOptional }]),
      ];
    }),
    isLong: queries.some(
      ({ events, flows }) =>
        Math.max(lengthInUrl(events.aql), lengthInUrl(flows?.aql ?? '')) >
        longestQuery.inRequestLine,
    ),
    limits: dataAsked === dataWanted ? [] : [{ kind: 'channels', limit: dataAsked ?? 0 }],
    folded,
  };
}

type Folding = Pick<PlannedSearch, 'fold' | 'onEnd'>;

function foldingInto(
  records: RecordEvidence,
  isOwn: (record: ConnectionRecord) => boolean,
): { ofEvents: Folding; ofFlows: Folding } {
  const hosts = new Set<string>();
  const add = (record: ConnectionRecord) => {
    if (!isOwn(record)) return;
    records.records.add(record);
    hosts.add(hostsOf(record));
  };
  const onEnd: Folding['onEnd'] = ({ isCut }) => {
    if (isCut) for (const pair of hosts) records.markPartial(pair);
  };
  return {
    ofEvents: {
      onEnd,
      fold: (row) => {
        const read = readRecord(row);
        if (typeof read === 'string') return read;
        add(read);
        const line = readFtpLine(row);
        if (line && isOwn(read))
          records.logs.add({ ...read, port: read.destinationPort ?? 0 }, line);
        return null;
      },
    },
    ofFlows: {
      onEnd,
      fold: (row) => {
        const read = readFlowRecord(row);
        if (typeof read === 'string') return read;
        add(read);
        return null;
      },
    },
  };
}
