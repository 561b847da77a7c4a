import { AppError } from '../../ports/app-error.ts';
import type { ConsoleFacts } from '../../ports/console-facts.ts';
import { sourceProfileQuery, type QueryContext } from '../aql/query.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { MappedHosts } from '../rows/mapped-hosts.ts';
import { readSourceRow } from '../rows/rows.ts';
import { sourceRule } from '../rule/rule.ts';
import type { PlannedSearch } from '../searching/planned-search.ts';
import type { ProfileSearches } from './searches-of-a-profile.ts';

/**
 * The search of the source profile, which folds into the evidence, and the category names that it asks for and the
 * console does not have. Throws `byte-property-missing` or `query-rejected` where the console lacks what the source
 * query cannot do without.
 */
export async function sourceSearches(
  context: QueryContext,
  evidence: Evidence,
  facts: Pick<ConsoleFacts, 'categoryIds'>,
  signal: AbortSignal,
): Promise<ProfileSearches> {
  if (context.properties.sent.length === 0)
    throw new AppError('byte-property-missing', {
      detail: context.settings.properties.sent.join(', '),
    });
  const ids = await facts.categoryIds(sourceRule.categoryNames, signal);
  if (ids.size === 0)
    throw new AppError('query-rejected', {
      detail: `the console has none of the categories ${sourceRule.categoryNames.join(', ')}`,
    });
  const ascending = [...ids.values()].sort((a, b) => a - b);
  const search: PlannedSearch = {
    query: sourceProfileQuery(context, ascending),
    fold: (row) => {
      const read = readSourceRow(row);
      if (typeof read === 'string') return read;
      evidence.sourceRows.fold(read);
      return null;
    },
  };
  return {
    searches: [search],
    whatWasCut: () => ({ searches: [], hints: new Map() }),
    // The source query knows IPv4 only.
    mappedHosts: new MappedHosts(),
    missingCategories: sourceRule.categoryNames.filter((name) => !ids.has(name)),
  };
}
