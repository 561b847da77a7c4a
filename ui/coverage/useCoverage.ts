import { useCallback, useEffect, useState } from 'react';
import type { Coverage } from '../../contract/coverage.ts';
import type { Problem } from '../../contract/problem.ts';
import { isAbort, problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';

/** The newest check that these rights show, as far as it is known. */
export type CoverageState = {
  /** Whether it is still asked what there is. */
  readonly isAsking: boolean;
  /** Under way or over; `null`: none was made. */
  readonly check: Coverage | null;
  /** Why there is none, or why it is not known how it goes on. */
  readonly problem: Problem | null;
};

/** How long one look waits for the end of a check, ms. */
const waitMs = 10_000;

/** Finds the newest check, follows it to its end, and begins and ends checks. */
export function useCoverage() {
  const api = useApi();
  const [state, setState] = useState<CoverageState>({
    isAsking: true,
    check: null,
    problem: null,
  });
  const fail = useCallback((error: unknown) => {
    if (!isAbort(error))
      setState((before) => ({ ...before, isAsking: false, problem: problemOf(error) }));
  }, []);
  const know = useCallback((check: Coverage | null) => {
    setState({ isAsking: false, check, problem: null });
  }, []);

  useEffect(() => {
    const controller = new AbortController();
    api.coverages(controller.signal).then(({ checks }) => know(checks[0] ?? null), fail);
    return () => controller.abort();
  }, [api, know, fail]);

  const { check, problem } = state;
  const underWay = check?.finishedMs === null && problem === null ? check.id : null;
  useEffect(() => {
    if (underWay === null) return undefined;
    const controller = new AbortController();
    const follow = async () => {
      for (;;) {
        const seen = await api.coverage(underWay, waitMs, controller.signal);
        if (controller.signal.aborted) return;
        know(seen);
        if (seen.finishedMs !== null) return;
      }
    };
    follow().catch(fail);
    return () => controller.abort();
  }, [api, underWay, know, fail]);

  const start = useCallback(
    (lastMinutes: number) => api.startCoverage({ lastMinutes }).then(know, fail),
    [api, know, fail],
  );
  const cancel = useCallback(
    (id: string) => api.cancelCoverage(id).then(know, fail),
    [api, know, fail],
  );
  return { state, start, cancel };
}
