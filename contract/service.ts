import * as z from 'zod/mini';
import { findingSchema, profileSchema, riskSchema } from './finding.ts';
import { windowSchema } from './run.ts';
import { sourceSummarySchema } from './summary.ts';

/**
 * What the named service answers to other apps and to SOAR (docs/openapi.json is generated from these). A
 * stable interface: members are added, never changed or taken away, within `v1` of its paths.
 */

/** The finished run that an answer speaks of. Times are epoch ms, UTC; `stopMs` of the window is exclusive. */
export const serviceRunSchema = z.object({
  profile: profileSchema,
  window: windowSchema,
  finishedMs: z.number(),
  /** False where a limit cut the result, or where only the worst addresses of very many are listed. */
  complete: z.boolean(),
  /** Findings by risk. */
  counts: z.object({ HIGH: z.number(), MEDIUM: z.number(), LOW: z.number() }),
});
export type ServiceRun = z.infer<typeof serviceRunSchema>;

/** A page of the findings of the newest run; `run` is null, and the page empty, where there is none. */
export const serviceFindingsSchema = z.object({
  run: z.nullable(serviceRunSchema),
  offset: z.number(),
  total: z.number(),
  findings: z.array(findingSchema),
});
export type ServiceFindings = z.infer<typeof serviceFindingsSchema>;

/**
 * What findings say of an address as their destination, over all domains. What a finding of several destinations
 * sent is not split by destination and so not in `sentBytes`.
 */
export const destinationSummarySchema = z.object({
  risk: riskSchema,
  findings: z.number(),
  sourceCount: z.number(),
  connections: z.number(),
  sentBytes: z.nullable(z.number()),
  /** Set when coalesced records make the sum too small. */
  lowerBound: z.boolean(),
  /** Set when the counts and bytes of a finding among them are estimated from groups of records. */
  estimated: z.boolean(),
  lastSeenMs: z.number(),
});
export type DestinationSummary = z.infer<typeof destinationSummarySchema>;

/** An address as the newest run that knows it has it: as source, per domain, and as destination. */
export const serviceAddressSchema = z.object({
  address: z.string(),
  run: z.nullable(serviceRunSchema),
  asSource: z.array(sourceSummarySchema),
  asDestination: z.nullable(destinationSummarySchema),
});
export type ServiceAddress = z.infer<typeof serviceAddressSchema>;

/** `console-unreachable`: the console did not say who asks, so nothing can be answered to anybody now. */
export const serviceHealthSchema = z.object({
  status: z.enum(['ok', 'console-unreachable']),
  run: z.nullable(serviceRunSchema),
});
export type ServiceHealth = z.infer<typeof serviceHealthSchema>;
