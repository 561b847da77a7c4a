import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../contract/problem.ts';
import type { Ran, Validation } from '../../contract/validation.ts';
import { isAbort, problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { visibleWait } from '../platform/visibleWait.ts';

/** How long one question waits for the end of what is under way, ms. */
const waitMs = 10_000;
/** Between two looks while records may still come, ms: each costs some searches, and sources are late by minutes. */
export const lookAgainMs = 20_000;

/** One validation as far as it is known, followed as long as something is under way or may still come. */
export type ValidationState = {
  /** `null`: not asked for yet. */
  readonly validation: Validation | null;
  /** Why it is not known how it goes on. */
  readonly problem: Problem | null;
};

const nothing: ValidationState = { validation: null, problem: null };

/** Follows a validation, and looks for its records: once when asked to, and again by itself while something may still come. */
export function useValidation(id: string, first: Validation | null) {
  const api = useApi();
  const [state, setState] = useState<ValidationState>({ ...nothing, validation: first });
  const [round, setRound] = useState(0);
  const know = useCallback((validation: Validation) => {
    setState({ validation, problem: null });
  }, []);
  const fail = useCallback((error: unknown) => {
    if (!isAbort(error)) setState((before) => ({ ...before, problem: problemOf(error) }));
  }, []);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const follow = async () => {
      for (;;) {
        const seen = await api.validation(id, waitMs, signal);
        if (signal.aborted) return;
        know(seen);
        if (isUnderWay(seen)) continue;
        const ran = stillOpen(seen);
        if (ran === null) return;
        await visibleWait(lookAgainMs, signal);
        know(await api.checkValidation(id, ran, signal));
      }
    };
    follow().catch(fail);
    return () => controller.abort();
  }, [api, id, round, know, fail]);

  /** Follows anew: what was asked stands, and where it goes is not known yet. */
  const goOn = useCallback(
    (asked: Promise<Validation>) =>
      asked.then((validation) => {
        know(validation);
        setRound((before) => before + 1);
      }, fail),
    [know, fail],
  );
  const look = useCallback((ran: Ran) => goOn(api.checkValidation(id, ran)), [api, id, goOn]);
  const cancel = useCallback(() => goOn(api.cancelValidationCheck(id)), [api, id, goOn]);
  return { state, look, cancel, know };
}

/** Whether the server works on it. */
export function isUnderWay({ state }: Pick<Validation, 'state'>): boolean {
  return state === 'preparing' || state === 'checking';
}

/** When it was carried out, where a look may still find more; `null`: it is over, or the last look failed. */
function stillOpen({ state, result, problem }: Validation): Ran | null {
  return state === 'checked' && problem === null && result?.state === 'waiting' ? result.ran : null;
}
