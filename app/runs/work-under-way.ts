import { setMaxListeners } from 'node:events';
import type { Settings } from '../../contract/session.ts';
import { AppError } from '../ports/app-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsoleAccess, Identity } from '../ports/console.ts';
import type { Timers } from '../ports/timers.ts';
import { News } from './news.ts';

/** What went wrong last is remembered of so many. */
const mostFailures = 200;

/** What work that goes on by itself is done with, whatever it is. */
export type WorkOptions = {
  readonly portsFor: ConsoleAccess['portsFor'];
  readonly clock: Clock;
  readonly timers: Timers;
  /** At the same time, of all scopes. */
  readonly mostUnderWay: number;
  readonly onFailure: (error: unknown) => void;
};

/** Who asks for work, and with which settings it is done. */
export type WorkAsker = {
  readonly identity: Identity;
  readonly scope: string;
  readonly settings: Settings;
  readonly requestId: string;
};

/** What failed as it was thrown, and the request that asked for it. */
export type Failed = { readonly error: unknown; readonly requestId: string };

type Work<What> = {
  readonly what: What;
  readonly news: News;
  readonly stop: AbortController;
  done: Promise<void>;
};

/** Work that goes on by itself for things that have an id, one at a time for each, and what went wrong with it last. */
export class WorkUnderWay<What extends string> {
  readonly #timers: Timers;
  readonly #mostUnderWay: number;
  readonly #onFailure: (error: unknown) => void;
  readonly #works = new Map<string, Work<What>>();
  /** Oldest first. */
  readonly #failures = new Map<string, Failed>();

  constructor(options: Pick<WorkOptions, 'timers' | 'mostUnderWay' | 'onFailure'>) {
    this.#timers = options.timers;
    this.#mostUnderWay = options.mostUnderWay;
    this.#onFailure = options.onFailure;
  }

  /** What is under way for it, `null` for nothing. */
  of(id: string): What | null {
    return this.#works.get(id)?.what ?? null;
  }

  /** What its last work failed with; `null`: it did not. */
  failureOf(id: string): Failed | null {
    return this.#failures.get(id) ?? null;
  }

  /** Throws `too-many-runs` where no more may begin. */
  requirePlace(): void {
    if (this.#works.size >= this.#mostUnderWay) throw new AppError('too-many-runs');
  }

  /** Begins, when what is under way for it is over: that is given up together with this. */
  begin(
    what: What,
    { id, requestId }: { readonly id: string; readonly requestId: string },
    act: (signal: AbortSignal) => Promise<void>,
  ): void {
    const before = this.#works.get(id);
    const stop = new AbortController();
    // Several searches, each with calls and pauses of its own, listen to it.
    setMaxListeners(0, stop.signal);
    stop.signal.addEventListener('abort', () => before?.stop.abort(stop.signal.reason));
    const work: Work<What> = { what, news: new News(this.#timers), stop, done: Promise.resolve() };
    const end = () => {
      if (this.#works.get(id) === work) this.#works.delete(id);
      work.news.end();
    };
    const acted = async () => {
      await before?.done;
      this.#failures.delete(id);
      await act(stop.signal);
    };
    this.#works.set(id, work);
    work.done = acted().then(end, (error: unknown) => {
      this.#remember(id, { error, requestId });
      end();
      if (!stop.signal.aborted) this.#onFailure(error);
    });
  }

  /** Resolves when its work is over, at the latest after so many ms. */
  async over(id: string, withinMs: number): Promise<void> {
    await this.#works.get(id)?.news.next(withinMs, 0);
  }

  /** Gives its work up; resolves when it is over. */
  async cancel(id: string): Promise<void> {
    const work = this.#works.get(id);
    work?.stop.abort(new AppError('cancelled'));
    await work?.done;
  }

  /** Gives all up; resolves when each has given its searches back. */
  async close(): Promise<void> {
    await Promise.all([...this.#works.keys()].map((id) => this.cancel(id)));
  }

  #remember(id: string, failed: Failed): void {
    this.#failures.set(id, failed);
    const [oldest] = this.#failures.size > mostFailures ? this.#failures.keys() : [];
    if (oldest !== undefined) this.#failures.delete(oldest);
  }
}
