import { ratedBytes } from '../../../cards/rated-bytes.ts';
import {
  mostPreviewed,
  type AllowPreview,
  type Behaviour,
  type Previewed,
} from '../../../contract/allowlist.ts';
import type { Finding } from '../../../contract/finding.ts';
import type { Steps } from '../../ports/steps.ts';
import type { AllowedEntry } from '../../ports/allowlist.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { rule } from '../rule/rule.ts';
import { allowedIn } from './allowed.ts';
import { transferJudging, type JudgingOptions } from './judge.ts';
import { judgeTransfers } from './judge-transfers.ts';

/** What drafts would change, and what of it needs no look at anything else. */
export type JudgedPreview = Pick<
  AllowPreview,
  'hidden' | 'trimmed' | 'appeared' | 'untouched' | 'isCut'
> & {
  /** Findings shown without the drafts. */
  readonly shown: number;
  /** Ids of all findings that are hidden or trimmed. */
  readonly touchedIds: readonly string[];
  /** Of each draft, in their order; `null`: it names nothing. */
  readonly behaviours: readonly (Behaviour | null)[];
};

/**
 * What the findings of some evidence would be with drafts beside the entries there are: the judgement of a run, made twice.
 * Only findings of sources with a pair that the drafts hide are built. Of the corrected profile.
 */
export function* preview(
  evidence: Evidence,
  options: JudgingOptions & { readonly entries: readonly AllowedEntry[] },
  drafts: readonly AllowedEntry[],
): Steps<JudgedPreview> {
  const { transfers } = evidence;
  const judging = yield* transferJudging(evidence, options);
  const { thresholds = rule.thresholds } = judging;
  yield* transfers.knowHabits();
  const context = { evidence: transfers, options: judging, thresholds };
  const allowed = yield* allowedIn(options.entries, context, options.window, drafts);
  const unbuilt = (onId: (id: string) => void) => ({
    is: (pair: number) => !allowed.isAffected(pair),
    onId,
  });
  const before = new Map<string, Finding | null>();
  const { isCut, site } = yield* judgeTransfers(
    transfers,
    judging,
    { push: (finding) => before.set(finding.id, finding) },
    { isIn: (pair) => !allowed.wasHidden(pair), unbuilt: unbuilt((id) => before.set(id, null)) },
  );
  const difference = new Difference(before);
  yield* judgeTransfers(
    transfers,
    judging,
    { push: (finding) => difference.add(finding) },
    {
      isIn: (pair) => !allowed.isHidden(pair),
      site,
      unbuilt: unbuilt((id) => difference.addUnbuilt(id)),
    },
  );
  return {
    ...difference.result(),
    isCut,
    behaviours: allowed.uses.slice(options.entries.length).map(({ behaviour }) => behaviour),
  };
}

/** Compares findings, told in their order, with those before. */
class Difference {
  readonly #before: ReadonlyMap<string, Finding | null>;
  readonly #left: Map<string, Finding | null>;
  readonly #trimmed: { readonly before: Finding; readonly after: Finding }[] = [];
  readonly #appeared: (Finding | null)[] = [];

  constructor(before: ReadonlyMap<string, Finding | null>) {
    this.#before = before;
    this.#left = new Map(before);
  }

  /** Untouched, or shown only because others left room. */
  addUnbuilt(id: string): void {
    if (!this.#left.delete(id)) this.#appeared.push(null);
  }

  add(after: Finding): void {
    const before = this.#before.get(after.id);
    this.#left.delete(after.id);
    if (before === undefined) this.#appeared.push(after);
    else if (before !== null && JSON.stringify(before) !== JSON.stringify(after))
      this.#trimmed.push({ before, after });
  }

  result(): Omit<JudgedPreview, 'isCut' | 'behaviours'> {
    const hidden = [...this.#left.values()].filter((finding) => finding !== null);
    const befores = this.#trimmed.map(({ before }) => before);
    return {
      hidden: {
        findings: this.#left.size,
        high: hidden.filter(isHigh).length,
        sentBytes: sentBytesOf(hidden),
        list: hidden.slice(0, mostPreviewed).map(previewed),
      },
      trimmed: {
        findings: this.#trimmed.length,
        high: befores.filter(isHigh).length,
        list: this.#trimmed.slice(0, mostPreviewed).map(({ before, after }) => ({
          before: previewed(before),
          after: previewed(after),
        })),
      },
      appeared: {
        findings: this.#appeared.length,
        list: this.#appeared
          .filter((finding) => finding !== null)
          .slice(0, mostPreviewed)
          .map(previewed),
      },
      untouched: this.#before.size - this.#left.size - this.#trimmed.length,
      shown: this.#before.size,
      touchedIds: [...this.#left.keys(), ...befores.map(({ id }) => id)],
    };
  }
}

/** `null`: they are known of none. */
function sentBytesOf(findings: readonly Finding[]): number | null {
  const known = findings.flatMap((finding) => ratedBytes(finding, 'sent') ?? []);
  return known.length === 0 ? null : known.reduce((sum, bytes) => sum + bytes, 0);
}

function isHigh({ risk }: Finding): boolean {
  return risk === 'HIGH';
}

function previewed(finding: Finding): Previewed {
  const { id, kind, source, destination, destinationCount, port, risk, connections } = finding;
  const sentBytes = ratedBytes(finding, 'sent');
  return { id, kind, source, destination, destinationCount, port, risk, connections, sentBytes };
}
