import { useCallback, useState } from 'react';
import type { EvidencePage } from '../../contract/investigation.ts';
import { useApi } from '../ApiContext.tsx';
import { untilReady } from '../untilReady.ts';
import { useAnswer, type Answer, type Ask } from '../useAnswer.ts';

type Pages = {
  readonly answer: Answer<EvidencePage>;
  readonly retry: () => void;
  /** The latest page that came, which stays in view while another one is read. */
  readonly latest: EvidencePage | null;
};

/** One page of the contributing events, read from Ariel's result by the server. */
export function useEvents(
  runId: string,
  findingId: string,
  page: { readonly offset: number; readonly limit: number },
): Pages {
  const api = useApi();
  const { offset, limit } = page;
  const ask = useCallback<Ask<EvidencePage>>(
    (signal, progress) =>
      untilReady((inner) => api.events(runId, findingId, offset, limit, inner), signal, progress),
    [api, runId, findingId, offset, limit],
  );
  const { answer, retry } = useAnswer(ask);
  const [latest, setLatest] = useState<EvidencePage | null>(null);
  // React's way of keeping what was: set while rendering, before anything is shown.
  if (answer.state === 'known' && answer.value !== latest) setLatest(answer.value);
  return { answer, retry, latest };
}
