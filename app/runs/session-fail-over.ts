import { AppError } from '../ports/app-error.ts';
import type { Identity } from '../ports/console.ts';

/**
 * Works as the first session; when QRadar has ended it meanwhile, anew as the next one that is there by then. Throws
 * `not-signed-in` when none is left, and every other failure of the work at once.
 */
export async function asAnySession<T>(
  sessions: () => Iterable<Identity>,
  work: (identity: Identity) => Promise<T>,
): Promise<T> {
  const tried = new Set<string>();
  for (;;) {
    const identity = [...sessions()].find(({ sec }) => !tried.has(sec));
    if (!identity) throw new AppError('not-signed-in');
    try {
      return await work(identity);
    } catch (error) {
      const isSignedOut = error instanceof AppError && error.code === 'not-signed-in';
      if (!isSignedOut) throw error;
      tried.add(identity.sec);
    }
  }
}
