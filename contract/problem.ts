import * as z from 'zod/mini';

/** Every way in which the app can refuse or fail. `docs/errors.md` explains each; a test holds them together. */
export const problemCodes = [
  'bad-request',
  'not-found',
  'not-signed-in',
  'csrf-refused',
  'not-allowed',
  'run-not-found',
  'finding-not-found',
  'validation-not-found',
  'validation-not-saved',
  'rehearsal-not-found',
  'rehearsal-under-way',
  'too-many-runs',
  'memory-short',
  'findings-not-kept',
  'triage-changed',
  'assignee-unknown',
  'nothing-to-undo',
  'triage-not-saved',
  'offense-not-found',
  'offense-closed',
  'offense-note-refused',
  'settings-invalid',
  'settings-changed',
  'settings-version-missing',
  'own-blocks-hide-much',
  'allowlist-invalid',
  'allowlist-exists',
  'allowlist-hides-much',
  'allowlist-hides-confirmed',
  'allowlist-not-permitted',
  'allowlist-entry-refused',
  'allowlist-entry-not-found',
  'allowlist-changed',
  'allowlist-not-saved',
  'allowlist-ranges-invalid',
  'settings-not-saved',
  'guide-invalid',
  'guide-changed',
  'guide-not-saved',
  'store-newer',
  'byte-property-missing',
  'console-unreachable',
  'console-untrusted',
  'console-too-old',
  'console-answer-invalid',
  'console-busy',
  'console-failed',
  'query-rejected',
  'search-failed',
  'search-lost',
  'search-cancelled-elsewhere',
  'search-timed-out',
  'search-conflict',
  'rows-missing',
  'cancelled',
  'internal',
] as const;
export const problemCodeSchema = z.enum(problemCodes);
export type ProblemCode = z.infer<typeof problemCodeSchema>;

/**
 * What the server says when something went wrong (shape of RFC 9457 plus three members).
 * `code` selects the sentence in `words/`, of which `title` and `hint` are the reader's; `detail` is safe to show (never a token, a payload
 * or a stack) and may be empty; `retryable` says whether asking again can help.
 */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: problemCodeSchema,
  hint: z.string(),
  retryable: z.boolean(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
