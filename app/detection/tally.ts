import type { ConnectionRow, Phase } from './rows.ts';

/** A byte counter of one direction over the records of one tally. */
export type CounterTally = {
  /** Connections whose counter is there and can be true. */
  readonly known: number;
  /** Sum of those counters. */
  readonly bytes: number;
  /** Connections with a counter that cannot be true. */
  readonly impossible: number;
  /** Sum of the counters that cannot be true. */
  readonly claimed: number;
};

/** What one log source said in one phase about one pair. */
export type Tally = {
  readonly logSourceId: number;
  readonly phase: Phase;
  readonly connections: number;
  readonly records: number;
  /** Connections without any byte counter, true or not. */
  readonly uncounted: number;
  readonly sent: CounterTally;
  /** Largest sent counter of one record that can be true. */
  readonly sentLargest: number;
  readonly received: CounterTally;
  readonly total: CounterTally;
};

/** The tally of a single row. */
export function tallyOf(row: ConnectionRow): Tally {
  const { logSourceId, phase, connections, records } = row;
  const isCounted = row.sentBytes !== null || row.receivedBytes !== null || row.totalBytes !== null;
  return {
    logSourceId,
    phase,
    connections,
    records,
    uncounted: isCounted ? 0 : connections,
    sentLargest: row.sentBytes === null || row.sentImpossible ? 0 : row.sentLargest,
    sent: counterOf(row.sentBytes, connections, row.sentImpossible ? 'impossible' : 'possible'),
    received: counterOf(
      row.receivedBytes,
      connections,
      row.receivedImpossible ? 'impossible' : 'possible',
    ),
    total: counterOf(row.totalBytes, connections, 'possible'),
  };
}

function counterOf(
  bytes: number | null,
  connections: number,
  verdict: 'possible' | 'impossible',
): CounterTally {
  if (bytes === null) return nothing;
  return verdict === 'possible'
    ? { known: connections, bytes, impossible: 0, claimed: 0 }
    : { known: 0, bytes: 0, impossible: connections, claimed: bytes };
}

const nothing: CounterTally = { known: 0, bytes: 0, impossible: 0, claimed: 0 };
