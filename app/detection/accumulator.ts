import { phases, type ConnectionRow, type Phase } from './rows.ts';
import { NumberTable, TextTable } from './tables.ts';

/** What identifies a finding of the corrected profile: one source, one destination, one port, one transport. */
export type PairKey = Pick<
  ConnectionRow,
  'domainId' | 'source' | 'destination' | 'port' | 'protocolId'
>;

/** A byte counter of one direction over the records of one tally. */
export type CounterTally = {
  /** Connections whose counter is there and can be true. */
  readonly known: number;
  /** Sum of those counters. */
  readonly bytes: number;
  /** Sum of the counters that cannot be true. */
  readonly claimed: number;
  /** Connections with a counter that cannot be true. */
  readonly impossible: number;
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

/** Everything known of one pair. `users` are distinct, `null` stands for records without a name. */
export type PairEvidence = PairKey & {
  readonly firstMs: number;
  readonly lastMs: number;
  readonly users: readonly (string | null)[];
  readonly tallies: readonly Tally[];
};

/**
 * Folds rows into evidence by pair. Everything kept is a sum, a smallest, a largest or a set, so rows may
 * come in any order, and evidence gathered from any split of the window or of the rows can be merged: the
 * result is the same.
 * Holds 100,000 distinct rows in a few tens of megabytes: numbers in tables, each text once.
 */
export class TransferAccumulator {
  readonly #texts = new TextTable();
  readonly #logSourceNames = new Map<number, string>();
  readonly #pairIndex = new Map<string, number>();
  readonly #pairs = new NumberTable(pairColumns.length);
  readonly #tallies = new NumberTable(tallyColumns.length);
  readonly #users = new NumberTable(userColumns.length);
  readonly #userLinks = new Set<number>();

  get pairCount(): number {
    return this.#pairs.rows;
  }

  /** Adds one row. */
  fold(row: ConnectionRow): void {
    this.#nameLogSource(row.logSourceId, row.logSourceName);
    const pair = this.#pairOf(row, row.firstMs, row.lastMs);
    this.#linkUser(pair, row.user);
    this.#add(pair, tallyOf(row));
  }

  /** Adds everything that another accumulator holds; the other is left as it is. */
  merge(other: TransferAccumulator): void {
    for (const [id, name] of other.#logSourceNames) this.#nameLogSource(id, name);
    for (let index = 0; index < other.pairCount; index++) {
      const evidence = other.evidence(index);
      const pair = this.#pairOf(evidence, evidence.firstMs, evidence.lastMs);
      for (const user of evidence.users) this.#linkUser(pair, user);
      for (const tally of evidence.tallies) this.#add(pair, tally);
    }
  }

  /** Evidence of the pair with this index, 0 to `pairCount` - 1, in the order in which pairs were first met. */
  evidence(index: number): PairEvidence {
    const read = (column: (typeof pairColumns)[number]) =>
      this.#pairs.get(index, pairColumns.indexOf(column));
    return {
      domainId: read('domainId'),
      source: this.#texts.textOf(read('source')),
      destination: this.#texts.textOf(read('destination')),
      port: read('port'),
      protocolId: read('protocolId'),
      firstMs: read('firstMs'),
      lastMs: read('lastMs'),
      users: this.#usersFrom(read('firstUser')),
      tallies: this.#talliesFrom(read('firstTally')),
    };
  }

  /** Name of a log source that a row brought; of several names for one id the first in the alphabet. */
  logSourceName(id: number): string {
    return this.#logSourceNames.get(id) ?? String(id);
  }

  #nameLogSource(id: number, name: string): void {
    const known = this.#logSourceNames.get(id);
    if (known === undefined || name < known) this.#logSourceNames.set(id, name);
  }

  #pairOf(key: PairKey, firstMs: number, lastMs: number): number {
    const source = this.#texts.numberOf(key.source);
    const destination = this.#texts.numberOf(key.destination);
    const text = `${key.domainId} ${source} ${destination} ${key.port} ${key.protocolId}`;
    const known = this.#pairIndex.get(text);
    if (known !== undefined) {
      this.#widen(known, firstMs, lastMs);
      return known;
    }
    const { domainId, port, protocolId } = key;
    const pair = this.#pairs.add([
      ...[domainId, source, destination, port, protocolId],
      ...[firstMs, lastMs, none, none],
    ]);
    this.#pairIndex.set(text, pair);
    return pair;
  }

  #widen(pair: number, firstMs: number, lastMs: number): void {
    const first = pairColumns.indexOf('firstMs');
    const last = pairColumns.indexOf('lastMs');
    this.#pairs.set(pair, first, Math.min(this.#pairs.get(pair, first), firstMs));
    this.#pairs.set(pair, last, Math.max(this.#pairs.get(pair, last), lastMs));
  }

  #linkUser(pair: number, user: string | null): void {
    const number = user === null ? none : this.#texts.numberOf(user);
    const link = pair * mostTexts + number + 1;
    if (this.#userLinks.has(link)) return;
    this.#userLinks.add(link);
    const head = pairColumns.indexOf('firstUser');
    this.#pairs.set(pair, head, this.#users.add([this.#pairs.get(pair, head), number]));
  }

  #usersFrom(first: number): (string | null)[] {
    const users: (string | null)[] = [];
    for (let row = first; row !== none; row = this.#users.get(row, 0)) {
      const number = this.#users.get(row, 1);
      users.push(number === none ? null : this.#texts.textOf(number));
    }
    return users;
  }

  #add(pair: number, tally: Tally): void {
    const head = pairColumns.indexOf('firstTally');
    const phase = phases.indexOf(tally.phase);
    const numbers = numbersOf(tally);
    for (let row = this.#pairs.get(pair, head); row !== none; row = this.#tallies.get(row, 0)) {
      if (this.#tallies.get(row, 1) !== tally.logSourceId || this.#tallies.get(row, 2) !== phase) {
        continue;
      }
      numbers.forEach((number, offset) => this.#grow(row, offset + keyWidth, number));
      return;
    }
    const next = this.#pairs.get(pair, head);
    this.#pairs.set(pair, head, this.#tallies.add([next, tally.logSourceId, phase, ...numbers]));
  }

  #grow(row: number, column: number, number: number): void {
    const known = this.#tallies.get(row, column);
    this.#tallies.set(row, column, column === largest ? Math.max(known, number) : known + number);
  }

  #talliesFrom(first: number): Tally[] {
    const tallies: Tally[] = [];
    for (let row = first; row !== none; row = this.#tallies.get(row, 0)) {
      const read = (column: number) => this.#tallies.get(row, column);
      const counter = (from: number): CounterTally => ({
        known: read(from),
        bytes: read(from + 1),
        claimed: read(from + 2),
        impossible: read(from + 3),
      });
      tallies.push({
        logSourceId: read(1),
        phase: phases[read(2)] ?? 'opening',
        connections: read(3),
        records: read(4),
        uncounted: read(5),
        sentLargest: read(largest),
        sent: counter(7),
        received: counter(11),
        total: counter(15),
      });
    }
    return tallies;
  }
}

/** A table's "no row": lists end with it. */
const none = -1;

/** Keeps a pair and a text apart in one number; far more texts than rows can bring. */
const mostTexts = 2 ** 24;

const pairColumns = [
  ...(['domainId', 'source', 'destination', 'port', 'protocolId'] as const),
  ...(['firstMs', 'lastMs', 'firstTally', 'firstUser'] as const),
] as const;

const userColumns = ['next', 'user'] as const;

/** Next row of the list and the two that name a tally, then what adds up (or, for the largest, grows). */
const tallyColumns = [
  ...(['next', 'logSourceId', 'phase'] as const),
  ...(['connections', 'records', 'uncounted', 'sentLargest'] as const),
  ...(['sentKnown', 'sentBytes', 'sentClaimed', 'sentImpossible'] as const),
  ...(['receivedKnown', 'receivedBytes', 'receivedClaimed', 'receivedImpossible'] as const),
  ...(['totalKnown', 'totalBytes', 'totalClaimed', 'totalImpossible'] as const),
] as const;
const keyWidth = 3;
const largest = tallyColumns.indexOf('sentLargest');

/** The numbers of a tally in the order of `tallyColumns`, from `connections` on. */
function numbersOf(tally: Tally): number[] {
  const counter = ({ known, bytes, claimed, impossible }: CounterTally) => [
    known,
    bytes,
    claimed,
    impossible,
  ];
  return [
    tally.connections,
    tally.records,
    tally.uncounted,
    tally.sentLargest,
    ...counter(tally.sent),
    ...counter(tally.received),
    ...counter(tally.total),
  ];
}

function tallyOf(row: ConnectionRow): Tally {
  const counted = row.sentBytes !== null || row.receivedBytes !== null || row.totalBytes !== null;
  return {
    logSourceId: row.logSourceId,
    phase: row.phase,
    connections: row.connections,
    records: row.records,
    uncounted: counted ? 0 : row.connections,
    sentLargest: row.sentBytes === null || row.sentImpossible ? 0 : row.sentLargest,
    sent: counterOf(row.sentBytes, row.sentImpossible, row.connections),
    received: counterOf(row.receivedBytes, row.receivedImpossible, row.connections),
    total: counterOf(row.totalBytes, false, row.connections),
  };
}

function counterOf(bytes: number | null, isImpossible: boolean, connections: number): CounterTally {
  if (bytes === null) return { known: 0, bytes: 0, claimed: 0, impossible: 0 };
  if (isImpossible) return { known: 0, bytes: 0, claimed: bytes, impossible: connections };
  return { known: connections, bytes, claimed: 0, impossible: 0 };
}
