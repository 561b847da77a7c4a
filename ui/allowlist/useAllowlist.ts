import { useCallback, useEffect, useState } from 'react';
import type { Allowlist } from '../../contract/allowlist.ts';
import type { Problem } from '../../contract/problem.ts';
import { isAbort, problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';

/** The allowlist; while it is asked for again, and where that fails, the earlier one stays. */
export type KnownAllowlist = {
  readonly list: Allowlist | null;
  readonly problem: Problem | null;
  readonly reload: () => void;
};

/** Asks for the allowlist, and again at each `reload`. */
export function useAllowlist(): KnownAllowlist {
  const api = useApi();
  const [attempt, setAttempt] = useState(0);
  const [list, setList] = useState<Allowlist | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const control = new AbortController();
    api.allowlist(control.signal).then(
      (known) => {
        if (control.signal.aborted) return;
        setList(known);
        setProblem(null);
      },
      (error: unknown) => {
        if (!isAbort(error) && !control.signal.aborted) setProblem(problemOf(error));
      },
    );
    return () => control.abort();
  }, [api, attempt]);
  return {
    list,
    problem,
    reload: useCallback(() => setAttempt((before) => before + 1), []),
  };
}
