import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { SeenFinding } from '../../ports/triage.ts';
import { addAct, countAct, TriageChanges } from './triage-changes.ts';

/** What is kept, of all scopes together; see docs/decisions/0023-triage.md. */
export const triageLimits = { decided: 200_000, seen: 200_000 } as const;
export type TriageLimits = { readonly decided: number; readonly seen: number };

const highRow = z.array(z.object({ finding: z.string() }));

/**
 * Notes findings of a run, and reopens those that are to be; answers which of them are HIGH and never were. For use in a
 * transaction.
 */
export function noteSeen(
  database: DatabaseSync,
  scope: number,
  findings: readonly SeenFinding[],
  atMs: number,
): readonly string[] {
  const high = findings.filter(({ subject }) => subject.risk === 'HIGH').map(({ id }) => id);
  const wereHigh = new Set(
    z
      .parse(
        highRow,
        database
          .prepare(
            `SELECT t.finding FROM json_each(?) AS asked CROSS JOIN triage AS t
             WHERE t.scope = ? AND t.finding = asked.value AND t.was_high = 1`,
          )
          .all(JSON.stringify(high), scope),
      )
      .map(({ finding }) => finding),
  );
  const add = database.prepare(
    `INSERT INTO triage (scope, finding, first_seen_ms, last_run_ms, was_high, version, state)
     VALUES (?, ?, ?, ?, ?, 0, 'new')
     ON CONFLICT (scope, finding) DO UPDATE
     SET last_run_ms = excluded.last_run_ms, was_high = max(was_high, excluded.was_high)`,
  );
  for (const { id, subject } of findings)
    add.run(scope, id, atMs, atMs, subject.risk === 'HIGH' ? 1 : 0);
  reopen(database, scope, findings, atMs);
  return high.filter((id) => !wereHigh.has(id));
}

/** The app's own act; only closed findings are reopened, whatever is asked. */
function reopen(
  database: DatabaseSync,
  scope: number,
  findings: readonly SeenFinding[],
  atMs: number,
): void {
  const wanted = findings.filter(({ reopened }) => reopened !== null);
  if (wanted.length === 0) return;
  const act = addAct(database, {
    ...{ scope, user: null, atMs, kind: 'reopened' as const },
    ...{ note: '', offense: null, findings: 0 },
  });
  const changes = new TriageChanges(database, scope);
  let count = 0;
  for (const { id, subject, reopened } of wanted) {
    const kept = changes.row(id);
    if (kept === null || reopened === null || kept.known === null) continue;
    const to = {
      ...{ state: 'new' as const, assignee: null, note: kept.note },
      ...{ reopened: JSON.stringify(reopened), known: null },
    };
    const by = { act, user: null, atMs, since: reopened, subject: JSON.stringify(subject) };
    changes.change(kept, to, by);
    count += 1;
  }
  countAct(database, act, count);
}

/**
 * Forgets findings that nobody has decided about, least lately seen first, and closed ones, changed longest ago first, as far as
 * there are more than that. For use in a transaction.
 */
export function forgetSurplus(database: DatabaseSync, limits: TriageLimits): void {
  const count = (condition: string) =>
    z.parse(
      z.object({ count: z.number() }),
      database.prepare(`SELECT count(*) AS count FROM triage WHERE ${condition}`).get(),
    ).count;
  const seen = count('version = 0') - limits.seen;
  if (seen > 0)
    database
      .prepare(
        `DELETE FROM triage WHERE id IN (
           SELECT id FROM triage WHERE version = 0 ORDER BY last_run_ms, id LIMIT ?)`,
      )
      .run(seen);
  const decided = count('version > 0') - limits.decided;
  if (decided <= 0) return;
  database
    .prepare(
      `DELETE FROM triage WHERE id IN (
         SELECT id FROM triage WHERE version > 0 AND known IS NOT NULL ORDER BY at_ms, id LIMIT ?)`,
    )
    .run(decided);
  database.exec(`
    DELETE FROM triage_event WHERE triage NOT IN (SELECT id FROM triage);
    DELETE FROM triage_act WHERE id NOT IN (SELECT act FROM triage_event)
      AND id NOT IN (SELECT note FROM triage WHERE note IS NOT NULL);
  `);
}
