import type { DatabaseSync, StatementSync } from 'node:sqlite';
import * as z from 'zod/mini';
import {
  triageEventKinds,
  triageStateSchema,
  type SinceClosed,
  type TriageEvent,
  type TriageState,
} from '../../../contract/triage.ts';
import type { HistoryPage, TriageActor } from '../../ports/triage.ts';
import { sinceColumn } from './triage-rows.ts';

/** Entries of the history of one finding; a choice, far beyond what people do to one. */
const mostEventsOfOne = 500;

/** What an act is, besides the findings it is about. `user` `null`: the app's own. */
export type Act = Omit<TriageActor, 'scope' | 'user'> & {
  readonly scope: number;
  readonly user: string | null;
  readonly kind: TriageEvent['kind'];
  readonly note: string;
  readonly offense: number | null;
  readonly findings: number;
};

/** What a decision changes, of one finding; texts are JSON, `note` is the number of an act. */
const standingSchema = z.object({
  state: triageStateSchema,
  assignee: z.nullable(z.string()),
  note: z.nullable(z.number()),
  reopened: z.nullable(z.string()),
  known: z.nullable(z.string()),
});
export type Standing = z.infer<typeof standingSchema>;
const keptRow = z.object({ id: z.number(), version: z.number(), ...standingSchema.shape });
/** A finding's row as a change finds it. */
export type Kept = z.infer<typeof keptRow>;

/** Notes an act; answers its number. For use in a transaction. */
export function addAct(database: DatabaseSync, act: Act): number {
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO triage_act (scope, user, at_ms, kind, note, offense, findings, taken_back)
       VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
    )
    .run(act.scope, act.user, act.atMs, act.kind, act.note, act.offense, act.findings);
  return Number(lastInsertRowid);
}

/** Writes the number of findings of an act once it is known. For use in a transaction. */
export function countAct(database: DatabaseSync, act: number, findings: number): void {
  database.prepare('UPDATE triage_act SET findings = ? WHERE id = ?').run(findings, act);
}

const statements = {
  row: `SELECT id, version, state, assignee, note, reopened, known FROM triage
    WHERE scope = ? AND finding = ?`,
  make: `INSERT INTO triage (scope, finding, first_seen_ms, last_run_ms, was_high, version, state)
    VALUES (?, ?, ?, ?, 0, 0, 'new')`,
  change: `UPDATE triage SET version = ?, state = ?, assignee = ?, note = ?, reopened = ?, known = ?,
    user = ?, at_ms = ?, subject = coalesce(?, subject) WHERE id = ?`,
  add: `INSERT INTO triage_event (triage, act, version, state, assignee, since, before)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  trim: `DELETE FROM triage_event WHERE triage = ?1 AND id <= (
    SELECT id FROM triage_event WHERE triage = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)`,
} as const;

/** Changes rows of findings, each with an entry in its history. For use in one transaction. */
export class TriageChanges {
  readonly #scope: number;
  readonly #run: Readonly<Record<keyof typeof statements, StatementSync>>;

  constructor(database: DatabaseSync, scope: number) {
    this.#scope = scope;
    this.#run = {
      row: database.prepare(statements.row),
      make: database.prepare(statements.make),
      change: database.prepare(statements.change),
      add: database.prepare(statements.add),
      trim: database.prepare(statements.trim),
    };
  }

  /** The row of a finding; `null` where it has none. */
  row(finding: string): Kept | null {
    const found = this.#run.row.get(this.#scope, finding);
    return found === undefined ? null : z.parse(keptRow, found);
  }

  /** Makes a row for a finding that has none, seen at that time, epoch ms. */
  make(finding: string, atMs: number): Kept {
    const { lastInsertRowid } = this.#run.make.run(this.#scope, finding, atMs, atMs);
    const id = Number(lastInsertRowid);
    return {
      ...{ id, version: 0, state: 'new' as const, assignee: null },
      ...{ note: null, reopened: null, known: null },
    };
  }

  /** `subject` is JSON; `null` leaves it as it is. */
  change(
    kept: Kept,
    to: Standing,
    by: {
      readonly act: number;
      readonly user: string | null;
      readonly atMs: number;
      readonly since?: SinceClosed;
      readonly subject: string | null;
    },
  ): void {
    const version = kept.version + 1;
    this.#run.change.run(
      ...[version, to.state, to.assignee, to.note, to.reopened, to.known],
      ...[by.user, by.atMs, by.subject, kept.id],
    );
    const since = by.since === undefined ? null : JSON.stringify(by.since);
    this.note(kept, { act: by.act, version, state: to.state, assignee: to.assignee, since });
  }

  /** Adds to the history without a change. */
  note(
    kept: Kept,
    event: {
      readonly act: number;
      readonly version: number;
      readonly state: TriageState;
      readonly assignee: string | null;
      readonly since: string | null;
    },
  ): void {
    const { state, assignee, note, reopened, known } = kept;
    const before: Standing = { state, assignee, note, reopened, known };
    this.#run.add.run(
      ...[kept.id, event.act, event.version, event.state, event.assignee],
      ...[event.since, JSON.stringify(before)],
    );
    this.#run.trim.run(kept.id, mostEventsOfOne);
  }
}

const undoneRow = z.object({
  finding: z.string(),
  after: z.number(),
  before: z.string(),
});

/** The asker's last act that can be undone, and how many findings it has changed; `null`: there is none. */
export function lastAct(database: DatabaseSync, scope: number, user: string) {
  const row = database
    .prepare(
      `SELECT id, findings FROM triage_act
       WHERE scope = ? AND user = ? AND kind = 'decided' AND taken_back = 0 ORDER BY id DESC LIMIT 1`,
    )
    .get(scope, user);
  return row === undefined
    ? null
    : z.parse(z.object({ id: z.number(), findings: z.number() }), row);
}

/** Says of an act that it was undone. */
export function takeBack(database: DatabaseSync, act: number): void {
  database.prepare('UPDATE triage_act SET taken_back = 1 WHERE id = ?').run(act);
}

/** What an act changed: each finding, its version after it, and how it stood before. */
export function changesOf(database: DatabaseSync, act: number) {
  const rows = database
    .prepare(
      `SELECT t.finding, e.version AS after, e.before FROM triage_event AS e
       JOIN triage AS t ON t.id = e.triage WHERE e.act = ? ORDER BY e.id`,
    )
    .all(act);
  return z.parse(z.array(undoneRow), rows).map(({ before, ...row }) => ({
    ...row,
    before: z.parse(standingSchema, JSON.parse(before)),
  }));
}

const eventRow = z.object({
  id: z.number(),
  atMs: z.number(),
  by: z.nullable(z.string()),
  kind: z.enum(triageEventKinds),
  state: triageStateSchema,
  assignee: z.nullable(z.string()),
  note: z.string(),
  since: sinceColumn,
  offense: z.nullable(z.number()),
  many: z.number(),
});

/** Entries of a finding's history, newest first. */
export function readEvents(
  database: DatabaseSync,
  triage: number,
  { before, limit }: HistoryPage,
): { readonly events: TriageEvent[]; readonly more: boolean } {
  const rows = database
    .prepare(
      `SELECT e.id, a.at_ms AS atMs, a.user AS by, a.kind, e.state, e.assignee, a.note, e.since,
         a.offense, a.findings AS many
       FROM triage_event AS e JOIN triage_act AS a ON a.id = e.act
       WHERE e.triage = ? AND e.id < ? ORDER BY e.id DESC LIMIT ?`,
    )
    .all(triage, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
  const events = z.parse(z.array(eventRow), rows);
  return { events: events.slice(0, limit), more: events.length > limit };
}
