import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import {
  predictionSchema,
  ranSchema,
  receiptSchema,
  recipeSchema,
  validationRequestSchema,
  validationResultSchema,
} from '../../../contract/validation.ts';
import type { ValidationRecord } from '../../ports/validation-store.ts';

const recordSchema = z.object({
  id: z.string(),
  createdMs: z.number(),
  user: z.string(),
  request: validationRequestSchema,
  marker: z.string(),
  recipe: recipeSchema,
  prediction: z.nullable(predictionSchema),
  receipt: z.nullable(receiptSchema),
  ran: z.nullable(ranSchema),
  result: z.nullable(validationResultSchema),
});

const row = z.object({ record: z.string() });

/** Adds it, or takes the place of the one with its id and scope. For use in a transaction. */
export function writeValidation(
  database: DatabaseSync,
  scope: string,
  record: ValidationRecord,
): void {
  database
    .prepare(
      'INSERT OR REPLACE INTO validation (scope, id, created_ms, record) VALUES (?, ?, ?, ?)',
    )
    .run(scope, record.id, record.createdMs, JSON.stringify(record));
}

/** Deletes all of a scope but the newest. For use in a transaction. */
export function deleteOldValidations(database: DatabaseSync, scope: string, most: number): void {
  database
    .prepare(
      `DELETE FROM validation WHERE scope = ? AND id NOT IN (
         SELECT id FROM validation WHERE scope = ? ORDER BY created_ms DESC, id LIMIT ?
       )`,
    )
    .run(scope, scope, most);
}

/**
 * Deletes the oldest as far as all of them together hold more text than that, so that those of a scope that nobody has any more make room.
 * For use in a transaction.
 */
export function deleteValidationsBeyond(database: DatabaseSync, mostBytes: number): void {
  database
    .prepare(
      `DELETE FROM validation WHERE (scope, id) IN (
         SELECT scope, id FROM (
           SELECT scope, id, SUM(OCTET_LENGTH(record)) OVER (ORDER BY created_ms DESC, id) AS bytes
           FROM validation
         ) WHERE bytes > ?
       )`,
    )
    .run(mostBytes);
}

/** That of the scope, `null` where there is none or it does not fit. Throws what SQLite throws. */
export function readValidation(
  database: DatabaseSync,
  scope: string,
  id: string,
): ValidationRecord | null {
  const found = database
    .prepare('SELECT record FROM validation WHERE scope = ? AND id = ?')
    .all(scope, id);
  return recordsIn(found)[0] ?? null;
}

/** Those of the scope, newest first; what does not fit is left out: the file may come from another hand. */
export function readValidations(
  database: DatabaseSync,
  scope: string,
): readonly ValidationRecord[] {
  const rows = database
    .prepare('SELECT record FROM validation WHERE scope = ? ORDER BY created_ms DESC, id')
    .all(scope);
  return recordsIn(rows);
}

function recordsIn(rows: readonly unknown[]): ValidationRecord[] {
  return z.parse(z.array(row), rows).flatMap(({ record }) => {
    const read = z.safeParse(recordSchema, jsonOf(record));
    return read.success ? [read.data] : [];
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
