import type { Check, CheckCode, UnknownReason, Verdict } from '../../../contract/coverage.ts';

/** The check of one code. */
export type CheckOf<C extends CheckCode> = Extract<Check, { code: C }>;
/** Its evidence, where there is some. */
export type EvidenceOf<C extends CheckCode> = NonNullable<CheckOf<C>['evidence']>;

/** A check that came to a verdict. */
export function answer<C extends CheckCode>(
  code: C,
  verdict: Exclude<Verdict, 'cannot-know'>,
  evidence: EvidenceOf<C>,
) {
  return { code, verdict, unknown: null, evidence };
}

/** A check that cannot be known. */
export function unknown<C extends CheckCode>(code: C, reason: UnknownReason) {
  return { code, verdict: 'cannot-know' as const, unknown: reason, evidence: null };
}

/** A check that cannot be known, and what is known all the same. */
export function unknownBut<C extends CheckCode>(
  code: C,
  reason: UnknownReason,
  evidence: EvidenceOf<C>,
) {
  return { code, verdict: 'cannot-know' as const, unknown: reason, evidence };
}
