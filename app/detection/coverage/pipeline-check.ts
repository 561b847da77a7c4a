import type { UnknownReason } from '../../../contract/coverage.ts';
import { answer, unknown, type CheckOf } from './answers.ts';
import { recordsOf } from './clause-outcomes.ts';
import type { ClauseGroup } from './clauses-query.ts';
import type { CoverageContext, PipelineColumn } from './coverage-context.ts';

/** Log sources that are named, those with most records of the kind first. */
const mostNamed = 5;

/** What became of records before they were stored, by the flags that the console lists, and at which log sources. */
export function pipelineCheck(
  possible: readonly ClauseGroup[],
  context: CoverageContext,
  noFields: UnknownReason | null,
): CheckOf<'pipeline'> {
  if (noFields) return unknown('pipeline', noFields);
  if (context.pipeline.length === 0) return unknown('pipeline', 'not-there');
  if (possible.length === 0) return unknown('pipeline', 'nothing-to-tell-by');
  const flagged = (name: PipelineColumn) =>
    context.pipeline.includes(name)
      ? recordsOf(possible.filter(({ flags }) => flags.has(name)))
      : null;
  const any = possible.filter(({ flags }) => flags.size > 0);
  return answer('pipeline', any.length > 0 ? 'weak' : 'ok', {
    unparsed: flagged('isunparsed'),
    forPerformance: flagged('storedforperformance'),
    logOnly: flagged('islogonly'),
    truncated: flagged('istruncated'),
    records: recordsOf(possible),
    sources: sourcesOf(any),
  });
}

function sourcesOf(groups: readonly ClauseGroup[]) {
  return [...Map.groupBy(groups, ({ logSource }) => logSource.id).values()]
    .sort((a, b) => recordsOf(b) - recordsOf(a))
    .flatMap(([first]) => (first ? [first.logSource] : []))
    .slice(0, mostNamed);
}
