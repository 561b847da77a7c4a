import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { findingSchema, type Finding } from '../../../contract/finding.ts';
import { AppError } from '../../ports/app-error.ts';
import type { FindingSink, KeptFindings, ResultStore } from '../../ports/results.ts';
import { inTransaction } from './database.ts';
import { batchLength, ResultRows, ResultWriter } from './result-rows.ts';

export type ResultStoreOptions = {
  readonly report: (message: string, error: unknown) => void;
  /** All results together may not grow beyond this. Default: 256 MiB, some million usual findings. */
  readonly maxBytes?: number;
};

const defaultMaxBytes = 256 * 1024 * 1024;
/** SQLite's page size, its default on every platform we run on. */
const pageBytes = 4096;

/**
 * Opens a store on disk that ends with the process, however that ends: SQLite makes the file of a database without a
 * name in the system's folder for temporary files (https://sqlite.org/tempfiles.html), for the app alone to read, and
 * takes its name away at once. `keep` throws `findings-not-kept` where there is no space; the store goes on working.
 */
export function openResultStore({
  report,
  maxBytes = defaultMaxBytes,
}: ResultStoreOptions): ResultStore {
  const database = new DatabaseSync('');
  // A small cache keeps the findings out of memory; undoing in memory needs no space on a disk that is full.
  database.exec('PRAGMA cache_size = -512; PRAGMA journal_mode = MEMORY');
  database.exec(`PRAGMA max_page_count = ${Math.ceil(maxBytes / pageBytes)}`);
  return new Results(database, report);
}

class Results implements ResultStore {
  readonly #database: DatabaseSync;
  readonly #report: ResultStoreOptions['report'];
  readonly #rows: ResultRows;
  readonly #kept = new Set<Kept>();
  #lastNumber = 0;

  constructor(database: DatabaseSync, report: ResultStoreOptions['report']) {
    this.#database = database;
    this.#report = report;
    this.#rows = new ResultRows(database);
  }

  keep<T>(judge: (sink: FindingSink) => T): { readonly kept: KeptFindings; readonly judged: T } {
    const number = ++this.#lastNumber;
    const { judged, count } = this.#write(number, judge);
    const kept = new Kept(this.#rows, number, count, () => this.#drop(kept, number));
    this.#kept.add(kept);
    return { kept, judged };
  }

  close(): void {
    for (const kept of this.#kept) kept.forget();
    this.#kept.clear();
    this.#database.close();
  }

  #write<T>(number: number, judge: (sink: FindingSink) => T): { judged: T; count: number } {
    try {
      return inTransaction(this.#database, () => {
        const writer = new ResultWriter(this.#rows, number);
        return { judged: judge(writer), count: writer.end() };
      });
    } catch (error) {
      throw isOfSqlite(error) ? new AppError('findings-not-kept', { cause: error }) : error;
    }
  }

  /** Whoever drops a result is done with it: what cannot be deleted takes space until the store is closed. */
  #drop(kept: Kept, number: number): void {
    this.#kept.delete(kept);
    try {
      inTransaction(this.#database, () => this.#rows.delete(number));
    } catch (error) {
      this.#report('the findings of a run could not be deleted', error);
    }
  }
}

/** Reads the findings of one result as long as they are there. */
class Kept implements KeptFindings {
  readonly count: number;
  readonly #number: number;
  readonly #onDrop: () => void;
  #rows: ResultRows | null;

  constructor(rows: ResultRows, number: number, count: number, onDrop: () => void) {
    this.#rows = rows;
    this.#number = number;
    this.count = count;
    this.#onDrop = onDrop;
  }

  find(id: string): Finding | null {
    for (const place of this.#there().places(this.#number, id)) {
      const [finding] = this.page({ offset: place, limit: 1 });
      if (finding?.id === id) return finding;
    }
    return null;
  }

  page({ offset, limit }: { readonly offset: number; readonly limit: number }): Finding[] {
    this.#there();
    return [...this.#texts(offset, offset + limit)].map(read);
  }

  all(): Iterable<Finding> {
    this.#there();
    return this.#findings();
  }

  texts(): Iterable<string> {
    this.#there();
    return this.#texts(0, this.count);
  }

  drop(): void {
    this.#there();
    this.forget();
    this.#onDrop();
  }

  /** From now on everything throws. */
  forget(): void {
    this.#rows = null;
  }

  *#findings(): Generator<Finding, void, undefined> {
    for (const text of this.#texts(0, this.count)) yield read(text);
  }

  *#texts(first: number, end: number): Generator<string, void, undefined> {
    for (let at = first; at < Math.min(end, this.count);) {
      const number = Math.floor(at / batchLength);
      const begin = number * batchLength;
      yield* this.#there()
        .batch(this.#number, number)
        .slice(at - begin, end - begin);
      at = begin + batchLength;
    }
  }

  /** The rows. Throws a `RangeError` once they were dropped. */
  #there(): ResultRows {
    if (this.#rows === null) throw new RangeError('these findings were dropped');
    return this.#rows;
  }
}

function read(text: string): Finding {
  return z.parse(findingSchema, JSON.parse(text));
}

function isOfSqlite(error: unknown): boolean {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && error.code === 'ERR_SQLITE_ERROR';
}
