/**
 * Storage for very many small records: an app in QRadar gets little memory, and 100,000 objects with boxed
 * numbers cost several times what the numbers do.
 */

const rowsPerChunk = 2_048;

/**
 * Rows of `width` numbers, appended and changed in place. Grows by chunks, so that it is never copied and
 * never half empty.
 */
export class NumberTable {
  readonly #width: number;
  readonly #chunks: Float64Array[] = [];
  #rows = 0;

  constructor(width: number) {
    this.#width = width;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Appends a row and returns its index. */
  add(values: readonly number[]): number {
    const row = this.#rows++;
    if (row % rowsPerChunk === 0) this.#chunks.push(new Float64Array(rowsPerChunk * this.#width));
    values.forEach((value, column) => this.set(row, column, value));
    return row;
  }

  get(row: number, column: number): number {
    const value = this.#chunk(row)[(row % rowsPerChunk) * this.#width + column];
    if (value === undefined) throw new RangeError(`no column ${column}`);
    return value;
  }

  set(row: number, column: number, value: number): void {
    this.#chunk(row)[(row % rowsPerChunk) * this.#width + column] = value;
  }

  #chunk(row: number): Float64Array {
    const chunk = this.#chunks[Math.floor(row / rowsPerChunk)];
    if (!chunk) throw new RangeError(`no row ${row}`);
    return chunk;
  }
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
