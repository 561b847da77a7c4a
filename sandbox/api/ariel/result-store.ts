import type { CompiledQuery } from '../../sql/compile.ts';
import type { ConsoleStore } from '../../sql/store.ts';
import type { Json } from '../json.ts';

/** Rows are read from DuckDB in slices of this many, so that a result of any size needs little memory. */
const sliceRows = 5000;

/** Keeps the rows of each search in a DuckDB table of its own, columns named `c0`, `c1`, … by position. */
export class ResultStore {
  private readonly store: ConsoleStore;
  private readonly ready: Promise<void>;
  /** Statements under way: DuckDB must not be closed under them. */
  private readonly pending = new Set<Promise<unknown>>();
  private next = 1;

  constructor(store: ConsoleStore) {
    this.store = store;
    this.ready = this.track(store.execute('CREATE SCHEMA IF NOT EXISTS searches'));
  }

  /** Runs a query and keeps its rows, in its order; returns the table and how many. Aborting interrupts it. */
  async fill(query: CompiledQuery, signal: AbortSignal): Promise<{ table: string; count: number }> {
    await this.ready;
    const table = `searches.r${this.next++}`;
    const columns = query.columns.map((_, index) => `c${index}`).join(', ');
    await this.rows(`CREATE TABLE ${table} (${columns}) AS ${query.sql}`, query.params, {
      signal,
    });
    const [row] = await this.rows(`SELECT count(*) AS n FROM ${table}`);
    return { table, count: Number(row?.['n'] ?? 0) };
  }

  /** How many records a query has to look at: those in its window and in the caller's domains. */
  async countRecords(
    { database, startMs, stopMs }: CompiledQuery,
    domains: readonly number[] | null,
    signal: AbortSignal,
  ): Promise<number> {
    const inDomains =
      domains === null ? '' : `AND domainid IN (${[-1, ...domains].map(() => '?').join(', ')})`;
    const [row] = await this.rows(
      `SELECT count(*) AS n FROM ${database} WHERE starttime >= ? AND starttime < ? ${inDomains}`,
      // No domain has the number -1: it keeps the list from being empty.
      [startMs, stopMs, ...(domains === null ? [] : [-1, ...domains])],
      { signal },
    );
    return Number(row?.['n'] ?? 0);
  }

  /** The rows `first` to `last` (both inclusive), values in the order of the columns, slice by slice. */
  async *read(table: string, first: number, last: number): AsyncGenerator<readonly Json[][]> {
    for (let from = first; from <= last; from += sliceRows) {
      const to = Math.min(last, from + sliceRows - 1);
      const rows = await this.rows(
        `SELECT * FROM ${table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid`,
        [from, to],
      );
      yield rows.map((row) => Object.values(row).map(toJson));
    }
  }

  /** Forgets the rows of a search. */
  async drop(table: string): Promise<void> {
    await this.track(this.store.execute(`DROP TABLE IF EXISTS ${table}`));
  }

  /** Resolves when no statement is under way any more. */
  async settled(): Promise<void> {
    while (this.pending.size > 0) await Promise.allSettled(this.pending);
  }

  private rows(...args: Parameters<ConsoleStore['rows']>): ReturnType<ConsoleStore['rows']> {
    return this.track(this.store.rows(...args));
  }

  private track<T>(work: Promise<T>): Promise<T> {
    this.pending.add(work);
    const forget = (): void => void this.pending.delete(work);
    work.then(forget, forget);
    return work;
  }
}

function toJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  throw new TypeError(`A result holds a value the API has no JSON for: ${typeof value}`);
}
