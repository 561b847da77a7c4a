import { useCallback, useEffect, useState } from 'react';
import type { Coverage, CoverageSummary } from '../../contract/coverage.ts';
import type { Problem } from '../../contract/problem.ts';
import { isAbort, problemOf, type Api } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';

/** The checks that these rights show, as far as they are known. */
export type CoverageState = {
  /** Whether it is still asked what there is. */
  readonly isAsking: boolean;
  /** Those that came to a result, newest first. */
  readonly kept: readonly CoverageSummary[];
  /** Under way, failed or cancelled, and newer than every result; `null`: there is none. */
  readonly newest: Coverage | null;
  /** The result on show, which stays while a newer check is under way, and when that fails. */
  readonly shown: Coverage | null;
  /** What could not be done, and how to try it again. */
  readonly failure: { readonly problem: Problem; readonly again: () => void } | null;
};

/** How long one look waits for the end of a check, ms. */
const waitMs = 10_000;

/** Finds the last checks, follows one that is under way to its end, and begins and ends checks. `onOver`: one has come to its end. */
export function useCoverage(onOver: () => void) {
  const api = useApi();
  const [state, setState] = useState<CoverageState>({
    ...{ isAsking: true, kept: [], newest: null, shown: null, failure: null },
  });
  const [attempt, setAttempt] = useState(0);
  const askAnew = useCallback(() => setAttempt((before) => before + 1), []);
  const failedTo = useCallback(
    (again: () => void) => (error: unknown) => {
      if (isAbort(error)) return;
      const failure = { problem: problemOf(error), again };
      setState((before) => ({ ...before, isAsking: false, failure }));
    },
    [],
  );
  const learn = useCallback((known: Partial<CoverageState>) => {
    setState((before) => ({ ...before, isAsking: false, failure: null, ...known }));
  }, []);

  useEffect(() => {
    const controller = new AbortController();
    lastChecks(api, controller.signal).then(learn, failedTo(askAnew));
    return () => controller.abort();
  }, [api, attempt, learn, failedTo, askAnew]);

  const { newest, failure } = state;
  const underWay = newest?.finishedMs === null && failure === null ? newest.id : null;
  useEffect(() => {
    if (underWay === null) return undefined;
    const controller = new AbortController();
    const follow = async () => {
      for (;;) {
        const seen = await api.coverage(underWay, waitMs, controller.signal);
        if (controller.signal.aborted) return;
        learn(seen.result ? { newest: null, shown: seen } : { newest: seen });
        if (seen.finishedMs === null) continue;
        onOver();
        if (seen.result) askAnew();
        return;
      }
    };
    follow().catch(failedTo(askAnew));
    return () => controller.abort();
  }, [api, underWay, learn, failedTo, askAnew, onOver]);

  const start = useCallback(
    (lastMinutes: number): Promise<void> =>
      api.startCoverage({ lastMinutes }).then(
        (check) => learn({ newest: check }),
        failedTo(() => void start(lastMinutes)),
      ),
    [api, learn, failedTo],
  );
  const cancel = useCallback(
    (id: string): Promise<void> =>
      api.cancelCoverage(id).then(
        (check) => learn(check.result ? { newest: null, shown: check } : { newest: check }),
        failedTo(() => void cancel(id)),
      ),
    [api, learn, failedTo],
  );
  const show = useCallback(
    (id: string): Promise<void> =>
      api.coverage(id, 0).then(
        (check) => learn({ shown: check }),
        failedTo(() => void show(id)),
      ),
    [api, learn, failedTo],
  );
  return { state, start, cancel, show };
}

/** The newest result, and what is newer than that. */
async function lastChecks(api: Api, signal: AbortSignal) {
  const { checks } = await api.coverages(signal);
  const kept = checks.filter(({ overall }) => overall !== null);
  const [first] = checks;
  const [last] = kept;
  const whole = (summary: CoverageSummary | undefined) =>
    summary ? api.coverage(summary.id, 0, signal) : Promise.resolve(null);
  const [newest, shown] = await Promise.all([
    whole(first === last ? undefined : first),
    whole(last),
  ]);
  // It may have come to its end since the list was made.
  return newest?.result ? { kept, newest: null, shown: newest } : { kept, newest, shown };
}
