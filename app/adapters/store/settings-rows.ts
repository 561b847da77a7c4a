import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { auditEntrySchema, type AuditPage } from '../../../contract/audit.ts';
import type { Settings } from '../../../contract/session.ts';
import { defaultLeaves, leavesOf, settingsOf } from './setting-leaves.ts';

/** The one notice there is: what was stored before could not be used, and nobody has saved since. */
const invalidNotice = 'settings-invalid';

const dayMs = 24 * 60 * 60_000;

const settingRow = z.object({ name: z.string(), value: z.string() });

/** The settings in the store; `null` where they do not fit. Throws what SQLite throws. */
export function readSettings(database: DatabaseSync): Settings | null {
  const rows = database.prepare('SELECT name, value FROM setting').all();
  const stored = z
    .parse(z.array(settingRow), rows)
    .map(({ name, value }) => [name, value] as const);
  return settingsOf(new Map(stored));
}

/** Whether the page has to say that the settings are not those once saved. */
export function hasInvalidNotice(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM notice WHERE code = ?').get(invalidNotice) !== undefined;
}

export function writeInvalidNotice(database: DatabaseSync, atMs: number): void {
  database.prepare('INSERT OR REPLACE INTO notice VALUES (?, ?)').run(invalidNotice, atMs);
}

/** What to save, in place of what, who wants it and when. */
export type SettingsChange = {
  readonly before: Settings;
  readonly after: Settings;
  readonly user: string;
  readonly atMs: number;
};

/**
 * Writes the settings and one line of the trail per setting that changed, and drops lines older than the
 * settings say. For use in a transaction.
 */
export function writeSettings(database: DatabaseSync, change: SettingsChange): void {
  const before = leavesOf(change.before);
  const keep = database.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)');
  const drop = database.prepare('DELETE FROM setting WHERE name = ?');
  const audit = database.prepare(
    'INSERT INTO audit (at_ms, user, setting, before, after) VALUES (?, ?, ?, ?, ?)',
  );
  for (const [name, value] of leavesOf(change.after)) {
    if (value === defaultLeaves.get(name)) drop.run(name);
    else keep.run(name, value);
    const old = before.get(name) ?? 'null';
    if (old !== value) audit.run(change.atMs, change.user, name, old, value);
  }
  const oldestMs = change.atMs - change.after.auditDays * dayMs;
  database.prepare('DELETE FROM audit WHERE at_ms < ?').run(oldestMs);
  database.prepare('DELETE FROM notice WHERE code = ?').run(invalidNotice);
}

/** Whether anybody has ever changed a setting. */
export function hasAudit(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM audit LIMIT 1').get() !== undefined;
}

/** Changes older than the entry `before`, newest first. */
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
