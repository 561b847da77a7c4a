import { phases } from '../rows/rows.ts';
import { NumberTable, type ColumnKind } from './tables.ts';
import type { CounterSums, PhaseCounts } from './phase-counts.ts';

/** Columns: the next row of the list, what names its counts in it, then what adds up. */
const next = 0;
const phase = 1;
const logSource = 2;
const connections = 3;
const records = 4;
const uncounted = 5;
const sentLargest = 6;
const sent = 7;
const received = 9;
const total = 11;
const width = 13;

/**
 * Tallies of all pairs. Those of one pair form a list, searched from its start: it is as long as the pair has log
 * sources, times phases. Whoever holds the pair keeps where it starts, row + 1, so that 0 is the empty one.
 * Counters that cannot be true are rare, and kept apart, so that they cost nothing where there are none.
 */
export class PhaseCountsTable {
  readonly #table = new NumberTable(
    Array.from({ length: width }, (_, column): ColumnKind => (column <= phase ? 'own' : 'any')),
  );
  /** Row → connections and claimed bytes of the three counters, in their order. */
  readonly #impossible = new Map<number, Float64Array>();

  /** Adds counts to the list `head` of a pair and returns the list. */
  add(head: number, counts: PhaseCounts): number {
    const table = this.#table;
    const known = this.#find(head, counts);
    const row = known ?? this.#append(head, counts);
    this.#grow(row, connections, counts.connections);
    this.#grow(row, records, counts.records);
    this.#grow(row, uncounted, counts.uncounted);
    table.set(row, sentLargest, Math.max(table.get(row, sentLargest), counts.sentLargest));
    this.#growCounter(row, sent, counts.sent);
    this.#growCounter(row, received, counts.received);
    this.#growCounter(row, total, counts.total);
    return known === null ? row + 1 : head;
  }

  /** The phaseCounts of a list, in no order. */
  list(head: number): PhaseCounts[] {
    const phaseCounts: PhaseCounts[] = [];
    for (let link = head; link !== 0; link = this.#table.get(link - 1, next))
      phaseCounts.push(this.#read(link - 1));
    return phaseCounts;
  }

  #find(head: number, counts: PhaseCounts): number | null {
    const { logSourceId } = counts;
    const phaseNumber = phases.indexOf(counts.phase);
    for (let link = head; link !== 0; link = this.#table.get(link - 1, next)) {
      const row = link - 1;
      const isSame =
        this.#table.get(row, logSource) === logSourceId &&
        this.#table.get(row, phase) === phaseNumber;
      if (isSame) return row;
    }
    return null;
  }

  #append(head: number, counts: PhaseCounts): number {
    const row = this.#table.append();
    this.#table.set(row, next, head);
    this.#table.set(row, phase, phases.indexOf(counts.phase));
    this.#table.set(row, logSource, counts.logSourceId);
    return row;
  }

  #grow(row: number, column: number, by: number): void {
    if (by !== 0) this.#table.set(row, column, this.#table.get(row, column) + by);
  }

  #growCounter(row: number, from: number, counter: CounterSums): void {
    this.#grow(row, from, counter.known);
    this.#grow(row, from + 1, counter.bytes);
    if (counter.impossible === 0) return;
    const cells = this.#impossible.get(row) ?? new Float64Array(total + 2 - sent);
    cells[from - sent] = (cells[from - sent] ?? 0) + counter.impossible;
    cells[from + 1 - sent] = (cells[from + 1 - sent] ?? 0) + counter.claimed;
    this.#impossible.set(row, cells);
  }

  #read(row: number): PhaseCounts {
    const table = this.#table;
    return {
      logSourceId: table.get(row, logSource),
      phase: phases[table.get(row, phase)] ?? 'opening',
      connections: table.get(row, connections),
      records: table.get(row, records),
      uncounted: table.get(row, uncounted),
      sentLargest: table.get(row, sentLargest),
      sent: this.#readCounter(row, sent),
      received: this.#readCounter(row, received),
      total: this.#readCounter(row, total),
    };
  }

  #readCounter(row: number, from: number): CounterSums {
    const cells = this.#impossible.get(row);
    return {
      known: this.#table.get(row, from),
      bytes: this.#table.get(row, from + 1),
      impossible: cells?.[from - sent] ?? 0,
      claimed: cells?.[from + 1 - sent] ?? 0,
    };
  }
}
