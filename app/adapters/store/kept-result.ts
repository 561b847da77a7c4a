import * as z from 'zod/mini';
import { findingSchema, type Finding } from '../../../contract/finding.ts';
import type { FindingRange, KeptFindings } from '../../ports/results.ts';
import { batchLength, type ResultRows } from './result-rows.ts';

/** Reads the findings of one result, a batch of rows at a time, as long as they are there. */
export class KeptResult implements KeptFindings {
  readonly count: number;
  readonly #number: number;
  readonly #onDrop: () => void;
  /** `null` once they were dropped. */
  #rows: ResultRows | null;

  constructor(
    rows: ResultRows,
    result: { readonly number: number; readonly count: number; readonly onDrop: () => void },
  ) {
    this.count = result.count;
    this.#rows = rows;
    this.#number = result.number;
    this.#onDrop = result.onDrop;
  }

  find(id: string): Finding | null {
    for (const place of this.#rowsThere().places(this.#number, id)) {
      const [finding] = this.#findings(place, place + 1);
      if (finding?.id === id) return finding;
    }
    return null;
  }

  all(): Iterable<Finding> {
    this.#rowsThere();
    return this.#findings(0, this.count);
  }

  texts({ offset, limit }: FindingRange = { offset: 0, limit: this.count }): Iterable<string> {
    this.#rowsThere();
    return this.#texts(offset, offset + limit);
  }

  ids(): Iterable<string> {
    this.#rowsThere();
    return this.#ids();
  }

  drop(): void {
    this.#rowsThere();
    this.forget();
    this.#onDrop();
  }

  /** From now on everything throws; the rows stay. */
  forget(): void {
    this.#rows = null;
  }

  *#findings(first: number, end: number): Generator<Finding, void, undefined> {
    for (const text of this.#texts(first, end)) yield z.parse(findingSchema, JSON.parse(text));
  }

  *#ids(): Generator<string, void, undefined> {
    for (let after: string | undefined = ''; ;) {
      const ids: readonly string[] = this.#rowsThere().ids(this.#number, after);
      yield* ids;
      after = ids.at(-1);
      if (after === undefined) return;
    }
  }

  *#texts(first: number, end: number): Generator<string, void, undefined> {
    for (let at = first; at < Math.min(end, this.count);) {
      const batch = Math.floor(at / batchLength);
      const begin = batch * batchLength;
      const texts = this.#rowsThere().batch(this.#number, batch);
      yield* texts.slice(at - begin, end - begin);
      at = begin + batchLength;
    }
  }

  #rowsThere(): ResultRows {
    if (this.#rows === null) throw new RangeError('these findings were dropped');
    return this.#rows;
  }
}
