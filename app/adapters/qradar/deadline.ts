import { AppError } from '../../detection/errors.ts';
import { reasonOf } from './failures.ts';

/** A signal that aborts after `ms` with `console-unreachable`, for work that no single caller owns. */
export function deadline(ms: number): AbortSignal {
  const controller = new AbortController();
  const error = new AppError('console-unreachable', { detail: `no answer within ${ms / 1000} s` });
  setTimeout(() => controller.abort(error), ms).unref();
  return controller.signal;
}

/** The work's outcome, or why the signal was aborted before it; the work itself goes on for others. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw reasonOf(signal);
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => reject(reasonOf(signal));
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
