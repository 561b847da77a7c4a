import type { SentQuery } from '../../../contract/run.ts';
import type { Clock } from '../../ports/clock.ts';
import { requireResult } from './ariel.ts';
import type { Identity } from '../../ports/console.ts';
import type { HeldSearch } from '../../ports/search.ts';
import { pause } from './retry.ts';
import type { SearchStatus, Searches } from './searches.ts';

/** Creates the search with the rights of `identity` and holds it until `close`. */
export async function holdSearch(
  { searches, clock }: { readonly searches: Searches; readonly clock: Clock },
  identity: Identity,
  query: SentQuery,
): Promise<HeldSearch> {
  let status: SearchStatus = await searches.create(identity, query.aql);
  const { id } = status;
  let isOpen = true;
  return {
    progress: async (waitMs, signal) => {
      const untilMs = clock.nowMs() + waitMs;
      while (status.state === 'running') {
        const leftMs = untilMs - clock.nowMs();
        if (leftMs <= 0) break;
        const seconds = Math.max(1, Math.ceil(leftMs / 1000));
        status = await searches.status(identity, id, seconds, signal);
        // For a console that answers at once instead of waiting.
        if (status.state === 'running') await pause(shortPauseMs, signal);
      }
      requireResult(status);
      return { done: status.state !== 'running', percent: status.percent, rows: status.rows };
    },
    page: async ({ offset, limit }, signal) => {
      const page = await searches.page(identity, id, { offset, size: limit }, signal);
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
