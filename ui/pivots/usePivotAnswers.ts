import { useMemo } from 'react';
import type { Run } from '../../contract/run.ts';
import type { Finding } from '../../contract/finding.ts';
import { portsOfFinding } from '../../cards/finding-ports.ts';
import type { PivotSubject } from '../api/api.ts';
import { useApi } from '../api/ApiContext.tsx';
import { useAnswer } from '../api/useAnswer.ts';
import { pairOf, type PivotAnswers, type PivotTarget } from './target.ts';

/**
 * Asks for what the items of a target's menu need, as soon as the menu opens: then a click finds it there
 * and opens its page at once, which browsers demand of pop-up windows. Closing the menu gives up.
 */
export function usePivotAnswers(run: Run | null, target: PivotTarget | null): PivotAnswers {
  const api = useApi();
  const runId = run?.id ?? null;
  const askQueries = useMemo(
    () =>
      runId === null || target === null
        ? null
        : (signal: AbortSignal) => api.pivots(runId, subjectOf(target), signal),
    [api, runId, target],
  );
  const askAddress = useMemo(
    () =>
      target?.field !== 'source'
        ? null
        : (signal: AbortSignal) => api.address(target.value, target.domainId, signal),
    [api, target],
  );
  const queries = useAnswer(askQueries);
  const address = useAnswer(askAddress);
  return { queries: queries.answer, address: address.answer };
}

/** What the server is asked about: the value, and the rest of the pair and its ports where they are known. */
export function subjectOf(target: PivotTarget): PivotSubject {
  const { field, value, domainId: domain, finding } = target;
  if (field === 'user') return { user: value, domain };
  const pair = pairOf(target);
  return pair === null || finding === undefined
    ? { [field]: value, domain }
    : { ...pair, ports: numbersOf(finding), domain };
}

/** Each once: a number may be there on two transports. */
function numbersOf(finding: Finding): number[] {
  return [...new Set(portsOfFinding(finding).map(({ port }) => port))];
}
