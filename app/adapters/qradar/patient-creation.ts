import type { Identity } from '../../ports/console.ts';
import { troubleOf, wasNotCarriedOut } from './failures.ts';
import type { Patience } from './patience.ts';
import type { Searches, SearchStatus } from './searches.ts';

/** What is created, with whose rights. */
export type Creation = {
  readonly identity: Identity;
  readonly aql: string;
  readonly signal: AbortSignal;
};

/**
 * Creates a search through an outage of the console. What QRadar has refused, or what never reached it, is asked again as
 * often as need be. Where the answer was lost, the search may exist: it is asked for once more when the console answers
 * again, because QRadar answers an exact repetition with the search it has (docs/qradar-facts.md#same-search); where it
 * does not, the first one expires by itself. A second loss ends it, as does a failure of QRadar's own. The id must be
 * known, so a call that is out is not aborted.
 */
export async function createPatiently(
  { searches, patience }: { readonly searches: Searches; readonly patience: Patience },
  { identity, aql, signal }: Creation,
): Promise<SearchStatus> {
  let losses = 0;
  const create = async () => {
    // Nothing that may create a second search is tried out on a console that is still out.
    if (losses > 0) await searches.reach(identity, signal);
    try {
      return await searches.create(identity, aql);
    } catch (error) {
      if (!wasNotCarriedOut(error)) losses += 1;
      throw error;
    }
  };
  return patience.during(signal, create, (error) => losses <= 1 && troubleOf(error) === 'outage');
}
