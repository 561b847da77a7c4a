import { constructs, type SentQuery } from '../../../contract/run.ts';
import { AppError } from '../../ports/app-error.ts';
import type { ConsoleFacts } from '../../ports/console-facts.ts';
import { switchesOf } from '../aql/query.ts';
import { findRefused, switchesWithout } from '../aql/switches.ts';
import type { AllRows } from '../searching/all-rows.ts';
import { clausesQuery, mostClauseGroups } from './clauses-query.ts';
import type { CoverageContext } from './coverage-context.ts';

/** Asks a query; the limit is that of the query. Throws what the search throws. */
export type Ask = (query: SentQuery, limit: number) => Promise<AllRows>;

/** Rows of `clausesQuery`, and the context that it was written from. */
export type ClauseAnswer = AllRows & { readonly context: CoverageContext };

/**
 * Every event by the outcome of each clause, less and less of it as long as the console refuses the query: first without the
 * constructs that it refuses as a search although its validator let them pass, then without properties, flags and
 * differences of times. `null`: it refuses even that. A refused query is not searched, so all of this is one search. Throws
 * what the search throws otherwise.
 */
export async function askByClause(
  wanted: CoverageContext,
  ask: Ask,
  facts: Pick<ConsoleFacts, 'refusedQueries'>,
  signal: AbortSignal,
): Promise<ClauseAnswer | null> {
  const tried = (context: CoverageContext) =>
    unlessRefused(ask(clausesQuery(context), mostClauseGroups), context);
  const first = await tried(wanted);
  if (first) return first;
  const refused = await findRefused(facts, wanted.window, 'search', signal);
  const knownBefore = constructs.filter((name) => !switchesOf(wanted)[name]);
  const accepted = { ...wanted, switches: switchesWithout([...knownBefore, ...refused]) };
  const second = refused.length > 0 ? await tried(accepted) : null;
  return second ?? tried({ ...accepted, measured: [], pipeline: [], isPlain: true });
}

async function unlessRefused(
  asking: Promise<AllRows>,
  context: CoverageContext,
): Promise<ClauseAnswer | null> {
  try {
    return { ...(await asking), context };
  } catch (error) {
    if (error instanceof AppError && error.code === 'query-rejected') return null;
    throw error;
  }
}
