import type { Language } from '../../contract/languages.ts';
import type { Problem, ProblemCode } from '../../contract/problem.ts';
import { problemWords } from '../../words/served.ts';
import { AppError } from '../ports/app-error.ts';

/**
 * What a code means to whoever reads the answer, besides its words: HTTP status, whether asking again can help, and
 * whether the error's detail may be shown. A detail that quotes the console's inner state stays in the log.
 */
export type Meaning = {
  readonly status: number;
  readonly retryable: boolean;
  readonly showsDetail: boolean;
};

/** Every code; `docs/errors.md` explains them at length. */
export const meanings: Readonly<Record<ProblemCode, Meaning>> = {
  'bad-request': { status: 400, retryable: false, showsDetail: true },
  'not-found': { status: 404, retryable: false, showsDetail: false },
  'not-signed-in': { status: 401, retryable: false, showsDetail: false },
  'csrf-refused': { status: 403, retryable: false, showsDetail: false },
  'not-allowed': { status: 403, retryable: false, showsDetail: true },
  'run-not-found': { status: 404, retryable: false, showsDetail: false },
  'finding-not-found': { status: 404, retryable: false, showsDetail: false },
  'validation-not-found': { status: 404, retryable: false, showsDetail: false },
  'validation-not-saved': { status: 500, retryable: true, showsDetail: false },
  'test-time-future': { status: 422, retryable: false, showsDetail: false },
  'test-time-too-old': { status: 422, retryable: false, showsDetail: false },
  'test-time-invalid': { status: 422, retryable: false, showsDetail: true },
  'address-invalid': { status: 422, retryable: false, showsDetail: true },
  'host-name-invalid': { status: 422, retryable: false, showsDetail: false },
  'file-too-large': { status: 422, retryable: false, showsDetail: true },
  'address-outside-already': { status: 422, retryable: false, showsDetail: false },
  'rehearsal-not-found': { status: 404, retryable: false, showsDetail: false },
  'rehearsal-under-way': { status: 409, retryable: true, showsDetail: true },
  'too-many-runs': { status: 429, retryable: true, showsDetail: true },
  'memory-short': { status: 503, retryable: true, showsDetail: true },
  'findings-not-kept': { status: 503, retryable: true, showsDetail: false },
  'triage-changed': { status: 409, retryable: false, showsDetail: false },
  'assignee-unknown': { status: 422, retryable: false, showsDetail: false },
  'nothing-to-undo': { status: 409, retryable: false, showsDetail: false },
  'triage-not-saved': { status: 500, retryable: true, showsDetail: false },
  'offense-not-found': { status: 404, retryable: false, showsDetail: false },
  'offense-closed': { status: 409, retryable: false, showsDetail: true },
  'offense-note-refused': { status: 403, retryable: false, showsDetail: true },
  'settings-invalid': { status: 422, retryable: false, showsDetail: true },
  'settings-changed': { status: 412, retryable: false, showsDetail: false },
  'settings-version-missing': { status: 428, retryable: false, showsDetail: false },
  'own-blocks-hide-much': { status: 409, retryable: false, showsDetail: true },
  'allowlist-invalid': { status: 422, retryable: false, showsDetail: true },
  'allowlist-exists': { status: 409, retryable: false, showsDetail: true },
  'allowlist-hides-much': { status: 409, retryable: false, showsDetail: true },
  'allowlist-hides-confirmed': { status: 409, retryable: false, showsDetail: true },
  'allowlist-not-permitted': { status: 403, retryable: false, showsDetail: true },
  'allowlist-entry-refused': { status: 422, retryable: false, showsDetail: true },
  'allowlist-entry-not-found': { status: 404, retryable: false, showsDetail: false },
  'allowlist-changed': { status: 409, retryable: false, showsDetail: true },
  'allowlist-not-saved': { status: 500, retryable: true, showsDetail: false },
  'allowlist-ranges-invalid': { status: 422, retryable: false, showsDetail: true },
  'settings-not-saved': { status: 500, retryable: true, showsDetail: false },
  'guide-invalid': { status: 422, retryable: false, showsDetail: true },
  'guide-changed': { status: 409, retryable: false, showsDetail: false },
  'guide-not-saved': { status: 500, retryable: true, showsDetail: false },
  'store-newer': { status: 503, retryable: false, showsDetail: true },
  'byte-property-missing': { status: 422, retryable: false, showsDetail: true },
  'console-unreachable': { status: 504, retryable: true, showsDetail: true },
  'console-untrusted': { status: 502, retryable: false, showsDetail: true },
  'console-too-old': { status: 502, retryable: false, showsDetail: true },
  'console-answer-invalid': { status: 502, retryable: true, showsDetail: true },
  'console-busy': { status: 503, retryable: true, showsDetail: false },
  'console-failed': { status: 502, retryable: true, showsDetail: true },
  'query-rejected': { status: 422, retryable: false, showsDetail: true },
  'search-failed': { status: 502, retryable: true, showsDetail: true },
  'search-lost': { status: 502, retryable: true, showsDetail: false },
  'search-cancelled-elsewhere': { status: 409, retryable: true, showsDetail: false },
  'search-timed-out': { status: 504, retryable: true, showsDetail: true },
  'search-conflict': { status: 409, retryable: true, showsDetail: true },
  'rows-missing': { status: 502, retryable: true, showsDetail: true },
  cancelled: { status: 409, retryable: true, showsDetail: false },
  internal: { status: 500, retryable: false, showsDetail: false },
};

/** Seconds after which it makes sense to ask again, as `Retry-After`, where we know better than the asker. */
export const retryAfterS: Readonly<Partial<Record<ProblemCode, number>>> = {
  // A choice: about what a run of some hours takes, after which at least one that waits has begun.
  'too-many-runs': 30,
};

/** The answer for an error, in a language. What is not an `AppError` is `internal`, and its text stays in the log. */
export function problemOf(error: unknown, requestId: string, language: Language): Problem {
  const { code, detail } = error instanceof AppError ? error : new AppError('internal');
  const { status, retryable, showsDetail } = meanings[code];
  const { title, remedy } = problemWords(language)[code];
  return {
    type: `urn:transfer-watch:problem:${code}`,
    title,
    status,
    detail: showsDetail ? detail : '',
    code,
    hint: remedy,
    retryable,
    requestId,
  };
}
