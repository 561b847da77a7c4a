import type { Pending } from '../../../contract/details.ts';
import type { Settings } from '../../../contract/session.ts';
import type { SetMatches as Matches } from '../../../contract/set-match.ts';
import { matchesOf, matchQuery, type SetToMatch } from '../../detection/allowing/set-match.ts';
import { setRules } from '../../detection/allowing/sets.ts';
import { portsAsked } from '../../detection/rule/settable.ts';
import type { Clock } from '../../ports/clock.ts';
import { rowsOf, type HeldSearches } from '../held-searches.ts';
import type { AllowlistReader } from './allowlist.ts';
import type { AllowAsker } from './asker.ts';

/** Who asks, and what a run of theirs would look at. `owner`: whose session; never a token. */
export type MatchAsker = AllowAsker & {
  readonly owner: string;
  readonly settings: Settings;
  /** Of a domain, whether the session sees it; a set with an entry of another is not readable to it. */
  readonly isVisible: (domainId: number | null) => boolean;
};

const hourMs = 60 * 60_000;
/** A day has what jobs of the night do; it is what a run looks at, and costs one search of one. */
const lookedBackMs = 24 * hourMs;

export type SetMatchesOptions = {
  readonly allowlist: Pick<AllowlistReader, 'read'>;
  readonly searches: Pick<HeldSearches, 'read'>;
  readonly clock: Pick<Clock, 'nowMs'>;
};

/** What the console at hand makes of the sets of the allowlist. */
export class SetMatches {
  readonly #options: SetMatchesOptions;

  constructor(options: SetMatchesOptions) {
    this.#options = options;
  }

  /** What was found, or how far the search is. Throws what reading the list and the search throw. */
  async look(asker: MatchAsker): Promise<Matches | Pending> {
    const { allowlist, searches, clock } = this.#options;
    const { owner, settings, isVisible, identity, signal } = asker;
    const { sets, entries, drift } = await allowlist.read(identity, signal);
    const isReadable = drift.every(({ kind }) => kind !== 'not-readable');
    const inForce = entries.filter(({ state }) => state === 'in-force');
    const toMatch = setRules.map((rule): SetToMatch => {
      const set = sets.find(({ name }) => name === rule.name);
      const isWhole = set?.entries.every(({ domainId }) => isVisible(domainId)) ?? true;
      const elements = isReadable && isWhole ? (set?.entries.length ?? 0) : null;
      const own = inForce.filter(({ kept }) => kept.setName === rule.name);
      return { rule, elements, inForce: own.map(({ kept }) => kept.subject) };
    });
    // On full hours, so that a search which is asked for again while it goes on is the same.
    const stopMs = Math.floor(clock.nowMs() / hourMs) * hourMs;
    const window = { startMs: stopMs - lookedBackMs, stopMs };
    const asked = matchQuery(toMatch, portsAsked(settings), window);
    if (asked.query === null) return matchesOf(asked, []);
    const search = { runId: `sets of ${owner}`, owner, identity, query: asked.query, signal };
    return searches.read(search, async (held, total) =>
      matchesOf(asked, await rowsOf(held, total, signal)),
    );
  }
}
