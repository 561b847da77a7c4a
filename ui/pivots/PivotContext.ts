import { createContext, use } from 'react';
import type { OpenRequest } from './usePivotMenu.ts';

/** What a trigger needs of the page's one menu. */
export type PivotMenuHandle = {
  /** The trigger whose menu is open. */
  readonly openTriggerId: string | null;
  readonly openAt: (request: OpenRequest) => void;
  readonly close: () => void;
  /** Shows the events of a query in QRadar; to be called straight from a click. */
  readonly openEvents: (aql: string) => void;
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
