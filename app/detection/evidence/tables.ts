/**
 * Storage for very many small records: an app in QRadar gets little memory, and 100,000 objects with boxed
 * numbers and text keys cost several times what the numbers do.
 */

/** What a column holds. `own`: a number of our own below 2³² (of a row, of a text). `any`: any number. */
export type ColumnKind = 'own' | 'any';

/** 8 or 16 kB a column. */
const rowsPerChunk = 2_048;

/** Stands for `null` in a column of kind `any`; what is counted, and ports, are never negative. */
const absent = -1;

/** One column of a table. Grows by chunks, so that it is never copied and never half empty. */
class NumberColumn {
  readonly #kind: ColumnKind;
  readonly #chunks: (Uint32Array | Float64Array)[] = [];

  constructor(kind: ColumnKind) {
    this.#kind = kind;
  }

  /** Throws a `RangeError` for a row that is not there. */
  get(row: number): number {
    const value = this.#chunks[Math.floor(row / rowsPerChunk)]?.[row % rowsPerChunk];
    if (value === undefined) throw new RangeError(`no row ${row}`);
    return value;
  }

  set(row: number, value: number): void {
    const chunk = this.#chunks[Math.floor(row / rowsPerChunk)];
    if (!chunk) throw new RangeError(`no row ${row}`);
    chunk[row % rowsPerChunk] = value;
  }

  /** A value that may be `null`, as `setOptional` wrote it. */
  optional(row: number): number | null {
    const value = this.get(row);
    return value === absent ? null : value;
  }

  setOptional(row: number, value: number | null): void {
    this.set(row, value ?? absent);
  }

  add(row: number, by: number): void {
    if (by !== 0) this.set(row, this.get(row) + by);
  }

  /** Makes room for more rows, all zero. For the table. */
  grow(): void {
    this.#chunks.push(
      this.#kind === 'own' ? new Uint32Array(rowsPerChunk) : new Float64Array(rowsPerChunk),
    );
  }
}

type Columns<Name extends string> = { readonly [Key in Name]: NumberColumn };

/** Rows of numbers, counted from 0, in named columns. */
export class NumberTable<Name extends string> {
  readonly columns: Columns<Name>;
  readonly #all: readonly NumberColumn[];
  #rows = 0;

  constructor(kinds: Readonly<Record<Name, ColumnKind>>) {
    const named = Object.entries<ColumnKind>(kinds).map(
      ([name, kind]) => [name, new NumberColumn(kind)] as const,
    );
    // `Object.fromEntries` forgets the names; they are those of `kinds`.
    this.columns = Object.fromEntries(named) as Columns<Name>;
    this.#all = named.map(([, column]) => column);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Adds a row of zeros and returns its number. */
  append(): number {
    if (this.#rows % rowsPerChunk === 0) for (const column of this.#all) column.grow();
    this.#rows += 1;
    return this.#rows - 1;
  }
}

/** A keyed table has 2 to the power of that many parts. */
const partBits = 4;

/** Where rows are found by their hashes: open addressing, at most two thirds full. */
class Places {
  /** Row + 1, or 0 for a free place; a power of two. */
  #places = new Uint32Array(64);
  #taken = 0;

  rowAt(place: number): number | null {
    const taken = this.#places[place] ?? 0;
    return taken === 0 ? null : taken - 1;
  }

  first(hash: number): number {
    return hash & (this.#places.length - 1);
  }

  next(place: number): number {
    return (place + 1) & (this.#places.length - 1);
  }

  /** Puts a row at a free place; `hashes` are those of all rows. */
  take(place: number, row: number, hashes: NumberColumn): void {
    this.#places[place] = row + 1;
    this.#taken += 1;
    if (this.#taken * 3 > this.#places.length * 2) this.#widen(hashes);
  }

  #widen(hashes: NumberColumn): void {
    const rows = this.#places;
    this.#places = new Uint32Array(rows.length * 2);
    for (const taken of rows) {
      if (taken === 0) continue;
      let place = this.first(hashes.get(taken - 1));
      while (this.#places[place] !== 0) place = this.next(place);
      this.#places[place] = taken;
    }
  }
}

/** Rows found by some of their columns, the key, whose values are whole numbers and never change. */
export class KeyedTable<Key extends string, Name extends string> {
  readonly columns: Columns<Key | Name>;
  readonly #table: NumberTable<Key | Name>;
  readonly #key: readonly NumberColumn[];
  /** Of the key of each row: moving rows to more places must not take long. */
  readonly #hashes = new NumberColumn('own');
  /** By the first bits of the hash: half a million rows moved at once held up everything for 40 ms. */
  readonly #parts = Array.from({ length: 2 ** partBits }, () => new Places());

  /** `others` are the columns beside the key. */
  constructor(key: Readonly<Record<Key, ColumnKind>>, others: Readonly<Record<Name, ColumnKind>>) {
    this.#table = new NumberTable<Key | Name>({ ...key, ...others });
    this.columns = this.#table.columns;
    // Parse boundary of types: the names of a record are its keys.
    this.#key = (Object.keys(key) as Key[]).map((name) => this.columns[name]);
  }

  get rows(): number {
    return this.#table.rows;
  }

  /** The row with this key, in the order of its columns; added, its other columns 0, if there is none. */
  rowOf(key: readonly number[]): number {
    const hash = hashOf(key);
    const part = this.#partOf(hash);
    const place = this.#placeOf(part, key, hash);
    return part.rowAt(place) ?? this.#append(part, key, hash, place);
  }

  /** The row with this key; `null` if there is none. */
  find(key: readonly number[]): number | null {
    const hash = hashOf(key);
    const part = this.#partOf(hash);
    return part.rowAt(this.#placeOf(part, key, hash));
  }

  #partOf(hash: number): Places {
    const part = this.#parts[hash >>> (32 - partBits)];
    if (!part) throw new RangeError(`no part of ${hash}`);
    return part;
  }

  /** The place that holds this key, or the free one where it belongs. */
  #placeOf(part: Places, key: readonly number[], hash: number): number {
    let place = part.first(hash);
    for (let row = part.rowAt(place); row !== null; row = part.rowAt(place)) {
      if (this.#hasKey(row, key)) break;
      place = part.next(place);
    }
    return place;
  }

  #append(part: Places, key: readonly number[], hash: number, place: number): number {
    const row = this.#table.append();
    if (row % rowsPerChunk === 0) this.#hashes.grow();
    this.#hashes.set(row, hash);
    for (const [at, column] of this.#key.entries()) column.set(row, key[at] ?? 0);
    part.take(place, row, this.#hashes);
    return row;
  }

  #hasKey(row: number, key: readonly number[]): boolean {
    for (let at = 0; at < this.#key.length; at++)
      if (this.#key[at]?.get(row) !== key[at]) return false;
    return true;
  }
}

/** Mixes whole numbers of up to 53 bits to one of 32 (multiplier and shifts of MurmurHash3's finalizer). */
function hashOf(key: readonly number[]): number {
  let hash = 0;
  for (const value of key) {
    hash = Math.imul(hash ^ value ^ Math.floor(value / 2 ** 32), 0x85eb_ca6b);
    hash ^= hash >>> 13;
  }
  hash = Math.imul(hash, 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Texts by number, each kept once. */
export class TextTable {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.push(text) - 1;
    this.#numbers.set(text, number);
    return number;
  }

  /** The number of a text; `null` for one that was never given one. */
  find(text: string): number | null {
    return this.#numbers.get(text) ?? null;
  }

  textOf(number: number): string {
    const text = this.#texts[number];
    if (text === undefined) throw new RangeError(`no text ${number}`);
    return text;
  }
}
