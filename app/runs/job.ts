import { setTimeout as wait } from 'node:timers/promises';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import type {
  detect,
  DetectionPlan,
  DetectionResult,
  DetectionSnapshot,
} from '../detection/detect.ts';
import { AppError } from '../ports/app-error.ts';
import type { RunContext } from '../detection/after/investigation.ts';
import type { Clock } from '../ports/clock.ts';
import type { DetectionPorts } from '../ports/detection.ts';
import { findingBytes } from './memory.ts';
import { findPacked, pack, type FindingLists, type PackedFindings } from './packed-findings.ts';
import type { JobSubject } from './sharing.ts';
import type { WholeRun } from './latest-result.ts';
import type { Identity } from '../ports/console.ts';

export type JobOptions = {
  readonly detect: typeof detect;
  readonly portsFor: (identity: Identity) => DetectionPorts;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
  /** Whether taking in more rows could end the process, which will need `reserve` bytes for what it has. */
  readonly isMemoryShort: (reserve: number) => boolean;
  /** Told of every detection that ends whole, for the places outside the tab. Default: nobody. */
  readonly onWhole?: ((whole: WholeRun) => void) | undefined;
};

/** What a run shows of its job; `error` is set when it `failed`. */
export type JobView = Pick<
  Run,
  | 'state'
  | 'step'
  | 'percent'
  | 'examined'
  | 'rows'
  | 'findings'
  | 'denied'
  | 'revision'
  | 'startedMs'
  | 'finishedMs'
  | 'limits'
  | 'flows'
  | 'skipped'
  | 'properties'
  | 'missingCategories'
  | 'queries'
> & { readonly error: unknown };

/** Partial findings are judged at most this often, however closely a tab looks. */
const judgeEveryMs = 1000;
/** And so that judging and packing take at most a tenth of the time. */
const judgeShare = 10;
/**
 * The first findings are shown when what follows takes longer than this: else they would be judged, sent and
 * read twice for nothing. About what it takes to show 10,000 of them.
 */
const firstFindingsAfterMs = 500;

const noProperties = {
  sent: null,
  received: null,
  total: null,
  packetsSent: null,
  packetsReceived: null,
  dataPort: null,
  dataHost: null,
  dataMode: null,
  command: null,
  fileName: null,
};

/**
 * One detection under way or over, shared by the runs subscribed to it. Guards its state; what it holds of
 * a finished detection is compressed. Sessions' tokens are held only while it runs.
 */
export class Job {
  readonly subject: JobSubject;
  readonly #options: JobOptions;
  readonly #stop = new AbortController();
  /** Resolves with the next thing worth a look before time: the first whole findings, the end. */
  #news = Promise.withResolvers<undefined>();
  readonly #subscribers = new Map<string, Identity>();
  readonly #startedMs: number;
  #finishedMs: number | null = null;
  #state: Run['state'] = 'running';
  #progress: Pick<Run, 'step' | 'percent' | 'examined' | 'rows'> = {
    step: 'facts',
    percent: 0,
    examined: 0,
    rows: 0,
  };
  #plan: Omit<DetectionPlan, 'window'> = {
    properties: noProperties,
    missingCategories: [],
    queries: [],
    flows: 'off',
  };
  #limits: Run['limits'] = [];
  #skipped: Run['skipped'] = [];
  #judge: (() => DetectionSnapshot) | null = null;
  #judgeAgainMs = 0;
  /** The packing of a snapshot, until it is done. */
  #packing: Promise<unknown> | null = null;
  #firstFindings: NodeJS.Timeout | undefined;
  #counts = { findings: 0, denied: 0 };
  /** Always compressed: as objects, findings would weigh most while more are being made. */
  #packed: Promise<PackedFindings> = pack({ findings: [], denied: [] }, 0);
  #revision = 0;
  /** The first revision that holds the last news told; it is made for whoever looks. */
  #toldRevision = 0;
  #error: unknown = null;

  constructor(subject: JobSubject, options: JobOptions) {
    this.subject = subject;
    this.#options = options;
    this.#startedMs = options.clock.nowMs();
  }

  /** Findings and denied groups held, for whoever bounds the memory. */
  get weight(): number {
    return this.#counts.findings + this.#counts.denied;
  }

  get isRunning(): boolean {
    return this.#state === 'running';
  }

  /** As it stands, without judging anything. */
  get shown(): Pick<JobView, 'state' | 'finishedMs' | 'limits' | 'flows'> {
    return {
      state: this.#state,
      finishedMs: this.#finishedMs,
      limits: this.#limits,
      flows: this.#plan.flows,
    };
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

  abort(): void {
    if (!this.isRunning) return;
    this.#stop.abort(new AppError('cancelled'));
    // Shown at once; what Ariel still has to be told follows in the background.
    this.#end('cancelled');
  }

  /** Runs to the end; never rejects. Call once, after the first subscription. */
  async run(): Promise<void> {
    try {
      const result = await this.#detectAsSomebody();
      await this.#keep(result);
    } catch (error) {
      this.#fail(error);
    }
    this.#subscribers.clear();
  }

  view(): JobView {
    this.#judgeIfDue();
    return {
      state: this.#state,
      ...this.#progress,
      ...this.#counts,
      revision: this.#revision,
      startedMs: this.#startedMs,
      finishedMs: this.#finishedMs,
      limits: this.#limits,
      flows: this.#plan.flows,
      skipped: this.#skipped,
      properties: this.#plan.properties,
      missingCategories: [...this.#plan.missingCategories],
      queries: [...this.#plan.queries],
      error: this.#error,
    };
  }

  /** What evidence and pivots of this job's findings speak of. */
  facts(): RunContext {
    const { profile, window, settings } = this.subject;
    return { profile, window, properties: this.#plan.properties, settings };
  }

  async finding(id: string): Promise<Finding | null> {
    return findPacked(await this.#packed, id);
  }

  /** The findings of the latest revision. */
  findings(): Promise<PackedFindings> {
    return this.#packed;
  }

  /**
   * Resolves when the findings of the first searches are whole, when the job is over, or after that time; at
   * once for whoever has seen no revision with the news there is.
   */
  async news(withinMs: number, seenRevision: number): Promise<void> {
    if (!this.isRunning || seenRevision < this.#toldRevision) return;
    const enough = new AbortController();
    const time = wait(withinMs, undefined, { signal: enough.signal, ref: false });
    await Promise.race([this.#news.promise, time]);
    enough.abort();
    await time.catch(() => undefined);
  }

  /**
   * As the first subscriber; when its session has ended meanwhile, as the next one, whose scope is the same.
   */
  async #detectAsSomebody(): Promise<DetectionResult> {
    const tried = new Set<string>();
    for (;;) {
      const identity = [...this.#subscribers.values()].find(({ sec }) => !tried.has(sec));
      if (!identity) throw new AppError('not-signed-in');
      try {
        return await this.#detect(identity);
      } catch (error) {
        const isSignedOut = error instanceof AppError && error.code === 'not-signed-in';
        if (!isSignedOut) throw error;
        tried.add(identity.sec);
      }
    }
  }

  async #detect(identity: Identity): Promise<DetectionResult> {
    const { profile, window, settings } = this.subject;
    return this.#options.detect(
      { profile, range: { window }, settings },
      this.#options.portsFor(identity),
      {
        signal: this.#stop.signal,
        onProgress: (progress) => {
          if (!this.isRunning) return;
          const { step } = this.#progress;
          this.#progress = { ...progress, percent: Math.round(progress.percent) };
          if (progress.step === 'stitch' && step !== 'stitch') this.#tellOfFindingsSoon();
          // The whole findings are about to be there.
          if (progress.step === 'judge') clearTimeout(this.#firstFindings);
        },
        onPlan: ({ properties, missingCategories, queries, flows }) => {
          this.#plan = { properties, missingCategories, queries, flows };
        },
        onRows: (judge) => {
          if (!this.isRunning) return;
          this.#judge = judge ?? this.#judge;
          // Failing, the run gives its searches and its evidence back; what was read so far is shown.
          const findings = Math.min(this.#progress.rows, settings.maxFindings);
          if (this.#options.isMemoryShort(findings * findingBytes))
            throw new AppError('memory-short');
          // Rows that are read within that time are judged once, when they are whole.
          this.#judgeAgainMs ||= this.#options.clock.nowMs() + judgeEveryMs;
        },
        reading: () => this.#packing,
      },
    );
  }

  async #keep(result: DetectionResult): Promise<void> {
    const { properties, missingCategories, queries, flows } = result;
    const { limits, skipped, examined, rows } = result;
    // Lets go of the evidence. The tab waits for the compression, because whoever fetched the findings
    // meanwhile would have to wait for it too.
    this.#judge = null;
    const packed = await pack(result, this.#revision + 1);
    if (!this.isRunning) return;
    this.#plan = { properties, missingCategories, queries, flows };
    this.#limits = limits;
    this.#skipped = skipped;
    this.#progress = { step: 'done', percent: 100, examined, rows };
    this.#show(packed, Promise.resolve(packed));
    this.#end('done');
    // Whoever waits for the run is answered first.
    setImmediate(() => this.#tell(limits, packed));
  }

  /** The run is over by now, so that a fault of a listener is nobody's but its own. */
  #tell(limits: Run['limits'], packed: PackedFindings): void {
    const { scope, profile, window } = this.subject;
    const finishedMs = this.#finishedMs ?? this.#startedMs;
    try {
      this.#options.onWhole?.({ scope, profile, window, limits, finishedMs, packed });
    } catch (error) {
      this.#options.onFailure(error);
    }
  }

  #fail(error: unknown): void {
    if (!this.isRunning) return;
    this.#judgeNow();
    this.#error = error;
    this.#end('failed');
    this.#options.onFailure(error);
  }

  #end(state: 'done' | 'failed' | 'cancelled'): void {
    if (state === 'cancelled') this.#judgeNow();
    this.#state = state;
    this.#finishedMs = this.#options.clock.nowMs();
    this.#judge = null;
    clearTimeout(this.#firstFindings);
    this.#news.resolve(undefined);
  }

  #show(counts: { findings: number; denied: number }, packed: Promise<PackedFindings>): void {
    this.#counts = { findings: counts.findings, denied: counts.denied };
    this.#packed = packed;
    this.#revision += 1;
  }

  #showPartial(lists: FindingLists): void {
    const beganMs = performance.now();
    const packed = pack(lists, this.#revision + 1);
    this.#show({ findings: lists.findings.length, denied: lists.denied.length }, packed);
    this.#packing = packed;
    const { onFailure, clock } = this.#options;
    // Whoever asks for the findings is told too; the log is, even if nobody asks.
    void packed.catch(onFailure).finally(() => {
      this.#packing = null;
      const pauseMs = judgeShare * (performance.now() - beganMs);
      this.#judgeAgainMs = clock.nowMs() + Math.max(judgeEveryMs, pauseMs);
    });
  }

  /** What follows adds to findings that are worth seeing already. */
  #tellOfFindingsSoon(): void {
    this.#judgeAgainMs = Infinity;
    this.#firstFindings = setTimeout(() => {
      this.#toldRevision = this.#revision + (this.#judge ? 1 : 0);
      this.#news.resolve(undefined);
      this.#news = Promise.withResolvers();
    }, firstFindingsAfterMs).unref();
  }

  /** Judging is driven by who looks: a run nobody watches costs nothing on the way. */
  #judgeIfDue(): void {
    const isTold = this.#revision < this.#toldRevision;
    if (isTold || this.#options.clock.nowMs() >= this.#judgeAgainMs) this.#judgeNow();
  }

  #judgeNow(): void {
    const judge = this.#judge;
    if (!judge) return;
    // Set again by the next rows; until then there is nothing new.
    this.#judge = null;
    this.#showPartial(judge());
  }
}
