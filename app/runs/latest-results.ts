import { overviewOf, type Overview, type WholeRun } from './latest-result.ts';

/**
 * Runs kept for one scope: a short run must not hide what a long one has just found. Of all scopes together as
 * many findings as two runs have by default, some 12 MB at worst; the newest run is kept however large.
 */
const mostPerScope = 3;
const mostFindings = 20_000;

/** A run, and its overview once somebody has asked for it. */
type Kept = { readonly whole: WholeRun; overview: Promise<Overview> | null };

/**
 * Overviews of the latest finished runs, by the rights of who asked for them: whoever has the same scope sees
 * the same data in QRadar. A run that a restriction of QRadar cut is left out, because restrictions are set
 * per user too.
 */
export class Overviews {
  /** Oldest first. */
  #kept: readonly Kept[] = [];

  keep(whole: WholeRun): void {
    if (whole.limits.some(({ kind }) => kind === 'administrator')) return;
    const others = this.#kept.filter((kept) => !isReplaced(kept.whole, whole));
    const ofScope = others.filter((kept) => kept.whole.scope === whole.scope);
    const surplus = new Set(ofScope.slice(0, Math.max(0, ofScope.length + 1 - mostPerScope)));
    this.#kept = [...others.filter((kept) => !surplus.has(kept)), { whole, overview: null }];
    this.#trim();
  }

  /**
   * Those of a scope, the one whose window ends last before the others. Each is made when it is first asked for:
   * while the run goes on, its evidence needs the memory.
   */
  async of(scope: string): Promise<readonly Overview[]> {
    const kept = this.#kept
      .filter(({ whole }) => whole.scope === scope)
      .toSorted(
        ({ whole: a }, { whole: b }) =>
          b.window.stopMs - a.window.stopMs || b.finishedMs - a.finishedMs,
      );
    return Promise.all(kept.map((one) => (one.overview ??= overviewOf(one.whole))));
  }

  /** The newest is kept in any case. */
  #trim(): void {
    let findings = 0;
    const fitting = this.#kept.toReversed().filter(({ whole }, index) => {
      findings += whole.packed.findings;
      return index === 0 || findings <= mostFindings;
    });
    this.#kept = fitting.reverse();
  }
}

/** The same question asked again later. */
function isReplaced(old: WholeRun, by: WholeRun): boolean {
  const length = ({ window }: WholeRun) => window.stopMs - window.startMs;
  return (
    old.scope === by.scope &&
    old.profile === by.profile &&
    length(old) === length(by) &&
    old.window.stopMs <= by.window.stopMs
  );
}
