import { randomUUID } from 'node:crypto';
import type { CoverageRequest } from '../../contract/coverage.ts';
import { rehearsalMs, type Rehearsal } from '../../contract/validation.ts';
import { hostOf } from '../detection/rule/addresses.ts';
import { planWindow } from '../detection/rule/window.ts';
import type { findingsOf } from '../detection/validate.ts';
import { isOutside } from '../detection/validation/predict.ts';
import { AppError } from '../ports/app-error.ts';
import type { RehearsalTrail } from '../ports/rehearsal-trail.ts';
import { inTurns } from './in-turns.ts';
import { WorkUnderWay, type WorkAsker, type WorkOptions } from './work-under-way.ts';

export type RehearsalsOptions = Omit<WorkOptions, 'mostUnderWay'> & {
  readonly findings: typeof findingsOf;
  readonly trail: RehearsalTrail;
};

/** A rehearsal as `Rehearsal` has it, but with what failed as it was thrown, and the request that asked for it. */
export type RehearsalView = Omit<Rehearsal, 'problem'> & {
  readonly error: unknown;
  readonly requestId: string;
};

type Ran = Pick<Rehearsal, 'ranMs' | 'window' | 'findings' | 'queries'>;

type Current = Pick<Rehearsal, 'id' | 'address' | 'user' | 'startedMs' | 'endsMs'> & {
  /** On the monotonic clock: somebody may set the other one. */
  readonly untilMs: number;
  readonly cancelEnd: () => void;
  /** By the scope of who ran it: nobody sees what their own session would not show. */
  readonly ran: Map<string, Ran>;
  /** Of who ran it last, who alone sees why that failed; `null`: nobody. */
  lastScope: string | null;
};

const notRan: Ran = { ranMs: null, window: null, findings: null, queries: [] };

/**
 * Lets one address through for an hour, for runs of its own. It is held here and nowhere else: no run, no store knows of it, and it ends with the
 * process. Who may ask is decided by who calls. Methods throw `rehearsal-not-found` for one that is over.
 */
export class Rehearsals {
  readonly #options: RehearsalsOptions;
  readonly #work: WorkUnderWay<'running'>;
  #current: Current | null = null;

  constructor(options: RehearsalsOptions) {
    this.#options = options;
    this.#work = new WorkUnderWay({ ...options, mostUnderWay: 1 });
  }

  /**
   * Begins one, and has the trail say so first. Throws `address-invalid`, `address-outside-already`, `rehearsal-under-way`, and `settings-not-saved` where the trail cannot be written.
   */
  start(
    { user, scope, settings }: Pick<WorkAsker, 'scope' | 'settings'> & { readonly user: string },
    text: string,
  ): RehearsalView {
    const { clock, timers, trail } = this.#options;
    const address = hostOf(text.trim());
    if (address === null) throw new AppError('address-invalid', { detail: 'address' });
    if (isOutside(address, settings)) throw new AppError('address-outside-already');
    const other = this.#alive();
    if (other) throw new AppError('rehearsal-under-way', { detail: other.address });
    const startedMs = clock.nowMs();
    const about = { address, endsMs: startedMs + rehearsalMs };
    trail.begin(user, about);
    const id = randomUUID();
    const current: Current = {
      ...about,
      id,
      user,
      startedMs,
      untilMs: clock.monotonicMs() + rehearsalMs,
      cancelEnd: timers.after(rehearsalMs, () => this.#end(current, user)),
      ran: new Map(),
      lastScope: null,
    };
    this.#current = current;
    return this.#viewOf(current, scope);
  }

  /** The one under way, `null` for none. */
  current(scope: string): RehearsalView | null {
    const current = this.#alive();
    return current && this.#viewOf(current, scope);
  }

  /** As it is, as soon as no run of it is under way, or after so many ms. */
  async view(scope: string, id: string, withinMs: number): Promise<RehearsalView> {
    this.#find(id);
    await this.#work.over(id, withinMs);
    return this.#viewOf(this.#find(id), scope);
  }

  /** Runs the detection over the last minutes, of connections to its address alone. Throws `bad-request` and `too-many-runs`. */
  run(asker: WorkAsker, id: string, { lastMinutes }: CoverageRequest): RehearsalView {
    const current = this.#find(id);
    const { findings, portsFor, clock } = this.#options;
    const { identity, scope, settings, requestId } = asker;
    const window = planWindow({ lastMinutes }, clock.nowMs());
    this.#work.requirePlace();
    current.lastScope = scope;
    this.#work.begin('running', { id, requestId }, async (signal) => {
      let queries: Rehearsal['queries'] = [];
      const found = await findings(
        { window, settings, focus: { rehearsed: current.address } },
        portsFor(identity, () => undefined),
        {
          signal,
          pace: (steps) => inTurns(steps, clock, signal),
          onQueries: (sent) => {
            queries = [...sent];
          },
        },
      );
      current.ran.set(scope, {
        ranMs: clock.nowMs(),
        window,
        findings: found.map((finding) => ({ isRehearsal: true, finding })),
        queries,
      });
    });
    return this.#viewOf(current, scope);
  }

  /** Ends it before its hour is over, in the name of who asks. */
  async end(user: string, id: string): Promise<void> {
    this.#end(this.#find(id), user);
    await this.#work.cancel(id);
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    const current = this.#alive();
    if (current) this.#end(current, current.user);
    await this.#work.close();
  }

  #alive(): Current | null {
    const current = this.#current;
    if (current && this.#options.clock.monotonicMs() >= current.untilMs)
      this.#end(current, current.user);
    return this.#current;
  }

  #find(id: string): Current {
    const current = this.#alive();
    if (current?.id !== id) throw new AppError('rehearsal-not-found');
    return current;
  }

  #end(current: Current, user: string): void {
    if (this.#current !== current) return;
    this.#current = null;
    current.cancelEnd();
    this.#options.trail.end(user, { address: current.address, endsMs: current.endsMs });
    void this.#work.cancel(current.id);
  }

  #viewOf(current: Current, scope: string): RehearsalView {
    const { id, address, user, startedMs, endsMs } = current;
    const failure = current.lastScope === scope ? this.#work.failureOf(id) : null;
    const { error, requestId } = failure ?? { error: null, requestId: '' };
    const isRunning = this.#work.of(id) !== null;
    const own = current.ran.get(scope) ?? notRan;
    return { id, address, user, startedMs, endsMs, isRunning, ...own, error, requestId };
  }
}
