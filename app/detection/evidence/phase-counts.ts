import type { ConnectionRow, Phase } from '../rows/rows.ts';
import { isRefused } from './refusal.ts';

/** A byte counter of one direction over the records of one phase. */
export type CounterSums = {
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
export type PhaseCounts = {
  readonly logSourceId: number;
  readonly phase: Phase;
  readonly connections: number;
  readonly records: number;
  /** Connections without any byte counter, true or not. */
  readonly uncounted: number;
  /** Connections that were refused: their packets say so. */
  readonly refused: number;
  readonly sent: CounterSums;
  /** Largest sent counter of one record that can be true. */
  readonly sentLargest: number;
  readonly received: CounterSums;
  readonly total: CounterSums;
};

/** The counts of a single row. */
export function phaseCountsOf(row: ConnectionRow): PhaseCounts {
  const { logSourceId, phase, connections, records } = row;
  const isCounted = row.sentBytes !== null || row.receivedBytes !== null || row.totalBytes !== null;
  return {
    logSourceId,
    phase,
    connections,
    records,
    uncounted: isCounted ? 0 : connections,
    refused: isRefused(countedIn(row)) ? connections : 0,
    sentLargest: row.sentBytes === null || row.sentImpossible ? 0 : row.sentLargest,
    sent: counterOf(row.sentBytes, connections, row.sentImpossible ? 'impossible' : 'possible'),
    received: counterOf(
      row.receivedBytes,
      connections,
      row.receivedImpossible ? 'impossible' : 'possible',
    ),
    total: counterOf(row.totalBytes, connections, row.totalImpossible ? 'impossible' : 'possible'),
  };
}

/** A coalesced record has the counters of one of its connections. */
function countedIn(row: ConnectionRow): Parameters<typeof isRefused>[0] {
  const sentBytes = row.sentImpossible ? null : row.sentBytes;
  const receivedBytes = row.receivedImpossible ? null : row.receivedBytes;
  return { ...row, sentBytes, receivedBytes, connections: Math.min(row.records, row.connections) };
}

function counterOf(
  bytes: number | null,
  connections: number,
  verdict: 'possible' | 'impossible',
): CounterSums {
  if (bytes === null) return nothing;
  return verdict === 'possible'
    ? { known: connections, bytes, impossible: 0, claimed: 0 }
    : { known: 0, bytes: 0, impossible: connections, claimed: bytes };
}

const nothing: CounterSums = { known: 0, bytes: 0, impossible: 0, claimed: 0 };
