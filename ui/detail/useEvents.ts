import { useCallback } from 'react';
import type { EventPage } from '../../contract/details.ts';
import { useApi } from '../api/ApiContext.tsx';
import { untilReady } from '../api/untilReady.ts';
import type { Ask } from '../api/useAnswer.ts';
import { usePages, type Pages } from './usePages.ts';

/** One page of the contributing events, read from Ariel's result by the server. */
export function useEvents(
  runId: string,
  findingId: string,
  page: { readonly offset: number; readonly limit: number },
): Pages<EventPage> {
  const api = useApi();
  const { offset, limit } = page;
  return usePages(
    useCallback<Ask<EventPage>>(
      (signal, progress) =>
        untilReady((inner) => api.events(runId, findingId, offset, limit, inner), signal, progress),
      [api, runId, findingId, offset, limit],
    ),
  );
}
