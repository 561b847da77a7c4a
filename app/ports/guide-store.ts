import type { GuideName, GuideText, StepDone } from '../../contract/guides.ts';
import type { Language } from '../../contract/languages.ts';

/** A step of a guide for one finding, as those see it whom QRadar shows the same (`Who.scope`). */
export type StepOf = {
  readonly scope: string;
  readonly finding: string;
  readonly guide: GuideName;
  readonly step: string;
};

/**
 * Guides that administrators have written, and which steps are done. Everything throws `store-newer`; what writes throws
 * `guide-not-saved`, too, and then has changed nothing.
 */
export type GuideStore = {
  /** The administrators' text; `null` where the app's holds. */
  readonly text: (
    name: GuideName,
    language: Language,
  ) => Pick<GuideText, 'text' | 'changed'> | null;
  /** `null` goes back to the app's. Kept in the trail. */
  readonly write: (
    guide: { readonly name: GuideName; readonly language: Language; readonly text: string | null },
    who: { readonly user: string; readonly atMs: number },
  ) => void;
  /** Steps of a finding that are done, by guide and step. */
  readonly done: (scope: string, finding: string) => ReadonlyMap<string, StepDone>;
  /** Says who did a step, or that it is not done; the first to do it stays. Answers what holds. */
  readonly check: (step: StepOf, done: StepDone | null) => StepDone | null;
};

/** The key of `GuideStore.done`. */
export function stepKey(guide: GuideName, step: string): string {
  return `${guide}/${step}`;
}
