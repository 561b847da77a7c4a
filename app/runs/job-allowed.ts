import type { TimeWindow } from '../../contract/run.ts';
import type { Evidence } from '../detection/evidence/evidence.ts';
import type { Judgement, JudgingOptions } from '../detection/judging/judge.ts';
import type { AllowedNow, ReadAllowed } from '../ports/allowlist.ts';
import type { Identity } from '../ports/console.ts';
import type { DetectionPorts } from '../ports/detection.ts';
import type { JobSubject } from './sharing.ts';
import type { Standing } from './standing.ts';

/** What a job asks of the allowlist, and tells it. */
export type AllowedInJobs = {
  readonly readFor: (identity: Identity, scope: string) => ReadAllowed;
  /** Told of every detection of the corrected profile that ends whole. */
  readonly onUsed: (used: UsedInRun) => void;
  /** Keeps the evidence of a detection that ended whole; resolves when it may be let go of. */
  readonly keepEvidence: (kept: EvidenceOfRun) => Promise<void>;
};

/** What became of the entries in a run. */
export type UsedInRun = {
  readonly scope: string;
  readonly window: TimeWindow;
  readonly startedMs: number;
  readonly uses: Judgement['uses'];
};

/** Everything that a run has folded, and how it was judged. */
export type EvidenceOfRun = {
  readonly scope: string;
  readonly finishedMs: number;
  readonly evidence: Evidence;
  readonly options: JudgingOptions;
};

/** The allowlist in one job: as it was read, what became of its entries, and the evidence for previews. */
export class JobAllowed {
  readonly #subject: JobSubject;
  readonly #allowed: AllowedInJobs | null;
  readonly #onFailure: (error: unknown) => void;
  #standing: Standing['allowlist'] = null;
  /** Until it is kept. */
  #evidence: Pick<EvidenceOfRun, 'evidence' | 'options'> | null = null;

  constructor(
    subject: JobSubject,
    options: {
      readonly allowed?: AllowedInJobs;
      readonly onFailure: (error: unknown) => void;
    },
  ) {
    this.#subject = subject;
    this.#allowed = options.allowed ?? null;
    this.#onFailure = options.onFailure;
  }

  /** The ports of a detection, with the allowlist as that session may read it. */
  through(ports: DetectionPorts, identity: Identity): DetectionPorts {
    if (!this.#allowed) return ports;
    return { ...ports, allowed: this.#allowed.readFor(identity, this.#subject.scope) };
  }

  /** What a run shows of the allowlist that was read. */
  read({ entries, drift }: AllowedNow): Standing['allowlist'] {
    if (!this.#allowed) return null;
    const inForce = entries.filter(({ isInForce }) => isInForce).length;
    this.#standing = { entries: inForce, suspended: [], drift: [...drift] };
    return this.#standing;
  }

  /** … and which entries suspended themselves in the end. */
  suspended(uses: Judgement['uses']): Standing['allowlist'] {
    const suspended = uses.filter(({ changes }) => changes.length > 0).map(({ id }) => id);
    if (this.#standing) this.#standing = { ...this.#standing, suspended };
    return this.#standing;
  }

  /** Holds the evidence until `keepEvidence`. */
  readonly hold = (evidence: Evidence, options: JudgingOptions): void => {
    this.#evidence = this.#allowed && { evidence, options };
  };

  /** Throws nothing: the run is over by now. */
  tellUsed(uses: Judgement['uses'], startedMs: number): void {
    const { scope, window, profile } = this.#subject;
    if (!this.#allowed || profile !== 'corrected') return;
    try {
      this.#allowed.onUsed({ scope, window, startedMs, uses });
    } catch (error) {
      this.#onFailure(error);
    }
  }

  /**
   * To be called after the end, so that nobody waits for it: keeps the evidence of a detection that ended whole at that time, and lets
   * go of it. `null`: it did not. Throws nothing.
   */
  async keepEvidence(finishedMs: number | null): Promise<void> {
    const evidence = this.#evidence;
    this.#evidence = null;
    const { scope, profile } = this.#subject;
    if (!this.#allowed || !evidence || finishedMs === null || profile !== 'corrected') return;
    try {
      await this.#allowed.keepEvidence({ scope, finishedMs, ...evidence });
    } catch (error) {
      this.#onFailure(error);
    }
  }
}
