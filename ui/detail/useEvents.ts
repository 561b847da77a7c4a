import { useCallback } from 'react';
import type { EvidencePage } from '../../contract/investigation.ts';
import { useApi } from '../ApiContext.tsx';
import { untilReady } from '../untilReady.ts';
import type { Ask } from '../useAnswer.ts';
import { usePages, type Pages } from './usePages.ts';

/** One page of the contributing events, read from Ariel's result by the server. */
export function useEvents(
  runId: string,
  findingId: string,
  page: { readonly offset: number; readonly limit: number },
): Pages<EvidencePage> {
  const api = useApi();
  const { offset, limit } = page;
  return usePages(
    useCallback<Ask<EvidencePage>>(
      (signal, progress) =>
        untilReady((inner) => api.events(runId, findingId, offset, limit, inner), signal, progress),
      [api, runId, findingId, offset, limit],
    ),
  );
}
