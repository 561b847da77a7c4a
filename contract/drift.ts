import * as z from 'zod/mini';

export const driftKinds = [
  /** The set was there and is not any more. */
  'set-deleted',
  /** The set had entries and has none. */
  'set-emptied',
  /** Some entries that the app made are gone. `value`: how many. */
  'entries-gone',
  /** Some entries came from outside of the app. `value`: how many. */
  'entries-added',
  /** The set has another type than the app gives it. `detail`: which. */
  'set-retyped',
  /** The set is not shared, so QRadar's rules may not see it. `detail`: its namespace. */
  'set-not-shared',
  /** The set drops entries by itself after some time. `value`: seconds. */
  'set-expires',
  /** Some values of the set name nothing. `value`: how many; `detail`: one of them. */
  'values-unreadable',
  /** This session may not read reference sets, so nothing is allowed in its runs. */
  'not-readable',
  /** There are more entries than the app applies; those made last are left out. `value`: how many. */
  'too-many',
] as const;
export const driftKindSchema = z.enum(driftKinds);
export type DriftKind = z.infer<typeof driftKindSchema>;

/** Something about a reference set that somebody should know. `setName`: `null` where it is about all. */
export const driftSchema = z.object({
  kind: driftKindSchema,
  setName: z.nullable(z.string()),
  value: z.number(),
  detail: z.string(),
});
export type Drift = z.infer<typeof driftSchema>;
