import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import {
  allowActionKinds,
  allowSubjectSchema,
  behaviourChangeSchema,
  behaviourSchema,
} from '../../../contract/allowlist.ts';
import type { KeptAction, KeptEntry, KeptHealth, KeptWeek } from '../../ports/allow-ledger.ts';

/** A column that holds JSON of that shape. */
function json<T>(schema: z.ZodMiniType<T>) {
  return z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string): unknown => JSON.parse(text)),
    ),
    schema,
  );
}

const entryRow = z.object({
  id: z.string(),
  subject: json(allowSubjectSchema),
  setName: z.string(),
  value: z.string(),
  reason: z.string(),
  secondReason: z.nullable(z.string()),
  author: z.string(),
  origin: z.enum(['app', 'outside']),
  createdMs: z.number(),
  expiresMs: z.nullable(z.number()),
  state: z.enum(['active', 'suspended', 'removed']),
  endedMs: z.nullable(z.number()),
  endedBy: z.nullable(z.string()),
  changes: json(z.array(behaviourChangeSchema)),
  seenBy: z.nullable(z.string()),
});

const entryColumns = `id, subject, set_name AS setName, value, reason, second_reason AS secondReason, author, origin,
  created_ms AS createdMs, expires_ms AS expiresMs, state, ended_ms AS endedMs, ended_by AS endedBy, changes,
  seen_by AS seenBy`;

/** Entries that were not removed, newest first. */
export function readEntries(database: DatabaseSync): readonly KeptEntry[] {
  const rows = database
    .prepare(
      `SELECT ${entryColumns} FROM allow_entry WHERE state <> 'removed' ORDER BY created_ms DESC, id`,
    )
    .all();
  return z.parse(z.array(entryRow), rows);
}

/** How many entries are over by then, epoch ms. */
export function countOver(database: DatabaseSync, nowMs: number): number {
  const row = database
    .prepare('SELECT COUNT(*) AS count FROM allow_entry WHERE expires_ms <= ?')
    .get(nowMs);
  return Number(row?.['count']);
}

/** The entry of that id, removed or not. */
export function readEntry(database: DatabaseSync, id: string): KeptEntry | null {
  const row = database.prepare(`SELECT ${entryColumns} FROM allow_entry WHERE id = ?`).get(id);
  return row === undefined ? null : z.parse(entryRow, row);
}

/** Adds an entry, or puts it in the place of the one with its id. For use in a transaction. */
export function writeEntry(database: DatabaseSync, entry: KeptEntry): void {
  database
    .prepare(
      'INSERT OR REPLACE INTO allow_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      entry.id,
      JSON.stringify(entry.subject),
      entry.setName,
      entry.value,
      entry.reason,
      entry.secondReason,
      entry.author,
      entry.origin,
      entry.createdMs,
      entry.expiresMs,
      entry.state,
      entry.endedMs,
      entry.endedBy,
      JSON.stringify(entry.changes),
      entry.seenBy,
    );
}

const behaviour = z.nullable(json(behaviourSchema));
const healthRow = z.object({
  entry: z.string(),
  sinceMs: z.number(),
  hits: z.number(),
  lastHitMs: z.nullable(z.number()),
  madeFor: behaviour,
  last: behaviour,
});

/** How the entries do, by their ids. */
export function readHealth(database: DatabaseSync, scope: string): Map<string, KeptHealth> {
  const rows = database
    .prepare(
      `SELECT entry, since_ms AS sinceMs, hits, last_hit_ms AS lastHitMs, made_for AS madeFor, last
       FROM allow_health WHERE scope = ?`,
    )
    .all(scope);
  const read = z.parse(z.array(healthRow), rows);
  return new Map(read.map(({ entry, ...health }) => [entry, health]));
}

/** For use in a transaction. */
export function writeHealth(
  database: DatabaseSync,
  scope: string,
  of: ReadonlyMap<string, KeptHealth>,
): void {
  const write = database.prepare(
    'INSERT OR REPLACE INTO allow_health VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const text = (value: unknown) => (value === null ? null : JSON.stringify(value));
  for (const [entry, { sinceMs, hits, lastHitMs, madeFor, last }] of of)
    write.run(entry, scope, sinceMs, hits, lastHitMs, text(madeFor), text(last));
}

/** Whatever the scope. For use in a transaction. */
export function forgetMadeFor(database: DatabaseSync, entry: string): void {
  database.prepare('UPDATE allow_health SET made_for = NULL WHERE entry = ?').run(entry);
}

const weekRow = z.object({ entry: z.string(), weekMs: z.number(), bytesADay: z.number() });

/** The weeks from then on, oldest first. */
export function readWeeks(
  database: DatabaseSync,
  scope: string,
  sinceMs: number,
): readonly KeptWeek[] {
  const rows = database
    .prepare(
      `SELECT entry, week_ms AS weekMs, bytes_a_day AS bytesADay FROM allow_week
       WHERE scope = ? AND week_ms >= ? ORDER BY week_ms`,
    )
    .all(scope, sinceMs);
  return z.parse(z.array(weekRow), rows);
}

/** Of each week the most; those older than a year go. For use in a transaction. */
export function writeWeeks(
  database: DatabaseSync,
  scope: string,
  weeks: readonly KeptWeek[],
): void {
  const write = database.prepare(
    `INSERT INTO allow_week VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET bytes_a_day = MAX(bytes_a_day, excluded.bytes_a_day)`,
  );
  for (const { entry, weekMs, bytesADay } of weeks) write.run(entry, scope, weekMs, bytesADay);
  const newest = Math.max(0, ...weeks.map(({ weekMs }) => weekMs));
  database.prepare('DELETE FROM allow_week WHERE week_ms < ?').run(newest - yearMs);
}

const yearMs = 365 * 24 * 60 * 60_000;

const actionRow = z.object({
  id: z.number(),
  atMs: z.number(),
  user: z.nullable(z.string()),
  kind: z.enum(allowActionKinds),
  reason: z.string(),
  entries: json(z.array(z.string())),
  isUndone: z.pipe(
    z.number(),
    z.transform((flag: number) => flag !== 0),
  ),
});

const actionColumns = 'id, at_ms AS atMs, user, kind, reason, entries, is_undone AS isUndone';

/** Actions older than `before`, newest first. */
export function readActions(
  database: DatabaseSync,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): { readonly actions: readonly KeptAction[]; readonly more: boolean } {
  const rows = database
    .prepare(`SELECT ${actionColumns} FROM allow_action WHERE id < ? ORDER BY id DESC LIMIT ?`)
    .all(before ?? Number.MAX_SAFE_INTEGER, limit + 1);
  const actions = z.parse(z.array(actionRow), rows);
  return { actions: actions.slice(0, limit), more: actions.length > limit };
}

/** The action of that id. */
export function readAction(database: DatabaseSync, id: number): KeptAction | null {
  const row = database.prepare(`SELECT ${actionColumns} FROM allow_action WHERE id = ?`).get(id);
  return row === undefined ? null : z.parse(actionRow, row);
}

/** Answers its id. For use in a transaction. */
export function addAction(
  database: DatabaseSync,
  { atMs, user, kind, reason, entries, isUndone }: Omit<KeptAction, 'id'>,
): number {
  const { lastInsertRowid } = database
    .prepare('INSERT INTO allow_action VALUES (NULL, ?, ?, ?, ?, ?, ?)')
    .run(atMs, user, kind, reason, JSON.stringify(entries), isUndone ? 1 : 0);
  return Number(lastInsertRowid);
}

/** For use in a transaction. */
export function markUndone(database: DatabaseSync, id: number): void {
  database.prepare('UPDATE allow_action SET is_undone = 1 WHERE id = ?').run(id);
}
