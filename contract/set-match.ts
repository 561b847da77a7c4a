import * as z from 'zod/mini';
import { windowSchema } from './run.ts';

/**
 * Whether QRadar finds in a reference set what the app's entries in it name.
 */
export const setMatchAnswers = [
  /** In every record that either names. */
  'same',
  /** Not in each. */
  'different',
  /** No record that was looked at has a value of the set. */
  'not-seen',
  /** AQL cannot say what the entries of the set do; `why`. */
  'not-compared',
] as const;

export const whyNotCompared = [
  /** The session may not read the sets, or they could not be read. */
  'not-readable',
  /** No element, or no set. */
  'empty',
  /** Users, pairs and IPv6: the app looks at more than one value, or at a range that is kept as a text. */
  'by-the-app',
  /** Some elements hide nothing now: suspended, over, or of no meaning. */
  'not-all-in-force',
  /** More elements than one query compares. */
  'too-many',
] as const;

/**
 * One reference set of the allowlist. `records`: how many have a value that the set or the entries name. `condition`: AQL that leaves out
 * what the set holds; only where both are the same.
 */
export const setMatchSchema = z.object({
  name: z.string(),
  answer: z.enum(setMatchAnswers),
  why: z.nullable(z.enum(whyNotCompared)),
  records: z.nullable(z.number()),
  condition: z.nullable(z.string()),
});
export type SetMatch = z.infer<typeof setMatchSchema>;

/** All of them. `aql`: what was asked; `null` where there was nothing to ask. */
export const setMatchesSchema = z.object({
  window: windowSchema,
  sets: z.array(setMatchSchema),
  aql: z.nullable(z.string()),
});
export type SetMatches = z.infer<typeof setMatchesSchema>;
