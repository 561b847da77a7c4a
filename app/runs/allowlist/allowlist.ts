import type {
  AllowDraft,
  AllowEntry,
  AllowHistory,
  Allowlist,
  AllowPreview,
  AllowSet,
  AllowSubject,
  Behaviour,
} from '../../../contract/allowlist.ts';
import { setRules } from '../../detection/allowing/sets.ts';
import { canonicalSubject } from '../../detection/allowing/subject.ts';
import { preview, type JudgedPreview } from '../../detection/judging/preview.ts';
import type { AllowLedger, KeptAction, KeptEntry } from '../../ports/allow-ledger.ts';
import type { AllowedEntry, AllowedNow, ReadAllowed } from '../../ports/allowlist.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Identity } from '../../ports/console.ts';
import type { ReferenceSets } from '../../ports/reference-sets.ts';
import type { Verdicts } from '../../ports/verdicts.ts';
import type { UsedInRun } from '../job-allowed.ts';
import type { AllowAsker } from './asker.ts';
import { EntryViews } from './entry-view.ts';
import { asksOf, confirmedBy, confirmedPart } from './guard.ts';
import type { KeptEvidence, Worked } from './kept-evidence.ts';
import type { ReadList } from './read-list.ts';
import { lookAtAllowlist, scopeKey } from './reading.ts';
import { noteUses } from './use.ts';

export type AllowlistOptions = {
  readonly referenceSets: ReferenceSets;
  readonly ledger: AllowLedger;
  readonly evidence: KeptEvidence;
  readonly verdicts: Verdicts;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly report: (message: string, error: unknown) => void;
};

/** What drafts would do, and which findings that were closed as true positives they would hide. */
export type Foreseen = {
  readonly worked: Worked<JudgedPreview> | null;
  readonly asks: AllowPreview['asks'];
  readonly confirmed: readonly string[];
  /** Of each draft; `null`: it names nothing, or nobody knows. */
  readonly behaviours: readonly (Behaviour | null)[];
};

/** The allowlist, looked at: for runs, for the page, and with drafts beside it. Throws what reading it throws. */
export class AllowlistReader {
  readonly #options: AllowlistOptions;

  constructor(options: AllowlistOptions) {
    this.#options = options;
  }

  /** For one run. */
  readFor(identity: Identity, scope: string): ReadAllowed {
    return async (signal) => this.#nowOf(await this.read(identity, signal), scope);
  }

  read(identity: Identity, signal: AbortSignal): Promise<ReadList> {
    return lookAtAllowlist(this.#options, identity, signal);
  }

  /** What became of the entries in a run; never throws. */
  onUsed(used: UsedInRun): void {
    const { ledger, clock, report } = this.#options;
    try {
      noteUses(ledger, used, clock.nowMs());
    } catch (error) {
      report('what the allowlist hid could not be noted', error);
    }
  }

  /** `isVisible`: of a domain, whether the session sees it; entries of others are left out. */
  async list(
    { identity, scope, signal }: AllowAsker,
    isVisible: (domainId: number | null) => boolean,
  ): Promise<Allowlist> {
    const read = await this.read(identity, signal);
    const views = this.views(scope);
    const sets = setRules.map(({ name, scope: of, type }): AllowSet => {
      const set = read.sets.find((one) => one.name === name);
      const entries = set?.entries.length ?? 0;
      return { name, scope: of, type: set?.type ?? type, id: set?.id ?? null, entries };
    });
    const entries = read.entries.filter(({ kept }) => isVisible(kept.subject.domainId));
    return { entries: entries.map((entry) => views.of(entry)), sets, drift: [...read.drift] };
  }

  views(scope: string): EntryViews {
    const { ledger, clock } = this.#options;
    return new EntryViews(ledger, scopeKey(scope), clock.nowMs());
  }

  /** Entries that hid something from the asker, by id, as they are now; removed ones too. */
  async named(asker: AllowAsker, ids: ReadonlySet<string>): Promise<AllowEntry[]> {
    const { entries } = await this.read(asker.identity, asker.signal);
    const views = this.views(asker.scope);
    const here = new Map(entries.map((entry) => [entry.kept.id, entry]));
    return [...ids].flatMap((id) => {
      const entry = here.get(id);
      if (entry) return [views.of(entry)];
      const kept = this.#options.ledger.find(id);
      return kept ? [views.former(kept)] : [];
    });
  }

  /** `isVisible`: of a domain, whether the session sees it. */
  async history(
    { identity, scope, signal }: AllowAsker,
    page: { readonly before: number | null; readonly limit: number },
    isVisible: (domainId: number | null) => boolean,
  ): Promise<AllowHistory> {
    const { ledger } = this.#options;
    const read = await this.read(identity, signal);
    if (read.drift.some(({ kind }) => kind === 'not-readable'))
      return { actions: [], ended: [], more: false };
    const { seen, more } = seenActions(ledger, page, isVisible);
    const views = this.views(scope);
    const isShown = new Set(read.entries.map(({ kept }) => kept.id));
    const ended = seen.flatMap(({ entries }) => entries.filter(({ id }) => !isShown.has(id)));
    return {
      actions: seen.map(({ action, entries }) => ({
        id: String(action.id),
        atMs: action.atMs,
        user: action.user,
        kind: action.kind,
        entries: entries.map(({ id, setName, value, secondReason }) => ({
          ...{ id, setName, value },
          secondReason: action.kind === 'add' || action.kind === 'resume' ? secondReason : null,
        })),
        reason: action.reason,
        canBeUndone: !action.isUndone,
      })),
      ended: [...new Map(ended.map((kept) => [kept.id, kept])).values()].map((kept) =>
        views.former(kept),
      ),
      more,
    };
  }

  /** Throws `allowlist-invalid` and `memory-short`; `null` where there is no run to preview on. */
  async preview(asker: AllowAsker, drafts: readonly AllowDraft[]): Promise<AllowPreview | null> {
    const subjects = drafts.map(({ subject }) => canonicalSubject(subject));
    const read = await this.read(asker.identity, asker.signal);
    const { worked, asks, confirmed, behaviours } = await this.foresee(asker, read, subjects);
    if (worked === null) return null;
    const { hidden, trimmed, appeared, untouched, isCut } = worked.result;
    return {
      window: worked.options.window,
      finishedMs: worked.finishedMs,
      ...{ hidden, trimmed, appeared, untouched, isCut, asks },
      behaviour: togetherOf(behaviours),
      confirmed: confirmedPart(confirmed),
    };
  }

  /** What entries of these subjects would do beside those there are. */
  async foresee(
    { scope, signal }: AllowAsker,
    read: ReadList,
    subjects: readonly AllowSubject[],
  ): Promise<Foreseen> {
    const { evidence, verdicts, clock } = this.#options;
    const { entries } = this.#nowOf(read, scope);
    const drafts = subjects.map((subject, at): AllowedEntry => {
      return { id: `draft ${at}`, subject, isInForce: true, madeFor: null };
    });
    const worked = await evidence.work(
      scope,
      (own, options) => preview(own, { ...options, entries }, drafts),
      signal,
    );
    const judged = worked?.result ?? null;
    return {
      worked,
      asks: asksOf(subjects, judged),
      confirmed: confirmedBy(verdicts, scope, subjects, judged?.touchedIds ?? [], clock.nowMs()),
      behaviours: judged?.behaviours ?? subjects.map(() => null),
    };
  }

  #nowOf({ entries, drift }: ReadList, scope: string): AllowedNow {
    const health = this.#options.ledger.healthOf(scopeKey(scope));
    return {
      drift,
      entries: entries.map(({ kept: { id, subject }, state }) => ({
        id,
        subject,
        isInForce: state === 'in-force',
        madeFor: health.get(id)?.madeFor ?? null,
      })),
    };
  }
}

/**
 * Actions about an entry that is seen, with these entries. Reads on as long as few of them are: who asks for older ones names the last
 * that was shown.
 */
function seenActions(
  ledger: Pick<AllowLedger, 'actions' | 'find'>,
  { before, limit }: { readonly before: number | null; readonly limit: number },
  isVisible: (domainId: number | null) => boolean,
) {
  const seen: { readonly action: KeptAction; readonly entries: readonly KeptEntry[] }[] = [];
  let page = ledger.actions({ before, limit });
  for (;;) {
    for (const action of page.actions) {
      const entries = action.entries
        .flatMap((id) => ledger.find(id) ?? [])
        .filter(({ subject }) => isVisible(subject.domainId));
      if (entries.length > 0) seen.push({ action, entries });
    }
    const last = page.actions.at(-1);
    if (seen.length >= limit || !page.more || !last) break;
    page = ledger.actions({ before: last.id, limit });
  }
  return { seen: seen.slice(0, limit), more: page.more || seen.length > limit };
}

/** Of one draft its own; of several nobody asks. */
function togetherOf(behaviours: readonly (Behaviour | null)[]): Behaviour | null {
  return behaviours.length === 1 ? (behaviours[0] ?? null) : null;
}
