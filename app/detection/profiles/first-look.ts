import type { SentQuery } from '../../../contract/run.ts';
import { AppError } from '../../ports/app-error.ts';
import type { EventSearch } from '../../ports/search.ts';
import { noProperties } from '../aql/properties.ts';
import type { QueryContext } from '../aql/query.ts';
import { Evidence } from '../evidence/evidence.ts';
import { runSearches } from '../searching/run-searches.ts';
import { correctedSearches } from './corrected.ts';

/** Groups of the first look: what fills a few screens. */
const mostGroups = 1_000;

export type FirstLookWatch = {
  readonly search: EventSearch;
  readonly signal: AbortSignal;
  /** See `DetectionWatch`. */
  readonly mayFold: () => Promise<void> | null;
  /** After each page. */
  readonly onRows: (evidence: Evidence) => void;
  /** All that the look finds has been folded. */
  readonly onEnd: () => void;
};

export type FirstLook = {
  /** Gives the look up: nothing more is told of it. */
  readonly stop: () => void;
  /** Gives it up and resolves when its search is given back. Throws what `onRows` threw. */
  readonly over: () => Promise<void>;
};

/**
 * Begins to look who talks to whom, beside searches that must come before the rule's own: the groups of events with most
 * connections, their bytes not yet known. One search; where the console refuses it nothing is shown, and the run's own search
 * says why.
 */
export function beginFirstLook(
  context: Omit<QueryContext, 'properties'>,
  watch: FirstLookWatch,
): FirstLook {
  const done = new AbortController();
  const signal = AbortSignal.any([watch.signal, done.signal]);
  const unlessStopped =
    <T extends readonly unknown[]>(tell: (...told: T) => void) =>
    (...told: T) => {
      if (!signal.aborted) tell(...told);
    };
  const looking = Promise.allSettled([
    look(context, {
      ...watch,
      signal,
      onRows: unlessStopped(watch.onRows),
      onEnd: unlessStopped(watch.onEnd),
    }),
  ]);
  const stop = () => done.abort(new AppError('cancelled'));
  return {
    stop,
    over: async () => {
      stop();
      const [looked] = await looking;
      if (looked.status === 'rejected') throwUnlessCancelled(looked.reason);
    },
  };
}

async function look(
  context: Omit<QueryContext, 'properties'>,
  { search, signal, mayFold, onRows, onEnd }: FirstLookWatch,
): Promise<void> {
  const evidence = new Evidence();
  const { settings } = context;
  const maxRows = Math.min(settings.maxRows, mostGroups);
  // No property is named, so no disabled one can empty the answer.
  const few = { ...context, settings: { ...settings, maxRows }, properties: noProperties };
  const [groups] = correctedSearches(few, evidence).searches;
  if (groups === undefined) throw new TypeError('a profile without a search');
  const { refused } = await runSearches(
    [{ ...groups, query: named(groups.query), isOptional: 'whenever' }],
    {
      search,
      signal,
      maxRows,
      mayFold,
      onProgress: () => undefined,
      onPage: () => onRows(evidence),
    },
  );
  if (refused.size === 0) onEnd();
}

/** By another name than the run's own search. */
function named(query: SentQuery): SentQuery {
  return { ...query, name: 'first-look' };
}

function throwUnlessCancelled(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'cancelled')) throw error;
}
