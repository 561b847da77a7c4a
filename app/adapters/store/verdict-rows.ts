import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';

/**
 * Of a finding, the last closing that was not taken back: a finding that was reopened by itself keeps its verdict, one that was
 * closed otherwise later has another. `t` is its row of `triage`.
 */
const lastVerdict = `
  SELECT e.state FROM triage_event e JOIN triage_act a ON a.id = e.act
  WHERE e.triage = t.id AND a.kind = 'decided' AND a.taken_back = 0
    AND e.state IN ('true-positive', 'benign', 'expected')
  ORDER BY e.id DESC LIMIT 1`;

const rows = z.array(z.object({ finding: z.string() }));

/** Of these findings those whose verdict is that they are true positives. */
export function readConfirmed(
  database: DatabaseSync,
  scope: number,
  ids: readonly string[],
): Set<string> {
  const found = database
    .prepare(
      `SELECT t.finding FROM triage t
       WHERE t.scope = ? AND t.version > 0 AND t.finding IN (SELECT value FROM json_each(?))
         AND (${lastVerdict}) = 'true-positive'`,
    )
    .all(scope, JSON.stringify(ids));
  return new Set(z.parse(rows, found).map(({ finding }) => finding));
}

/** All whose verdict is so since then, epoch ms. */
export function readConfirmedSince(
  database: DatabaseSync,
  scope: number,
  sinceMs: number,
): string[] {
  const found = database
    .prepare(
      `SELECT t.finding FROM triage t
       WHERE t.scope = ?1 AND t.version > 0 AND t.id IN (
           SELECT e.triage FROM triage_event e JOIN triage_act a ON a.id = e.act
           WHERE a.scope = ?1 AND a.at_ms >= ?2 AND e.state = 'true-positive')
         AND (${lastVerdict}) = 'true-positive'
       ORDER BY t.finding`,
    )
    .all(scope, sinceMs);
  return z.parse(rows, found).map(({ finding }) => finding);
}
