import { createHash } from 'node:crypto';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import * as z from 'zod/mini';
import { profileSchema } from '../../../contract/finding.ts';
import { windowSchema } from '../../../contract/run.ts';
import { sinceClosedSchema, triageStateSchema, type Triage } from '../../../contract/triage.ts';
import type { KnownAtClosing, ListPage, TriagePageText } from '../../ports/triage.ts';

/** A text column that holds JSON of that shape, or nothing. */
function jsonColumn<T>(schema: z.ZodMiniType<T>) {
  return z.pipe(
    z.pipe(
      z.nullable(z.string()),
      z.transform((text): unknown => (text === null ? null : JSON.parse(text))),
    ),
    z.nullable(schema),
  );
}

const knownSchema = z.object({
  profile: profileSchema,
  window: windowSchema,
  basis: z.nullable(z.string()),
  connections: z.number(),
  sentBytes: z.nullable(z.number()),
  knownUntilMs: z.number(),
});

export const sinceColumn = jsonColumn(sinceClosedSchema);

/** A row of a finding, as its triage is made of. */
const triageRow = z.object({
  finding: z.string(),
  version: z.number(),
  state: triageStateSchema,
  assignee: z.nullable(z.string()),
  note: z.nullable(z.string()),
  user: z.nullable(z.string()),
  atMs: z.nullable(z.number()),
  firstSeenMs: z.number(),
  reopened: sinceColumn,
});

const columns = `t.id, t.finding, t.version, t.state, t.assignee, a.note, t.user, t.at_ms AS atMs,
  t.first_seen_ms AS firstSeenMs, t.reopened`;
const withNote = 'triage AS t LEFT JOIN triage_act AS a ON a.id = t.note';

/** The triage a row speaks of. */
export function triageOf(row: unknown): Triage {
  const { user: by, note, ...triage } = z.parse(triageRow, row);
  return { ...triage, by, note: note ?? '' };
}

/** The number under which the rows of a scope are kept; `null` where it has none. */
export function scopeNumber(database: DatabaseSync, scope: string): number | null {
  const row = database.prepare('SELECT id FROM triage_scope WHERE hash = ?').get(hashOf(scope));
  return row === undefined ? null : z.parse(z.object({ id: z.number() }), row).id;
}

/** The same, given one where it has none. For use in a transaction. */
export function ensureScope(database: DatabaseSync, scope: string): number {
  database.prepare('INSERT OR IGNORE INTO triage_scope (hash) VALUES (?)').run(hashOf(scope));
  const found = scopeNumber(database, scope);
  if (found === null) throw new TypeError('a scope that was just written is not there');
  return found;
}

/** A scope may hold what identifies a session, which the file does not need to know. */
function hashOf(scope: string): string {
  return createHash('sha256').update(scope).digest('base64url');
}

/** Of these findings those with a version of at least that, in no order. */
export function readTriages(
  database: DatabaseSync,
  scope: number,
  ids: readonly string[],
  leastVersion: number,
): readonly Triage[] {
  return database
    .prepare(
      `SELECT ${columns} FROM json_each(?) AS asked
       CROSS JOIN ${withNote} WHERE t.scope = ? AND t.finding = asked.value AND t.version >= ?`,
    )
    .all(JSON.stringify(ids), scope, leastVersion)
    .map(triageOf);
}

/** The row of one finding; `null` where there is none. */
export function readRow(database: DatabaseSync, scope: number, finding: string) {
  const row = database
    .prepare(`SELECT ${columns} FROM ${withNote} WHERE t.scope = ? AND t.finding = ?`)
    .get(scope, finding);
  return row === undefined
    ? null
    : { id: z.parse(z.object({ id: z.number() }), row).id, triage: triageOf(row) };
}

/** Ids of those of these findings that were first seen after that, epoch ms. */
export function readNewSince(
  database: DatabaseSync,
  scope: number,
  ids: readonly string[],
  sinceMs: number,
): readonly string[] {
  const rows = database
    .prepare(
      `SELECT t.finding FROM json_each(?) AS asked
       CROSS JOIN triage AS t WHERE t.scope = ? AND t.finding = asked.value AND t.first_seen_ms > ?`,
    )
    .all(JSON.stringify(ids), scope, sinceMs);
  return z.parse(z.array(z.object({ finding: z.string() })), rows).map(({ finding }) => finding);
}

/** Of these findings what was known of the closed ones. */
export function readClosings(
  database: DatabaseSync,
  scope: number,
  ids: readonly string[],
): ReadonlyMap<string, KnownAtClosing> {
  const rows = database
    .prepare(
      `SELECT t.finding, t.known FROM json_each(?) AS asked
       CROSS JOIN triage AS t WHERE t.scope = ? AND t.finding = asked.value AND t.known IS NOT NULL`,
    )
    .all(JSON.stringify(ids), scope);
  const parsed = z.parse(
    z.array(z.object({ finding: z.string(), known: jsonColumn(knownSchema) })),
    rows,
  );
  return new Map(parsed.flatMap(({ finding, known }) => (known ? [[finding, known]] : [])));
}

const textRow = z.object({ id: z.number(), atMs: z.number(), text: z.string() });

/** An entry as JSON, made by SQLite: reading rows and writing them again took five times as long. */
const entryText = `json_object('finding', t.finding, 'version', t.version, 'state', t.state,
  'assignee', t.assignee, 'note', coalesce(a.note, ''), 'by', t.user, 'atMs', t.at_ms,
  'firstSeenMs', t.first_seen_ms, 'reopened', json(t.reopened), 'subject', json(t.subject))`;

/** Findings decided about, last changed first. A `before` that is none begins with the newest. */
export function readPage(database: DatabaseSync, scope: number, page: ListPage): TriagePageText {
  const from = placeOf(page.before);
  const conditions = [
    't.scope = ? AND t.version > 0 AND t.subject IS NOT NULL',
    ...(page.state === null ? [] : ['t.state = ?']),
    ...(from === null ? [] : ['(t.at_ms, t.id) < (?, ?)']),
  ];
  const values: SQLInputValue[] = [
    scope,
    ...(page.state === null ? [] : [page.state]),
    ...(from === null ? [] : [from.atMs, from.id]),
    page.limit + 1,
  ];
  const found = database
    .prepare(
      `SELECT t.id, t.at_ms AS atMs, ${entryText} AS text FROM ${withNote}
       WHERE ${conditions.join(' AND ')} ORDER BY t.at_ms DESC, t.id DESC LIMIT ?`,
    )
    .all(...values);
  const rows = z.parse(z.array(textRow), found);
  const last = rows[page.limit - 1];
  return {
    entries: rows.slice(0, page.limit).map(({ text }) => text),
    next: rows.length > page.limit && last ? `${last.atMs}-${last.id}` : null,
  };
}

function placeOf(before: string | null): { readonly atMs: number; readonly id: number } | null {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(before ?? '');
  return match ? { atMs: Number(match[1]), id: Number(match[2]) } : null;
}
