import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../contract/problem.ts';
import { isAbort, problemOf } from './api.ts';

/**
 * Something asked from the server. `absent`: there is nothing to ask. `percent` (0 to 100) is how far the
 * server has come, where it says so.
 */
export type Answer<T> =
  | { readonly state: 'absent' }
  | { readonly state: 'asking'; readonly percent: number | null }
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'known'; readonly value: T };

/** Asks once; `progress` may be called any number of times before the promise settles. */
export type Ask<T> = (signal: AbortSignal, progress: (percent: number) => void) => Promise<T>;

const absent: Answer<never> = { state: 'absent' };
const asking: Answer<never> = { state: 'asking', percent: null };

/**
 * Asks as long as the component is there and `ask` stays the same function; a new function asks anew and
 * gives the old question up, so keep it with `useCallback`. `retry` asks the same again.
 */
export function useAnswer<T>(ask: Ask<T> | null): {
  readonly answer: Answer<T>;
  readonly retry: () => void;
} {
  const [attempt, setAttempt] = useState(0);
  const [latest, setLatest] = useState<{
    readonly ask: Ask<T>;
    readonly attempt: number;
    readonly answer: Answer<T>;
  } | null>(null);

  useEffect(() => {
    if (ask === null) return undefined;
    const controller = new AbortController();
    const settle = (answer: Answer<T>) => {
      if (!controller.signal.aborted) setLatest({ ask, attempt, answer });
    };
    ask(controller.signal, (percent) => settle({ state: 'asking', percent })).then(
      (value) => settle({ state: 'known', value }),
      (error: unknown) => {
        if (!isAbort(error)) settle({ state: 'failed', problem: problemOf(error) });
      },
    );
    return () => controller.abort();
  }, [ask, attempt]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  if (ask === null) return { answer: absent, retry };
  const isLatest = latest?.ask === ask && latest.attempt === attempt;
  return { answer: isLatest ? latest.answer : asking, retry };
}
