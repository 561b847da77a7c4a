import { createContext, use } from 'react';
import type { PivotEffect, PivotTarget } from './target.ts';
import type { OpenRequest } from './usePivotMenu.ts';

/** What a trigger needs of the page's one menu. */
export type PivotMenuHandle = {
  /** The trigger whose menu is open. */
  readonly openTriggerId: string | null;
  readonly openAt: (request: OpenRequest) => void;
  readonly close: () => void;
  /** Loads what the pages of the console need, so that a later click finds it there. */
  readonly prepare: () => void;
  /** Does what a pivot of the page says; to be called straight from a click. */
  readonly choose: (effect: PivotEffect) => void;
  /** Shows the events of a query in QRadar; to be called straight from a click. */
  readonly openEvents: (aql: string) => void;
  /** Does at once what one item of the target's menu does; says why where that cannot be. */
  readonly act: (target: PivotTarget, ids: readonly string[]) => void;
  /** … its flows. */
  readonly openFlows: (aql: string) => void;
};

export const PivotContext = createContext<PivotMenuHandle | null>(null);

/** The page's menu. Throws outside `PivotProvider`. */
export function usePivotHandle(): PivotMenuHandle {
  const handle = use(PivotContext);
  if (handle === null) throw new Error('PivotTrigger needs a PivotProvider above it');
  return handle;
}
