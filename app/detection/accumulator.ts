import { AddressCodes } from './address-codes.ts';
import { isFlowReporter } from './flows/reporters.ts';
import type { ConnectionRow } from './rows.ts';
import { KeyedTable, TextTable } from './tables.ts';
import { TallyTable } from './tally-table.ts';
import { tallyOf, type Tally } from './tally.ts';

/** What a fan-out pools: a source on one port and transport. */
export type OriginKey = Pick<ConnectionRow, 'domainId' | 'source' | 'port' | 'protocolId'>;

/** What identifies a pair: an origin and one destination. */
export type PairKey = OriginKey & Pick<ConnectionRow, 'destination'>;

/** A pair with the first and last time of its records, epoch ms. */
export type Pair = PairKey & Pick<ConnectionRow, 'firstMs' | 'lastMs'>;

/** Columns of pairs: the key (origin, destination), times, and the lists of users and tallies. */
const pair = { origin: 0, destination: 1, firstMs: 2, lastMs: 3, users: 4, tallies: 5 } as const;

/** Columns of users: the key (pair, name) and the next row of the pair's list (row + 1; 0 ends it). */
const user = { name: 1, next: 2 } as const;

/**
 * Folds rows into evidence by pair. Everything kept is a sum, a smallest, a largest or a set, so rows may
 * come in any order, and evidence gathered from any split of the window or of the rows can be merged: the
 * result is the same.
 * Holds 100,000 distinct rows in a few tens of megabytes: numbers in tables, each name once.
 * Pairs and origins are numbered from 0 in the order in which they were first met.
 */
export class TransferAccumulator {
  readonly #addresses = new AddressCodes();
  readonly #names = new TextTable();
  readonly #logSourceNames = new Map<number, string>();
  readonly #origins = new KeyedTable(4, 4);
  readonly #pairs = new KeyedTable(2, 6);
  readonly #users = new KeyedTable(2, 3);
  readonly #tallies = new TallyTable();

  get pairCount(): number {
    return this.#pairs.rows;
  }

  get originCount(): number {
    return this.#origins.rows;
  }

  /** Adds one row. */
  fold(row: ConnectionRow): void {
    this.#nameLogSource(row.logSourceId, row.logSourceName);
    const index = this.#indexOf(row);
    // Flows know no users; that they bring none says nothing about the records of a pair.
    if (!isFlowReporter(row.logSourceId)) this.#addUser(index, row.user);
    this.#addTally(index, tallyOf(row));
  }

  /** Adds everything that another accumulator holds; the other is left as it is. */
  merge(other: TransferAccumulator): void {
    for (const [id, name] of other.#logSourceNames) this.#nameLogSource(id, name);
    for (let from = 0; from < other.pairCount; from++) {
      const index = this.#indexOf(other.pair(from));
      for (const name of other.users(from)) this.#addUser(index, name);
      for (const tally of other.tallies(from)) this.#addTally(index, tally);
    }
  }

  /** Key and times of a pair. */
  pair(index: number): Pair {
    const origin = this.originOf(index);
    return {
      domainId: this.#origins.get(origin, 0),
      source: this.#addresses.addressOf(this.#origins.get(origin, 1)),
      port: this.#origins.get(origin, 2),
      protocolId: this.#origins.get(origin, 3),
      destination: this.#addresses.addressOf(this.#pairs.get(index, pair.destination)),
      firstMs: this.#pairs.get(index, pair.firstMs),
      lastMs: this.#pairs.get(index, pair.lastMs),
    };
  }

  /** Number of the origin of a pair. */
  originOf(index: number): number {
    return this.#pairs.get(index, pair.origin);
  }

  /** Users of a pair, distinct, in no order; `null` stands for records without a name. */
  users(index: number): (string | null)[] {
    const users: (string | null)[] = [];
    let link = this.#pairs.get(index, pair.users);
    for (; link !== 0; link = this.#users.get(link - 1, user.next)) {
      const name = this.#users.get(link - 1, user.name);
      users.push(name === 0 ? null : this.#names.textOf(name - 1));
    }
    return users;
  }

  /** What each log source said of a pair in each phase, in no order. */
  tallies(index: number): Tally[] {
    return this.#tallies.list(this.#pairs.get(index, pair.tallies));
  }

  /** Name of a log or flow source that a row brought; of several names for one id the first in the alphabet. */
  logSourceName(id: number): string {
    return this.#logSourceNames.get(id) ?? String(id);
  }

  #nameLogSource(id: number, name: string): void {
    const known = this.#logSourceNames.get(id);
    if (known === undefined || name < known) this.#logSourceNames.set(id, name);
  }

  #indexOf({ domainId, source, port, protocolId, destination, firstMs, lastMs }: Pair): number {
    const pairs = this.#pairs;
    const from = this.#addresses.codeOf(source);
    const origin = this.#origins.rowOf([domainId, from, port, protocolId]);
    const before = pairs.rows;
    const index = pairs.rowOf([origin, this.#addresses.codeOf(destination)]);
    const isNew = index === before;
    const [first, last] = [pairs.get(index, pair.firstMs), pairs.get(index, pair.lastMs)];
    pairs.set(index, pair.firstMs, isNew ? firstMs : Math.min(first, firstMs));
    pairs.set(index, pair.lastMs, isNew ? lastMs : Math.max(last, lastMs));
    return index;
  }

  #addUser(index: number, name: string | null): void {
    const before = this.#users.rows;
    const row = this.#users.rowOf([index, name === null ? 0 : this.#names.numberOf(name) + 1]);
    if (row !== before) return;
    this.#users.set(row, user.next, this.#pairs.get(index, pair.users));
    this.#pairs.set(index, pair.users, row + 1);
  }

  #addTally(index: number, tally: Tally): void {
    const head = this.#pairs.get(index, pair.tallies);
    this.#pairs.set(index, pair.tallies, this.#tallies.add(index, head, tally));
  }
}
