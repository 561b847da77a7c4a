import type { Run } from '../../contract/run.ts';
import type { detect, DetectionResult, DetectionWatch, Judging } from '../detection/detect.ts';
import type { Judgement } from '../detection/judging/judge.ts';
import { noProperties } from '../detection/aql/properties.ts';
import type { RunContext } from '../detection/aql/query.ts';
import { switchesWithout } from '../detection/aql/switches.ts';
import { AppError } from '../ports/app-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsoleAccess, Identity } from '../ports/console.ts';
import type { ResultStore } from '../ports/results.ts';
import type { Timers } from '../ports/timers.ts';
import type { FinishedRun } from './latest-result.ts';
import { requireMemory, type IsMemoryShort } from './memory-guard.ts';
import { JobAllowed, type AllowedInJobs } from './job-allowed.ts';
import { News } from './news.ts';
import { PartialFindings } from './partial-findings.ts';
import { Revisions, type Revision } from './revisions.ts';
import { asAnySession } from './session-fail-over.ts';
import { inTurns } from './in-turns.ts';
import type { JobSubject } from './sharing.ts';
import { plannedIn, standingAt, type Standing } from './standing.ts';

export type JobOptions = {
  readonly detect: typeof detect;
  readonly portsFor: ConsoleAccess['portsFor'];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly results: ResultStore;
  readonly isMemoryShort: IsMemoryShort;
  /** What memory is used for, in words. */
  readonly memoryInWords: () => string;
  readonly onFailure: (error: unknown) => void;
  /** Told of every detection that ends whole, for what the app shows outside the tab. */
  readonly onFinished: (finished: FinishedRun) => void;
  /** Nothing is allowed if left out. */
  readonly allowed?: AllowedInJobs;
};

/** What a run shows of its job. */
export type JobView = Omit<Standing, 'allowlist'> &
  Pick<Run, 'findings' | 'denied' | 'revision' | 'allowed'>;

/**
 * One detection under way or over, shared by the runs subscribed to it: its lifecycle. Sessions' tokens are held only
 * while it waits for its place or runs.
 */
export class Job {
  readonly subject: JobSubject;
  readonly #options: JobOptions;
  readonly #stop = new AbortController();
  readonly #subscribers = new Map<string, Identity>();
  readonly #news: News;
  readonly #revisions: Revisions;
  readonly #partial: PartialFindings;
  #standing: Standing;
  /** Beside the properties of its standing, which a run shows. */
  #elsewhere = noProperties;
  readonly #allowed: JobAllowed;

  constructor(subject: JobSubject, options: JobOptions) {
    this.subject = subject;
    this.#options = options;
    this.#standing = standingAt(options.clock.nowMs());
    this.#news = new News(options.timers);
    this.#revisions = new Revisions(options.results);
    this.#allowed = new JobAllowed(subject, options);
    this.#partial = new PartialFindings({
      ...options,
      keep: (judging) => this.#revisions.keep(judging),
      onJudged: () => this.#news.tell(this.latest.number),
      onFirstFindings: (isNew) => this.#news.tell(this.latest.number + (isNew ? 1 : 0)),
    });
  }

  get isRunning(): boolean {
    return this.#standing.state === 'running';
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** The findings as they were judged last. */
  get latest(): Revision {
    return this.#revisions.latest;
  }

  /** Findings and denied groups kept. */
  get weight(): number {
    return this.latest.findings.count + this.latest.hidden.count + this.latest.deniedCount;
  }

  /** Memory that the findings take as long as they are kept, bytes; most of them is on disk. */
  get heldBytes(): number {
    return this.latest.denied.byteLength + (this.latest.hostSignals?.byteLength ?? 0);
  }

  /** What searches and links after a run speak of. */
  get context(): RunContext {
    const { profile, window, settings } = this.subject;
    const { properties, refusedConstructs } = this.#standing;
    const read = { properties, elsewhere: this.#elsewhere };
    return { profile, window, ...read, settings, switches: switchesWithout(refusedConstructs) };
  }

  subscribe(runId: string, identity: Identity): void {
    if (this.isRunning) this.#subscribers.set(runId, identity);
  }

  /** The last to leave a running job ends it, and its searches in Ariel. Answers whether it goes on. */
  unsubscribe(runId: string): boolean {
    this.#subscribers.delete(runId);
    if (this.#subscribers.size === 0) this.abort();
    return this.isRunning;
  }

  /** Runs to the end; never rejects. Call once, after the first subscription. */
  async run(): Promise<void> {
    // It may have waited for a place until now.
    this.#show({ startedMs: this.#options.clock.nowMs() });
    try {
      const sessions = () => this.#subscribers.values();
      this.#finish(await asAnySession(sessions, (identity) => this.#detect(identity)));
    } catch (error) {
      await this.#fail(error);
    }
    this.#subscribers.clear();
    const { state, finishedMs } = this.#standing;
    await this.#allowed.keepEvidence(state === 'done' ? finishedMs : null);
  }

  abort(): void {
    if (!this.isRunning) return;
    this.#stop.abort(new AppError('cancelled'));
    // Shown at once; what Ariel still has to be told follows in the background, and so does a judgement that takes longer than a
    // turn (`judged`).
    this.#judgeLast();
    this.#end({ state: 'cancelled' });
  }

  /** The job as a run shows it. Judges partial findings when it is time; throws what that throws. */
  look(): JobView {
    this.#partial.look();
    const { number: revision, findings, hidden, deniedCount: denied } = this.latest;
    const { allowlist, ...standing } = this.#standing;
    return {
      ...standing,
      ...{ findings: findings.count, denied, revision },
      ...(allowlist && { allowed: { hidden: hidden.count, ...allowlist } }),
    };
  }

  /**
   * Resolves when there is something worth a look, when the job is over, or after that time; see `News`. Where partial
   * findings are to be judged, they are worth the look. Throws what judging throws.
   */
  async news(withinMs: number, seenRevision: number): Promise<void> {
    const { clock, timers } = this.#options;
    const untilMs = clock.monotonicMs() + withinMs;
    await this.#news.next(withinMs, seenRevision);
    if (!this.isRunning) return;
    this.#partial.look();
    const { over } = this.#partial;
    if (!over) return;
    await new Promise<void>((resolve) => {
      const cancel = timers.after(Math.max(0, untilMs - clock.monotonicMs()), resolve);
      void over.then(() => {
        cancel();
        resolve();
      });
    });
  }

  /** Resolves when the judgement under way, if any, is over. */
  async judged(): Promise<void> {
    await this.#partial.over;
  }

  /** Ends it as `abort` does, but judges nothing more: nobody is going to see it. */
  stop(): void {
    this.#partial.end();
    this.abort();
  }

  /** Lets go of the findings, for good. */
  drop(): void {
    this.#partial.end();
    this.#revisions.drop();
  }

  #detect(identity: Identity): Promise<DetectionResult> {
    const { detect, portsFor } = this.#options;
    const { profile, window, settings } = this.subject;
    this.#partial.begin();
    const ports = portsFor(identity, (waiting) => {
      if (this.isRunning) this.#show({ waiting });
    });
    return detect(
      { profile, window, settings },
      this.#allowed.through(ports, identity),
      this.#watch(),
    );
  }

  #watch(): DetectionWatch {
    return {
      signal: this.#stop.signal,
      onProgress: (progress) => this.#progress(progress),
      onPlan: (plan) => {
        this.#elsewhere = plan.elsewhere;
        this.#show(plannedIn(plan));
      },
      onRows: (judging) => this.#read(judging),
      onFirstLook: () => this.#partial.showNow(),
      onAllowed: (allowed) => this.#show({ allowlist: this.#allowed.read(allowed) }),
      onEvidence: this.#allowed.hold,
      mayFold: () => this.#partial.over,
      onWhole: (judging) => this.#judgeWhole(judging),
      pace: (steps) => inTurns(steps, this.#options.clock, this.#stop.signal),
    };
  }

  #progress(progress: Parameters<DetectionWatch['onProgress']>[0]): void {
    if (!this.isRunning) return;
    const isFollowUp = progress.step === 'stitch' && this.#standing.step !== 'stitch';
    this.#show({ ...progress, percent: Math.round(progress.percent) });
    if (isFollowUp) this.#partial.firstFindings();
  }

  /** Where memory is short, the run ends and gives its searches and rows back; what was read so far is shown. */
  #read(judging: Judging | null): void {
    if (!this.isRunning) return;
    this.#partial.read(judging);
    const { maxRows, maxFindings } = this.subject.settings;
    const { rows } = this.#standing;
    const { isMemoryShort, memoryInWords } = this.#options;
    const because = () =>
      `${rows} rows of at most ${maxRows} each search (maxRows); ${memoryInWords()}`;
    requireMemory(isMemoryShort, Math.min(rows, maxFindings), because);
  }

  async #judgeWhole(judging: Judging): Promise<Judgement> {
    if (!this.isRunning) throw new AppError('cancelled');
    this.#partial.end();
    return inTurns(this.#revisions.keep(judging), this.#options.clock, this.#stop.signal);
  }

  #finish(result: DetectionResult): void {
    if (!this.isRunning) return;
    const { limits, skipped, examined, rows, hostSignals } = result;
    this.#show({
      ...plannedIn(result),
      limits,
      skipped,
      examined,
      rows,
      hostSignals,
      step: 'done',
      percent: 100,
    });
    this.#show({ allowlist: this.#allowed.suspended(result.uses) });
    this.#end({ state: 'done' });
    this.#tellFinished();
    this.#allowed.tellUsed(result.uses, this.#standing.startedMs);
  }

  async #fail(error: unknown): Promise<void> {
    if (!this.isRunning) return;
    await this.#partial.over;
    this.#judgeLast();
    await this.#partial.over;
    // Somebody may have cancelled meanwhile.
    if (this.#standing.state !== 'running') return;
    this.#end({ state: 'failed', error });
    this.#options.onFailure(error);
  }

  /** What was read before the end is shown; where that fails, what was judged before it is. */
  #judgeLast(): void {
    try {
      this.#partial.judgeNow();
    } catch (error) {
      this.#options.onFailure(error);
    }
  }

  #end(change: Pick<Standing, 'state'> & Partial<Standing>): void {
    this.#show({ ...change, finishedMs: this.#options.clock.nowMs(), waiting: null });
    this.#partial.last();
    this.#news.end();
  }

  /** The run is over by now, so that a fault of the listener does not become the run's. */
  #tellFinished(): void {
    const { scope, profile, window, settings } = this.subject;
    const { limits, flows, finishedMs, startedMs } = this.#standing;
    const { onFinished, onFailure } = this.#options;
    try {
      const ended = { limits, finishedMs: finishedMs ?? startedMs, revision: this.latest };
      onFinished({ scope, profile, window, settings, flows, ...ended });
    } catch (error) {
      onFailure(error);
    }
  }

  #show(change: Partial<Standing>): void {
    this.#standing = { ...this.#standing, ...change };
  }
}
