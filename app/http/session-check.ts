import type { RequestHandler } from 'express';
import { LRUCache } from 'lru-cache';
import type { ProblemCode } from '../../contract/problem.ts';
import { AppError } from '../ports/app-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import { identityOf, ownerOf, signalOf } from './requests.ts';

/** Failures that say nothing about the session. */
const silent: ReadonlySet<ProblemCode> = new Set([
  'console-unreachable',
  'console-busy',
  'console-failed',
  'console-answer-invalid',
]);

/** How long a session counts as valid while the console cannot be asked: a restart of its services. */
const graceMs = 10 * 60_000;
const mostSessions = 1000;

/**
 * Results are held by the app, so QRadar does not guard each look at them: this asks whether the session
 * still exists (at most once a minute per session, by the adapter's cache). A console that cannot be asked
 * takes nothing off the page of a user who was signed in a moment ago.
 */
export function sessionCheck(
  console: Pick<ConsoleAccess, 'who'>,
  clock: Clock,
): RequestHandler<{ run: string }> {
  /** When a session was last known to be valid, epoch ms. */
  const seen = new LRUCache<string, number>({ max: mostSessions });
  return async (request, response, next) => {
    const identity = identityOf(request);
    const owner = ownerOf(identity);
    try {
      await console.who(identity, signalOf(response));
      seen.set(owner, clock.nowMs());
    } catch (error) {
      const isSilent = error instanceof AppError && silent.has(error.code);
      const wasValid = clock.nowMs() - (seen.get(owner) ?? -graceMs) < graceMs;
      if (!isSilent || !wasValid) throw error;
    }
    next();
  };
}
