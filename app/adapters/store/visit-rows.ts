import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';

/** A visit ends when the page has given no sign for so long; a choice: longer than a coffee, shorter than lunch. */
const pauseMs = 30 * 60_000;
/** Users of one scope that are remembered, those who came last. */
const mostUsers = 200;

const visitRow = z.object({ lastMs: z.number(), sinceMs: z.nullable(z.number()) });

/** The visit of a user; `null` where there never was one. */
export function readVisit(database: DatabaseSync, scope: number, user: string) {
  const row = database
    .prepare(
      'SELECT last_ms AS lastMs, since_ms AS sinceMs FROM visit WHERE scope = ? AND user = ?',
    )
    .get(scope, user);
  return row === undefined ? null : z.parse(visitRow, row);
}

/**
 * Notes a sign of a user, and answers when the visit before ended: unchanged within a visit, the last sign after a pause, now where
 * `ended` says that all has been seen. A clock that was set back ends no visit. For use in a transaction.
 */
export function writeVisit(
  database: DatabaseSync,
  { scope, user, atMs }: { readonly scope: number; readonly user: string; readonly atMs: number },
  ended: boolean,
): number | null {
  const before = readVisit(database, scope, user);
  const sinceMs = sinceOf(before, atMs, ended);
  database
    .prepare(
      `INSERT INTO visit (scope, user, last_ms, since_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET last_ms = excluded.last_ms, since_ms = excluded.since_ms`,
    )
    .run(scope, user, atMs, sinceMs);
  database
    .prepare(
      `DELETE FROM visit WHERE scope = ?1 AND user NOT IN (
         SELECT user FROM visit WHERE scope = ?1 ORDER BY last_ms DESC, user LIMIT ?2)`,
    )
    .run(scope, mostUsers);
  return sinceMs;
}

function sinceOf(
  before: z.infer<typeof visitRow> | null,
  atMs: number,
  ended: boolean,
): number | null {
  if (ended) return atMs;
  if (before === null) return null;
  return atMs - before.lastMs > pauseMs ? before.lastMs : before.sinceMs;
}

/** Who has used the app with these rights, by name. */
export function readVisitors(database: DatabaseSync, scope: number): string[] {
  const rows = database.prepare('SELECT user FROM visit WHERE scope = ? ORDER BY user').all(scope);
  return z.parse(z.array(z.object({ user: z.string() })), rows).map(({ user }) => user);
}
