import type { SentQuery } from '../../../contract/run.ts';
import type { Clock } from '../../ports/clock.ts';
import { requireResult } from './ariel.ts';
import type { Identity } from '../../ports/console.ts';
import type { HeldSearch } from '../../ports/search.ts';
import type { Timers } from '../../ports/timers.ts';
import { pause } from './retry.ts';
import type { SearchStatus, Searches } from './searches.ts';

/** Creates the search with the rights of `identity` and holds it until `close`. */
export async function holdSearch(
  {
    searches,
    clock,
    timers,
  }: { readonly searches: Searches; readonly clock: Clock; readonly timers: Timers },
  identity: Identity,
  query: SentQuery,
): Promise<HeldSearch> {
  let status: SearchStatus = await searches.create(identity, query.aql);
  const { id } = status;
  let isOpen = true;
  return {
    progress: async (waitMs, signal) => {
      const untilMs = clock.monotonicMs() + waitMs;
      while (status.state === 'running') {
        const leftMs = untilMs - clock.monotonicMs();
        if (leftMs <= 0) break;
        const seconds = Math.max(1, Math.ceil(leftMs / 1000));
        status = await searches.status(identity, id, seconds, { signal, tries: 'few' });
        // For a console that answers at once instead of waiting.
        if (status.state === 'running') await pause(shortPauseMs, signal, timers);
      }
      requireResult(status);
      return { done: status.state !== 'running', percent: status.percent, rows: status.rows };
    },
    page: async ({ offset, limit }, signal) => {
      const range = { offset, size: limit };
      const page = await searches.page(identity, id, range, { signal, tries: 'few' });
      return page.rows.slice(0, limit);
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      searches.release(identity, id, status.state === 'running' ? 'abandoned' : 'read');
    },
  };
}

const shortPauseMs = 250;
