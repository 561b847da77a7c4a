import type { ProblemCode } from '../../contract/problem.ts';

/**
 * The one error the app throws on purpose. `code` decides status and sentence (app/http/problems.ts, words/);
 * `detail` is for the log and, where the code says so, for the analyst; it never holds a token, a payload or
 * a row. `cause` keeps the original error for the log.
 */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly detail: string;

  constructor(code: ProblemCode, options: { detail?: string; cause?: unknown } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail ?? '';
  }
}
