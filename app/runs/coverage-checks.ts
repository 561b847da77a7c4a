import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { overallOf } from '../../cards/coverage-verdicts.ts';
import type {
  Coverage,
  CoverageRequest,
  CoverageResult,
  CoverageSummary,
} from '../../contract/coverage.ts';
import type { SentQuery } from '../../contract/run.ts';
import type { Settings } from '../../contract/session.ts';
import type { lookAtCoverage } from '../detection/coverage/look.ts';
import type { lookAround } from '../detection/coverage/surroundings.ts';
import { planWindow } from '../detection/rule/window.ts';
import { AppError } from '../ports/app-error.ts';
import type { ConsoleAccess, Identity } from '../ports/console.ts';
import type { CoverageStore } from '../ports/coverage-store.ts';
import { summaryOf, viewOf, type CoverageView } from './coverage-view.ts';
import { inTurns } from './in-turns.ts';
import { News } from './news.ts';
import type { WorkAsker, WorkOptions } from './work-under-way.ts';

/** Searches of a check scan the window three times, so two checks are what three runs are. */
export const defaultChecksUnderWay = 2;
/** In memory, per scope: what failed is nowhere else. Scopes as many as there are security profiles of a large site. */
const keptOfAScope = 2;
const mostScopes = 50;

export type CoverageChecksOptions = WorkOptions & {
  readonly look: typeof lookAtCoverage;
  readonly lookAround: typeof lookAround;
  readonly surroundingsFor: ConsoleAccess['surroundingsFor'];
  /** Where results outlive the process. */
  readonly store: CoverageStore;
};

/** Who asks for a check, and over which time. */
export type CoverageAskedBy = WorkAsker & { readonly request: CoverageRequest };

type Check = {
  readonly scope: string;
  readonly news: News;
  readonly stop: AbortController;
  done: Promise<void>;
  view: CoverageView;
};

/**
 * Checks of coverage, under way and over. A check belongs to a scope: whoever has the same rights sees it, and joins the one
 * that is under way. Results are kept in the store; in memory the last two checks of each scope, whatever became of them.
 */
export class CoverageChecks {
  readonly #options: CoverageChecksOptions;
  /** Oldest first. */
  readonly #checks = new Map<string, Check>();

  constructor(options: CoverageChecksOptions) {
    this.#options = options;
  }

  /** Joins the check of this scope that is under way, or begins one. Throws `bad-request`, and `too-many-runs`. */
  start(asked: CoverageAskedBy): CoverageView {
    const underWay = [...this.#checks.values()].filter(({ view }) => view.finishedMs === null);
    const same = underWay.find(({ scope }) => scope === asked.scope);
    if (same) return same.view;
    if (underWay.length >= this.#options.mostUnderWay) throw new AppError('too-many-runs');
    const check = this.#begin(asked);
    this.#checks.set(check.view.id, check);
    this.#forget(asked.scope);
    return check.view;
  }

  /** The check as it is, as soon as it is over, or after so many ms. Throws `run-not-found` for another scope. */
  async view(scope: string, id: string, withinMs: number): Promise<CoverageView> {
    if (!this.#checks.has(id)) return this.#kept(scope, id);
    const check = this.#find(scope, id);
    await check.news.next(withinMs, 0);
    return check.view;
  }

  /** Newest first: those of this scope, under way and kept ones too. */
  latest(scope: string): CoverageSummary[] {
    const own = this.#own(scope).map(summaryOf);
    const kept = this.#options.store.latest(scope);
    const others = kept.filter(({ id }) => own.every((check) => check.id !== id));
    return [...own, ...others].sort((a, b) => b.startedMs - a.startedMs);
  }

  /** Ends the check for all who look at it. One that is over stays as it is. Throws `run-not-found`. */
  async cancel(scope: string, id: string): Promise<CoverageView> {
    const check = this.#find(scope, id);
    check.stop.abort(new AppError('cancelled'));
    await check.done;
    return check.view;
  }

  /** Ends all; resolves when each has given its searches back. */
  async close(): Promise<void> {
    for (const { stop } of this.#checks.values()) stop.abort(new AppError('cancelled'));
    await Promise.all([...this.#checks.values()].map(({ done }) => done));
  }

  /** In memory, newest first. */
  #own(scope: string): CoverageView[] {
    return [...this.#checks.values()]
      .filter((check) => check.scope === scope)
      .map(({ view }) => view)
      .reverse();
  }

  /** A result that another process made, or that was pushed out of memory. */
  #kept(scope: string, id: string): CoverageView {
    const kept = this.#options.store.find(scope, id);
    if (kept === null) throw new AppError('run-not-found');
    return viewOf(kept);
  }

  #find(scope: string, id: string): Check {
    const check = this.#checks.get(id);
    if (check?.scope !== scope) throw new AppError('run-not-found');
    return check;
  }

  #begin({ identity, scope, request, settings, requestId }: CoverageAskedBy): Check {
    const { clock, timers } = this.#options;
    const startedMs = clock.nowMs();
    const window = planWindow({ lastMinutes: request.lastMinutes }, startedMs);
    const stop = new AbortController();
    // Three searches, each with calls and pauses of its own, listen to it.
    setMaxListeners(0, stop.signal);
    const queries: SentQuery[] = [];
    const check: Check = {
      scope,
      news: new News(timers),
      stop,
      done: Promise.resolve(),
      view: {
        id: randomUUID(),
        window,
        startedMs,
        finishedMs: null,
        queries,
        result: null,
        error: null,
        requestId,
      },
    };
    const end = (change: Partial<CoverageView>) => {
      check.view = { ...check.view, finishedMs: clock.nowMs(), ...change };
      check.news.end();
    };
    check.done = this.#look({ identity, settings, window, stop, queries }).then(
      (result) => {
        end({ result });
        this.#options.store.keep(scope, { summary: summaryOf(check.view), queries, result });
      },
      (error: unknown) => {
        end({ error });
        if (!stop.signal.aborted) this.#options.onFailure(error);
      },
    );
    return check;
  }

  async #look(asked: {
    readonly identity: Identity;
    readonly settings: Settings;
    readonly window: Coverage['window'];
    readonly stop: AbortController;
    readonly queries: SentQuery[];
  }): Promise<CoverageResult> {
    const { look, lookAround: around, portsFor, surroundingsFor, clock } = this.#options;
    const { signal } = asked.stop;
    const [result, others] = await Promise.all([
      look(
        asked,
        portsFor(asked.identity, () => undefined),
        {
          signal,
          onQuery: (query) => asked.queries.push(query),
          pace: (steps) => inTurns(steps, clock, signal),
        },
      ),
      around(surroundingsFor(asked.identity), signal),
    ]);
    const checks = [...result.checks, ...others];
    return { ...result, checks, overall: overallOf(checks) };
  }

  /** All but the newest of the scope, and of all those whose scope was asked for longest ago. */
  #forget(scope: string): void {
    const own = this.#own(scope).slice(keptOfAScope);
    const scopes = [...new Set([...this.#checks.values()].map((check) => check.scope))];
    const others = scopes.slice(0, Math.max(0, scopes.length - mostScopes));
    for (const [id, check] of this.#checks) {
      const isSurplus = own.some((view) => view.id === id) || others.includes(check.scope);
      if (isSurplus && check.view.finishedMs !== null) this.#checks.delete(id);
    }
  }
}
