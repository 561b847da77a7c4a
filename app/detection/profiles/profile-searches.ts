import type { Profile } from '../../../contract/finding.ts';
import type { ConsoleFacts } from '../../ports/console-facts.ts';
import type { QueryContext } from '../aql/query.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { PlannedSearch } from '../searching/planned-search.ts';
import { correctedSearches } from './corrected.ts';
import { sourceSearches } from './source.ts';

/** What a profile searches first. */
export type ProfileSearches = {
  readonly searches: readonly PlannedSearch[];
  /** Category names that the profile asks for and the console does not have. */
  readonly missingCategories: readonly string[];
};

/** The searches of a profile, which fold into the evidence. Throws what `sourceSearches` and `correctedSearches` throw. */
export async function profileSearches(
  profile: Profile,
  context: QueryContext,
  evidence: Evidence,
  { facts, signal }: { readonly facts: ConsoleFacts; readonly signal: AbortSignal },
): Promise<ProfileSearches> {
  return profile === 'source'
    ? sourceSearches(context, evidence, facts, signal)
    : { searches: correctedSearches(context, evidence), missingCategories: [] };
}
