import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { triageSubjectSchema } from '../../../contract/triage.ts';
import { signalChanges, type Signal, type WaitingSignal } from '../../ports/signals.ts';

/** What may wait, and what is remembered so that nothing is sent twice. Choices: weeks of a busy site, some ten megabytes. */
export const signalLimits = { waiting: 10_000, known: 100_000 } as const;
export type SignalLimits = { readonly waiting: number; readonly known: number };

const bodySchema = z.object({
  change: z.enum(signalChanges),
  finding: z.string(),
  subject: triageSubjectSchema,
  atMs: z.number(),
  by: z.nullable(z.string()),
  note: z.string(),
});
const countRow = z.object({ waiting: z.number(), leftOut: z.number() });
const waitingRow = z.object({ number: z.number(), body: z.string() });

/** A signal, and what it is about: each cause is told once. */
export type CausedSignal = { readonly cause: string; readonly signal: Signal };

/**
 * Lets signals wait, once for each cause; those for which the queue has no room are left out, which is counted, the oldest of
 * them forgotten beyond the limit. For use in the transaction of what they tell of.
 */
export function addSignals(
  database: DatabaseSync,
  signals: readonly CausedSignal[],
  limits: SignalLimits,
): void {
  if (signals.length === 0) return;
  const add = database.prepare(
    'INSERT OR IGNORE INTO signal (cause, state, at_ms, body) VALUES (?, ?, ?, ?)',
  );
  let room = limits.waiting - readSignalCounts(database).waiting;
  for (const { cause, signal } of signals) {
    const [state, body] = room > 0 ? ['waiting', JSON.stringify(signal)] : ['left-out', null];
    const { changes } = add.run(cause, state, signal.atMs, body);
    room -= Number(changes);
  }
  if (room <= 0) forgetSurplus(database, limits);
}

/** The oldest that wait. */
export function readWaitingSignals(database: DatabaseSync, limit: number): WaitingSignal[] {
  const rows = database
    .prepare(`SELECT id AS number, body FROM signal WHERE state = 'waiting' ORDER BY id LIMIT ?`)
    .all(limit);
  return z
    .parse(z.array(waitingRow), rows)
    .map(({ number, body }) => ({ number, ...z.parse(bodySchema, JSON.parse(body)) }));
}

/** Notes that these were sent then, and forgets the oldest that wait no more beyond the limit. For use in a transaction. */
export function writeSentSignals(
  database: DatabaseSync,
  numbers: readonly number[],
  atMs: number,
  limits: SignalLimits,
): void {
  const write = database.prepare(
    `UPDATE signal SET state = 'sent', body = NULL, at_ms = ? WHERE id = ?`,
  );
  for (const number of numbers) write.run(atMs, number);
  forgetSurplus(database, limits);
}

/** Those that wait are never among them. */
function forgetSurplus(database: DatabaseSync, { known }: SignalLimits): void {
  database
    .prepare(
      `DELETE FROM signal WHERE state != 'waiting'
       AND id <= (SELECT id FROM signal ORDER BY id DESC LIMIT 1 OFFSET ?)`,
    )
    .run(known);
}

/** How many wait, and how many were left out of those still remembered. */
export function readSignalCounts(database: DatabaseSync) {
  return z.parse(
    countRow,
    database
      .prepare(
        `SELECT (SELECT count(*) FROM signal WHERE state = 'waiting') AS waiting,
           (SELECT count(*) FROM signal WHERE state = 'left-out') AS leftOut`,
      )
      .get(),
  );
}
