import type { Finding } from '../../../contract/finding.ts';
import type { TriageDone, TriageRequest } from '../../../contract/triage.ts';
import { AppError } from '../../ports/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { KeptFindings } from '../../ports/results.ts';
import type { DecidedFinding, SeenFinding, TriageStore } from '../../ports/triage.ts';
import { readInTurns } from '../in-turns.ts';
import type { FinishedRun } from '../latest-result.ts';
import type { Revision } from '../revisions.ts';
import { basisOf, knownOf, subjectOf, type RunOfFigures } from './known.ts';
import { sinceClosed } from './since-closed.ts';

export type TriageDeskOptions = {
  readonly store: TriageStore;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
};

/** A run through which somebody decides: what it has found, and what the figures depend on. */
export type DecidedRun = { readonly figures: RunOfFigures; readonly revision: Revision };

/** Findings noted in one transaction, which waits for the disk at its end. */
const notedAtOnce = 500;
/** So few are looked up one by one; more are taken from one pass over all of them. */
const fewFindings = 20;
/** Runs whose findings wait to be noted; each keeps its findings on the disk. Beyond that the oldest is left out. */
const mostWaiting = 20;

/** Decisions about the findings of runs, and what runs tell of those decided about. */
export class TriageDesk {
  readonly #options: TriageDeskOptions;
  readonly #waiting: { readonly run: FinishedRun; readonly release: () => void }[] = [];
  #working: Promise<void> | null = null;
  #isClosed = false;

  constructor(options: TriageDeskOptions) {
    this.#options = options;
  }

  /** Notes what a run has found, and reopens what went on, after those that ended before it. */
  runEnded(run: FinishedRun): void {
    if (this.#isClosed) return;
    this.#waiting.push({ run, release: run.revision.hold() });
    if (this.#waiting.length > mostWaiting) {
      this.#waiting.shift()?.release();
      this.#options.onFailure(new Error('the findings of a run were not noted: too many wait'));
    }
    this.#working ??= this.#work();
  }

  /** Resolves when what has ended until now is noted. */
  async settled(): Promise<void> {
    await this.#working;
  }

  /** Notes nothing more; resolves when what is under way is over. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#working;
  }

  /**
   * Decides about findings of a run. Throws `finding-not-found` where the run has not all of them, and what
   * `TriageStore.decide` throws; then nothing is done.
   */
  async decide(
    who: { readonly scope: string; readonly user: string },
    { figures, revision }: DecidedRun,
    request: TriageRequest,
  ): Promise<TriageDone> {
    const { store, clock } = this.#options;
    const versions = new Map(request.findings.map(({ id, version }) => [id, version]));
    const basis = basisOf(figures);
    const findings: DecidedFinding[] = [];
    for await (const finding of some(revision, versions)) {
      const { id } = finding;
      const known = knownOf(figures, finding, basis(finding));
      findings.push({ id, version: versions.get(id) ?? 0, subject: subjectOf(finding), known });
      // The source profile may have several rows of one id; the worst comes first.
      versions.delete(id);
    }
    if (versions.size > 0) throw new AppError('finding-not-found');
    const { state, assignee, note } = request;
    const actor = { scope: who.scope, user: who.user, atMs: clock.nowMs() };
    return store.decide(actor, { findings, state, assignee, note });
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      try {
        await this.#note(next.run);
      } catch (error) {
        this.#options.onFailure(error);
      } finally {
        next.release();
      }
    }
    this.#working = null;
  }

  async #note(run: FinishedRun): Promise<void> {
    const { store } = this.#options;
    const figures = figuresOf(run);
    const basis = basisOf(figures);
    let batch: Finding[] = [];
    const write = () => {
      const closings = store.closings(
        run.scope,
        batch.map(({ id }) => id),
      );
      const seen = batch.map((finding): SeenFinding => {
        const known = closings.get(finding.id);
        const again = { finding, window: run.window, basis: basis(finding) };
        const reopened = known === undefined ? null : sinceClosed(known, again);
        return { id: finding.id, subject: subjectOf(finding), reopened };
      });
      store.seen(run.scope, seen, run.finishedMs);
      batch = [];
    };
    for await (const finding of readInTurns(run.revision.findings.all())) {
      batch.push(finding);
      if (batch.length < notedAtOnce) continue;
      write();
      // What is not noted now is noted by the next run.
      if (this.#isClosed) return;
    }
    if (batch.length > 0) write();
    store.forget();
  }
}

/** What the figures of a run that has ended depend on. */
function figuresOf({ profile, window, settings, flows, limits }: FinishedRun): RunOfFigures {
  return { profile, window, settings, flows, isWhole: limits.length === 0 };
}

/** Those of the findings that have one of the ids, which may be taken out on the way. */
async function* some(
  revision: Revision,
  ids: ReadonlyMap<string, unknown>,
): AsyncGenerator<Finding> {
  const release = revision.hold();
  try {
    yield* ids.size <= fewFindings
      ? few(revision.findings, [...ids.keys()])
      : many(revision.findings, ids);
  } finally {
    release();
  }
}

function* few(findings: KeptFindings, ids: readonly string[]): Generator<Finding> {
  for (const id of ids) {
    const finding = findings.find(id);
    if (finding !== null) yield finding;
  }
}

async function* many(
  findings: KeptFindings,
  ids: ReadonlyMap<string, unknown>,
): AsyncGenerator<Finding> {
  for await (const finding of readInTurns(findings.all())) {
    if (ids.has(finding.id)) yield finding;
    if (ids.size === 0) return;
  }
}
