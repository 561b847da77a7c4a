import * as z from 'zod/mini';

/** One setting changed by one person. Values are JSON text, as they were in force before and after. */
export const auditEntrySchema = z.object({
  id: z.number(),
  atMs: z.number(),
  user: z.string(),
  /** Dotted name within the settings, for example `properties.sent`. */
  setting: z.string(),
  before: z.string(),
  after: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Newest first. `more`: there are older ones; ask again with `before` set to the last id. */
export const auditPageSchema = z.object({ entries: z.array(auditEntrySchema), more: z.boolean() });
export type AuditPage = z.infer<typeof auditPageSchema>;
