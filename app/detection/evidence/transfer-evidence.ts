import { drained, type Steps } from '../../ports/steps.ts';
import { isFlowReporter } from '../flows/reporters.ts';
import type { ConnectionRow } from '../rows/rows.ts';
import { AddressCodes } from './address-codes.ts';
import { habitsOf, knownOf, type ReporterHabits, type Said } from './reporter-habits.ts';
import { PhaseCountsTable } from './phase-counts-table.ts';
import { phaseCountsOf, type PhaseCounts } from './phase-counts.ts';
import { KeyedTable, TextTable } from './tables.ts';

/** What a fan-out pools: a source on one port and transport. */
export type SourceOnPort = Pick<ConnectionRow, 'domainId' | 'source' | 'port' | 'protocolId'>;

/** What identifies a pair: a source on a port, and one destination. */
export type PairKey = SourceOnPort & Pick<ConnectionRow, 'destination'>;

/** A pair with the first and last time of its records, epoch ms. */
export type Pair = PairKey & Pick<ConnectionRow, 'firstMs' | 'lastMs'>;

/** Everything that is known of one pair, in no order; a user `null` stands for records without a name. */
export type PairFolded = {
  readonly pair: Pair;
  readonly users: readonly (string | null)[];
  readonly phaseCounts: readonly PhaseCounts[];
};

/** Transfer evidence as plain data, for JSON. */
export type WrittenTransfers = {
  readonly logSourceNames: readonly (readonly [number, string])[];
  readonly pairs: readonly PairFolded[];
};

/** A user as a number: 0 is none at all, 1 stands for records without a name, names come after. */
const nameless = 1;

/**
 * Rows folded by pair. Everything kept is a sum, a smallest, a largest or a set, so rows may come in any
 * order, and evidence gathered from any split of the window or of the rows can be merged: the result is the
 * same, also by way of `write` and `read`.
 * Holds 100,000 distinct rows in a few tens of megabytes: numbers in tables, each name once.
 * Pairs, and sources on a port, are numbered from 0 in the order in which they were first met.
 */
export class TransferEvidence {
  readonly #addresses = new AddressCodes();
  readonly #names = new TextTable();
  readonly #logSourceNames = new Map<number, string>();
  readonly #sources = new KeyedTable(
    { domain: 'any', source: 'any', port: 'any', protocol: 'any' },
    {},
  );
  /** `user` is the first user, who needs no list; `moreUsers` and `phaseCounts` begin lists (row + 1; 0: empty). */
  readonly #pairs = new KeyedTable(
    { source: 'own', destination: 'any' },
    { user: 'own', moreUsers: 'own', phaseCounts: 'own', firstMs: 'any', lastMs: 'any' },
  );
  /** Users of a pair after its first, each with the next of the pair's list (row + 1; 0 ends it). */
  readonly #moreUsers = new KeyedTable({ pair: 'own', user: 'own' }, { next: 'own' });
  readonly #phaseCounts = new PhaseCountsTable();
  /** `null`: rows came since they were last told. */
  #habits: ReporterHabits | null = null;

  static read({ logSourceNames, pairs }: WrittenTransfers): TransferEvidence {
    const evidence = new TransferEvidence();
    for (const [id, name] of logSourceNames) evidence.nameLogSource(id, name);
    for (const folded of pairs) evidence.add(folded);
    return evidence;
  }

  write(): WrittenTransfers {
    return { logSourceNames: [...this.#logSourceNames], pairs: [...this.all()] };
  }

  /** Names of log and flow sources, by id. */
  logSourceNames(): Iterable<readonly [number, string]> {
    return this.#logSourceNames;
  }

  get pairCount(): number {
    return this.#pairs.rows;
  }

  get sourceOnPortCount(): number {
    return this.#sources.rows;
  }

  /** Adds one row. */
  fold(row: ConnectionRow): void {
    this.nameLogSource(row.logSourceId, row.logSourceName);
    const index = this.#indexOf(row);
    // Flows know no users; that they bring none says nothing about the records of a pair.
    if (!isFlowReporter(row.logSourceId)) this.#addUser(index, row.user);
    this.#addCounts(index, phaseCountsOf(row));
  }

  /** Adds everything that `other` holds, which is left as it is. */
  merge(other: TransferEvidence): void {
    for (const [id, name] of other.#logSourceNames) this.nameLogSource(id, name);
    for (const folded of other.all()) this.add(folded);
  }

  /** Key and times of a pair. */
  pair(index: number): Pair {
    const { destination, firstMs, lastMs } = this.#pairs.columns;
    const source = this.sourceOnPortOf(index);
    const columns = this.#sources.columns;
    return {
      domainId: columns.domain.get(source),
      source: this.#addresses.addressOf(columns.source.get(source)),
      port: columns.port.get(source),
      protocolId: columns.protocol.get(source),
      destination: this.#addresses.addressOf(destination.get(index)),
      firstMs: firstMs.get(index),
      lastMs: lastMs.get(index),
    };
  }

  /** Number of a pair; `null` where no row was of it. */
  find({ domainId, source, port, protocolId, destination }: PairKey): number | null {
    const [from, to] = [this.#addresses.find(source), this.#addresses.find(destination)];
    if (from === null || to === null) return null;
    const sourceOnPort = this.#sources.find([domainId, from, port, protocolId]);
    return sourceOnPort === null ? null : this.#pairs.find([sourceOnPort, to]);
  }

  /** Number of the source on a port that a pair belongs to. */
  sourceOnPortOf(index: number): number {
    return this.#pairs.columns.source.get(index);
  }

  /** Users of a pair, distinct, in no order; `null` stands for records without a name. */
  users(index: number): (string | null)[] {
    const { user, moreUsers } = this.#pairs.columns;
    const more = this.#moreUsers.columns;
    const first = user.get(index);
    const users = first === 0 ? [] : [this.#nameOf(first)];
    for (let link = moreUsers.get(index); link !== 0; link = more.next.get(link - 1))
      users.push(this.#nameOf(more.user.get(link - 1)));
    return users;
  }

  /**
   * What each log source and flow source said of a pair in each phase, in no order, and without what it cannot know.
   */
  phaseCounts(index: number): PhaseCounts[] {
    const { habits } = this;
    return this.#rawCounts(index).map((own) => knownOf(own, habits));
  }

  /** What all rows so far say of how log sources and flow sources report. */
  get habits(): ReporterHabits {
    this.#habits ??= drained(habitsOf(this.#said()));
    return this.#habits;
  }

  /** Works out `habits` in steps, for who is about to ask for the counts of many pairs. No row may come on the way. */
  *knowHabits(): Steps<void> {
    this.#habits ??= yield* habitsOf(this.#said());
  }

  /** Name of a log or flow source that a row brought; of several names for one id the first in the alphabet. */
  logSourceName(id: number): string {
    return this.#logSourceNames.get(id) ?? String(id);
  }

  /** Everything, one pair at a time. */
  *all(): Generator<PairFolded> {
    for (let index = 0; index < this.pairCount; index++)
      yield {
        pair: this.pair(index),
        users: this.users(index),
        phaseCounts: this.#rawCounts(index),
      };
  }

  *#said(): Generator<Said> {
    const { protocol } = this.#sources.columns;
    for (let index = 0; index < this.pairCount; index++)
      yield {
        protocolId: protocol.get(this.sourceOnPortOf(index)),
        phaseCounts: this.#rawCounts(index),
      };
  }

  #rawCounts(index: number): PhaseCounts[] {
    return this.#phaseCounts.list(this.#pairs.columns.phaseCounts.get(index));
  }

  /** Adds all that other evidence knows of a pair. */
  add({ pair, users, phaseCounts }: PairFolded): void {
    const index = this.#indexOf(pair);
    for (const name of users) this.#addUser(index, name);
    for (const counts of phaseCounts) this.#addCounts(index, counts);
  }

  /** Notes a name that a row brought; of several for one id the first in the alphabet stays. */
  nameLogSource(id: number, name: string): void {
    const known = this.#logSourceNames.get(id);
    if (known === undefined || name < known) this.#logSourceNames.set(id, name);
  }

  #indexOf({ domainId, source, port, protocolId, destination, firstMs, lastMs }: Pair): number {
    const { columns } = this.#pairs;
    const from = this.#addresses.codeOf(source);
    const sourceOnPort = this.#sources.rowOf([domainId, from, port, protocolId]);
    const before = this.#pairs.rows;
    const index = this.#pairs.rowOf([sourceOnPort, this.#addresses.codeOf(destination)]);
    const isNew = index === before;
    columns.firstMs.set(index, isNew ? firstMs : Math.min(columns.firstMs.get(index), firstMs));
    columns.lastMs.set(index, isNew ? lastMs : Math.max(columns.lastMs.get(index), lastMs));
    return index;
  }

  #addUser(index: number, name: string | null): void {
    const { user, moreUsers } = this.#pairs.columns;
    const number = name === null ? nameless : this.#names.numberOf(name) + nameless + 1;
    const first = user.get(index);
    if (first === 0) user.set(index, number);
    if (first === 0 || first === number) return;
    const before = this.#moreUsers.rows;
    const row = this.#moreUsers.rowOf([index, number]);
    if (row !== before) return;
    this.#moreUsers.columns.next.set(row, moreUsers.get(index));
    moreUsers.set(index, row + 1);
  }

  #nameOf(number: number): string | null {
    return number === nameless ? null : this.#names.textOf(number - nameless - 1);
  }

  #addCounts(index: number, counts: PhaseCounts): void {
    const { phaseCounts } = this.#pairs.columns;
    this.#habits = null;
    phaseCounts.set(index, this.#phaseCounts.add(phaseCounts.get(index), counts));
  }
}
