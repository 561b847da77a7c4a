import type { Problem } from '../../contract/problem.ts';
import type { Triage, TriageState, Undone, Visit } from '../../contract/triage.ts';
import { unknownBook, type TriageBook } from './book.ts';

/** What is to hold for findings (ids). `note` empty: the latest stays. */
export type Decision = {
  readonly findings: readonly string[];
  readonly state: TriageState;
  readonly assignee: string | null;
  readonly note: string;
};

/** Findings that somebody else has changed meanwhile: how many, and at most 50 of them as they are now. */
export type Changed = { readonly changed: number; readonly present: readonly Triage[] };

/** How an act ended. */
export type ActOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'changed'; readonly by: Changed }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** What was done last, said where it can be undone; or why it was not. */
export type Said =
  | { readonly kind: 'decided'; readonly state: TriageState; readonly changed: number }
  | { readonly kind: 'undone'; readonly undone: Undone }
  | { readonly kind: 'noted'; readonly offense: number; readonly isRecorded: boolean }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Where a menu stands, CSS px of the viewport. */
export type Place = { readonly x: number; readonly y: number };

/** What is open over the page: the menu of a status, a decision to be made, a note to be written (`finding`: its id). */
export type OpenPart =
  | {
      readonly kind: 'menu';
      readonly findings: readonly string[];
      /** The source IP whose they are, for the name of the menu; `null`: of several. */
      readonly of: string | null;
      readonly at: Place;
    }
  | { readonly kind: 'decide'; readonly decision: Decision; readonly changed: Changed | null }
  | { readonly kind: 'note'; readonly finding: string };

/** What the page knows of the triage, and what is open and selected on it. */
export type DeskState = {
  readonly book: TriageBook;
  /** `null` until the server has told. */
  readonly visit: Visit | null;
  /** Ids; those that the filters hide are not acted on. */
  readonly selected: ReadonlySet<string>;
  readonly said: Said | null;
  /** Notes to offenses posted from this page: each is news in the history of a finding. */
  readonly notes: number;
  readonly open: OpenPart | null;
  /** Why the triage could not be read the last time. */
  readonly problem: Problem | null;
};

/** Before anything was asked. */
export const nothingYet: DeskState = {
  book: unknownBook,
  visit: null,
  selected: new Set(),
  said: null,
  notes: 0,
  open: null,
  problem: null,
};
