import { phases } from '../rows/rows.ts';
import type { CounterSums, PhaseCounts } from './phase-counts.ts';
import { NumberTable } from './tables.ts';

/** The counters of a record, each with the columns of what is known of it. */
const counters = {
  sent: { known: 'sentKnown', bytes: 'sentBytes' },
  received: { known: 'receivedKnown', bytes: 'receivedBytes' },
  total: { known: 'totalKnown', bytes: 'totalBytes' },
} as const;
type CounterName = keyof typeof counters;

type Impossible = Pick<CounterSums, 'impossible' | 'claimed'>;
const noneImpossible: Impossible = { impossible: 0, claimed: 0 };

/**
 * Counts of all pairs, by log source and phase. Those of one pair form a list, searched from its start: it is as
 * long as the pair has log sources, times phases. The table of pairs keeps where it starts, row + 1, so that 0
 * is the empty one. Counters that cannot be true are rare, and kept apart, so that they cost nothing where there
 * are none.
 */
export class PhaseCountsTable {
  readonly #table = new NumberTable({
    /** The next row of the list (row + 1; 0 ends it). */
    next: 'own',
    phase: 'own',
    logSource: 'any',
    connections: 'any',
    records: 'any',
    uncounted: 'any',
    refused: 'any',
    sentLargest: 'any',
    sentKnown: 'any',
    sentBytes: 'any',
    receivedKnown: 'any',
    receivedBytes: 'any',
    totalKnown: 'any',
    totalBytes: 'any',
  });
  readonly #impossible = new Map<number, Partial<Record<CounterName, Impossible>>>();

  /** Adds counts to the list `head` of a pair and returns the list. */
  add(head: number, counts: PhaseCounts): number {
    const { connections, records, uncounted, refused, sentLargest } = this.#table.columns;
    const known = this.#find(head, counts);
    const row = known ?? this.#append(head, counts);
    connections.add(row, counts.connections);
    records.add(row, counts.records);
    uncounted.add(row, counts.uncounted);
    refused.add(row, counts.refused);
    sentLargest.set(row, Math.max(sentLargest.get(row), counts.sentLargest));
    this.#addCounter(row, 'sent', counts.sent);
    this.#addCounter(row, 'received', counts.received);
    this.#addCounter(row, 'total', counts.total);
    return known === null ? row + 1 : head;
  }

  /** The counts of a list, in no order. */
  list(head: number): PhaseCounts[] {
    const counts: PhaseCounts[] = [];
    const { next } = this.#table.columns;
    for (let link = head; link !== 0; link = next.get(link - 1)) counts.push(this.#read(link - 1));
    return counts;
  }

  #find(head: number, { logSourceId, phase }: PhaseCounts): number | null {
    const columns = this.#table.columns;
    const phaseNumber = phases.indexOf(phase);
    for (let link = head; link !== 0; link = columns.next.get(link - 1)) {
      const row = link - 1;
      if (columns.logSource.get(row) === logSourceId && columns.phase.get(row) === phaseNumber)
        return row;
    }
    return null;
  }

  #append(head: number, { logSourceId, phase }: PhaseCounts): number {
    const columns = this.#table.columns;
    const row = this.#table.append();
    columns.next.set(row, head);
    columns.phase.set(row, phases.indexOf(phase));
    columns.logSource.set(row, logSourceId);
    return row;
  }

  #addCounter(row: number, name: CounterName, { known, bytes, ...more }: CounterSums): void {
    const columns = this.#table.columns;
    columns[counters[name].known].add(row, known);
    columns[counters[name].bytes].add(row, bytes);
    if (more.impossible === 0) return;
    const ofRow = this.#impossible.get(row) ?? {};
    const before = ofRow[name] ?? noneImpossible;
    ofRow[name] = {
      impossible: before.impossible + more.impossible,
      claimed: before.claimed + more.claimed,
    };
    this.#impossible.set(row, ofRow);
  }

  #read(row: number): PhaseCounts {
    const columns = this.#table.columns;
    return {
      logSourceId: columns.logSource.get(row),
      phase: phases[columns.phase.get(row)] ?? 'opening',
      connections: columns.connections.get(row),
      records: columns.records.get(row),
      uncounted: columns.uncounted.get(row),
      refused: columns.refused.get(row),
      sentLargest: columns.sentLargest.get(row),
      sent: this.#readCounter(row, 'sent'),
      received: this.#readCounter(row, 'received'),
      total: this.#readCounter(row, 'total'),
    };
  }

  #readCounter(row: number, name: CounterName): CounterSums {
    const columns = this.#table.columns;
    return {
      known: columns[counters[name].known].get(row),
      bytes: columns[counters[name].bytes].get(row),
      ...(this.#impossible.get(row)?.[name] ?? noneImpossible),
    };
  }
}
