import type { RequestHandler } from 'express';
import { LRUCache } from 'lru-cache';
import type { ProblemCode } from '../../contract/problem.ts';
import { AppError } from '../ports/app-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsoleAccess } from '../ports/console.ts';
import type { Timers } from '../ports/timers.ts';
import type { Runs } from '../runs/runs.ts';
import { identityOf, ownerOf, signalOf } from './requests.ts';

/** Failures that say nothing about the session. */
const silent: ReadonlySet<ProblemCode> = new Set([
  'console-unreachable',
  'console-untrusted',
  'console-busy',
  'console-failed',
  'console-answer-invalid',
]);

/** How long a session counts as valid while the console cannot be asked: a restart of its services. */
const graceMs = 10 * 60_000;
/** A page whose run waits for the console must hear so well before its own patience is over. */
const answerWithinMs = 2000;
const mostSessions = 1000;

/**
 * Results are held by the app, so QRadar does not guard each look at them: this asks whether the session
 * still exists and has the rights with which the run was made (at most once a minute per session, by the adapter's
 * cache). A console that cannot be asked, or does not answer within two seconds, takes nothing off the page of a user
 * who was signed in a moment ago.
 */
export function sessionCheck(options: {
  readonly console: Pick<ConsoleAccess, 'who'>;
  readonly runs: Pick<Runs, 'requireScope'>;
  readonly clock: Clock;
  readonly timers: Timers;
}): RequestHandler<{ run: string }> {
  const { console, runs, clock, timers } = options;
  const seen = new LRUCache<string, Seen>({ max: mostSessions });
  const isWithinGrace = (owner: string) =>
    clock.monotonicMs() - (seen.get(owner)?.atMs ?? -Infinity) < graceMs;

  return async (request, response, next) => {
    const identity = identityOf(request);
    const owner = ownerOf(identity);
    const asking = console.who(identity, signalOf(response)).then(
      ({ scope }) => {
        seen.set(owner, { scope, atMs: clock.monotonicMs() });
      },
      (error: unknown) => {
        const isSilent = error instanceof AppError && silent.has(error.code);
        if (error instanceof AppError && error.code === 'not-signed-in') seen.delete(owner);
        if (!isSilent || !isWithinGrace(owner)) throw error;
      },
    );
    await (isWithinGrace(owner) ? settledWithin(answerWithinMs, asking, timers) : asking);
    const scope = seen.get(owner)?.scope;
    // Only a session that has just ended is not among them any more.
    if (scope === undefined) throw new AppError('not-signed-in');
    runs.requireScope(owner, request.params.run, scope);
    next();
  };
}

/** With which rights a session was last known to be valid, and when, on the clock that nobody sets. */
type Seen = { readonly scope: string; readonly atMs: number };

/** The work's outcome, or nothing after so many milliseconds; a failure that comes later is nobody's. */
async function settledWithin(ms: number, work: Promise<void>, timers: Timers): Promise<void> {
  const { promise: timeUp, resolve } = Promise.withResolvers<undefined>();
  const cancel = timers.after(ms, () => resolve(undefined));
  try {
    await Promise.race([work, timeUp]);
  } finally {
    cancel();
  }
}
