import type { Check, Verdict, VerdictCounts } from '../contract/coverage.ts';

/** How many of these checks came to each verdict. */
export function verdictCounts(checks: readonly Pick<Check, 'verdict'>[]): VerdictCounts {
  const of = (verdict: Verdict) => checks.filter((check) => check.verdict === verdict).length;
  return {
    ok: of('ok'),
    weak: of('weak'),
    missing: of('missing'),
    'cannot-know': of('cannot-know'),
  };
}

/** Verdicts from the worst; what is established goes before what cannot be known. */
const fromWorst: readonly Verdict[] = ['missing', 'weak', 'cannot-know', 'ok'];

/**
 * What checks come to together: `missing` where one is, else `weak`, else `cannot-know`; `ok` only where each is. Without any
 * check nothing is known.
 */
export function overallOf(checks: readonly Pick<Check, 'verdict'>[]): Verdict {
  const counts = verdictCounts(checks);
  return fromWorst.find((verdict) => counts[verdict] > 0) ?? 'cannot-know';
}
