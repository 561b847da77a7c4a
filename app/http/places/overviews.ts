import { overviewOf, type Overview, type WholeRun } from './overview.ts';

/**
 * Runs kept for one scope: a short run must not hide what a long one has just found. Of all scopes together as
 * many findings as two runs have by default, some 12 MB at worst; the newest run is kept however large.
 */
const mostPerScope = 3;
const mostFindings = 20_000;

/**
 * Overviews of the latest finished runs, by the rights of who asked for them: whoever has the same scope sees
 * the same data in QRadar. A run that a restriction of QRadar cut is left out, because restrictions are set
 * per user too.
 */
export class Overviews {
  /** Oldest first. */
  #kept: readonly Overview[] = [];

  keep(whole: WholeRun): void {
    if (whole.limits.some(({ kind }) => kind === 'administrator')) return;
    const overview = overviewOf(whole);
    const others = this.#kept.filter((other) => !isReplaced(other, overview));
    const ofScope = others.filter(({ scope }) => scope === overview.scope);
    const surplus = new Set(ofScope.slice(0, Math.max(0, ofScope.length + 1 - mostPerScope)));
    this.#kept = [...others.filter((other) => !surplus.has(other)), overview];
    this.#trim();
  }

  /** Those of a scope, the one whose window ends last before the others. */
  of(scope: string): readonly Overview[] {
    return this.#kept
      .filter((overview) => overview.scope === scope)
      .toSorted((a, b) => b.window.stopMs - a.window.stopMs || b.finishedMs - a.finishedMs);
  }

  /** The newest is kept in any case. */
  #trim(): void {
    let findings = 0;
    const fitting = this.#kept.toReversed().filter((overview, index) => {
      findings += overview.packed.findings;
      return index === 0 || findings <= mostFindings;
    });
    this.#kept = fitting.reverse();
  }
}

/** The same question asked again later. */
function isReplaced(old: Overview, by: Overview): boolean {
  const length = ({ window }: Overview) => window.stopMs - window.startMs;
  return (
    old.scope === by.scope &&
    old.profile === by.profile &&
    length(old) === length(by) &&
    old.window.stopMs <= by.window.stopMs
  );
}
