import { problemOf, ProblemError, type Api } from '../api/api.ts';
import type { Run, RunFindings } from '../../contract/run.ts';

/**
 * How long the server may hold a look at a running run: half a second at first, so that progress shows soon,
 * growing to two (decision 6, polling). A run that is over is told at once.
 */
const firstDelayMs = 500;
const lastDelayMs = 2_000;
const growth = 1.5;
/** Between two looks, so that a server that does not hold them is not asked without a pause. */
const pauseMs = 50;

/** About half a minute of failing polls at the last delay; then the analyst decides. */
const patience = 12;

/** What following a run needs and reports. */
export type Follower = {
  readonly api: Pick<Api, 'run' | 'findings'>;
  readonly signal: AbortSignal;
  /** Resolves after the time and not before the page is visible; rejects when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onRun: (run: Run) => void;
  /** Whether the findings of this state of the run would be shown. */
  readonly wantsFindings: (run: Run) => boolean;
  readonly onFindings: (findings: RunFindings, run: Run) => void;
};

/**
 * Follows a run to its end, from the state at hand. Findings are fetched when their revision has changed
 * since the last fetch. A poll that fails and may be retried is tried again, twelve times in a row at
 * most. Rejects with a `ProblemError`, or an `AbortError` when the signal aborts.
 */
export async function followRun(first: Run, follower: Follower): Promise<void> {
  let run = first;
  let revision: number | null = null;
  let delayMs = firstDelayMs;
  let failures = 0;
  for (;;) {
    try {
      follower.signal.throwIfAborted();
      follower.onRun(run);
      if (run.revision !== revision && follower.wantsFindings(run)) {
        const findings = await follower.api.findings(run.id, follower.signal);
        follower.signal.throwIfAborted();
        revision = findings.revision;
        follower.onFindings(findings, run);
      }
      if (run.state !== 'running') return;
      await follower.wait(pauseMs, follower.signal);
      const look = { wait: Math.round(delayMs), seen: run.revision };
      run = await follower.api.run(run.id, look, follower.signal);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (follower.signal.aborted || failures > patience || !isRetryable(error)) throw error;
      await follower.wait(lastDelayMs, follower.signal);
    }
    delayMs = Math.min(delayMs * growth, lastDelayMs);
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof ProblemError && problemOf(error).retryable;
}
