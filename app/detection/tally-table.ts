import { phases } from './rows.ts';
import { KeyedTable } from './tables.ts';
import type { CounterTally, Tally } from './tally.ts';

/** Columns: the key (pair, log source, phase), the next row of the pair, then what adds up. */
const next = 3;
const connections = 4;
const records = 5;
const uncounted = 6;
const sentLargest = 7;
const sent = 8;
const received = 10;
const total = 12;
const width = 14;

/**
 * Tallies of all pairs. The rows of one pair form a list; whoever holds the pair keeps where it starts.
 * A list is named by row + 1, so that 0 is the empty one. Counters that cannot be true are rare, and kept
 * apart, so that they cost nothing where there are none.
 */
export class TallyTable {
  readonly #table = new KeyedTable(3, width);
  /** Row → connections and claimed bytes of the three counters, in their order. */
  readonly #impossible = new Map<number, Float64Array>();

  /** Adds a tally to the list `head` of a pair and returns the list. */
  add(pair: number, head: number, tally: Tally): number {
    const table = this.#table;
    const before = table.rows;
    const row = table.rowOf([pair, tally.logSourceId, phases.indexOf(tally.phase)]);
    const isNew = row === before;
    if (isNew) table.set(row, next, head);
    this.#grow(row, connections, tally.connections);
    this.#grow(row, records, tally.records);
    this.#grow(row, uncounted, tally.uncounted);
    table.set(row, sentLargest, Math.max(table.get(row, sentLargest), tally.sentLargest));
    this.#growCounter(row, sent, tally.sent);
    this.#growCounter(row, received, tally.received);
    this.#growCounter(row, total, tally.total);
    return isNew ? row + 1 : head;
  }

  /** The tallies of a list, in no order. */
  list(head: number): Tally[] {
    const tallies: Tally[] = [];
    for (let link = head; link !== 0; link = this.#table.get(link - 1, next))
      tallies.push(this.#read(link - 1));
    return tallies;
  }

  #grow(row: number, column: number, by: number): void {
    if (by !== 0) this.#table.set(row, column, this.#table.get(row, column) + by);
  }

  #growCounter(row: number, from: number, counter: CounterTally): void {
    this.#grow(row, from, counter.known);
    this.#grow(row, from + 1, counter.bytes);
    if (counter.impossible === 0) return;
    const cells = this.#impossible.get(row) ?? new Float64Array(total + 2 - sent);
    cells[from - sent] = (cells[from - sent] ?? 0) + counter.impossible;
    cells[from + 1 - sent] = (cells[from + 1 - sent] ?? 0) + counter.claimed;
    this.#impossible.set(row, cells);
  }

  #read(row: number): Tally {
    const table = this.#table;
    return {
      logSourceId: table.get(row, 1),
      phase: phases[table.get(row, 2)] ?? 'opening',
      connections: table.get(row, connections),
      records: table.get(row, records),
      uncounted: table.get(row, uncounted),
      sentLargest: table.get(row, sentLargest),
      sent: this.#readCounter(row, sent),
      received: this.#readCounter(row, received),
      total: this.#readCounter(row, total),
    };
  }

  #readCounter(row: number, from: number): CounterTally {
    const cells = this.#impossible.get(row);
    return {
      known: this.#table.get(row, from),
      bytes: this.#table.get(row, from + 1),
      impossible: cells?.[from - sent] ?? 0,
      claimed: cells?.[from + 1 - sent] ?? 0,
    };
  }
}
