import * as z from 'zod/mini';
import { driftSchema } from './drift.ts';
import { deniedSchema, findingSchema, profileSchema } from './finding.ts';
import { hostSignalSchema, hostSignalsOfRunSchema } from './host-signal.ts';
import { problemSchema } from './problem.ts';

/** Both ends in epoch ms on full minutes; `stopMs` is exclusive (Ariel's minute rules). */
export const windowSchema = z.object({ startMs: z.number(), stopMs: z.number() });
export type TimeWindow = z.infer<typeof windowSchema>;

/** The named steps of the main path, in order; see `app/detection/detect.ts`. */
export const runSteps = [
  'facts',
  'plan',
  'queries',
  'search',
  'read',
  'stitch',
  'judge',
  'done',
] as const;
export const runStepSchema = z.enum(runSteps);
export type RunStep = z.infer<typeof runStepSchema>;

/** Asks for a run. `lastMinutes` counts back from the current full minute; `window` is absolute. */
export const runRequestSchema = z.object({
  profile: profileSchema,
  range: z.union([
    z.object({ lastMinutes: z.number().check(z.int(), z.minimum(1), z.maximum(60 * 24 * 31)) }),
    z.object({ window: windowSchema }),
  ]),
  /** `true` asks Ariel again even if a result young enough is at hand. */
  fresh: z.boolean(),
});
export type RunRequest = z.infer<typeof runRequestSchema>;

/** A query of a run as it was sent, for the analyst to read and copy. */
export const sentQuerySchema = z.object({ name: z.string(), aql: z.string() });
export type SentQuery = z.infer<typeof sentQuerySchema>;

/** Properties of one meaning, by preference: of each record the first that is filled is read. Empty: there is none. */
const namesSchema = z.array(z.string());

/** Names of the byte properties the run used. */
export const bytePropertiesSchema = z.object({
  sent: namesSchema,
  received: namesSchema,
  total: namesSchema,
  packetsSent: namesSchema,
  packetsReceived: namesSchema,
});
export type ByteProperties = z.infer<typeof bytePropertiesSchema>;

/**
 * Names of the properties that logs of sensors fill which read FTP commands (Zeek `ftp.log`, Suricata `ftp`).
 */
export const ftpPropertiesSchema = z.object({
  /** Port that was agreed on for a data connection. */
  dataPort: namesSchema,
  /** The address that waits for it. */
  dataHost: namesSchema,
  /** Whether it is the server's (`passive`, or true) or the client's (`active`, or false). */
  dataMode: namesSchema,
  command: namesSchema,
  /** The file, or the argument of the command. */
  fileName: namesSchema,
});
export type FtpProperties = z.infer<typeof ftpPropertiesSchema>;

/** Names of all properties that a run used. */
export const runPropertiesSchema = z.object({
  ...bytePropertiesSchema.shape,
  ...ftpPropertiesSchema.shape,
});
export type RunProperties = z.infer<typeof runPropertiesSchema>;

/** Why a candidate that the console has is not read. */
export const passedOverReasons = [
  /** A text where numbers are added up. */
  'text',
  /** Disabled: a query that names it finds nothing. */
  'disabled',
  /** Filled in no record on the ports that were asked for. */
  'empty',
] as const;

/** A candidate that the console has and the run did not read. */
export const passedOverSchema = z.object({ name: z.string(), reason: z.enum(passedOverReasons) });
export type PassedOver = z.infer<typeof passedOverSchema>;

/** Constructs of AQL that no source documents and the run can do without; see `switches` of the rule. */
export const constructs = ['ipv6Addresses', 'packetBound', 'severalNames'] as const;
export const constructSchema = z.enum(constructs);
export type Construct = z.infer<typeof constructSchema>;

/** Why a row was left out; counted per run and shown, never silently dropped. */
export const skipReasons = [
  /** Not an object. */
  'not-a-row',
  /** No readable source address. */
  'no-source',
  /** No readable destination address. */
  'no-destination',
  /** A port or category that was not asked for, or none. */
  'not-asked-for',
  /** No connection counted. */
  'no-count',
  /** No first or last time in epoch ms. */
  'no-time',
  /** The destination is the organisation's own or not on the Internet. */
  'not-external',
] as const;
export const skipReasonSchema = z.enum(skipReasons);
export type SkipReason = z.infer<typeof skipReasonSchema>;

/**
 * A run that goes on although the console gives it no answer: since when (epoch ms), and why. `no-answer`: none came, or
 * none of the API's; `busy`: QRadar says so itself; `untrusted`: its certificate is not trusted any more.
 */
export const waitingSchema = z.object({
  sinceMs: z.number(),
  cause: z.enum(['no-answer', 'busy', 'untrusted']),
});
export type WaitingForConsole = z.infer<typeof waitingSchema>;

/** A run that has not begun because others are under way, and its place among those that wait, from 1. */
export const queuedSchema = z.object({ place: z.number() });

/** What the allowlist did to a run; see `Run.allowed`. */
export const allowedSchema = z.object({
  hidden: z.number(),
  entries: z.number(),
  suspended: z.array(z.string()),
  drift: z.array(driftSchema),
});
export type AllowedInRun = z.infer<typeof allowedSchema>;

/**
 * A run of the detection, owned by the session that asked for it.
 * `percent` is Ariel's own progress (0 to 100) while searching, and stays there while rows are read.
 * `revision` grows whenever the findings change, so a client fetches them only then.
 */
export const runSchema = z.object({
  id: z.string(),
  profile: profileSchema,
  window: windowSchema,
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  step: runStepSchema,
  percent: z.number(),
  /** Records Ariel looked at (`processed_record_count`). */
  examined: z.number(),
  /** Result rows read so far. */
  rows: z.number(),
  findings: z.number(),
  denied: z.number(),
  revision: z.number(),
  startedMs: z.number(),
  finishedMs: z.nullable(z.number()),
  /** `null`: it is under way, or over. It begins by itself when it is its turn. */
  queued: z.nullable(queuedSchema),
  /** `null`: the console answers, or the run is over. */
  waiting: z.nullable(waitingSchema),
  /** Set when an earlier result was reused: its age is now minus `finishedMs`. */
  reused: z.boolean(),
  /** What was cut, if anything, and at which limit. */
  limits: z.array(
    z.object({
      /**
       * `channels`: pairs whose data connections were asked for; there are more. `records`: the search for single
       * records failed, so what is shown is estimated from groups (limit 0).
       */
      kind: z.enum(['rows', 'findings', 'administrator', 'channels', 'records']),
      limit: z.number(),
    }),
  ),
  /**
   * Whether flows are part of the findings. `off`: not asked for, by the setting or the profile;
   * `not-allowed`: this session may not search them; `unavailable`: the console did not answer.
   */
  flows: z.enum(['used', 'off', 'not-allowed', 'unavailable']),
  /** Rows that did not fit, by reason; counted, never silently dropped. */
  skipped: z.array(z.object({ reason: skipReasonSchema, rows: z.number() })),
  /**
   * Category names of the source query that this console does not have, so that the query cannot see their
   * records. Empty in the corrected profile, which knows its categories by id.
   */
  missingCategories: z.array(z.string()),
  properties: runPropertiesSchema,
  passedOver: z.array(passedOverSchema),
  /** What this console does not accept, so that the run went without it. */
  refusedConstructs: z.array(constructSchema),
  queries: z.array(sentQuerySchema),
  problem: z.nullable(problemSchema),
  /**
   * What entries of the allowlist did to the findings: how many they hide (`findings` does not count these), how many entries were
   * applied, which suspended themselves in this run, and what is odd about the reference sets. Absent while none were read.
   */
  allowed: z.optional(allowedSchema),
  /** What it did about signals of hosts, which `findings` does not count. Absent until it is done. */
  hostSignals: z.optional(hostSignalsOfRunSchema),
});
export type Run = z.infer<typeof runSchema>;

/** The findings of a run at a revision; partial while the run is running. No order is promised. */
export const runFindingsSchema = z.object({
  revision: z.number(),
  findings: z.array(findingSchema),
  denied: z.array(deniedSchema),
  /** Newest first. Absent where there are none. */
  hostSignals: z.optional(z.array(hostSignalSchema)),
});
export type RunFindings = z.infer<typeof runFindingsSchema>;
