import { AddressCodes } from './address-codes.ts';
import { isFlowReporter } from '../flows/reporters.ts';
import type { ConnectionRow } from '../rows/rows.ts';
import { KeyedTable, TextTable } from './tables.ts';
import { PhaseCountsTable } from './phase-counts-table.ts';
import { phaseCountsOf, type PhaseCounts } from './phase-counts.ts';

/** What a fan-out pools: a source on one port and transport. */
export type SourceOnPort = Pick<ConnectionRow, 'domainId' | 'source' | 'port' | 'protocolId'>;

/** What identifies a pair: an origin and one destination. */
export type PairKey = SourceOnPort & Pick<ConnectionRow, 'destination'>;

/** A pair with the first and last time of its records, epoch ms. */
export type Pair = PairKey & Pick<ConnectionRow, 'firstMs' | 'lastMs'>;

/**
 * Columns of pairs: the key (origin, destination), its first user, the lists of further users and of phaseCounts, times.
 * A pair with a single user needs no list.
 */
const pair = {
  origin: 0,
  destination: 1,
  user: 2,
  moreUsers: 3,
  phaseCounts: 4,
  firstMs: 5,
  lastMs: 6,
} as const;

/** Columns of further users: the key (pair, user) and the next row of the pair's list (row + 1; 0 ends it). */
const user = { user: 1, next: 2 } as const;

/** A user as a number: 0 is none at all, 1 stands for records without a name, names come after. */
const nameless = 1;

/**
 * Folds rows into evidence by pair. Everything kept is a sum, a smallest, a largest or a set, so rows may
 * come in any order, and evidence gathered from any split of the window or of the rows can be merged: the
 * result is the same.
 * Holds 100,000 distinct rows in a few tens of megabytes: numbers in tables, each name once.
 * Pairs and origins are numbered from 0 in the order in which they were first met.
 */
export class TransferEvidence {
  readonly #addresses = new AddressCodes();
  readonly #names = new TextTable();
  readonly #logSourceNames = new Map<number, string>();
  readonly #origins = new KeyedTable(['any', 'any', 'any', 'any'], []);
  readonly #pairs = new KeyedTable(['own', 'any'], ['own', 'own', 'own', 'any', 'any']);
  readonly #moreUsers = new KeyedTable(['own', 'own'], ['own']);
  readonly #phaseCounts = new PhaseCountsTable();

  get pairCount(): number {
    return this.#pairs.rows;
  }

  get sourceOnPortCount(): number {
    return this.#origins.rows;
  }

  /** Adds one row. */
  fold(row: ConnectionRow): void {
    this.#nameLogSource(row.logSourceId, row.logSourceName);
    const index = this.#indexOf(row);
    // Flows know no users; that they bring none says nothing about the records of a pair.
    if (!isFlowReporter(row.logSourceId)) this.#addUser(index, row.user);
    this.#addTally(index, phaseCountsOf(row));
  }

  /** Adds everything that another accumulator holds; the other is left as it is. */
  merge(other: TransferEvidence): void {
    for (const [id, name] of other.#logSourceNames) this.#nameLogSource(id, name);
    for (let from = 0; from < other.pairCount; from++) {
      const index = this.#indexOf(other.pair(from));
      for (const name of other.users(from)) this.#addUser(index, name);
      for (const counts of other.phaseCounts(from)) this.#addTally(index, counts);
    }
  }

  /** Key and times of a pair. */
  pair(index: number): Pair {
    const origin = this.sourceOnPortOf(index);
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
  sourceOnPortOf(index: number): number {
    return this.#pairs.get(index, pair.origin);
  }

  /** Users of a pair, distinct, in no order; `null` stands for records without a name. */
  users(index: number): (string | null)[] {
    const first = this.#pairs.get(index, pair.user);
    const users = first === 0 ? [] : [this.#nameOf(first)];
    let link = this.#pairs.get(index, pair.moreUsers);
    for (; link !== 0; link = this.#moreUsers.get(link - 1, user.next))
      users.push(this.#nameOf(this.#moreUsers.get(link - 1, user.user)));
    return users;
  }

  /** What each log source said of a pair in each phase, in no order. */
  phaseCounts(index: number): PhaseCounts[] {
    return this.#phaseCounts.list(this.#pairs.get(index, pair.phaseCounts));
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
    const number = name === null ? nameless : this.#names.numberOf(name) + nameless + 1;
    const first = this.#pairs.get(index, pair.user);
    if (first === 0) this.#pairs.set(index, pair.user, number);
    if (first === 0 || first === number) return;
    const before = this.#moreUsers.rows;
    const row = this.#moreUsers.rowOf([index, number]);
    if (row !== before) return;
    this.#moreUsers.set(row, user.next, this.#pairs.get(index, pair.moreUsers));
    this.#pairs.set(index, pair.moreUsers, row + 1);
  }

  #nameOf(number: number): string | null {
    return number === nameless ? null : this.#names.textOf(number - nameless - 1);
  }

  #addTally(index: number, counts: PhaseCounts): void {
    const head = this.#pairs.get(index, pair.phaseCounts);
    this.#pairs.set(index, pair.phaseCounts, this.#phaseCounts.add(head, counts));
  }
}
