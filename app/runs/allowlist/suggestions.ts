import { cardKey } from '../../../cards/cards.ts';
import type {
  AllowSuggestion,
  AllowSuggestions,
  PublishedFile,
  PublishedRanges,
} from '../../../contract/allowlist.ts';
import type { Finding } from '../../../contract/finding.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import { storageRanges, tagsByAddress } from '../../detection/allowing/published-ranges.ts';
import { recognise } from '../../detection/allowing/recognise.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ImportedRanges, RangesStore } from '../../ports/ranges-store.ts';
import type { Verdicts } from '../../ports/verdicts.ts';
import { readInTurns } from '../in-turns.ts';
import type { Revision } from '../revisions.ts';

/** Suggestions in one answer, worst findings first. A choice: who has more has another problem. */
const mostSuggested = 100;
/** A true positive of a source keeps it from suggestions so long, ms. */
const confirmedForMs = 90 * 24 * 60 * 60_000;
const dayMs = 24 * 60 * 60_000;

export type SuggestionsOptions = {
  readonly ranges: RangesStore;
  readonly verdicts: Verdicts;
  readonly clock: Pick<Clock, 'nowMs'>;
};

/** Which findings look benign, and by which published ranges. Suggests, and applies nothing. */
export class AllowSuggester {
  readonly #options: SuggestionsOptions;

  constructor(options: SuggestionsOptions) {
    this.#options = options;
  }

  /** Of the findings of a run that are shown. */
  async of(
    revision: Revision,
    { scope, window }: { readonly scope: string; readonly window: TimeWindow },
  ): Promise<AllowSuggestions> {
    const { ranges, verdicts, clock } = this.#options;
    const imported = ranges.read();
    const nowMs = clock.nowMs();
    const confirmed = new Set(verdicts.confirmedSince(scope, nowMs - confirmedForMs));
    const release = revision.hold();
    try {
      const site = new Site(confirmed);
      for await (const finding of readInTurns(revision.findings.all())) site.add(finding);
      const around = {
        window,
        tagOf: tagsByAddress(imported?.tags ?? []),
        rangesAgeDays: (nowMs - (imported?.importedMs ?? nowMs)) / dayMs,
        othersTo: (finding: Finding) => site.othersTo(finding),
        othersOf: (finding: Finding) => site.othersOf(finding),
        isConfirmed: (finding: Finding) => site.isConfirmed(finding),
      };
      const suggestions: AllowSuggestion[] = [];
      for await (const finding of readInTurns(revision.findings.all())) {
        const found = recognise(finding, around);
        if (found) suggestions.push(found);
        if (suggestions.length === mostSuggested) break;
      }
      return { suggestions, ranges: imported && publishedOf(imported) };
    } finally {
      release();
    }
  }

  /** Takes over a publisher's file. Throws `allowlist-ranges-invalid` and `allowlist-not-saved`. */
  import(file: PublishedFile, user: string): PublishedRanges {
    const ranges: ImportedRanges = {
      tags: storageRanges(file),
      changeNumber: file.changeNumber ?? null,
      importedMs: this.#options.clock.nowMs(),
      importedBy: user,
    };
    this.#options.ranges.write(ranges);
    return publishedOf(ranges);
  }
}

function publishedOf({ tags, ...ranges }: ImportedRanges): PublishedRanges {
  const prefixes = tags.reduce((sum, tag) => sum + tag.prefixes.length, 0);
  return { ...ranges, tags: tags.length, prefixes };
}

/** Who goes where, and who does what, over all findings. */
class Site {
  readonly #confirmed: ReadonlySet<string>;
  readonly #sourcesTo = new Map<string, Set<string>>();
  readonly #findingsOf = new Map<string, number>();
  readonly #confirmedSources = new Set<string>();

  constructor(confirmed: ReadonlySet<string>) {
    this.#confirmed = confirmed;
  }

  add(finding: Finding): void {
    const source = cardKey(finding);
    if (this.#confirmed.has(finding.id)) this.#confirmedSources.add(source);
    if (finding.state !== 'attempt')
      this.#findingsOf.set(source, (this.#findingsOf.get(source) ?? 0) + 1);
    if (finding.destination === null) return;
    const sources = this.#sourcesTo.get(finding.destination) ?? new Set<string>();
    this.#sourcesTo.set(finding.destination, sources.add(source));
  }

  othersTo({ destination }: Finding): number {
    return (this.#sourcesTo.get(destination ?? '')?.size ?? 1) - 1;
  }

  othersOf(finding: Finding): number {
    return Math.max(0, (this.#findingsOf.get(cardKey(finding)) ?? 1) - 1);
  }

  isConfirmed(finding: Finding): boolean {
    return this.#confirmedSources.has(cardKey(finding));
  }
}
