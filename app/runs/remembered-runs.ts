import { AppError } from '../ports/app-error.ts';
import { firstToGo } from './fair-share.ts';

export type RememberedLimits = {
  /** Findings and denied groups kept of all detections together. */
  readonly findings: number;
  /** Runs remembered, however small. */
  readonly runs: number;
};

/** A detection that runs are remembered of. */
type Remembered = {
  readonly isRunning: boolean;
  /** Findings and denied groups kept. */
  readonly weight: number;
  /** Memory that is held as long as it is remembered, bytes. */
  readonly heldBytes: number;
  readonly drop: () => void;
};

/** Forgetting what holds less than this would help nobody. */
const muchBytes = 256 * 1024;

/**
 * The runs of all sessions, within limits: of the session that has most, what was used least recently is forgotten first,
 * what is under way never. Several runs may be of one job, whose findings count once and are dropped with the last of them.
 */
export class RememberedRuns<
  J extends Remembered,
  R extends { readonly id: string; readonly owner: string; readonly job: J },
> {
  readonly #limits: RememberedLimits;
  readonly #onForgotten: (runId: string) => void;
  /** Least recently used first. */
  readonly #runs = new Map<string, R>();
  readonly #jobs = new Set<J>();

  constructor(limits: RememberedLimits, onForgotten: (runId: string) => void) {
    this.#limits = limits;
    this.#onForgotten = onForgotten;
  }

  /** Those of the runs, in the order in which they were started. */
  get jobs(): ReadonlySet<J> {
    return this.#jobs;
  }

  add(run: R): void {
    this.#runs.set(run.id, run);
    this.#jobs.add(run.job);
    this.trim();
  }

  /** The run, which counts as a use. Throws `run-not-found`, for the run of another owner too. */
  find(owner: string, id: string): R {
    const run = this.#runs.get(id);
    // Its id alone must not tell anything.
    if (run?.owner !== owner) throw new AppError('run-not-found');
    this.#runs.delete(id);
    this.#runs.set(id, run);
    return run;
  }

  /** To be called when a job has ended, whose findings are all there and which may be forgotten from now on. */
  trim(): void {
    for (let shareOf = this.#tooMuch(); shareOf !== null; shareOf = this.#tooMuch()) {
      const run = firstToGo(this.#runs.values(), {
        ownerOf: ({ owner }) => owner,
        shareOf,
        mayGo: ({ job }) => !job.isRunning,
      });
      if (!run) return;
      this.#forget(run);
    }
  }

  /**
   * Forgets half of the runs that are over and hold much memory, those used least recently, at least one. What lies on
   * disk is left: it is no memory. Answers whether there was any.
   */
  giveBack(): boolean {
    const over = [...this.#runs.values()].filter(
      ({ job }) => !job.isRunning && job.heldBytes > muchBytes,
    );
    for (const run of over.slice(0, Math.ceil(over.length / 2))) this.#forget(run);
    return over.length > 0;
  }

  /** How sessions are compared by that of which there is too much; `null`: all of it fits. */
  #tooMuch(): ((runs: readonly R[]) => number) | null {
    const { runs, findings } = this.#limits;
    if (this.#runs.size > runs) return (own) => own.length;
    if (weightOf(this.#jobs) > findings)
      return (own) => weightOf(new Set(own.map(({ job }) => job)));
    return null;
  }

  #forget({ id, job }: R): void {
    this.#runs.delete(id);
    this.#onForgotten(id);
    if ([...this.#runs.values()].some((run) => run.job === job)) return;
    this.#jobs.delete(job);
    job.drop();
  }
}

function weightOf(jobs: ReadonlySet<Remembered>): number {
  return [...jobs].reduce((sum, { weight }) => sum + weight, 0);
}
