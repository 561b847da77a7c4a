import { useCallback, useEffect, useState } from 'react';
import type { CoverageSummary } from '../../contract/coverage.ts';
import { isAbort } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import type { SessionState } from '../api/useSession.ts';

/**
 * The newest check of coverage that came to a result, for whoever may search; `null` until it is known, and where there is none.
 * The second value asks anew; what was known stands meanwhile.
 */
export function useLastCheck(session: SessionState): readonly [CoverageSummary | null, () => void] {
  const api = useApi();
  const [attempt, setAttempt] = useState(0);
  const [last, setLast] = useState<CoverageSummary | null>(null);
  const canSearch = session.state === 'known' && session.session.canSearch;
  useEffect(() => {
    if (!canSearch) return undefined;
    const controller = new AbortController();
    api.coverages(controller.signal).then(
      ({ checks }) => setLast(checks.find(({ overall }) => overall !== null) ?? null),
      (error: unknown) => {
        // What is not known is not said here; the page, which asks the same, says why.
        if (!isAbort(error)) setLast(null);
      },
    );
    return () => controller.abort();
  }, [api, attempt, canSearch]);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  return [last, again];
}
