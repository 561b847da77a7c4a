import { DatabaseSync } from 'node:sqlite';

/**
 * Whether a database has the tables and columns that these steps make, beside others; before the first step it has none at
 * all. Indexes only make it faster and are not looked at.
 */
export function hasShape(database: DatabaseSync, steps: readonly string[]): boolean {
  const found = new Set(columnsOf(database));
  if (steps.length === 0) return found.size === 0;
  const made = new DatabaseSync(':memory:');
  try {
    for (const step of steps) made.exec(step);
    return columnsOf(made).every((column) => found.has(column));
  } finally {
    made.close();
  }
}

/** Every column of every table, with all that is said of it. */
function columnsOf(database: DatabaseSync): string[] {
  const rows = database
    .prepare(
      `SELECT tables.name AS "table", columns.name, columns.type, columns."notnull", columns.pk
       FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns
       WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'`,
    )
    .all();
  return rows.map((row) => JSON.stringify(row));
}
