import type { UnknownReason } from '../../../contract/coverage.ts';
import { AppError } from '../../ports/app-error.ts';

/** Why something could not be asked. Rethrows what is neither a refusal nor a failure of the console. */
export function reasonOf(error: unknown): UnknownReason {
  if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
  if (error.code === 'query-rejected') return 'refused';
  return error.code === 'not-allowed' ? 'no-right' : 'no-answer';
}
