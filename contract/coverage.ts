import * as z from 'zod/mini';
import { checkSchema, unknownReasonSchema, verdictSchema } from './coverage-checks.ts';
import { directionSchema } from './details.ts';
import { problemSchema } from './problem.ts';
import { sentQuerySchema, windowSchema } from './run.ts';
import { portPackSchema } from './session.ts';

export {
  checkCodes,
  checkSchema,
  unknownReasons,
  unknownReasonSchema,
  verdicts,
  verdictSchema,
  type Check,
  type CheckCode,
  type UnknownReason,
  type Verdict,
} from './coverage-checks.ts';

const count = z.number();
const named = z.object({ id: z.number(), name: z.string() });

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
 * there are none. `lag`: from when a record on the ports was received until it was stored, ms; `caught`: which share of them
 * runs over as long as this see that follow each other without overlap, at least. Both `null` where the console does not tell. Epoch ms.
 */
export const coverageSourceSchema = z.object({
  ...named.shape,
  type: z.nullable(z.string()),
  onPorts: count,
  passed: count,
  share: z.nullable(z.number()),
  withSentBytes: count,
  lag: z.nullable(z.object({ meanMs: z.number(), mostMs: z.number() })),
  caught: z.nullable(z.number()),
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
 * What a check found. `overall`: what its checks come to together, as an exit code would say it; `cardsNow`: with the
 * settings as they are; `repairsUnknown`: why neither that nor repairs could be told, else `null`; `isCut`: there were more
 * groups than were read, so cards are at least so many.
 */
export const coverageResultSchema = z.object({
  overall: verdictSchema,
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

/** How many checks came to each verdict. */
export const verdictCountsSchema = z.record(verdictSchema, count);
export type VerdictCounts = z.infer<typeof verdictCountsSchema>;

/**
 * A check without its result, cheap to ask for. `overall` and `counts` are `null` as long as it is under way, and where it
 * failed or was cancelled.
 */
export const coverageSummarySchema = z.object({
  id: z.string(),
  window: windowSchema,
  startedMs: z.number(),
  finishedMs: z.nullable(z.number()),
  overall: z.nullable(verdictSchema),
  counts: z.nullable(verdictCountsSchema),
});
export type CoverageSummary = z.infer<typeof coverageSummarySchema>;

/**
 * The checks that whoever has these rights can see, newest first: one under way, the last ones that failed, and the results that
 * are kept, at most `mostKeptChecks`.
 */
export const coverageListSchema = z.object({ checks: z.array(coverageSummarySchema) });
export type CoverageList = z.infer<typeof coverageListSchema>;

/** Results that are kept for each scope: ten weeks of one a week. */
export const mostKeptChecks = 10;
