import * as z from 'zod/mini';
import { problemSchema } from './problem.ts';

export const triageStates = [
  /** Nobody works on it. */
  'new',
  /** Somebody does: `assignee`. */
  'in-progress',
  /** Closed: data was taken out by somebody who should not. */
  'true-positive',
  /** Closed: real, and harmless. */
  'benign',
  /** Closed: this is how it should be. */
  'expected',
] as const;
export const triageStateSchema = z.enum(triageStates);
/** Where the work on a finding stands. The last three are closed, with that verdict. */
export type TriageState = z.infer<typeof triageStateSchema>;

export const closedStates = ['true-positive', 'benign', 'expected'] as const;
export type ClosedState = (typeof closedStates)[number];

/** Characters of a note, UTF-16 units as the browser counts them. A choice: two screens of text. */
export const longestNote = 4000;
/** Findings of one act: as many as a run keeps by default. */
export const mostInAnAct = 10_000;
/** Findings named by an answer about many; the count beside them has them all. */
export const mostNamedFindings = 50;

/**
 * Text that a person wrote: lines, tabs, and no other control character; nor those that turn the direction of what follows
 * (https://www.unicode.org/reports/tr9/), which make a text show something else than it says.
 */
const writtenText = z
  .string()
  .check(
    z.maxLength(longestNote),
    z.regex(
      /^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff]*$/u,
    ),
  );

const user = z.string().check(z.minLength(1), z.maxLength(255));
const findingId = z.string().check(z.minLength(1), z.maxLength(1000));

/**
 * What went on after a finding was closed. `continued`: activity later than what was known then; `late`: records of the time that
 * was known then, which came afterwards. `connections` and `sentBytes`: what is new, at least so much where `atLeast` is
 * set; `sentBytes` is `null` where no counter tells. `lastSeenMs`: of the finding now, epoch ms.
 */
export const sinceClosedSchema = z.object({
  why: z.enum(['continued', 'late']),
  connections: z.number(),
  sentBytes: z.nullable(z.number()),
  atLeast: z.boolean(),
  lastSeenMs: z.number(),
});
export type SinceClosed = z.infer<typeof sinceClosedSchema>;

/**
 * The triage of one finding, shared by all whose sessions QRadar shows the same data. `version` grows by one with each
 * change; 0: nobody has decided anything. `note`: the latest that is not empty. `by`, `atMs`: the last change, `by` is `null`
 * where the app made it (`reopened`) or nobody did. `firstSeenMs`: end of the first run of this scope that had it.
 * `reopened`: set from the moment it was reopened by itself until somebody decides again.
 */
export const triageSchema = z.object({
  finding: z.string(),
  version: z.number(),
  state: triageStateSchema,
  assignee: z.nullable(z.string()),
  note: z.string(),
  by: z.nullable(z.string()),
  atMs: z.nullable(z.number()),
  firstSeenMs: z.number(),
  reopened: z.nullable(sinceClosedSchema),
});
export type Triage = z.infer<typeof triageSchema>;

/**
 * What is known of the findings of a run. `entries`: only those somebody or the app has decided about (`version` above
 * 0); all others are `new`. `sinceMs`: end of this analyst's last visit, `null` at the first one. `newFindings`: ids of
 * those first seen after it; empty at the first visit. Both in the order of ids.
 */
export const runTriageSchema = z.object({
  sinceMs: z.nullable(z.number()),
  entries: z.array(triageSchema),
  newFindings: z.array(z.string()),
});
export type RunTriage = z.infer<typeof runTriageSchema>;

/**
 * A decision about findings of a run, all of it or nothing. `version`: as the asker saw the finding, 0 where it has no entry.
 * `assignee`: `null` nobody; one of the analysts of `Visit`, and set where the state is `in-progress`. `note` may be
 * empty: then the latest one stays.
 */
export const triageRequestSchema = z
  .object({
    findings: z
      .array(z.object({ id: findingId, version: z.number().check(z.int(), z.minimum(0)) }))
      .check(z.minLength(1), z.maxLength(mostInAnAct)),
    state: triageStateSchema,
    assignee: z.nullable(user),
    note: writtenText,
  })
  .check(
    z.refine(({ state, assignee }) => state !== 'in-progress' || assignee !== null, {
      path: ['assignee'],
    }),
    z.refine(({ findings }) => new Set(findings.map(({ id }) => id)).size === findings.length, {
      path: ['findings'],
    }),
  );
export type TriageRequest = z.infer<typeof triageRequestSchema>;

/** What an act did. `act`: its number; `entries`: the findings as they are now, at most 50 of `changed`. */
export const triageDoneSchema = z.object({
  act: z.number(),
  changed: z.number(),
  entries: z.array(triageSchema),
});
export type TriageDone = z.infer<typeof triageDoneSchema>;

/**
 * Body of a 409 `triage-changed`: nothing was done, because somebody has changed `changed` of the findings meanwhile.
 * `present`: these as they are now, at most 50.
 */
export const triageConflictSchema = z.object({
  ...problemSchema.shape,
  changed: z.number(),
  present: z.array(triageSchema),
});
export type TriageConflict = z.infer<typeof triageConflictSchema>;

/**
 * What undoing the asker's last act did. `undone`: findings that are as before it, with an entry of their own in the history;
 * `kept`: how many are not, because somebody (or the app) changed them since, at most 50 of them in `keptEntries`. The act
 * before is the next to be undone.
 */
export const undoneSchema = z.object({
  act: z.number(),
  undone: z.number(),
  kept: z.number(),
  keptEntries: z.array(triageSchema),
});
export type Undone = z.infer<typeof undoneSchema>;

export const triageEventKinds = ['decided', 'reopened', 'undone', 'offense-note'] as const;
/**
 * One thing that happened to a finding, with the triage as it was after it. `by`: `null` is the app itself. `note`: the text
 * of this entry, empty where it has none; of `offense-note` the text that was posted to offense `offense`. `many`: findings
 * of the same act.
 */
export const triageEventSchema = z.object({
  id: z.number(),
  atMs: z.number(),
  by: z.nullable(z.string()),
  kind: z.enum(triageEventKinds),
  state: triageStateSchema,
  assignee: z.nullable(z.string()),
  note: z.string(),
  since: z.nullable(sinceClosedSchema),
  offense: z.nullable(z.number()),
  many: z.number(),
});
export type TriageEvent = z.infer<typeof triageEventSchema>;

/** Newest first. `more`: there are older ones; ask again with `before` set to the last id. `triage`: as it is now. */
export const triageHistorySchema = z.object({
  triage: triageSchema,
  events: z.array(triageEventSchema),
  more: z.boolean(),
});
export type TriageHistory = z.infer<typeof triageHistorySchema>;

/** What a finding was when it was last decided about: for lists that have no run at hand. Epoch ms. */
export const triageSubjectSchema = z.object({
  domain: z.object({ id: z.number(), name: z.nullable(z.string()) }),
  source: z.string(),
  destination: z.nullable(z.string()),
  port: z.number(),
  transport: z.nullable(z.string()),
  users: z.array(z.string()),
  risk: z.enum(['HIGH', 'MEDIUM', 'LOW']),
  connections: z.number(),
  sentBytes: z.nullable(z.number()),
  lastSeenMs: z.number(),
});
export type TriageSubject = z.infer<typeof triageSubjectSchema>;

/** All findings decided about, last changed first. `next`: the `before` of the next page; `null`: this is the last. */
export const triagePageSchema = z.object({
  entries: z.array(z.object({ ...triageSchema.shape, subject: triageSubjectSchema })),
  next: z.nullable(z.string()),
});
export type TriagePage = z.infer<typeof triagePageSchema>;

/** `ended`: whatever was new has been seen, and a visit begins now. Else the visit goes on, or begins after a pause. */
export const visitRequestSchema = z.object({ ended: z.boolean() });
export type VisitRequest = z.infer<typeof visitRequestSchema>;

/**
 * The asker's visit. `sinceMs`: end of the one before it, `null` at the first. `analysts`: whom findings can be assigned to,
 * who have used the app with these rights, the asker among them, by name. `isShared`: whether anybody else sees what is
 * decided; not so where the console does not tell the session's rights. `canUndo`: findings of the asker's last act, which can
 * be undone; 0: there is none.
 */
export const visitSchema = z.object({
  sinceMs: z.nullable(z.number()),
  analysts: z.array(z.string()),
  isShared: z.boolean(),
  canUndo: z.number(),
});
export type Visit = z.infer<typeof visitSchema>;

/**
 * The signal to QRadar, for administrators. `waiting`: events not sent yet; `leftOut`: never to be sent, because too many waited;
 * `lastError`: why the last try failed, `null` where it did not; `lastSentMs`: since the app was started, epoch ms.
 */
export const signalStateSchema = z.object({
  isOn: z.boolean(),
  waiting: z.number(),
  leftOut: z.number(),
  lastError: z.nullable(z.string()),
  lastSentMs: z.nullable(z.number()),
});
export type SignalState = z.infer<typeof signalStateSchema>;

/** Characters of a note of an offense that are known to arrive whole; see docs/qradar-facts.md. */
export const longestOffenseNote = 2000;

/** A note to an offense of the finding's source, posted as the asker. */
export const offenseNoteRequestSchema = z.object({
  offense: z.number().check(z.int(), z.minimum(1)),
  text: writtenText.check(z.minLength(1), z.maxLength(longestOffenseNote)),
});
export type OffenseNoteRequest = z.infer<typeof offenseNoteRequestSchema>;

/**
 * The note as QRadar has it now: its id, and when it was made (epoch ms). `isRecorded`: whether it stands in the finding's
 * history, too; where not, the app's store could not be written, and posting it again would make a second note.
 */
export const offenseNoteSchema = z.object({
  isRecorded: z.boolean(),
  offense: z.number(),
  id: z.number(),
  atMs: z.number(),
});
export type OffenseNote = z.infer<typeof offenseNoteSchema>;
