import type { SentQuery } from '../../../contract/run.ts';
import type { AppError } from '../../ports/app-error.ts';
import type { PlannedSearch } from './planned-search.ts';
import {
  joinResults,
  runSearches,
  type SearchesOptions,
  type SearchResults,
} from './run-searches.ts';

type RoundsOptions = Omit<SearchesOptions, 'onPage'> & {
  /** Before a round that has searches: every query so far and its own. */
  readonly onRound: (queries: readonly SentQuery[], refused: SearchResults['refused']) => void;
  /** After a round. */
  readonly onEnd: (results: SearchResults) => void;
};

/** The rounds of searches of a scan, one after the other, and what came of all of them. */
export class Rounds {
  readonly #options: RoundsOptions;
  #queries: readonly SentQuery[] = [];
  #results: SearchResults = { rows: 0, examined: 0, skipped: [], limits: [], refused: new Map() };

  constructor(options: RoundsOptions) {
    this.#options = options;
  }

  get queries(): readonly SentQuery[] {
    return this.#queries;
  }

  get results(): SearchResults {
    return this.#results;
  }

  /**
   * Runs these searches at the same time; `onPage` is called after each page. Answers which of them the console
   * refused; one that is asked again under its name is refused no more. Throws as `runSearches`.
   */
  async run(
    searches: readonly PlannedSearch[],
    onPage: () => void,
  ): Promise<ReadonlyMap<string, AppError>> {
    const asked = searches.map(({ query }) => query);
    if (asked.length === 0) return new Map();
    this.#queries = [...this.#queries, ...asked];
    this.#options.onRound(this.#queries, this.#results.refused);
    const results = await runSearches(searches, { ...this.#options, onPage });
    const again = new Set(asked.map(({ name }) => name));
    const refused = [...this.#results.refused].filter(([name]) => !again.has(name));
    this.#results = joinResults({ ...this.#results, refused: new Map(refused) }, results);
    this.#options.onEnd(this.#results);
    return results.refused;
  }
}
