import { randomUUID } from 'node:crypto';
import type { Finding } from '../../contract/finding.ts';
import type { Run, RunRequest } from '../../contract/run.ts';
import type { Settings } from '../../contract/session.ts';
import type { detect } from '../detection/detect.ts';
import { AppError } from '../ports/app-error.ts';
import type { RunContext } from '../detection/after/investigation.ts';
import type { Clock } from '../ports/clock.ts';
import type { DetectionPorts } from '../ports/detection.ts';
import { planWindow } from '../detection/rule/window.ts';
import { Job, type JobOptions, type JobSubject } from './job.ts';
import type { Log } from '../ports/log.ts';
import type { PackedFindings } from './packed-findings.ts';
import type { Identity } from '../ports/console.ts';
import { problemOf } from '../http/problems.ts';
import { ownerOf } from '../http/requests.ts';

export type RunLimits = {
  /** Detections under way at once, over all sessions. */
  readonly jobs: number;
  /** Findings and denied groups kept of all finished detections together. */
  readonly findings: number;
  /** Runs remembered, however small. */
  readonly runs: number;
};

/**
 * Careful clients keep to about 3 searches a console (digest 1.8), and a corrected run has two: 3 jobs are
 * already generous. 200,000 findings, compressed, are some 25 MB. 1,000 runs are a day of a busy team.
 */
export const defaultRunLimits: RunLimits = { jobs: 3, findings: 200_000, runs: 1000 };

export type RunsOptions = {
  readonly detect: typeof detect;
  readonly portsFor: (identity: Identity) => DetectionPorts;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: RunLimits;
  /** Whether more work could end the process; then no detection is started, and those under way stop. */
  readonly isMemoryShort: (reserve?: number) => boolean;
  /** Called with the id of a run that is not remembered any more. */
  readonly onForgotten: (runId: string) => void;
  /** See `JobOptions`. */
  readonly onWhole?: JobOptions['onWhole'];
};

/** Whose run, for what, and how it is asked. */
export type RunAsked = {
  readonly identity: Identity;
  readonly scope: string;
  readonly request: RunRequest;
  readonly settings: Settings;
  readonly requestId: string;
};

type Kept = {
  readonly id: string;
  readonly owner: string;
  readonly job: Job;
  readonly requestId: string;
  readonly reused: boolean;
  /** As it was when it was cancelled, although the job went on for others. */
  cancelled: Run | null;
};

/**
 * The runs of all sessions. Runs of sessions with equal rights share a job when they ask the same; a run
 * is seen only by the session that asked for it. Methods throw `run-not-found` for anybody else.
 */
export class Runs {
  readonly #options: RunsOptions;
  /** Least recently used first. */
  readonly #runs = new Map<string, Kept>();
  readonly #jobs = new Set<Job>();
  readonly #ending = new Set<Promise<void>>();

  constructor(options: RunsOptions) {
    this.#options = options;
  }

  /** Joins a job, reuses a result young enough, or starts. Throws `bad-request`, `too-many-runs` and `memory-short`. */
  start(asked: RunAsked): Run {
    const { scope, request, settings, identity } = asked;
    const subject: JobSubject = {
      scope,
      profile: request.profile,
      range: request.range,
      window: planWindow(request.range, this.#options.clock.nowMs()),
      settings,
    };
    const shared = this.#shareable(subject, request.fresh);
    const job = shared ?? this.#newJob(subject);
    const run: Kept = {
      id: randomUUID(),
      owner: ownerOf(identity),
      job,
      requestId: asked.requestId,
      reused: shared !== null && !shared.isRunning,
      cancelled: null,
    };
    this.#runs.set(run.id, run);
    job.subscribe(run.id, identity);
    if (!shared) this.#begin(job);
    this.#trim();
    return viewOf(run);
  }

  /** The run as it is; while it is running, after at most that time or as soon as there is news to that revision. */
  async view(owner: string, id: string, withinMs: number, seenRevision: number): Promise<Run> {
    const run = this.#find(owner, id);
    if (!run.cancelled) await run.job.news(withinMs, seenRevision);
    return viewOf(run);
  }

  /** Ends the run for its owner; the detection ends with its last run. A finished run stays as it is. */
  cancel(owner: string, id: string): Run {
    const run = this.#find(owner, id);
    if (!run.job.isRunning || run.cancelled) return viewOf(run);
    const view = viewOf(run);
    if (run.job.unsubscribe(run.id)) {
      run.cancelled = { ...view, state: 'cancelled', finishedMs: this.#options.clock.nowMs() };
    }
    return viewOf(run);
  }

  findings(owner: string, id: string): Promise<PackedFindings> {
    return this.#find(owner, id).job.findings();
  }

  /** Throws `finding-not-found`. */
  async finding(owner: string, id: string, findingId: string): Promise<Finding> {
    const finding = await this.#find(owner, id).job.finding(findingId);
    if (!finding) throw new AppError('finding-not-found');
    return finding;
  }

  facts(owner: string, id: string): RunContext {
    return this.#find(owner, id).job.facts();
  }

  /** Detections under way. */
  get underWay(): number {
    return [...this.#jobs].filter((job) => job.isRunning).length;
  }

  /** Ends every detection under way; resolves when each has given its searches back. Others may start afterwards. */
  async close(): Promise<void> {
    for (const job of this.#jobs) job.abort();
    await Promise.all(this.#ending);
  }

  #find(owner: string, id: string): Kept {
    const run = this.#runs.get(id);
    // Another session's run is as unknown as none: its id alone must not tell anything.
    if (run?.owner !== owner) throw new AppError('run-not-found');
    this.#runs.delete(id);
    this.#runs.set(id, run);
    return run;
  }

  #newJob(subject: JobSubject): Job {
    const { limits, log } = this.#options;
    const running = this.underWay;
    if (running >= limits.jobs) {
      throw new AppError('too-many-runs', {
        detail: `${running} under way, the most there may be`,
      });
    }
    if (this.#options.isMemoryShort()) throw new AppError('memory-short');
    const job = new Job(subject, {
      ...this.#options,
      onFailure: (error) => log.warn('run failed', error, { profile: subject.profile }),
    });
    this.#jobs.add(job);
    return job;
  }

  #begin(job: Job): void {
    const done = this.#runJob(job).finally(() => this.#ending.delete(done));
    this.#ending.add(done);
  }

  async #runJob(job: Job): Promise<void> {
    await job.run();
    this.#trim();
  }

  #shareable(subject: JobSubject, fresh: boolean): Job | null {
    const nowMs = this.#options.clock.nowMs();
    const fitting = [...this.#jobs].filter((job) => isSameQuestion(job.subject, subject));
    const underWay = fitting.findLast(
      (job) =>
        job.isRunning && (isSameWindow(job, subject) || (!fresh && isYoung(job, subject, nowMs))),
    );
    if (underWay) return underWay;
    if (fresh) return null;
    return fitting.findLast((job) => isWhole(job) && isYoung(job, subject, nowMs)) ?? null;
  }

  /** Forgets what was used least recently, never what is under way. */
  #trim(): void {
    const { limits } = this.#options;
    for (const run of this.#runs.values()) {
      const isOver = this.#runs.size > limits.runs || this.#weight() > limits.findings;
      if (!isOver) break;
      if (!run.job.isRunning) this.#forget(run);
    }
    const used = new Set([...this.#runs.values()].map((run) => run.job));
    for (const job of this.#jobs) if (!used.has(job)) this.#jobs.delete(job);
  }

  #weight(): number {
    const used = new Set([...this.#runs.values()].map((run) => run.job));
    return [...used].reduce((sum, job) => sum + job.weight, 0);
  }

  #forget(run: Kept): void {
    this.#runs.delete(run.id);
    this.#options.onForgotten(run.id);
  }
}

function viewOf(run: Kept): Run {
  if (run.cancelled) return run.cancelled;
  const { error, ...view } = run.job.view();
  const { profile, window } = run.job.subject;
  return {
    id: run.id,
    profile,
    window,
    ...view,
    reused: run.reused,
    problem: error === null ? null : problemOf(error, run.requestId, 'en'),
  };
}

function isSameQuestion(a: JobSubject, b: JobSubject): boolean {
  return a.scope === b.scope && a.profile === b.profile && fingerprint(a) === fingerprint(b);
}

/** The settings that change what is found. */
function fingerprint({ settings }: JobSubject): string {
  const { properties, ownPublicBlocks, thresholds, portPacks, maxFindings, maxRows } = settings;
  const { connections, mediumBytes, highBytes } = thresholds;
  return JSON.stringify([
    ...Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)),
    ownPublicBlocks,
    [connections, mediumBytes, highBytes],
    [...portPacks].sort(),
    maxFindings,
    maxRows,
  ]);
}

function isSameWindow({ subject: { window } }: Job, asked: JobSubject): boolean {
  return window.startMs === asked.window.startMs && window.stopMs === asked.window.stopMs;
}

/**
 * Of the last n minutes: whether the job's window ended within the reuse time. Of fixed minutes: whether
 * the same minutes were asked of Ariel within the reuse time, because late events may have joined since.
 */
function isYoung(job: Job, asked: JobSubject, nowMs: number): boolean {
  const reuseMs = asked.settings.reuseMinutes * 60_000;
  const { range, window } = job.subject;
  if ('lastMinutes' in asked.range) {
    const isSameLength = 'lastMinutes' in range && range.lastMinutes === asked.range.lastMinutes;
    return isSameLength && nowMs - window.stopMs <= reuseMs;
  }
  const sinceMs = job.view().finishedMs ?? nowMs;
  return isSameWindow(job, asked) && nowMs - sinceMs < reuseMs;
}

/** Restrictions are set per user too, so what one cut for one session is not the answer for another. */
function isWhole(job: Job): boolean {
  const { state, limits, flows } = job.view();
  const isCut = limits.some(({ kind }) => kind === 'administrator');
  // What the console did not answer once it may answer the next time.
  return state === 'done' && !isCut && flows !== 'unavailable';
}
