import { useEffect, useRef } from 'react';
import type { RunActions } from './useRun.ts';
import { asksForResults, type View } from './view.ts';

/**
 * What happens without a press when the page opens: it goes on with the run that the URL names, and a link
 * that asks for results gets them.
 */
export function useFirstRun(view: View, attach: RunActions['attach'], run: () => void): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current) return;
    isDone.current = true;
    const runIfAsked = () => {
      if (asksForResults(view)) run();
    };
    if (view.run === null) runIfAsked();
    else attach(view.run, runIfAsked);
  }, [view, attach, run]);
}
