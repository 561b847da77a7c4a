import { useCallback, useEffect, useReducer, useRef } from 'react';
import { isAbort, problemOf } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import type { Problem } from '../../contract/problem.ts';
import type { Run, RunFindings, RunRequest } from '../../contract/run.ts';
import { visibleWait } from '../platform/visibleWait.ts';
import { followRun } from './followRun.ts';

/** Findings on the page and the run they come from. */
export type Shown = { readonly run: Run; readonly results: RunFindings };

/**
 * What the page knows of its runs. `run` is the latest one asked for, `shown` what is on the page: while
 * running again that is still the earlier result. Until the server has answered, `run` is `null`. `problem` is why the latest run or its request failed.
 */
export type RunState = {
  readonly phase: 'idle' | 'starting' | 'running' | 'cancelling';
  readonly run: Run | null;
  readonly shown: Shown | null;
  readonly problem: Problem | null;
};

/** What can be done with runs. None of these rejects: failures are in the state. */
export type RunActions = {
  readonly start: (request: RunRequest) => void;
  /** Goes on with a run that exists; `otherwise` is called when the server does not have it. */
  readonly attach: (id: string, otherwise: () => void) => void;
  readonly cancel: () => void;
};

type Event =
  | { readonly type: 'starting' }
  | { readonly type: 'run'; readonly run: Run }
  | { readonly type: 'findings'; readonly run: Run; readonly results: RunFindings }
  | { readonly type: 'cancelling' }
  | { readonly type: 'ended' }
  | { readonly type: 'failed'; readonly problem: Problem };

const nothing: RunState = { phase: 'idle', run: null, shown: null, problem: null };

/**
 * The server state of the page: creates a run, follows it, cancels it, keeps what it found. Following
 * stops when the component goes; the run itself goes on, and a reload attaches to it again.
 */
export function useRun(wait: typeof visibleWait = visibleWait): readonly [RunState, RunActions] {
  const api = useApi();
  const [state, dispatch] = useReducer(reduce, nothing);
  const latest = useRef(state);
  const following = useRef<AbortController | null>(null);
  const cancelRequested = useRef(false);

  useEffect(() => {
    latest.current = state;
  }, [state]);
  useEffect(() => () => following.current?.abort(), []);

  const follow = useCallback(
    async (ask: (signal: AbortSignal) => Promise<Run>) => {
      following.current?.abort();
      const control = new AbortController();
      following.current = control;
      cancelRequested.current = false;
      dispatch({ type: 'starting' });
      const shownBefore = latest.current.shown;
      const created = await ask(control.signal);
      control.signal.throwIfAborted();
      // Cancel was pressed before there was a run to cancel.
      const first = isSet(cancelRequested) ? await api.cancelRun(created.id) : created;
      await followRun(first, {
        api,
        wait,
        signal: control.signal,
        onRun: (run) => dispatch({ type: 'run', run }),
        wantsFindings: (run) => wantsFindings(run, shownBefore),
        onFindings: (results, run) => dispatch({ type: 'findings', results, run }),
      });
      dispatch({ type: 'ended' });
    },
    [api, wait],
  );

  const report = useCallback((error: unknown) => {
    if (!isAbort(error)) dispatch({ type: 'failed', problem: problemOf(error) });
  }, []);

  const start = useCallback(
    (request: RunRequest) => {
      follow((signal) => api.createRun(request, signal)).catch(report);
    },
    [api, follow, report],
  );

  const attach = useCallback(
    (id: string, otherwise: () => void) => {
      follow((signal) => api.run(id, { wait: 0, seen: 0 }, signal)).catch((error: unknown) => {
        if (problemOf(error).code !== 'run-not-found') report(error);
        else {
          dispatch({ type: 'ended' });
          otherwise();
        }
      });
    },
    [api, follow, report],
  );

  const cancel = useCallback(() => {
    cancelRequested.current = true;
    dispatch({ type: 'cancelling' });
    const { phase, run } = latest.current;
    if (phase !== 'running' || run === null) return;
    // The poll that follows sees the end; its answer here only makes the page say so sooner.
    api.cancelRun(run.id).then((cancelled) => dispatch({ type: 'run', run: cancelled }), report);
  }, [api, report]);

  return [state, { start, attach, cancel }];
}

function isSet(flag: { readonly current: boolean }): boolean {
  return flag.current;
}

/** Partial findings are worth showing only where they do not push away a complete earlier result. */
function wantsFindings(run: Run, shownBefore: Shown | null): boolean {
  if (run.state === 'done') return true;
  const replaces = shownBefore !== null && shownBefore.run.id !== run.id;
  return run.revision > 0 && !replaces;
}

function reduce(state: RunState, event: Event): RunState {
  switch (event.type) {
    case 'starting':
      return { ...state, phase: 'starting', run: null, problem: null };
    case 'run':
      return withRun(state, event.run);
    case 'findings':
      return { ...state, shown: { run: event.run, results: event.results } };
    case 'cancelling':
      return { ...state, phase: 'cancelling' };
    case 'ended':
      return { ...state, phase: 'idle' };
    case 'failed':
      return { ...state, phase: 'idle', problem: event.problem };
  }
}

function withRun(state: RunState, run: Run): RunState {
  const { shown, phase } = state;
  return {
    ...state,
    run,
    phase: run.state !== 'running' ? 'idle' : phase === 'cancelling' ? 'cancelling' : 'running',
    shown: shown?.run.id === run.id ? { ...shown, run } : shown,
    problem: run.problem,
  };
}
