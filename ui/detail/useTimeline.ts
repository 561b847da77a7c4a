import { useCallback } from 'react';
import type { ChannelPicture } from '../../contract/channels.ts';
import type { Activity } from '../../contract/details.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { useApi } from '../api/ApiContext.tsx';
import { untilReady } from '../api/untilReady.ts';
import { useAnswer, type Ask } from '../api/useAnswer.ts';

/** Whether the search behind sessions and data connections can be asked for: it is written for two hosts. */
export function hasPicture({ kind, dataChannel }: Finding): boolean {
  return kind === 'pair' && dataChannel !== null;
}

/** Connections and bytes over time from a search, where `isAsked`. */
export function useActivity(finding: Finding, run: Run, isAsked: boolean) {
  const api = useApi();
  const ask = useCallback<Ask<Activity>>(
    (signal, progress) =>
      untilReady((inner) => api.activity(run.id, finding.id, inner), signal, progress),
    [api, run.id, finding.id],
  );
  return useAnswer(isAsked ? ask : null);
}

/** Sessions and data connections from a search, where `isAsked`. */
export function usePicture(finding: Finding, run: Run, isAsked: boolean) {
  const api = useApi();
  const ask = useCallback<Ask<ChannelPicture>>(
    (signal, progress) =>
      untilReady((inner) => api.channels(run.id, finding.id, inner), signal, progress),
    [api, run.id, finding.id],
  );
  return useAnswer(isAsked ? ask : null);
}
