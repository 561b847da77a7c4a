import { latestResultOf, type FinishedRun, type LatestResult } from './latest-result.ts';

/**
 * Runs kept for one scope: a short run must not hide what a long one has just found. Of all scopes together as
 * many findings as two runs have by default; the newest run is kept however large.
 */
const mostPerScope = 3;
const mostFindings = 20_000;

/** A run whose findings are held, and what is summed up of it once it has been asked for. */
type Kept = {
  readonly run: FinishedRun;
  readonly release: () => void;
  result: Promise<LatestResult> | null;
};

/**
 * The latest finished runs, by the rights with which they were made: sessions of the same scope see the same data in
 * QRadar. A run that a restriction of QRadar cut is left out, because restrictions are set per user too.
 */
export class LatestResults {
  /** Oldest first. */
  #kept: readonly Kept[] = [];

  keep(run: FinishedRun): void {
    if (run.limits.some(({ kind }) => kind === 'administrator')) return;
    const added: Kept = { run, release: run.revision.hold(), result: null };
    const others = this.#kept.filter((kept) => !isReplaced(kept.run, run));
    const ofScope = others.filter((kept) => kept.run.scope === run.scope);
    const surplus = new Set(ofScope.slice(0, Math.max(0, ofScope.length + 1 - mostPerScope)));
    this.#keepOnly(fitting([...others.filter((kept) => !surplus.has(kept)), added]));
  }

  /**
   * Those of a scope, the one whose window ends last before the others. Each is summed up when it is first asked for:
   * while a run goes on, its evidence needs the memory. Throws what reading the findings throws.
   */
  async of(scope: string): Promise<readonly LatestResult[]> {
    const asked = this.#kept
      .filter(({ run }) => run.scope === scope)
      .toSorted(
        ({ run: a }, { run: b }) =>
          b.window.stopMs - a.window.stopMs || b.finishedMs - a.finishedMs,
      );
    const results = await Promise.all(
      asked.map((kept) => (kept.result ??= latestResultOf(kept.run))),
    );
    // One was replaced meanwhile, and its findings may be gone: its successor is there by now.
    return asked.every((kept) => this.#kept.includes(kept)) ? results : this.of(scope);
  }

  /** Forgets what results were summed up to, which is done again when it is asked for. Answers whether there was anything. */
  giveBack(): boolean {
    const summed = this.#kept.filter(({ result }) => result !== null);
    for (const kept of summed) kept.result = null;
    return summed.length > 0;
  }

  #keepOnly(kept: readonly Kept[]): void {
    const gone = this.#kept.filter((one) => !kept.includes(one));
    this.#kept = kept;
    for (const { release } of gone) release();
  }
}

/** The newest that fit, oldest first; the last one in any case. */
function fitting(kept: readonly Kept[]): readonly Kept[] {
  let findings = 0;
  return kept
    .toReversed()
    .filter(({ run }, index) => {
      findings += run.revision.findings.count;
      return index === 0 || findings <= mostFindings;
    })
    .reverse();
}

/** The same minutes and profile, or as many minutes later on. */
function isReplaced(old: FinishedRun, by: FinishedRun): boolean {
  const length = ({ window }: FinishedRun) => window.stopMs - window.startMs;
  return (
    old.scope === by.scope &&
    old.profile === by.profile &&
    length(old) === length(by) &&
    old.window.stopMs <= by.window.stopMs
  );
}
