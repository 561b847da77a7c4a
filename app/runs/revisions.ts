import type { Denied } from '../../contract/finding.ts';
import type { Judging } from '../detection/detect.ts';
import type { Judgement } from '../detection/judging/judge.ts';
import type { KeptFindings, ResultStore } from '../ports/results.ts';
import { piecesPerStep, type Steps } from '../ports/steps.ts';

/** Denied connections as they are kept. */
type WrittenDenied = { readonly count: number; readonly json: Uint8Array };
const noneDenied: WrittenDenied = { count: 0, json: Buffer.from('[]') };

function* written(denied: readonly Denied[]): Steps<WrittenDenied> {
  const parts: Buffer[] = [];
  for (let at = 0; at < denied.length; at += piecesPerStep) {
    const texts = denied.slice(at, at + piecesPerStep).map((one) => JSON.stringify(one));
    parts.push(Buffer.from(`${at === 0 ? '' : ','}${texts.join(',')}`));
    yield;
  }
  return {
    count: denied.length,
    json: Buffer.concat([Buffer.from('['), ...parts, Buffer.from(']')]),
  };
}

const nothing: KeptFindings = {
  count: 0,
  find: () => null,
  all: () => [],
  texts: () => [],
  ids: () => [],
  drop: () => undefined,
};

/**
 * What one judgement of a run found. Its findings stay in the store until everyone who holds the revision has let go,
 * so that nobody reads half of them.
 */
export class Revision {
  /** Counts the judgements of a run; 0 is before the first. */
  readonly number: number;
  readonly findings: KeptFindings;
  readonly deniedCount: number;
  /** The denied connections as the JSON of an array of `Denied`: outside the heap, and written out as it is. */
  readonly denied: Uint8Array;
  /** What entries of the allowlist hide; in no count of findings. */
  readonly hidden: KeptFindings;
  /** Signals of hosts as the JSON of an array of `HostSignal`; `null`: none. */
  readonly hostSignals: Uint8Array | null;
  #holders = 0;

  constructor(
    number: number,
    findings: KeptFindings,
    denied: WrittenDenied = noneDenied,
    hidden: KeptFindings = nothing,
    hostSignals: Uint8Array | null = null,
  ) {
    this.number = number;
    this.findings = findings;
    this.hidden = hidden;
    this.hostSignals = hostSignals;
    this.deniedCount = denied.count;
    this.denied = denied.json;
  }

  /** Keeps the findings until what is returned is called; the last to call it drops them. */
  hold(): () => void {
    this.#holders += 1;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holders -= 1;
      if (this.#holders > 0) return;
      this.findings.drop();
      this.hidden.drop();
    };
  }
}

/** The findings of one run: the latest revision, which replaces the one before. */
export class Revisions {
  readonly #results: ResultStore;
  #latest = new Revision(0, nothing);
  #release = this.#latest.hold();

  constructor(results: ResultStore) {
    this.#results = results;
  }

  get latest(): Revision {
    return this.#latest;
  }

  /** Judges once and keeps what it found. What fails is thrown on; then, and until the end, the latest revision stays. */
  *keep(judging: Judging): Steps<Judgement> {
    const { kept, hidden, judged } = yield* this.#judged(judging);
    const release = this.#release;
    const { hostSignals = [] } = judged.judgement;
    const signals = hostSignals.length === 0 ? null : Buffer.from(JSON.stringify(hostSignals));
    this.#latest = new Revision(this.#latest.number + 1, kept, judged.denied, hidden, signals);
    this.#release = this.#latest.hold();
    release();
    return judged.judgement;
  }

  *#judged(judging: Judging) {
    const results = this.#results;
    let hidden: KeptFindings = nothing;
    let isKept = false;
    try {
      const { kept, judged } = yield* results.keep(function* (sink) {
        const both = yield* results.keep(function* (hiddenSink) {
          const judgement = yield* judging(sink, hiddenSink);
          return { judgement, denied: yield* written(judgement.denied) };
        });
        // Mostly nothing is hidden, which needs no keeping.
        if (both.kept.count > 0) hidden = both.kept;
        else both.kept.drop();
        return both.judged;
      });
      isKept = true;
      return { kept, hidden, judged };
    } finally {
      if (!isKept) hidden.drop();
    }
  }

  /** Lets go of the findings, for a run that is forgotten. */
  drop(): void {
    this.#release();
  }
}
