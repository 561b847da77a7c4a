import { useCallback } from 'react';
import type { FlowPage } from '../../contract/details.ts';
import { useApi } from '../api/ApiContext.tsx';
import { untilReady } from '../api/untilReady.ts';
import type { Ask } from '../api/useAnswer.ts';
import { usePages, type Pages } from './usePages.ts';

/** One page of the flows of a finding, read from Ariel's result by the server. */
export function useFlows(
  runId: string,
  findingId: string,
  page: { readonly offset: number; readonly limit: number },
): Pages<FlowPage> {
  const api = useApi();
  const { offset, limit } = page;
  return usePages(
    useCallback<Ask<FlowPage>>(
      (signal, progress) =>
        untilReady((inner) => api.flows(runId, findingId, offset, limit, inner), signal, progress),
      [api, runId, findingId, offset, limit],
    ),
  );
}
