import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { OpenSearch } from '../../ports/open-searches.ts';

const searchRow = z.object({ id: z.string(), user: z.nullable(z.string()), createdMs: z.number() });

/** Notes that QRadar has the search. For use in a transaction. */
export function writeSearch(database: DatabaseSync, { id, user, createdMs }: OpenSearch): void {
  database.prepare('INSERT OR REPLACE INTO search VALUES (?, ?, ?)').run(id, user, createdMs);
}

/** Notes that QRadar has it no more. For use in a transaction. */
export function deleteSearch(database: DatabaseSync, id: string): void {
  database.prepare('DELETE FROM search WHERE id = ?').run(id);
}

/** All that were noted, oldest first. Throws what SQLite throws, and where a row does not fit. */
export function readSearches(database: DatabaseSync): readonly OpenSearch[] {
  const rows = database
    .prepare('SELECT id, user, created_ms AS createdMs FROM search ORDER BY created_ms, id')
    .all();
  return z.parse(z.array(searchRow), rows);
}
