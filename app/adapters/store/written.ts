import type { DatabaseSync } from 'node:sqlite';
import type { ProblemCode } from '../../../contract/problem.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Store } from './open-store.ts';

/**
 * What the change answers, once it is on the disk. An `AppError` of the change or of the owner (`store-newer`) is thrown on; why the
 * store cannot be written becomes `code`. Then nothing has changed.
 */
export function written<T>(
  store: Pick<Store, 'write'>,
  code: ProblemCode,
  change: (database: DatabaseSync) => T,
): T {
  try {
    return store.write(change);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError(code, { cause: error });
  }
}
