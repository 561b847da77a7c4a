import { setImmediate as othersTurn } from 'node:timers/promises';
import { EvidenceReader, linesOf } from '../../detection/evidence/evidence-lines.ts';
import type { Evidence } from '../../detection/evidence/evidence.ts';
import type { JudgingOptions } from '../../detection/judging/judge.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EvidenceStore, KeptLines } from '../../ports/evidence-store.ts';
import type { Steps } from '../../ports/steps.ts';
import type { EvidenceOfRun } from '../job-allowed.ts';
import { inTurns } from '../in-turns.ts';
import { requireMemory, type IsMemoryShort } from '../memory-guard.ts';

/** Scopes whose last evidence is kept: as many as there are teams with rights of their own. */
const mostScopes = 8;
/**
 * Pairs and records of one evidence: what a run with the default limit of rows has, and its single records. Reading more back would take as
 * much memory as a run of that size.
 */
const mostLines = 300_000;
/** Lines that are read before others have their turn, a few milliseconds. */
const linesPerTurn = 300;

type Kept = Pick<EvidenceOfRun, 'finishedMs' | 'options'> & { readonly lines: KeptLines };

/** What is known of a kept run, and what came of the work on its evidence. */
export type Worked<T> = Pick<EvidenceOfRun, 'finishedMs' | 'options'> & { readonly result: T };

export type KeptEvidenceOptions = {
  readonly store: EvidenceStore;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly isMemoryShort: IsMemoryShort;
  readonly memoryInWords: () => string;
};

/** The evidence of the last finished run of each scope, outside of the heap; read back for one question at a time. */
export class KeptEvidence {
  readonly #options: KeptEvidenceOptions;
  /** By scope; kept last, last. */
  readonly #kept = new Map<string, Kept>();
  readonly #stop = new AbortController();
  /** That of the run that ended last, by scope, while it is written. */
  readonly #wanted = new Map<string, EvidenceOfRun>();
  #last: Promise<unknown> = Promise.resolve();
  /** What is read now: dropped when it has been read. */
  #reading: Kept | null = null;

  constructor(options: KeptEvidenceOptions) {
    this.#options = options;
  }

  /** Replaces that of the scope's run before. What is too large is not kept, and neither is what it would replace. */
  async keep(run: EvidenceOfRun): Promise<void> {
    if (this.#stop.signal.aborted) return;
    const { scope, finishedMs, evidence, options } = run;
    const { store, clock } = this.#options;
    this.#drop(scope);
    this.#wanted.set(scope, run);
    try {
      const steps = store.keep(linesOf(evidence), mostLines);
      const lines = await inTurns(steps, clock, this.#stop.signal);
      if (lines === null) return;
      // Another run of the scope may have ended meanwhile, and may be written already.
      if (this.#wanted.get(scope) === run) this.#kept.set(scope, { finishedMs, options, lines });
      else lines.drop();
    } finally {
      if (this.#wanted.get(scope) === run) this.#wanted.delete(scope);
    }
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostScopes && oldest !== undefined) this.#drop(oldest);
  }

  /**
   * Reads the evidence of a scope's last run and works on it, when nobody else does. `null` where none is kept. Throws
   * `memory-short`, and what the work throws.
   */
  async work<T>(
    scope: string,
    work: (evidence: Evidence, options: JudgingOptions) => Steps<T>,
    signal: AbortSignal,
  ): Promise<Worked<T> | null> {
    const mine = this.#last.then(() => this.#work(scope, work, signal));
    // The next one does not fail because this one did.
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** Ends what is under way, and drops everything. */
  close(): void {
    this.#stop.abort();
    this.#options.store.close();
  }

  async #work<T>(
    scope: string,
    work: (evidence: Evidence, options: JudgingOptions) => Steps<T>,
    asker: AbortSignal,
  ): Promise<Worked<T> | null> {
    const kept = this.#kept.get(scope);
    if (!kept) return null;
    const signal = AbortSignal.any([asker, this.#stop.signal]);
    const evidence = await this.#evidenceOf(kept, signal);
    const { finishedMs, options } = kept;
    const result = await inTurns(work(evidence, options), this.#options.clock, signal);
    return { finishedMs, options, result };
  }

  /** A run of the scope may end on the way, whose evidence takes the place of this. */
  async #evidenceOf(kept: Kept, signal: AbortSignal): Promise<Evidence> {
    this.#reading = kept;
    try {
      return await this.#read(kept.lines, signal);
    } finally {
      this.#reading = null;
      if (![...this.#kept.values()].includes(kept)) kept.lines.drop();
    }
  }

  async #read(kept: KeptLines, signal: AbortSignal): Promise<Evidence> {
    const { isMemoryShort, memoryInWords } = this.#options;
    const reader = new EvidenceReader();
    let count = 0;
    for (const line of kept.lines()) {
      if (count % linesPerTurn === 0) {
        requireMemory(isMemoryShort, 0, memoryInWords);
        await othersTurn();
        signal.throwIfAborted();
      }
      reader.add(line);
      count += 1;
    }
    return reader.result();
  }

  #drop(scope: string): void {
    const kept = this.#kept.get(scope);
    this.#kept.delete(scope);
    if (kept !== this.#reading) kept?.lines.drop();
  }
}
