import * as z from 'zod/mini';
import { clauseSchema, funnelStepSchema, unknownReasonSchema } from './coverage.ts';
import { findingSchema, protocolSchema, riskSchema, transferStateSchema } from './finding.ts';
import { problemSchema } from './problem.ts';
import { sentQuerySchema, windowSchema } from './run.ts';

export const techniqueIds = [
  /** The built-in client of Windows works a script (`ftp.exe -s:`). */
  'ftp-c2',
  /** A named pipe with a default name of Cobalt Strike. */
  'smb-pipe',
  /** curl on Linux puts a file on an FTP server. */
  'ftp-upload',
  /** A file copied to a share beyond the site. */
  'smb-internet',
  /** A file put on a TFTP server. */
  'tftp',
  /** As `ftp-upload`, encrypted from the first byte. */
  'ftps',
] as const;
export const techniqueIdSchema = z.enum(techniqueIds);
export type TechniqueId = z.infer<typeof techniqueIdSchema>;

export const signalKinds = ['process', 'connection', 'file', 'pipe', 'network'] as const;
export const signalKindSchema = z.enum(signalKinds);
/** What a record tells: Sysmon's 1, 3, 11 and 17; `network`: a device on the way logged the connection. */
export type SignalKind = z.infer<typeof signalKindSchema>;

/**
 * A record that a technique leaves behind. `sysmonId`: Sysmon's number of it, `null` for a record of the network. `isOptional`: it need
 * not come, as a process that was running before. `carriesMarker`: the marker of the run stands in it.
 */
export const signalSchema = z.object({
  id: z.string(),
  kind: signalKindSchema,
  sysmonId: z.nullable(z.number()),
  isOptional: z.boolean(),
  carriesMarker: z.boolean(),
});
export type Signal = z.infer<typeof signalSchema>;

export const shells = ['cmd', 'powershell', 'bash'] as const;
/** One command, to be run as it stands. `id` selects the sentence that explains it. */
export const stepSchema = z.object({ id: z.string(), shell: z.enum(shells), command: z.string() });
export type Step = z.infer<typeof stepSchema>;

export const variants = ['test', 'twin'] as const;
export const variantSchema = z.enum(variants);
/** `test`: the technique itself; `twin`: its harmless neighbour, which must stay silent. */
export type Variant = z.infer<typeof variantSchema>;

/** What to do. In the catalogue the commands hold names in braces (`{token}`, the marker; `{target}`, `{bytes}`, …), in a validation their values. */
export const recipeSchema = z.object({
  steps: z.array(stepSchema),
  cleanUp: z.array(stepSchema),
});
export type Recipe = z.infer<typeof recipeSchema>;

/** A public test that comes near, and why it does not do; `id` selects the sentence of its defect. */
export const nearestTestSchema = z.object({ id: z.string(), name: z.string(), url: z.string() });
export type NearestTest = z.infer<typeof nearestTestSchema>;

/** A technique as the bench offers it; its sentences stand in `words`, by `id`. */
export const techniqueSchema = z.object({
  id: techniqueIdSchema,
  platform: z.enum(['windows', 'linux']),
  /** ATT&CK ids. */
  attack: z.array(z.string()),
  /** Where it connects to; `null` where it does not. */
  connects: z.nullable(z.object({ port: z.number(), transport: z.enum(['TCP', 'UDP']) })),
  /** Bytes that are sent where nobody says otherwise; 0 where none are. */
  bytes: z.number(),
  /** Connections that the steps open, at least. */
  connections: z.number(),
  signals: z.array(signalSchema),
  test: recipeSchema,
  twin: recipeSchema,
  nearest: z.array(nearestTestSchema),
});
export type Technique = z.infer<typeof techniqueSchema>;
export const techniquesSchema = z.object({ techniques: z.array(techniqueSchema) });
export type Techniques = z.infer<typeof techniquesSchema>;

/** Bytes of a test; a choice: 64 MiB are far above every threshold a site is likely to set. */
export const mostTestBytes = 64 * 2 ** 20;
/** As entered; whether it is one is told by a code of its own. A choice, so that nobody sends a book. */
const enteredText = z.string().check(z.maxLength(1_024));

/**
 * Asks for a validation: which technique, from which host to which. `host`: its name where its log source or its records name it
 * otherwise than by `source`; `null` where it is not known. `target` is `null` for a technique that does not connect.
 */
export const validationRequestSchema = z.object({
  technique: techniqueIdSchema,
  variant: variantSchema,
  source: enteredText,
  host: z.nullable(enteredText),
  target: z.nullable(enteredText),
  bytes: z.nullable(z.number().check(z.int(), z.minimum(1), z.maximum(mostTestBytes))),
});
export type ValidationRequest = z.infer<typeof validationRequestSchema>;

/** Says when the steps were carried out. Epoch ms, `stopMs` exclusive. Neither in the future, at most a day. */
export const ranSchema = z.object({ startMs: z.number(), stopMs: z.number() });
export type Ran = z.infer<typeof ranSchema>;

const span = z.object({ least: z.number(), most: z.number() });

/**
 * The card as it is stated before the test. `clause`: which condition leaves the connection out, so that no card can come; `null`
 * where all let it pass, or where it makes none. `sent`: bytes of the upload, with what a session sends for itself; `null`: no
 * property of bytes sent is read and filled. The other members are those of the card, whether it comes or not.
 */
export const predictionSchema = z.object({
  madeMs: z.number(),
  fires: z.boolean(),
  clause: z.nullable(clauseSchema),
  /** Why none comes although no clause stands in the way. */
  whyNot: z.nullable(z.enum(['no-connection', 'too-few', 'twin'])),
  protocol: z.nullable(protocolSchema),
  state: z.nullable(transferStateSchema),
  connections: span,
  sent: z.nullable(span),
  risk: z.nullable(riskSchema),
});
export type Prediction = z.infer<typeof predictionSchema>;

/** What was read for each meaning, as the prediction was made. */
export const propertyMapSchema = z.object({
  eventId: z.array(z.string()),
  process: z.array(z.string()),
  command: z.array(z.string()),
  parentCommand: z.array(z.string()),
  file: z.array(z.string()),
  pipe: z.array(z.string()),
  guid: z.array(z.string()),
  originalName: z.array(z.string()),
  sent: z.array(z.string()),
  received: z.array(z.string()),
  total: z.array(z.string()),
});
export type PropertyMap = z.infer<typeof propertyMapSchema>;

/**
 * Binds a prediction to what it was made from. `statement`: the JSON text that was hashed, with technique, hosts, marker, prediction,
 * rule version and property map, members in the order of their names; `sha256`: its hash in hexadecimal, of its UTF-8 bytes.
 */
export const receiptSchema = z.object({
  sha256: z.string(),
  statement: z.string(),
  ruleVersion: z.string(),
  properties: propertyMapSchema,
});
export type Receipt = z.infer<typeof receiptSchema>;

export const answers = ['arrived', 'waiting', 'missing', 'absent', 'cannot-know'] as const;
export const answerSchema = z.enum(answers);
/**
 * Of a signal. `waiting`: it is not there, and what its source usually takes has not passed; `missing`: that has passed;
 * `absent`: the same of one that need not come; `cannot-know`: see `UnknownReason`.
 */
export type Answer = z.infer<typeof answerSchema>;

export const canArriveReasons = [
  /** Such records came within the day before. */
  'seen',
  /** … but not from this host. */
  'host-silent',
  /** None came, from nobody. */
  'none-seen',
  /** The console did not say. */
  'cannot-know',
] as const;
export const canArriveSchema = z.enum(canArriveReasons);
export type CanArrive = z.infer<typeof canArriveSchema>;

/** A record that answers a signal. Values are as they came, cut after 256 characters. */
export const signalRowSchema = z.object({
  timeMs: z.number(),
  /** Stored so many ms after it was received. */
  lagMs: z.nullable(z.number()),
  logSource: z.string(),
  source: z.nullable(z.string()),
  user: z.nullable(z.string()),
  /** Events that coalescing put into it. */
  eventCount: z.number(),
  /** The marker of the run stands in it. */
  isMarked: z.boolean(),
  processGuid: z.nullable(z.string()),
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type SignalRow = z.infer<typeof signalRowSchema>;

/** Rows of one signal that are shown, oldest first. */
export const mostSignalRows = 20;

/**
 * What became of one signal. `waitUntilMs`: from when on it is missing; `null` where that is not known. `soughtBy`: by which properties,
 * or in the payload where none of them is filled. `events` adds up what coalescing folded, `null` where it cannot be
 * known. `isMarkerFound`: whether one of them carries the marker, or belongs to a process that does; `null` where it cannot.
 */
export const signalResultSchema = z.object({
  signal: signalSchema,
  canArrive: canArriveSchema,
  /** The last such record of the host, else of anybody; epoch ms. */
  lastSeenMs: z.nullable(z.number()),
  answer: answerSchema,
  unknown: z.nullable(unknownReasonSchema),
  waitUntilMs: z.nullable(z.number()),
  soughtBy: z.enum(['property', 'payload', 'native']),
  properties: z.array(z.string()),
  events: z.nullable(z.number()),
  isMarkerFound: z.nullable(z.boolean()),
  rows: z.array(signalRowSchema),
  /** There may be more rows than were read. */
  isCut: z.boolean(),
});
export type SignalResult = z.infer<typeof signalResultSchema>;

/**
 * What the detection made of the connection. `waiting` as of a signal. `droppedBy`: the first clause that none of its records passed;
 * `funnel`: just these records, empty where none came or where it could not be asked.
 */
export const detectionResultSchema = z.object({
  answer: z.enum(['fired', 'not-fired', 'waiting', 'cannot-know', 'no-connection']),
  unknown: z.nullable(unknownReasonSchema),
  finding: z.nullable(findingSchema),
  droppedBy: z.nullable(clauseSchema),
  funnel: z.array(funnelStepSchema),
});
export type DetectionAnswer = z.infer<typeof detectionResultSchema>;

export const differenceReasons = [
  /** A clause of the rule left the records out; it is named. */
  'clause',
  /** No record of the connection came. */
  'no-records',
  /** It is not over yet. */
  'waiting',
  /** The console did not say. */
  'cannot-know',
  /** No property of bytes sent is filled in these records. */
  'bytes-not-filled',
  /** The control connection is logged, no data connection is. */
  'no-data-channel',
  /** Fewer connections came than the rule asks for. */
  'too-few',
  /** Coalescing kept the bytes of some records only. */
  'coalesced',
  /** The rule is another one than that of the receipt. */
  'rule-changed',
  /** More was sent, or over other connections, as another program of the host does. */
  'other-traffic',
  /** It follows from another difference. */
  'follows',
  /** None of these. */
  'other',
] as const;
export const differenceReasonSchema = z.enum(differenceReasons);
export type DifferenceReason = z.infer<typeof differenceReasonSchema>;

const compared = <F extends string, P extends z.ZodMiniType, S extends z.ZodMiniType>(
  field: F,
  predicted: P,
  seen: S,
) =>
  z.object({
    field: z.literal(field),
    predicted: z.nullable(predicted),
    seen: z.nullable(seen),
    isSame: z.boolean(),
    /** Set exactly where it is not the same. */
    reason: z.nullable(differenceReasonSchema),
    clause: z.nullable(clauseSchema),
  });

/** One member of the card, as predicted and as seen; `seen` is `null` where there is no card. */
export const comparisonSchema = z.discriminatedUnion('field', [
  compared('fires', z.boolean(), z.boolean()),
  compared('protocol', protocolSchema, protocolSchema),
  compared('state', transferStateSchema, transferStateSchema),
  compared('connections', span, z.number()),
  compared('sent', span, z.number()),
  compared('risk', riskSchema, riskSchema),
]);
export type Comparison = z.infer<typeof comparisonSchema>;

/** A log source that was there when it was validated. */
export const seenSourceSchema = z.object({ id: z.number(), name: z.string() });
export type SeenSource = z.infer<typeof seenSourceSchema>;

/**
 * What a look found. `state`: `waiting` as long as a signal or the detection is, so look again; `passed`: every signal that must come
 * has, and the detection did what was predicted; of a twin: it was carried out, and nothing stirred; `failed`: not so; `cannot-know`: one of
 * them cannot be known and none is missing. `failures`: searches that failed, what is told without them is partial.
 */
export const validationResultSchema = z.object({
  checkedMs: z.number(),
  ran: windowSchema,
  state: z.enum(['passed', 'failed', 'waiting', 'cannot-know']),
  /** Of a twin; else `null`. `waiting` and `cannot-know` as of a signal: silence needs a witness. */
  silence: z.nullable(z.enum(['silent', 'fired', 'waiting', 'cannot-know'])),
  signals: z.array(signalResultSchema),
  /** The property by which rows of one process belong together; `null`: by host and time alone. */
  joinedBy: z.nullable(z.string()),
  detection: detectionResultSchema,
  comparison: z.array(comparisonSchema),
  ruleVersion: z.string(),
  logSources: z.nullable(z.array(seenSourceSchema)),
  queries: z.array(sentQuerySchema),
  failures: z.array(z.object({ search: z.string(), reason: unknownReasonSchema })),
});
export type ValidationResult = z.infer<typeof validationResultSchema>;

/**
 * What is left of a result. `changedSources`: log sources that have gone or come since, `null`: not known, ask
 * `validity`.
 */
export const validitySchema = z.object({
  ageMs: z.number(),
  isRuleChanged: z.boolean(),
  changedSources: z.nullable(z.array(z.object({ ...seenSourceSchema.shape, isNew: z.boolean() }))),
});
export type Validity = z.infer<typeof validitySchema>;

/**
 * A validation, from its preparation on: by whom, what, its marker, what to do, and what came of it. `state`: `preparing` until the
 * prediction is made, `prepared` until it is looked at, `checking` meanwhile, then `checked`. `problem`: why the last
 * preparation or look ended; what was found before stays. `isBeforehand`: the prediction was made before the steps
 * were begun; `null` before it is said when.
 */
export const validationSchema = z.object({
  id: z.string(),
  createdMs: z.number(),
  user: z.string(),
  request: validationRequestSchema,
  marker: z.string(),
  recipe: recipeSchema,
  state: z.enum(['preparing', 'prepared', 'checking', 'checked']),
  prediction: z.nullable(predictionSchema),
  receipt: z.nullable(receiptSchema),
  isBeforehand: z.nullable(z.boolean()),
  result: z.nullable(validationResultSchema),
  validity: z.nullable(validitySchema),
  problem: z.nullable(problemSchema),
});
export type Validation = z.infer<typeof validationSchema>;

/** Those that whoever has these rights can see, newest first, at most 200. */
export const validationListSchema = z.object({ validations: z.array(validationSchema) });
export type ValidationList = z.infer<typeof validationListSchema>;

/** A validation as a file. `format` changes when its shape does. */
export const validationExportSchema = z.object({
  format: z.literal('transfer-watch-validation/1'),
  exportedMs: z.number(),
  validations: z.array(validationSchema),
});
export type ValidationExport = z.infer<typeof validationExportSchema>;

/** How long a rehearsal goes on at most. */
export const rehearsalMs = 60 * 60_000;

/** Lets one address through for an hour. */
export const rehearsalRequestSchema = z.object({ address: enteredText });
export type RehearsalRequest = z.infer<typeof rehearsalRequestSchema>;

/**
 * One address that counts as outside, until `endsMs`, for runs of this rehearsal alone. `findings` are those of its last run whose destination
 * it is: no run, total, panel, service or export ever has them. `isRunning`: a run is under way.
 */
export const rehearsalSchema = z.object({
  id: z.string(),
  address: z.string(),
  user: z.string(),
  startedMs: z.number(),
  endsMs: z.number(),
  isRunning: z.boolean(),
  ranMs: z.nullable(z.number()),
  window: z.nullable(windowSchema),
  findings: z.nullable(z.array(z.object({ isRehearsal: z.literal(true), finding: findingSchema }))),
  queries: z.array(sentQuerySchema),
  problem: z.nullable(problemSchema),
});
export type Rehearsal = z.infer<typeof rehearsalSchema>;
/** The rehearsal under way, at most one. */
export const rehearsalListSchema = z.object({ rehearsals: z.array(rehearsalSchema) });
export type RehearsalList = z.infer<typeof rehearsalListSchema>;
