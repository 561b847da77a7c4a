import * as z from 'zod/mini';

/** Asked for while Ariel is still working: ask again at the same address. HTTP 202. */
export const pendingSchema = z.object({ pending: z.literal(true), percent: z.number() });
export type Pending = z.infer<typeof pendingSchema>;

/** One contributing event, as Ariel returned it. Byte counters are `null` where the record has none. */
export const contributingEventSchema = z.object({
  timeMs: z.number(),
  logSource: z.string(),
  category: z.string(),
  source: z.string(),
  sourcePort: z.nullable(z.number()),
  destination: z.string(),
  destinationPort: z.number(),
  user: z.nullable(z.string()),
  eventCount: z.number(),
  sentBytes: z.nullable(z.number()),
  receivedBytes: z.nullable(z.number()),
  totalBytes: z.nullable(z.number()),
});
export type ContributingEvent = z.infer<typeof contributingEventSchema>;

/** A page of the contributing events, newest first. `total` is the number of rows of the search. */
export const eventPageSchema = z.object({
  offset: z.number(),
  total: z.number(),
  events: z.array(contributingEventSchema),
  aql: z.string(),
});
export type EventPage = z.infer<typeof eventPageSchema>;

/**
 * One flow record as Ariel returned it: a minute of a connection. Records of one connection share `flowId`.
 * `superflow` stands for many connections. Counters are `null` where the record has none.
 */
export const evidenceFlowSchema = z.object({
  startMs: z.number(),
  endMs: z.nullable(z.number()),
  flowId: z.nullable(z.number()),
  flowSource: z.string(),
  kind: z.enum(['flow', 'superflow']),
  application: z.string(),
  source: z.string(),
  sourcePort: z.nullable(z.number()),
  destination: z.string(),
  destinationPort: z.number(),
  sentBytes: z.nullable(z.number()),
  receivedBytes: z.nullable(z.number()),
  sentPackets: z.nullable(z.number()),
  receivedPackets: z.nullable(z.number()),
});
export type EvidenceFlow = z.infer<typeof evidenceFlowSchema>;

/** A page of the flows of a finding, newest first. `total` is the number of rows of the search. */
export const flowPageSchema = z.object({
  offset: z.number(),
  total: z.number(),
  flows: z.array(evidenceFlowSchema),
  aql: z.string(),
});
export type FlowPage = z.infer<typeof flowPageSchema>;

/** Connections and sent bytes per bucket of `bucketMs`; empty buckets are left out; oldest first. */
export const activitySchema = z.object({
  /** What it is drawn from: flows where they alone give the numbers of the finding. */
  origin: z.enum(['events', 'flows']),
  bucketMs: z.number(),
  buckets: z.array(
    z.object({ startMs: z.number(), connections: z.number(), sentBytes: z.nullable(z.number()) }),
  ),
  aql: z.string(),
});
export type Activity = z.infer<typeof activitySchema>;

/** Directions as QRadar takes them from its network hierarchy (L local, R remote); `unknown` is any other. */
export const directions = ['L2R', 'R2L', 'L2L', 'R2R', 'unknown'] as const;
export const directionSchema = z.enum(directions);
export type Direction = z.infer<typeof directionSchema>;

/**
 * What there was on the rule's ports in the window of a run, to say why it found nothing. Counts are events
 * with their coalesced ones, so a connection logged at opening and at closing counts twice. `allowed`: events
 * of sessions; `denied`: of refused ones; `other`: of categories that are no connections. Directions without
 * events are left out; most events first. `fitting`: outbound records with a counter of sent bytes and a
 * category of the source query, the only ones it looks at; `null` in the corrected profile.
 */
export const absenceSchema = z.object({
  ports: z.array(z.number()),
  directions: z.array(
    z.object({
      direction: directionSchema,
      allowed: z.number(),
      denied: z.number(),
      other: z.number(),
    }),
  ),
  fitting: z.nullable(z.number()),
  aql: z.string(),
});
export type Absence = z.infer<typeof absenceSchema>;

/**
 * What there was on the ports of a run of the corrected profile, to addresses on the Internet, whether the run looked
 * at it or not. Of the directions a run looks at L2R alone; the four that QRadar has are always there, also with 0,
 * `unknown` only with events or flows. `flows`: distinct flow ids; `null` where the run has no flows. `categories`: those that
 * are not in the rule's table, in any direction, most events first; `moreCategories`: how many are not listed.
 */
export const notLookedAtSchema = z.object({
  ports: z.array(z.number()),
  directions: z.array(
    z.object({
      direction: directionSchema,
      allowed: z.number(),
      denied: z.number(),
      other: z.number(),
      flows: z.nullable(z.number()),
    }),
  ),
  categories: z.array(
    z.object({ id: z.number(), name: z.nullable(z.string()), events: z.number() }),
  ),
  moreCategories: z.number(),
  aql: z.string(),
  flowsAql: z.nullable(z.string()),
});
export type NotLookedAt = z.infer<typeof notLookedAtSchema>;

/**
 * The ready-made queries behind the pivots of one address, pair or user, over the minutes of the run.
 * Written by the server, because quoting happens in one place. `null` = does not apply.
 */
export const pivotQueriesSchema = z.object({
  sourceEvents: z.nullable(z.string()),
  destinationEvents: z.nullable(z.string()),
  pairEvents: z.nullable(z.string()),
  userEvents: z.nullable(z.string()),
  sourceFlows: z.nullable(z.string()),
  pairFlows: z.nullable(z.string()),
});
export type PivotQueries = z.infer<typeof pivotQueriesSchema>;

/** What the console knows of an address. `null` members: not allowed to know, or not reachable. */
export const addressContextSchema = z.object({
  address: z.string(),
  asset: z.nullable(z.object({ id: z.nullable(z.number()), name: z.nullable(z.string()) })),
  offenses: z.nullable(
    z.array(
      z.object({
        id: z.number(),
        description: z.string(),
        magnitude: z.number(),
        status: z.string(),
        lastUpdatedMs: z.number(),
      }),
    ),
  ),
});
export type AddressContext = z.infer<typeof addressContextSchema>;

/** At most so many addresses are asked for at once. */
export const mostHosts = 50;

const hostFacts = ['name', 'network', 'country'] as const;

/**
 * What the console calls an address: the name of its asset, its network in the hierarchy, its country (two letters, ISO
 * 3166, or a name where the console has no code). `null`: the console has none. `notAsked`: what it could not be asked for (no right, no answer, no such function), so that
 * `null` says nothing.
 */
export const hostSchema = z.object({
  address: z.string(),
  name: z.nullable(z.string()),
  network: z.nullable(z.string()),
  country: z.nullable(z.string()),
  notAsked: z.array(z.enum(hostFacts)),
});
export type Host = z.infer<typeof hostSchema>;

/** One entry per address that was asked for, in that order. */
export const hostsSchema = z.object({ hosts: z.array(hostSchema) });
export type Hosts = z.infer<typeof hostsSchema>;
