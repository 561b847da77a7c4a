import type { Profile } from '../../../contract/finding.ts';
import type { ConsoleFacts } from '../../ports/console-facts.ts';
import type { QueryContext } from '../aql/query.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { correctedSearches } from './corrected.ts';
import type { ProfileSearches } from './searches-of-a-profile.ts';
import { sourceSearches } from './source.ts';

/** The searches of a profile, which fold into the evidence. Throws what `sourceSearches` and `correctedSearches` throw. */
export async function profileSearches(
  profile: Profile,
  context: QueryContext,
  evidence: Evidence,
  { facts, signal }: { readonly facts: ConsoleFacts; readonly signal: AbortSignal },
): Promise<ProfileSearches> {
  return profile === 'source'
    ? sourceSearches(context, evidence, facts, signal)
    : correctedSearches(context, evidence);
}
