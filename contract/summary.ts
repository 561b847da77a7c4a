import * as z from 'zod/mini';
import { protocolSchema, riskSchema, transferStateSchema } from './finding.ts';

/** Users named in a summary; `userCount` has them all. */
export const mostNamedUsers = 20;

/**
 * What the findings of one run say of one source IP of one domain: a card without its findings. Bytes add what
 * is known and are `null` where no finding knows; `knownConnections` says for how many of `connections` sent
 * bytes are known. Times are epoch ms, UTC.
 */
export const sourceSummarySchema = z.object({
  source: z.string(),
  domain: z.object({ id: z.number(), name: z.nullable(z.string()) }),
  risk: riskSchema,
  state: transferStateSchema,
  findings: z.number(),
  protocols: z.array(protocolSchema),
  users: z.array(z.string()),
  userCount: z.number(),
  destinationCount: z.number(),
  connections: z.number(),
  knownConnections: z.number(),
  sentBytes: z.nullable(z.number()),
  receivedBytes: z.nullable(z.number()),
  totalBytes: z.nullable(z.number()),
  /** Set when coalesced records make the sums too small. */
  lowerBound: z.boolean(),
  /** Set when the counts and bytes of a finding among them are estimated from groups of records. */
  estimated: z.boolean(),
  firstSeenMs: z.number(),
  lastSeenMs: z.number(),
});
export type SourceSummary = z.infer<typeof sourceSummarySchema>;
