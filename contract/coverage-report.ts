import * as z from 'zod/mini';
import { coverageResultSchema } from './coverage.ts';
import { checkCodeSchema, verdictSchema } from './coverage-checks.ts';
import { sentQuerySchema, windowSchema } from './run.ts';

/**
 * One thing that is otherwise in the later of two checks. `names` of a check: the properties or log sources that it hangs on, which
 * then are no changes of their own. `log-source`: one that the rule sees allowed outbound connections of in one check alone;
 * `property`: one that is read and filled in half of the records of these log sources or more in one check alone.
 */
export const coverageChangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('check'),
    code: checkCodeSchema,
    before: verdictSchema,
    after: verdictSchema,
    names: z.array(z.string()),
  }),
  z.object({ kind: z.literal('log-source'), id: z.number(), name: z.string() }),
  z.object({
    kind: z.literal('property'),
    name: z.string(),
    meaning: z.enum(['sent', 'received', 'total']),
    logSources: z.array(z.string()),
  }),
]);
export type CoverageChange = z.infer<typeof coverageChangeSchema>;

/** Why log sources and properties of two checks cannot be held against each other. */
export const incomparableReasons = [
  /** One looks at a longer time than the other. */
  'other-length',
  /** Not all groups of one were read: what is absent may have been cut off. */
  'cut',
] as const;
export const incomparableReasonSchema = z.enum(incomparableReasons);
export type IncomparableReason = z.infer<typeof incomparableReasonSchema>;

/**
 * What changed from one check to a later one: regressions, what got better, and checks that one of the two cannot know.
 * `incomparable`: why log sources and properties are left out; `null` where they are not.
 */
export const coverageComparisonSchema = z.object({
  worse: z.array(coverageChangeSchema),
  better: z.array(coverageChangeSchema),
  unclear: z.array(
    z.object({ code: checkCodeSchema, before: verdictSchema, after: verdictSchema }),
  ),
  incomparable: z.nullable(incomparableReasonSchema),
});
export type CoverageComparison = z.infer<typeof coverageComparisonSchema>;

/**
 * A finished check as a file for others, and what changed since an earlier one where it was compared. Times are epoch ms. The
 * version rises when a member is taken away or means something else; members may be added at any time.
 */
export const coverageReportSchema = z.object({
  format: z.literal('transfer-watch-coverage'),
  version: z.literal(1),
  overall: verdictSchema,
  window: windowSchema,
  startedMs: z.number(),
  finishedMs: z.number(),
  queries: z.array(sentQuerySchema),
  result: coverageResultSchema,
  compared: z.nullable(
    z.object({
      window: windowSchema,
      finishedMs: z.number(),
      comparison: coverageComparisonSchema,
    }),
  ),
});
export type CoverageReport = z.infer<typeof coverageReportSchema>;
