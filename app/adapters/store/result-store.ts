import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../ports/app-error.ts';
import type { FindingSink, ResultStore } from '../../ports/results.ts';
import type { Steps } from '../../ports/steps.ts';
import { inTransaction, limitSize, sqliteCode } from './database.ts';
import { KeptResult } from './kept-result.ts';
import { ResultRows, ResultWriter } from './result-rows.ts';

export type ResultStoreOptions = {
  readonly report: (message: string, error: unknown) => void;
  /** All results together may not grow beyond this. Default: 256 MiB, more than a million usual findings. */
  readonly maxBytes?: number;
};

const defaultMaxBytes = 256 * 1024 * 1024;

/**
 * Opens a store on disk that ends with the process, however that ends: SQLite makes the file of a database without a
 * name (https://sqlite.org/inmemorydb.html#temp_db) in the system's folder for temporary files, for the app alone to
 * read, and takes its name away at once. `keep` throws `findings-not-kept` where there is no space; the store goes on.
 */
export function openResultStore({
  report,
  maxBytes = defaultMaxBytes,
}: ResultStoreOptions): ResultStore {
  const database = new DatabaseSync('');
  // What undoes a change is in memory, so that results can be dropped on a disk that is full.
  database.exec('PRAGMA journal_mode = MEMORY');
  limitSize(database, maxBytes);
  return new Results(database, report);
}

class Results implements ResultStore {
  readonly #database: DatabaseSync;
  readonly #report: ResultStoreOptions['report'];
  readonly #rows: ResultRows;
  readonly #kept = new Set<KeptResult>();
  #lastNumber = 0;

  constructor(database: DatabaseSync, report: ResultStoreOptions['report']) {
    this.#database = database;
    this.#report = report;
    this.#rows = new ResultRows(database);
  }

  *keep<T>(
    judge: (sink: FindingSink) => Steps<T>,
  ): Steps<{ readonly kept: KeptResult; readonly judged: T }> {
    const number = ++this.#lastNumber;
    let isKept = false;
    try {
      const writer = new ResultWriter(number, (batch) =>
        inTransaction(this.#database, () => this.#rows.add(batch)),
      );
      const judged = yield* judge(writer);
      const kept = new KeptResult(this.#rows, {
        number,
        count: writer.end(),
        onDrop: () => this.#drop(kept, number),
      });
      this.#kept.add(kept);
      isKept = true;
      return { kept, judged };
    } catch (error) {
      if (sqliteCode(error) === null) throw error;
      throw new AppError('findings-not-kept', { cause: error });
    } finally {
      if (!isKept) this.#delete(number);
    }
  }

  close(): void {
    for (const kept of this.#kept) kept.forget();
    this.#kept.clear();
    this.#database.close();
  }

  /** Throws nothing: rows that cannot be deleted are out of reach, and take space until the store is closed. */
  #drop(kept: KeptResult, number: number): void {
    this.#kept.delete(kept);
    this.#delete(number);
  }

  #delete(number: number): void {
    // Whoever was in the middle of a judgement when the store was closed has nothing to delete any more.
    if (!this.#database.isOpen) return;
    try {
      inTransaction(this.#database, () => this.#rows.delete(number));
    } catch (error) {
      this.#report('the findings of a run could not be deleted', error);
    }
  }
}
