import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { append } from './append.ts';
import type { CustomProperty } from './custom-property.ts';
import { emptyDimensions } from './dimensions.ts';
import type { Dimensions } from './dimensions.ts';
import { dimensionRows, logSourceRows, referenceRows } from './dimension-rows.ts';
import type { DimensionTable } from './dimension-rows.ts';
import { eventColumns, flowColumns } from './row-columns.ts';
import type { EventRow, FlowRow } from './row-columns.ts';
import { propertyColumn } from './schema.ts';
import { createStatements } from './tables.ts';

export type { EventRow, FlowRow } from './row-columns.ts';

/** What the compiler has to know about a console. A `ConsoleStore` is one. */
export type ConsoleFacts = {
  readonly dimensions: Dimensions;
  readonly properties: readonly CustomProperty[];
  /** What AQL makes of reference sets of type CIDR is not documented («unverified»): blocks, the default, or plain texts. */
  readonly cidrSets?: CidrSets;
};

/** How REFERENCESETCONTAINS reads the elements of a set of type CIDR. */
export type CidrSets = 'blocks' | 'texts';

/** A value that may be bound to a statement of the stand-in. */
export type SqlParameter = string | number | bigint | boolean | null;

/**
 * The data of one stand-in console: an in-memory DuckDB, dimensions and custom properties.
 * It guards one writing connection; every read runs on a connection of its own, so that searches
 * run side by side and one can be interrupted without the others.
 */
export class ConsoleStore implements ConsoleFacts {
  readonly #instance: DuckDBInstance;
  readonly #writer: DuckDBConnection;
  readonly cidrSets: CidrSets;
  #dimensions: Dimensions = emptyDimensions;
  #properties: readonly CustomProperty[] = [];

  private constructor(instance: DuckDBInstance, writer: DuckDBConnection, cidrSets: CidrSets) {
    this.#instance = instance;
    this.#writer = writer;
    this.cidrSets = cidrSets;
  }

  /**
   * Opens an empty console in memory. DuckDB is told never to fetch an extension, and bound to
   * `threads` threads (its own choice when left out).
   */
  static async open(
    options: { readonly threads?: number; readonly cidrSets?: CidrSets } = {},
  ): Promise<ConsoleStore> {
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      enable_external_access: 'false',
      // A query may well sort by a field that is the same everywhere.
      order_by_non_integer_literal: 'true',
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    });
    const writer = await instance.connect();
    for (const statement of createStatements) await writer.run(statement);
    return new ConsoleStore(instance, writer, options.cidrSets ?? 'blocks');
  }

  get dimensions(): Dimensions {
    return this.#dimensions;
  }

  get properties(): readonly CustomProperty[] {
    return this.#properties;
  }

  /**
   * Adds custom event properties, or changes their flags where the name is known (names ignore
   * case). Throws when a known property is given another type.
   */
  async addProperties(properties: readonly CustomProperty[]): Promise<void> {
    for (const property of properties) {
      const column = propertyColumn(property.name);
      const known = this.#properties.find((other) => propertyColumn(other.name) === column);
      if (known !== undefined && known.type !== property.type) {
        throw new Error(
          `Custom property "${property.name}" is already ${known.type}, it cannot become ${property.type}.`,
        );
      }
      if (known === undefined) {
        const type = property.type === 'numeric' ? 'DOUBLE' : 'VARCHAR';
        const quoted = `"${column.replaceAll('"', '""')}"`;
        await this.#writer.run(`ALTER TABLE events ADD COLUMN ${quoted} ${type}`);
      }
      // In place: the order is that of the table's columns, which the appender follows.
      this.#properties =
        known === undefined
          ? [...this.#properties, property]
          : this.#properties.map((other) => (other === known ? property : other));
    }
  }

  /**
   * Appends events; returns how many. A value for a property that was not added, or an address that
   * is neither IPv4 nor IPv6, throws; rows before it stay.
   */
  async insertEvents(rows: Iterable<EventRow>): Promise<number> {
    return append(this.#writer, 'events', eventColumns(this.#properties), rows);
  }

  /** Appends flows; returns how many. A bad address throws, as in `insertEvents`. */
  async insertFlows(rows: Iterable<FlowRow>): Promise<number> {
    return append(this.#writer, 'flows', flowColumns(), rows);
  }

  /** Replaces the dimensions as a whole. */
  async setDimensions(dimensions: Dimensions): Promise<void> {
    for (const content of dimensionRows(dimensions)) await replace(this.#writer, content);
    this.#dimensions = dimensions;
  }

  /**
   * Replaces the reference sets with their entries, all at once for queries that run meanwhile; queries compiled from
   * then on see them.
   */
  async setReferenceSets(referenceSets: Dimensions['referenceSets']): Promise<void> {
    const connection = await this.#instance.connect();
    try {
      await connection.run('BEGIN TRANSACTION');
      await replace(connection, referenceRows(referenceSets));
      await connection.run('COMMIT');
    } finally {
      connection.closeSync();
    }
    this.#dimensions = { ...this.#dimensions, referenceSets };
  }

  /** Replaces the offenses, which no table holds. */
  setOffenses(offenses: Dimensions['offenses']): void {
    this.#dimensions = { ...this.#dimensions, offenses };
  }

  /** Adds a log source. Its id must not exist. */
  async addLogSource(logSource: Dimensions['logSources'][number]): Promise<void> {
    const { table, columns, rows } = logSourceRows([logSource]);
    await append(this.#writer, table, columns, rows);
    const logSources = [...this.#dimensions.logSources, logSource];
    this.#dimensions = { ...this.#dimensions, logSources };
  }

  /** Notes when log sources last sent, epoch ms by their ids; no table holds that. A time before the known one changes nothing. */
  noteLastEvents(times: ReadonlyMap<number, number>): void {
    const logSources = this.#dimensions.logSources.map((source) => {
      const lastEventTimeMs = Math.max(source.lastEventTimeMs, times.get(source.id) ?? 0);
      return lastEventTimeMs === source.lastEventTimeMs ? source : { ...source, lastEventTimeMs };
    });
    this.#dimensions = { ...this.#dimensions, logSources };
  }

  /** Runs a statement for the sandbox's own needs, as `INSERT INTO events … SELECT` (`tables.ts`). */
  async execute(sql: string, params: readonly SqlParameter[] = []): Promise<void> {
    await this.#writer.run(sql, [...params]);
  }

  /**
   * All rows of a query, in its order. Whole numbers of any width come as numbers, addresses only
   * as text if the query made them so (compiled AQL does). An aborted signal interrupts DuckDB and
   * rejects with its "Interrupted" error.
   */
  async rows(
    sql: string,
    params: readonly SqlParameter[] = [],
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Record<string, unknown>[]> {
    const connection = await this.#instance.connect();
    const interrupt = (): void => connection.interrupt();
    options.signal?.throwIfAborted();
    options.signal?.addEventListener('abort', interrupt);
    try {
      const result = await connection.run(sql, [...params]);
      const names = result.deduplicatedColumnNames();
      const records: Record<string, unknown>[] = [];
      // Chunk by chunk, so that other searches get their turn while a large result is converted.
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return records;
        addRecords(records, names, chunk.getColumns());
      }
    } finally {
      options.signal?.removeEventListener('abort', interrupt);
      connection.closeSync();
    }
  }

  /** Frees DuckDB. The store must not be used afterwards. */
  close(): void {
    this.#writer.closeSync();
    this.#instance.closeSync();
  }
}

async function replace(
  connection: DuckDBConnection,
  { table, columns, rows }: DimensionTable,
): Promise<void> {
  await connection.run(`DELETE FROM ${table}`);
  await append(connection, table, columns, rows);
}

/** Adds a chunk's rows as records; a column called `__proto__` is a column like any other. */
function addRecords(
  records: Record<string, unknown>[],
  names: readonly string[],
  columns: readonly (readonly DuckDBValue[])[],
): void {
  const rowCount = columns[0]?.length ?? 0;
  for (let row = 0; row < rowCount; row += 1) {
    const record: Record<string, unknown> = {};
    names.forEach((name, index) => {
      const raw = columns[index]?.[row];
      const value = typeof raw === 'bigint' ? Number(raw) : raw;
      if (name === '__proto__') {
        Object.defineProperty(record, name, { value, enumerable: true, configurable: true });
      } else record[name] = value;
    });
    records.push(record);
  }
}
