import type { Run, SentQuery } from '../../../contract/run.ts';
import type { AppError } from '../../ports/app-error.ts';
import { flowRecordsName, flowsQueryName } from './query.ts';

type Refused = ReadonlyMap<string, AppError>;

/** Whether flows were asked for and answered; `refused`: why the console refused a query, by its name. */
export function flowsAnswered(
  queries: readonly SentQuery[],
  refused: Refused = new Map(),
): Run['flows'] {
  if (!queries.some(({ name }) => name === flowsQueryName)) return 'off';
  const refusal = refused.get(flowsQueryName) ?? refused.get(flowRecordsName);
  if (!refusal) return 'used';
  return refusal.code === 'not-allowed' ? 'not-allowed' : 'unavailable';
}

/** Whether the console refused the flows of the pairs, so that it is not asked for more. */
export function flowsRefused(refused: Refused): boolean {
  return refused.has(flowsQueryName);
}
