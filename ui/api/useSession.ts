import { useCallback, useEffect, useState } from 'react';
import type { Profile } from '../../contract/finding.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Session, SettingsNotice } from '../../contract/session.ts';
import { isAbort, problemOf, type Api } from './api.ts';
import { useApi } from './ApiContext.tsx';

/**
 * Who is asking, with which default profile and what is to be said of the stored settings, or why that is
 * not known.
 */
export type SessionState =
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly problem: Problem }
  | {
      readonly state: 'known';
      readonly session: Session;
      readonly defaultProfile: Profile;
      readonly settingsNotice: SettingsNotice | null;
    };

/** The session of the page; the second value asks again. */
export function useSession(): readonly [SessionState, () => void] {
  const api = useApi();
  const [attempt, setAttempt] = useState(0);
  const [known, setKnown] = useState<{ attempt: number; state: SessionState } | null>(null);

  useEffect(() => {
    const control = new AbortController();
    ask(api, control.signal).then(
      (state) => setKnown({ attempt, state }),
      (error: unknown) => {
        if (!isAbort(error))
          setKnown({ attempt, state: { state: 'failed', problem: problemOf(error) } });
      },
    );
    return () => control.abort();
  }, [api, attempt]);

  const again = useCallback(() => setAttempt((before) => before + 1), []);
  // An earlier answer stands while it is asked for again, so that nothing on the page is lost.
  if (known?.state.state === 'known') return [known.state, again];
  return [known?.attempt === attempt ? known.state : { state: 'asking' }, again];
}

async function ask(api: Api, signal: AbortSignal): Promise<SessionState> {
  const session = await api.session(signal);
  const { settings, notice } = await api.settings(signal);
  return {
    state: 'known',
    session,
    defaultProfile: settings.profile,
    settingsNotice: notice,
  };
}
