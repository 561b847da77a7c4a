import * as z from 'zod/mini';
import { directionSchema } from './details.ts';
import { problemSchema } from './problem.ts';
import { sentQuerySchema, windowSchema } from './run.ts';
import { portPackSchema } from './session.ts';

export const verdicts = ['ok', 'weak', 'missing', 'cannot-know'] as const;
export const verdictSchema = z.enum(verdicts);
/**
 * What a check came to. `weak`: the rule works, and some of what it could see is lost; `missing`: it cannot fire for
 * this reason; `cannot-know`: see `UnknownReason`, and neither good nor bad.
 */
export type Verdict = z.infer<typeof verdictSchema>;

export const unknownReasons = [
  /** The session has no right to ask. */
  'no-right',
  /** The console did not answer. */
  'no-answer',
  /** The console has no such column or function. */
  'not-there',
  /** Nothing that passed the clauses before, so that this one was not tried. */
  'nothing-to-tell-by',
] as const;
export const unknownReasonSchema = z.enum(unknownReasons);
export type UnknownReason = z.infer<typeof unknownReasonSchema>;

const count = z.number();
const named = z.object({ id: z.number(), name: z.string() });

/** A log source that went silent. Epoch ms and ms; `cadenceMs`: the mean pause between its records before. */
const silentSchema = z.object({ ...named.shape, lastMs: z.number(), cadenceMs: z.number() });

/** Evidence of each check; counts are records unless they are named otherwise, shares 0 to 1. */
const evidence = {
  /** Records of allowed outbound connections on the ports, and from how many log sources. */
  records: z.object({ records: count, logSources: count, ofAll: count }),
  /** Which log source has the largest share of them. */
  'sole-source': z.object({ ...named.shape, share: z.number(), logSources: count }),
  /** Log sources with records on the ports that deliver no more, whatever it is; of so many with enough records to tell. */
  silence: z.object({ silent: z.array(silentSchema), logSources: count }),
  /** Of the allowed outbound records, how many have a counter of bytes sent. */
  'sent-bytes': z.object({ filled: count, records: count, properties: z.array(z.string()) }),
  'received-bytes': z.object({ filled: count, records: count, properties: z.array(z.string()) }),
  /** Outbound records on the ports in categories that the rule does not know. */
  categories: z.object({ known: count, unknown: count }),
  /** Records to the outside that are not from a local network to a remote one. */
  direction: z.object({ outbound: count, otherwise: count }),
  /** Connections folded into another record. */
  coalescing: z.object({ coalesced: count, connections: count }),
  /** Flows on the ports to the outside. */
  flows: z.object({ flows: count, outbound: count }),
  /** From when a record was received until it was stored; it delays a search. Ms. */
  lag: z.object({ meanMs: z.number(), mostMs: z.number(), ...named.shape }),
  /** From when the device says it happened until it was received; it loses nothing. Ms, absolute. */
  'clock-skew': z.object({ mostMs: z.number(), ...named.shape }),
  /** Records that the console did not parse, kept only for performance, or kept as a log. */
  pipeline: z.object({ unparsed: count, forPerformance: count, logOnly: count, records: count }),
  /** The first record of the window, to tell how far back it is covered. */
  'window-covered': z.object({ firstMs: z.number() }),
} as const;

export const checkCodes = Object.keys(evidence) as readonly CheckCode[];
export type CheckCode = keyof typeof evidence;

const checkOf = <C extends CheckCode>(code: C) =>
  z.object({
    code: z.literal(code),
    verdict: verdictSchema,
    /** Set exactly where the verdict is `cannot-know`. */
    unknown: z.nullable(unknownReasonSchema),
    /** `null` where it cannot be known. */
    evidence: z.nullable(evidence[code]),
  });

export const checkSchema = z.discriminatedUnion('code', [
  checkOf('records'),
  checkOf('sole-source'),
  checkOf('silence'),
  checkOf('sent-bytes'),
  checkOf('received-bytes'),
  checkOf('categories'),
  checkOf('direction'),
  checkOf('coalescing'),
  checkOf('flows'),
  checkOf('lag'),
  checkOf('clock-skew'),
  checkOf('pipeline'),
  checkOf('window-covered'),
]);
/** One question about this deployment, its answer, and the numbers behind it. */
export type Check = z.infer<typeof checkSchema>;

export const clauses = ['port', 'direction', 'category', 'destination', 'sent-bytes'] as const;
export const clauseSchema = z.enum(clauses);
/**
 * The conditions of the rule, in the order of its query. `sent-bytes` keeps no record out: without it the risk of a
 * finding stays LOW.
 */
export type Clause = z.infer<typeof clauseSchema>;

/** What a clause dropped, by the value that it looked at. `value` is a log source's, category's or direction's. */
export const droppedSchema = z.object({ label: z.string(), records: count, aql: z.string() });

/**
 * One step: how many records came to it, how many passed, and the commonest of those that did not, at most 5. A clause that
 * could not be asked has none.
 */
export const funnelStepSchema = z.object({
  clause: clauseSchema,
  came: count,
  passed: count,
  dropped: z.array(droppedSchema),
});
export type FunnelStep = z.infer<typeof funnelStepSchema>;

/**
 * A log source with records on the ports. `passed`: allowed outbound ones; `share` of those of all log sources, `null` where
 * there are none. Epoch ms.
 */
export const coverageSourceSchema = z.object({
  ...named.shape,
  type: z.nullable(z.string()),
  onPorts: count,
  passed: count,
  share: z.nullable(z.number()),
  withSentBytes: count,
  firstMs: z.number(),
  lastMs: z.number(),
});
export type CoverageSource = z.infer<typeof coverageSourceSchema>;

/** A property of bytes, and in how many of the allowed outbound records of each log source it is filled. */
export const coveragePropertySchema = z.object({
  name: z.string(),
  meaning: z.enum(['sent', 'received', 'total']),
  /** The settings name it. */
  isRead: z.boolean(),
  filled: z.array(z.object({ ...named.shape, filled: count, records: count })),
});
export type CoverageProperty = z.infer<typeof coveragePropertySchema>;

/**
 * A change that could make the rule see more. All are settings of this app, but for directions other than R2R: those only the network
 * hierarchy of the console can change.
 */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('property'),
    meaning: z.enum(['sent', 'received']),
    name: z.string(),
  }),
  z.object({ kind: z.literal('category'), id: z.number(), name: z.string() }),
  z.object({ kind: z.literal('port-pack'), pack: portPackSchema }),
  z.object({ kind: z.literal('own-block'), block: z.string() }),
  z.object({ kind: z.literal('direction'), direction: directionSchema }),
]);
export type Change = z.infer<typeof changeSchema>;

/**
 * Some changes, and the cards that they would add or raise beside those there are. `isApplicable`: all of it are
 * settings of this app. At most 5 sources are named, worst first.
 */
export const repairSchema = z.object({
  changes: z.array(changeSchema),
  cards: count,
  high: count,
  sources: z.array(z.string()),
  isApplicable: z.boolean(),
});
export type Repair = z.infer<typeof repairSchema>;

/** Asks for a check of the last minutes. */
export const coverageRequestSchema = z.object({
  lastMinutes: z.number().check(z.int(), z.minimum(1), z.maximum(60 * 24 * 31)),
});
export type CoverageRequest = z.infer<typeof coverageRequestSchema>;

/**
 * What a check found. `cardsNow`: with the settings as they are; `repairsUnknown`: why neither that nor repairs could be
 * told, else `null`; `isCut`: there were more groups than were read, so cards are at least so many.
 */
export const coverageResultSchema = z.object({
  checks: z.array(checkSchema),
  funnel: z.array(funnelStepSchema),
  sources: z.array(coverageSourceSchema),
  properties: z.array(coveragePropertySchema),
  cardsNow: z.nullable(z.object({ cards: count, high: count })),
  repairs: z.array(repairSchema),
  repairsUnknown: z.nullable(unknownReasonSchema),
  isCut: z.boolean(),
});
export type CoverageResult = z.infer<typeof coverageResultSchema>;

/** A check of coverage, under way (`result` and `problem` are `null`) or over (one of them is set). */
export const coverageSchema = z.object({
  id: z.string(),
  window: windowSchema,
  startedMs: z.number(),
  finishedMs: z.nullable(z.number()),
  queries: z.array(sentQuerySchema),
  result: z.nullable(coverageResultSchema),
  problem: z.nullable(problemSchema),
});
export type Coverage = z.infer<typeof coverageSchema>;

/** The checks that whoever has these rights can see, newest first: one under way, and the last two that are over. */
export const coverageListSchema = z.object({ checks: z.array(coverageSchema) });
export type CoverageList = z.infer<typeof coverageListSchema>;
