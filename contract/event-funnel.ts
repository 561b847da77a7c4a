import * as z from 'zod/mini';
import { changeSchema, clauseSchema } from './coverage.ts';
import { directionSchema } from './details.ts';
import { windowSchema } from './run.ts';

/**
 * One condition of the rule and one record. `passes`: `null` where the record does not tell. `change`: the setting that would let it
 * pass; `null` where it passes, and where none would.
 */
export const clauseStepSchema = z.object({
  clause: clauseSchema,
  passes: z.nullable(z.boolean()),
  change: z.nullable(changeSchema),
});
export type ClauseStep = z.infer<typeof clauseStepSchema>;

/** A record and what becomes of it at each condition, in their order and whatever the others say. */
export const followedEventSchema = z.object({
  timeMs: z.number(),
  logSource: z.string(),
  source: z.string(),
  sourcePort: z.nullable(z.number()),
  destination: z.string(),
  destinationPort: z.number(),
  direction: directionSchema,
  category: z.object({ id: z.number(), name: z.nullable(z.string()) }),
  /** A device on the way refused the connection: the rule counts it beside the findings. */
  isRefused: z.boolean(),
  eventCount: z.number(),
  /** Properties of bytes sent that the record fills, as it fills them; `null`: not a number. */
  counters: z.array(z.object({ name: z.string(), value: z.nullable(z.number()) })),
  steps: z.array(clauseStepSchema),
});
export type FollowedEvent = z.infer<typeof followedEventSchema>;

/** Records that may be the one asked for, the nearest to its time first. `isCut`: there may be more of them. */
export const eventFunnelSchema = z.object({
  window: windowSchema,
  events: z.array(followedEventSchema),
  isCut: z.boolean(),
  aql: z.string(),
});
export type EventFunnel = z.infer<typeof eventFunnelSchema>;

/** Which record is meant: when it was received (epoch ms), and its ends as far as they are known. */
export type EventAsked = {
  readonly timeMs: number;
  readonly source: string;
  readonly destination?: string;
  readonly destinationPort?: number;
};
