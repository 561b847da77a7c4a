import type { DatabaseSync } from 'node:sqlite';

/** Whether the page has that to say, whatever it was that made it so. */
export function hasNotice(database: DatabaseSync, code: string): boolean {
  return database.prepare('SELECT 1 FROM notice WHERE code = ?').get(code) !== undefined;
}

/** Has the page say it, also after a restart; `atMs`, epoch ms, is since when. */
export function writeNotice(database: DatabaseSync, code: string, atMs: number): void {
  database.prepare('INSERT OR REPLACE INTO notice VALUES (?, ?)').run(code, atMs);
}

/** Has the page say it no more. */
export function deleteNotice(database: DatabaseSync, code: string): void {
  database.prepare('DELETE FROM notice WHERE code = ?').run(code);
}
