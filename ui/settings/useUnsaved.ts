import { useCallback, useEffect, useState } from 'react';
import { useLeaveQuestion } from '../shared/leaving.ts';

/** What waits for an answer: going on loses what was typed. */
export type Unsaved = {
  readonly waiting: (() => void) | null;
  /** Has `goOn` wait for an answer. */
  readonly ask: (goOn: () => void) => void;
  readonly stay: () => void;
};

/**
 * Keeps unsaved changes: another page, Back and Forward ask for an answer; at a reload and at closing the browser asks,
 * in words of its own.
 */
export function useUnsaved(hasChanges: boolean): Unsaved {
  const [waiting, setWaiting] = useState<(() => void) | null>(null);
  const ask = useCallback((goOn: () => void) => setWaiting(() => goOn), []);
  const stay = useCallback(() => setWaiting(null), []);
  useLeaveQuestion(hasChanges ? ask : null);
  useEffect(() => {
    if (!hasChanges) return undefined;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [hasChanges]);
  return { waiting, ask, stay };
}
