import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { stepDoneSchema, type StepDone } from '../../../contract/guides.ts';
import { stepKey, type StepOf } from '../../ports/guide-store.ts';
import { guideNameSchema, type GuideName } from '../../../contract/guides.ts';

/** Steps that are kept, over all findings; beyond, those done longest ago go. A choice: a dozen for each of 8,000 findings. */
const mostSteps = 100_000;

const textRow = z.object({ text: z.string(), user: z.string(), atMs: z.number() });

/** The text of a guide, by whom and when; `null` where there is none. */
export function readGuideText(database: DatabaseSync, name: GuideName, language: string) {
  const row = database
    .prepare('SELECT text, user, at_ms AS atMs FROM guide WHERE name = ? AND language = ?')
    .get(name, language);
  if (row === undefined) return null;
  const { text, user, atMs } = z.parse(textRow, row);
  return { text, changed: { by: user, atMs } };
}

/** Replaces the text of a guide; `null` deletes it. For use in a transaction. */
export function writeGuideText(
  database: DatabaseSync,
  guide: { readonly name: GuideName; readonly language: string; readonly text: string | null },
  { user, atMs }: { readonly user: string; readonly atMs: number },
): void {
  const { name, language, text } = guide;
  if (text === null)
    database.prepare('DELETE FROM guide WHERE name = ? AND language = ?').run(name, language);
  else
    database
      .prepare(
        'INSERT OR REPLACE INTO guide (name, language, text, user, at_ms) VALUES (?, ?, ?, ?, ?)',
      )
      .run(name, language, text, user, atMs);
}

const stepRow = z.object({
  guide: guideNameSchema,
  step: z.string(),
  by: z.string(),
  atMs: z.number(),
});

/** Steps of a finding that are done, by `stepKey`. */
export function readSteps(database: DatabaseSync, scope: number, finding: string) {
  const rows = database
    .prepare(
      'SELECT guide, step, user AS by, at_ms AS atMs FROM guide_step WHERE scope = ? AND finding = ?',
    )
    .all(scope, finding);
  return new Map(
    z
      .parse(z.array(stepRow), rows)
      .map(({ guide, step, by, atMs }) => [stepKey(guide, step), { by, atMs }]),
  );
}

/** Notes who did a step first, or that it is not done; answers what holds. For use in a transaction. */
export function writeStep(
  database: DatabaseSync,
  scope: number,
  { finding, guide, step }: Omit<StepOf, 'scope'>,
  done: StepDone | null,
): StepDone | null {
  const key = [scope, finding, guide, step];
  const where = 'scope = ? AND finding = ? AND guide = ? AND step = ?';
  if (done === null) {
    database.prepare(`DELETE FROM guide_step WHERE ${where}`).run(...key);
    return null;
  }
  database
    .prepare(
      `INSERT OR IGNORE INTO guide_step (scope, finding, guide, step, user, at_ms)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(...key, done.by, done.atMs);
  database
    .prepare(
      `DELETE FROM guide_step WHERE rowid IN (
         SELECT rowid FROM guide_step ORDER BY at_ms DESC LIMIT -1 OFFSET ?)`,
    )
    .run(mostSteps);
  const row = database
    .prepare(`SELECT user AS by, at_ms AS atMs FROM guide_step WHERE ${where}`)
    .get(...key);
  return z.parse(z.nullable(stepDoneSchema), row ?? null);
}
