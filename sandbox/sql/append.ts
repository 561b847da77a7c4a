import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import type { ColumnType } from './schema.ts';

/** How one column of a table is filled from a row of type `Row`. */
export type Column<Row> = {
  readonly type: ColumnType;
  readonly read: (row: Row) => string | number | bigint | null;
};

/** Rows between two flushes: keeps the appender's buffer at a few megabytes. */
const flushEvery = 100_000;

type Write = (appender: DuckDBAppender, value: string | number | bigint) => void;

const writers: Readonly<Record<ColumnType, Write>> = {
  BIGINT: (appender, value) => appender.appendBigInt(BigInt(value)),
  INTEGER: (appender, value) => appender.appendInteger(Number(value)),
  SMALLINT: (appender, value) => appender.appendSmallInt(Number(value)),
  UINTEGER: (appender, value) => appender.appendUInteger(Number(value)),
  UHUGEINT: (appender, value) => appender.appendUHugeInt(BigInt(value)),
  DOUBLE: (appender, value) => appender.appendDouble(Number(value)),
  VARCHAR: (appender, value) => appender.appendVarchar(String(value)),
};

/**
 * Appends rows to a table whose columns are exactly `columns`, in order; returns how many.
 * When reading a row throws, the rows before it are kept and the error goes on.
 */
export async function append<Row>(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
): Promise<number> {
  const appender = await connection.createAppender(table);
  const writes = columns.map(({ type, read }) => ({ read, write: writers[type] }));
  let count = 0;
  try {
    for (const row of rows) {
      // Every value is read before the first is written: a row is appended whole or not at all.
      const values = writes.map(({ read }) => read(row));
      writes.forEach(({ write }, index) => {
        const value = values[index] ?? null;
        if (value === null) appender.appendNull();
        else write(appender, value);
      });
      appender.endRow();
      count += 1;
      if (count % flushEvery === 0) appender.flushSync();
    }
  } finally {
    appender.closeSync();
  }
  return count;
}
