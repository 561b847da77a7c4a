import { randomUUID } from 'node:crypto';
import type { Finding } from '../../contract/finding.ts';
import type { Run, RunRequest } from '../../contract/run.ts';
import type { Settings } from '../../contract/session.ts';
import type { RunContext } from '../detection/aql/query.ts';
import { planWindow } from '../detection/rule/window.ts';
import { AppError } from '../ports/app-error.ts';
import type { Identity } from '../ports/console.ts';
import type { Log } from '../ports/log.ts';
import { Job, type JobOptions } from './job.ts';
import { requireMemory } from './memory-guard.ts';
import { RememberedRuns, type RememberedLimits } from './remembered-runs.ts';
import type { Revision } from './revisions.ts';
import { RunQueue, type QueueLimits } from './run-queue.ts';
import { shareable, type JobSubject } from './sharing.ts';

export type RunLimits = RememberedLimits & QueueLimits;

/**
 * Careful clients keep to about 3 searches a console (docs/qradar-facts.md#searches-side-by-side), and a corrected run
 * has two: 3 jobs are already generous. Two of one session leave a place to others; three that wait are more than one
 * page asks for, and fifty a large team. 1,000 runs are a day of a busy team; 200,000 findings, those of twenty runs
 * cut at the default.
 */
export const defaultRunLimits: RunLimits = {
  jobs: 3,
  jobsPerSession: 2,
  waiting: 50,
  waitingPerSession: 3,
  findings: 200_000,
  runs: 1000,
};

export type RunsOptions = Omit<JobOptions, 'onFailure'> & {
  readonly log: Log;
  readonly limits: RunLimits;
  /** Whether there is room for one more detection, beside those under way; one for which there is none waits. */
  readonly mayStart: (subject: JobSubject, underWay: readonly JobSubject[]) => boolean;
  /** Changes with the entries of the allowlist, so that no earlier result stands for other ones. */
  readonly allowlistVersion?: () => string;
  /** Called with the id of a run that is not remembered any more. */
  readonly onForgotten: (runId: string) => void;
  /** Called when a detection is over and has given its place back. */
  readonly onDetectionOver: () => void;
};

/** Whose run, for what, and how it is asked. */
export type RunAsked = {
  readonly identity: Identity;
  /** Who alone may see the run; never a token. */
  readonly owner: string;
  readonly scope: string;
  readonly request: RunRequest;
  readonly settings: Settings;
  readonly requestId: string;
};

/** A run as its owner sees it; `error` is set when it `failed`, and `requestId` is of the request that asked for it. */
export type RunView = Omit<Run, 'problem'> & {
  readonly error: unknown;
  readonly requestId: string;
};

type OwnedRun = Pick<RunAsked, 'owner' | 'requestId'> & {
  readonly id: string;
  readonly job: Job;
  readonly reused: boolean;
  /** As it was when it was cancelled, although the job went on for others. */
  cancelled: RunView | null;
};

/**
 * The runs of all sessions. Runs of sessions with equal rights share a job when they ask the same; a run
 * is seen only by the session that asked for it. Methods throw `run-not-found` for another session.
 */
export class Runs {
  readonly #options: RunsOptions;
  readonly #remembered: RememberedRuns<Job, OwnedRun>;
  readonly #queue: RunQueue<Job>;
  readonly #ending = new Set<Promise<void>>();

  constructor(options: RunsOptions) {
    this.#options = options;
    this.#remembered = new RememberedRuns(options.limits, options.onForgotten);
    this.#queue = new RunQueue({
      ...options,
      mayStart: ({ subject }, underWay) =>
        options.mayStart(
          subject,
          underWay.map((job) => job.subject),
        ),
      begin: (job) => this.#begin(job),
    });
  }

  /**
   * Joins a job, reuses a result young enough, or starts as soon as there is a place. Throws `bad-request`,
   * `too-many-runs` and `memory-short`.
   */
  start({ identity, owner, scope, request, settings, requestId }: RunAsked): RunView {
    const nowMs = this.#options.clock.nowMs();
    const { profile, range, fresh } = request;
    const window = planWindow(range, nowMs);
    const version = this.#options.allowlistVersion?.();
    const allowlist = version === undefined ? {} : { allowlist: version };
    const subject: JobSubject = { scope, profile, range, window, settings, ...allowlist };
    const shared = shareable(this.#remembered.jobs, { subject, fresh, nowMs });
    const job = shared ?? this.#newJob(subject, owner);
    const reused = shared !== null && !shared.isRunning;
    const run = { id: randomUUID(), owner, job, requestId, reused, cancelled: null };
    job.subscribe(run.id, identity);
    this.#remembered.add(run);
    if (job.isRunning) this.#queue.join(job, run.id, owner);
    return this.#viewOf(run);
  }

  /** The run as it is; while it is running, after at most that time or as soon as there is news to that revision. */
  async view(owner: string, id: string, withinMs: number, seenRevision: number): Promise<RunView> {
    const run = this.#remembered.find(owner, id);
    if (!run.cancelled) await run.job.news(withinMs, seenRevision);
    return this.#viewOf(run);
  }

  /** Ends the run for its owner; the detection ends with its last run. A finished run stays as it is. */
  cancel(owner: string, id: string): RunView {
    const run = this.#remembered.find(owner, id);
    if (!run.job.isRunning || run.cancelled) return this.#viewOf(run);
    const view = this.#viewOf(run);
    if (run.job.unsubscribe(run.id)) {
      const finishedMs = this.#options.clock.nowMs();
      run.cancelled = { ...view, state: 'cancelled', finishedMs, queued: null };
      this.#queue.leave(run.job, run.id);
    } else this.#queue.remove(run.job);
    return this.#viewOf(run);
  }

  /** The run as it is once what it has read until its end is judged. */
  async settled(owner: string, id: string): Promise<RunView> {
    const run = this.#remembered.find(owner, id);
    if (!run.cancelled) await run.job.judged();
    return this.#viewOf(run);
  }

  /**
   * Throws `run-not-found` where the run was made with other rights than its session has now; under way, it then ends for
   * this session. To be asked before anything of a run is read.
   */
  requireScope(owner: string, id: string, scope: string): void {
    if (this.#remembered.find(owner, id).job.subject.scope === scope) return;
    this.cancel(owner, id);
    throw new AppError('run-not-found');
  }

  /** The findings as they were judged last; hold them while they are read. */
  findings(owner: string, id: string): Revision {
    return this.#remembered.find(owner, id).job.latest;
  }

  /** A finding, hidden or not. Throws `finding-not-found`. */
  finding(owner: string, id: string, findingId: string): Finding {
    const { findings, hidden } = this.findings(owner, id);
    const finding = findings.find(findingId) ?? hidden.find(findingId);
    if (!finding) throw new AppError('finding-not-found');
    return finding;
  }

  /** What searches and links after the run speak of. */
  context(owner: string, id: string): RunContext {
    return this.#remembered.find(owner, id).job.context;
  }

  /** Forgets runs that are over and hold much memory, the older half of them; answers whether there was any. */
  giveBack(): boolean {
    return this.#remembered.giveBack();
  }

  /** Detections that are not over: under way, or waiting for a place. */
  get underWay(): number {
    return [...this.#remembered.jobs].filter((job) => job.isRunning).length;
  }

  /**
   * Ends every detection, under way or waiting; resolves when each has given its searches back. Others may start
   * afterwards.
   */
  async close(): Promise<void> {
    this.#queue.clear();
    for (const job of this.#remembered.jobs) job.stop();
    await Promise.all(this.#ending);
  }

  #newJob(subject: JobSubject, owner: string): Job {
    const { log, isMemoryShort, memoryInWords } = this.#options;
    this.#queue.requirePlace(owner);
    requireMemory(isMemoryShort, 0, memoryInWords);
    const onFailure = (error: unknown) =>
      log.warn('run failed', error, { profile: subject.profile });
    return new Job(subject, { ...this.#options, onFailure });
  }

  #begin(job: Job): void {
    const done = job
      .run()
      .then(() => this.#remembered.trim())
      .catch((error: unknown) => this.#options.log.warn('runs not forgotten', error))
      .finally(() => {
        this.#ending.delete(done);
        this.#queue.remove(job);
        this.#options.onDetectionOver();
      });
    this.#ending.add(done);
  }

  #viewOf({ id, job, reused, requestId, cancelled }: OwnedRun): RunView {
    if (cancelled) return cancelled;
    const { profile, window } = job.subject;
    const place = this.#queue.placeOf(job);
    const queued = place === null ? null : { place };
    return { id, profile, window, ...job.look(), queued, reused, requestId };
  }
}
