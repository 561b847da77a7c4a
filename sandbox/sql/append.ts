import {
  BIGINT,
  DOUBLE,
  DuckDBDataChunk,
  INTEGER,
  SMALLINT,
  UHUGEINT,
  UINTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { ColumnType } from './schema.ts';

/** How one column of a table is filled from a row of type `Row`. */
export type Column<Row> = {
  readonly type: ColumnType;
  readonly read: (row: Row) => string | number | bigint | null;
};

/** Rows of a chunk: what DuckDB's vectors hold. */
const chunkRows = 2048;
/** Chunks between two flushes: keeps the appender's buffer at a few megabytes. */
const flushEvery = 50;

/** DuckDB's type of a column, and a cell as it wants it. */
type Kind = {
  readonly type: DuckDBType;
  readonly valueOf: (cell: string | number | bigint) => DuckDBValue;
};

const kinds: Readonly<Record<ColumnType, Kind>> = {
  BIGINT: { type: BIGINT, valueOf: BigInt },
  INTEGER: { type: INTEGER, valueOf: Number },
  SMALLINT: { type: SMALLINT, valueOf: Number },
  UINTEGER: { type: UINTEGER, valueOf: Number },
  UHUGEINT: { type: UHUGEINT, valueOf: BigInt },
  DOUBLE: { type: DOUBLE, valueOf: Number },
  VARCHAR: { type: VARCHAR, valueOf: String },
};

/**
 * Appends rows to a table whose columns are exactly `columns`, in order; returns how many. Rows go in chunks, column by
 * column, which is far less work for the binding than value by value.
 * When reading a row throws, the rows before it are kept and the error goes on.
 */
export async function append<Row>(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
): Promise<number> {
  const appender = await connection.createAppender(table);
  const chunk = new ChunkWriter(columns);
  let count = 0;
  let chunks = 0;
  const send = (): void => {
    if (chunk.rows === 0) return;
    count += chunk.rows;
    appender.appendDataChunk(chunk.take());
    chunks += 1;
    if (chunks % flushEvery === 0) appender.flushSync();
  };
  try {
    try {
      for (const row of rows) {
        chunk.add(row);
        if (chunk.rows === chunkRows) send();
      }
    } finally {
      send();
    }
  } finally {
    appender.closeSync();
  }
  return count;
}

/** Collects rows column by column. Guards the rows of the chunk that is not yet taken. */
class ChunkWriter<Row> {
  readonly #columns: readonly { readonly column: Column<Row>; readonly kind: Kind }[];
  #values: DuckDBValue[][];
  #rows = 0;

  constructor(columns: readonly Column<Row>[]) {
    this.#columns = columns.map((column) => ({ column, kind: kinds[column.type] }));
    this.#values = columns.map(() => []);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Takes a row whole or not at all: a value that cannot be read leaves what was read of the row behind, unseen. */
  add(row: Row): void {
    let index = 0;
    for (const { column, kind } of this.#columns) {
      const cell = column.read(row);
      const values = this.#values[index];
      if (values) values[this.#rows] = cell === null ? null : kind.valueOf(cell);
      index += 1;
    }
    this.#rows += 1;
  }

  /** The rows as a chunk; the next one begins empty. */
  take(): DuckDBDataChunk {
    const chunk = DuckDBDataChunk.create(
      this.#columns.map(({ kind }) => kind.type),
      this.#rows,
    );
    const rows = this.#rows;
    chunk.setColumns(this.#values.map((values) => values.slice(0, rows)));
    this.#values = this.#columns.map(() => []);
    this.#rows = 0;
    return chunk;
  }
}
