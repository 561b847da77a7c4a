import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../contract/problem.ts';
import type { Rehearsal } from '../../contract/validation.ts';
import { isAbort, problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';

/** How long one question waits for the end of a run, ms. */
const waitMs = 10_000;
/** A run looks at as long as a rehearsal lasts. */
const lastMinutes = 60;

/** The rehearsal under way, as far as it is known. */
export type RehearsalState = {
  /** Whether it is still asked what there is. */
  readonly isAsking: boolean;
  /** `null`: none is under way. */
  readonly rehearsal: Rehearsal | null;
  /** One was here, and is over. */
  readonly hasEnded: boolean;
  readonly problem: Problem | null;
};

/** Finds the rehearsal under way, begins and ends one, and follows its runs. For administrators: the server refuses others. */
export function useRehearsal() {
  const api = useApi();
  const [state, setState] = useState<RehearsalState>({
    isAsking: true,
    rehearsal: null,
    hasEnded: false,
    problem: null,
  });
  const know = useCallback((rehearsal: Rehearsal | null, hasEnded = false) => {
    setState({ isAsking: false, rehearsal, hasEnded, problem: null });
  }, []);
  const fail = useCallback((error: unknown) => {
    if (isAbort(error)) return;
    const problem = problemOf(error);
    // It ends by itself, and with the app.
    const isOver = problem.code === 'rehearsal-not-found';
    setState((before) => ({
      isAsking: false,
      rehearsal: isOver ? null : before.rehearsal,
      hasEnded: isOver && before.rehearsal !== null,
      problem: isOver ? null : problem,
    }));
  }, []);

  useEffect(() => {
    const controller = new AbortController();
    api.rehearsals(controller.signal).then(({ rehearsals }) => know(rehearsals[0] ?? null), fail);
    return () => controller.abort();
  }, [api, know, fail]);

  const running = state.rehearsal?.isRunning ? state.rehearsal.id : null;
  useEffect(() => {
    if (running === null) return undefined;
    const controller = new AbortController();
    const follow = async () => {
      for (;;) {
        const seen = await api.rehearsal(running, waitMs, controller.signal);
        if (controller.signal.aborted) return;
        know(seen);
        if (!seen.isRunning) return;
      }
    };
    follow().catch(fail);
    return () => controller.abort();
  }, [api, running, know, fail]);

  const begin = useCallback(
    (address: string) => api.beginRehearsal({ address }).then((begun) => know(begun), fail),
    [api, know, fail],
  );
  const run = useCallback(
    (id: string) => api.runRehearsal(id, { lastMinutes }).then((begun) => know(begun), fail),
    [api, know, fail],
  );
  const end = useCallback(
    (id: string) => api.endRehearsal(id).then(() => know(null, true), fail),
    [api, know, fail],
  );
  return { state, begin, run, end };
}
