import { randomUUID } from 'node:crypto';
import type { Ran, Validation, ValidationRequest, Validity } from '../../contract/validation.ts';
import type { validate } from '../detection/validate.ts';
import { checkedRan } from '../detection/validation/moments.ts';
import type { predictCard } from '../detection/validation/prepare.ts';
import { placed } from '../detection/validation/recipe.ts';
import { changedSources, type sourcesNow } from '../detection/validation/validity.ts';
import { AppError } from '../ports/app-error.ts';
import type { ValidationRecord, ValidationStore } from '../ports/validation-store.ts';
import { inTurns } from './in-turns.ts';
import {
  newRecord,
  receiptFor,
  ruleVersion,
  scopeKey,
  shownRecord,
  validityOf,
} from './validation-records.ts';
import { WorkUnderWay, type WorkAsker, type WorkOptions } from './work-under-way.ts';

/** A look has three searches and a run over a few minutes: two at once are what two checks of coverage are. */
export const defaultLooksUnderWay = 2;

export type ValidationsOptions = WorkOptions & {
  readonly predict: typeof predictCard;
  readonly validate: typeof validate;
  readonly sources: typeof sourcesNow;
  readonly store: ValidationStore;
};

/** A validation as `Validation` has it, but with what failed as it was thrown, and the request that asked for it. */
export type ValidationView = Omit<Validation, 'problem'> & {
  readonly error: unknown;
  readonly requestId: string;
};

/**
 * Validations of techniques: prepared, looked at as often as wanted, kept. One belongs to a scope: whoever has the same rights sees it. Methods
 * throw `validation-not-found` for another scope, and what the store throws.
 */
export class Validations {
  readonly #options: ValidationsOptions;
  readonly #work: WorkUnderWay<'preparing' | 'checking'>;

  constructor(options: ValidationsOptions) {
    this.#options = options;
    this.#work = new WorkUnderWay(options);
  }

  /** Keeps what is going to be tried, and begins to state its card. Throws what `placed` does, `too-many-runs` and `validation-not-saved`. */
  prepare(
    asker: WorkAsker & { readonly user: string; readonly request: ValidationRequest },
  ): ValidationView {
    const { scope, user, request, settings } = asker;
    const createdMs = this.#options.clock.nowMs();
    const record = newRecord(request, { id: randomUUID(), createdMs, user, settings });
    this.#work.requirePlace();
    this.#options.store.save(scopeKey(scope), record);
    this.#work.begin('preparing', { id: record.id, requestId: asker.requestId }, async (signal) => {
      await this.#prepared(record, asker, signal);
    });
    return this.#viewOf(record, asker);
  }

  /**
   * Looks at what became of it, after it was carried out at that time. Joins a look that is under way. Throws what `checkedRan` does for a time that
   * cannot be, and `too-many-runs`.
   */
  check(asker: WorkAsker, id: string, wanted: Ran): ValidationView {
    const record = this.#find(asker.scope, id);
    const ran = checkedRan(wanted, this.#options.clock.nowMs());
    const before = this.#work.of(id);
    if (before === 'checking') return this.#viewOf(record, asker);
    if (before === null) this.#work.requirePlace();
    this.#work.begin('checking', { id, requestId: asker.requestId }, (signal) =>
      this.#checked(this.#find(asker.scope, id), ran, asker, signal),
    );
    return this.#viewOf(record, asker);
  }

  /** As it is, as soon as nothing is under way, or after so many ms. */
  async view(
    asker: Pick<WorkAsker, 'scope' | 'settings'>,
    id: string,
    withinMs: number,
  ): Promise<ValidationView> {
    this.#find(asker.scope, id);
    await this.#work.over(id, withinMs);
    return this.#viewOf(this.#find(asker.scope, id), asker);
  }

  /** Those of this scope, newest first. */
  all(asker: Pick<WorkAsker, 'scope' | 'settings'>): ValidationView[] {
    return this.#options.store
      .all(scopeKey(asker.scope))
      .map((record) => this.#viewOf(record, asker));
  }

  /** Ends what is under way for all who look at it; what was found before stays. */
  async cancel(asker: Pick<WorkAsker, 'scope' | 'settings'>, id: string): Promise<ValidationView> {
    this.#find(asker.scope, id);
    await this.#work.cancel(id);
    return this.#viewOf(this.#find(asker.scope, id), asker);
  }

  /** What is left of its result, the log sources of today asked for. Throws `validation-not-found` where there is none, and what the search throws. */
  async validity(asker: WorkAsker, id: string, signal: AbortSignal): Promise<Validity> {
    const { sources, portsFor, clock } = this.#options;
    const record = this.#find(asker.scope, id);
    const nowMs = clock.nowMs();
    const known = validityOf(record, { settings: asker.settings, nowMs });
    if (known === null) throw new AppError('validation-not-found');
    const before = record.result?.logSources ?? null;
    if (before === null) return known;
    const now = await sources(
      { placed: placed(record.request), settings: asker.settings },
      nowMs,
      portsFor(asker.identity, () => undefined),
      signal,
    );
    return { ...known, changedSources: changedSources(before, now) };
  }

  /** Ends all; resolves when each has given its searches back. */
  async close(): Promise<void> {
    await this.#work.close();
  }

  #find(scope: string, id: string): ValidationRecord {
    const record = this.#options.store.find(scopeKey(scope), id);
    if (record === null) throw new AppError('validation-not-found');
    return record;
  }

  #viewOf(record: ValidationRecord, { settings }: Pick<WorkAsker, 'settings'>): ValidationView {
    const { error, requestId } = this.#work.failureOf(record.id) ?? { error: null, requestId: '' };
    const underWay = this.#work.of(record.id);
    const moment = { settings, nowMs: this.#options.clock.nowMs() };
    return { ...shownRecord(record, underWay, moment), error, requestId };
  }

  async #prepared(
    record: ValidationRecord,
    { identity, scope, settings }: WorkAsker,
    signal: AbortSignal,
  ): Promise<ValidationRecord> {
    const { predict, portsFor, clock, store } = this.#options;
    const { variant } = record.request;
    const made = await predict(
      { placed: placed(record.request), variant, settings },
      clock.nowMs(),
      portsFor(identity, () => undefined),
      signal,
    );
    const receipt = receiptFor(record, { ...made, settings });
    const stated = { ...record, prediction: made.prediction, receipt };
    store.save(scopeKey(scope), stated);
    return stated;
  }

  async #checked(
    record: ValidationRecord,
    ran: Ran,
    asker: WorkAsker,
    signal: AbortSignal,
  ): Promise<void> {
    const { validate: look, portsFor, clock, store } = this.#options;
    const { identity, scope, settings } = asker;
    const stated =
      record.prediction === null ? await this.#prepared(record, asker, signal) : record;
    const { prediction, receipt, request, marker } = stated;
    if (prediction === null) throw new TypeError('a card was stated');
    const version = ruleVersion(settings);
    const result = await look(
      {
        placed: placed(request),
        variant: request.variant,
        settings,
        marker,
        prediction,
        ran,
        nowMs: clock.nowMs(),
        isRuleChanged: receipt?.ruleVersion !== version,
      },
      portsFor(identity, () => undefined),
      { signal, pace: (steps) => inTurns(steps, clock, signal) },
    );
    store.save(scopeKey(scope), { ...stated, ran, result: { ...result, ruleVersion: version } });
  }
}
