import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { auditEntrySchema, type AuditEntry, type AuditPage } from '../../../contract/audit.ts';
import type { SettingLeaves } from './setting-leaves.ts';

/** Who changed settings, when (epoch ms), from what to what. */
export type Changed = {
  readonly before: SettingLeaves;
  readonly after: SettingLeaves;
  readonly user: string;
  readonly atMs: number;
};

/** Adds one entry per setting whose value is another one. For use in a transaction. */
export function addAudit(database: DatabaseSync, { before, after, user, atMs }: Changed): void {
  const add = database.prepare(
    'INSERT INTO audit (at_ms, user, setting, before, after) VALUES (?, ?, ?, ?, ?)',
  );
  for (const [name, value] of after) {
    const old = before.get(name) ?? 'null';
    if (old !== value) add.run(atMs, user, name, old, value);
  }
}

/** Deletes the entries older than that, epoch ms. */
export function deleteAuditBefore(database: DatabaseSync, oldestMs: number): void {
  database.prepare('DELETE FROM audit WHERE at_ms < ?').run(oldestMs);
}

/**
 * Deletes the oldest entries as far as all of them together hold more text than that; answers how many. For use in a
 * transaction.
 */
export function deleteAuditBeyond(database: DatabaseSync, mostBytes: number): number {
  const { changes } = database
    .prepare(
      `DELETE FROM audit WHERE id IN (
         SELECT id FROM (
           SELECT id, SUM(OCTET_LENGTH(user) + OCTET_LENGTH(before) + OCTET_LENGTH(after))
             OVER (ORDER BY id DESC) AS bytes FROM audit
         ) WHERE bytes > ?
       )`,
    )
    .run(mostBytes);
  return Number(changes);
}

/** Whether anybody has ever changed a setting. */
export function hasAudit(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM audit LIMIT 1').get() !== undefined;
}

/** The newest entry of that name, or `null`. */
export function readLastAudit(database: DatabaseSync, setting: string): AuditEntry | null {
  const row = database
    .prepare(
      `SELECT id, at_ms AS atMs, user, setting, before, after FROM audit
       WHERE setting = ? ORDER BY id DESC LIMIT 1`,
    )
    .get(setting);
  return row === undefined ? null : z.parse(auditEntrySchema, row);
}

/** At most `limit` entries older than the entry `before`, newest first; `null` begins with the newest. */
export function readAudit(
  database: DatabaseSync,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): AuditPage {
  const rows = database
    .prepare(
      `SELECT id, at_ms AS atMs, user, setting, before, after FROM audit
       WHERE id < ? ORDER BY id DESC LIMIT ?`,
    )
    .all(before ?? Number.MAX_SAFE_INTEGER, limit + 1);
  const entries = z.parse(z.array(auditEntrySchema), rows);
  return { entries: entries.slice(0, limit), more: entries.length > limit };
}
