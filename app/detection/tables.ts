/**
 * Storage for very many small records: an app in QRadar gets little memory, and 100,000 objects with boxed
 * numbers and text keys cost several times what the numbers do.
 */

const rowsPerChunk = 2_048;

/**
 * Rows of `width` numbers, found by their first `keyWidth` columns. Grows by chunks, so that it is never
 * copied and never half empty.
 */
export class KeyedTable {
  readonly #keyWidth: number;
  readonly #width: number;
  readonly #chunks: Float64Array[] = [];
  #rows = 0;
  /** Open addressing: row + 1, or 0 for a free place; a power of two, at most two thirds full. */
  #places = new Int32Array(1_024);

  constructor(keyWidth: number, width: number) {
    this.#keyWidth = keyWidth;
    this.#width = width;
  }

  get rows(): number {
    return this.#rows;
  }

  /** The row with this key; added, its other columns 0, if there is none. Keys are whole numbers. */
  rowOf(key: readonly number[]): number {
    const mask = this.#places.length - 1;
    for (let place = hashOf(key) & mask; ; place = (place + 1) & mask) {
      const taken = this.#places[place] ?? 0;
      if (taken === 0) return this.#append(key, place);
      if (this.#hasKey(taken - 1, key)) return taken - 1;
    }
  }

  get(row: number, column: number): number {
    const value = this.#chunk(row)[(row % rowsPerChunk) * this.#width + column];
    if (value === undefined) throw new RangeError(`no column ${column}`);
    return value;
  }

  set(row: number, column: number, value: number): void {
    this.#chunk(row)[(row % rowsPerChunk) * this.#width + column] = value;
  }

  #append(key: readonly number[], place: number): number {
    const row = this.#rows++;
    if (row % rowsPerChunk === 0) this.#chunks.push(new Float64Array(rowsPerChunk * this.#width));
    key.forEach((value, column) => this.set(row, column, value));
    this.#places[place] = row + 1;
    if (this.#rows * 3 > this.#places.length * 2) this.#rehash();
    return row;
  }

  #rehash(): void {
    const mask = this.#places.length * 2 - 1;
    this.#places = new Int32Array(mask + 1);
    const key = new Array<number>(this.#keyWidth);
    for (let row = 0; row < this.#rows; row++) {
      for (let column = 0; column < key.length; column++) key[column] = this.get(row, column);
      let place = hashOf(key) & mask;
      while (this.#places[place] !== 0) place = (place + 1) & mask;
      this.#places[place] = row + 1;
    }
  }

  #hasKey(row: number, key: readonly number[]): boolean {
    return key.every((value, column) => this.get(row, column) === value);
  }

  #chunk(row: number): Float64Array {
    const chunk = this.#chunks[Math.floor(row / rowsPerChunk)];
    if (!chunk) throw new RangeError(`no row ${row}`);
    return chunk;
  }
}

/** Mixes whole numbers of up to 53 bits (multiplier and shifts of MurmurHash3's finalizer). */
function hashOf(key: readonly number[]): number {
  let hash = 0;
  for (const value of key) {
    hash = Math.imul(hash ^ value ^ Math.floor(value / 2 ** 32), 0x85eb_ca6b);
    hash ^= hash >>> 13;
  }
  hash = Math.imul(hash, 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
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

  textOf(number: number): string {
    const text = this.#texts[number];
    if (text === undefined) throw new RangeError(`no text ${number}`);
    return text;
  }
}
