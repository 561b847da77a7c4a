import type { Profile } from '../../contract/finding.ts';
import type { TimeWindow } from '../../contract/run.ts';
import type {
  SinceClosed,
  Triage,
  TriageDone,
  TriageHistory,
  TriageState,
  TriageSubject,
  Undone,
  Visit,
} from '../../contract/triage.ts';
import type { Verdicts } from './verdicts.ts';
import { AppError } from './app-error.ts';

/**
 * What was known of a finding when it was closed. `basis`: what its figures rest on; `null` where the run had not read
 * everything, so that more later is no news. `knownUntilMs`: activity later than that, epoch ms, was not known.
 */
export type KnownAtClosing = {
  readonly profile: Profile;
  readonly window: TimeWindow;
  readonly basis: string | null;
  readonly connections: number;
  readonly sentBytes: number | null;
  readonly knownUntilMs: number;
};

/** A finding as a run has it, for a decision about it: which version its asker saw, and what is kept of it. */
export type DecidedFinding = {
  readonly id: string;
  readonly version: number;
  readonly subject: TriageSubject;
  readonly known: KnownAtClosing;
};

/** Who acts, in which scope (`Who.scope`), when (epoch ms). */
export type TriageActor = {
  readonly scope: string;
  readonly user: string;
  readonly atMs: number;
};

/** A decision about findings, each id once. */
export type Decision = {
  readonly findings: readonly DecidedFinding[];
  readonly state: TriageState;
  readonly assignee: string | null;
  readonly note: string;
};

/** A finding that a run has found. `reopened`: why it is to be reopened, which only closed ones are. */
export type SeenFinding = {
  readonly id: string;
  readonly subject: TriageSubject;
  readonly reopened: SinceClosed | null;
};

/** A page of a history or a list: entries before that one, `null` begins with the newest. */
export type HistoryPage = { readonly before: number | null; readonly limit: number };
export type ListPage = {
  readonly state: TriageState | null;
  readonly before: string | null;
  readonly limit: number;
};

/** A `TriagePage` whose entries are JSON texts. */
export type TriagePageText = { readonly entries: readonly string[]; readonly next: string | null };

/** `triage-changed`: somebody has changed `changed` of the findings since the asker saw them; `present` are at most 50 of these. */
export class TriageChanged extends AppError {
  readonly changed: number;
  readonly present: readonly Triage[];

  constructor(changed: number, present: readonly Triage[]) {
    super('triage-changed', { detail: `${changed}` });
    this.name = 'TriageChanged';
    this.changed = changed;
    this.present = present;
  }
}

/**
 * Where decisions lie. Everything is synchronous, and what a method that changes something returns is on the disk. Those throw
 * `triage-not-saved` where the store cannot be written, all throw `store-newer`.
 */
export type TriageStore = Verdicts & {
  /**
   * All of it or nothing. Throws `TriageChanged`, and `assignee-unknown` where nobody of that name has used the app with
   * these rights.
   */
  readonly decide: (actor: TriageActor, decision: Decision) => TriageDone;
  /** Takes the asker's last act back, where nobody changed anything since. Throws `nothing-to-undo`. */
  readonly undo: (actor: TriageActor) => Undone;
  /** Adds a note that was posted to an offense to the history of a finding. */
  readonly noteOffense: (
    actor: TriageActor,
    note: {
      readonly finding: string;
      readonly subject: TriageSubject;
      readonly offense: number;
      readonly text: string;
    },
  ) => void;
  /** Notes that the asker is there. `ended`: what was new has been seen. */
  readonly visit: (actor: TriageActor, ended: boolean) => Omit<Visit, 'isShared'>;
  /** When the visit before ended, `null` where there was none. */
  readonly sinceMs: (scope: string, user: string) => number | null;
  /** Of these findings those that somebody or the app has decided about. */
  readonly entries: (scope: string, ids: readonly string[]) => readonly Triage[];
  /** Of these findings those first seen after that, epoch ms. */
  readonly newSince: (scope: string, ids: readonly string[], sinceMs: number) => readonly string[];
  /** `null` where the finding was never seen in a run that ended, nor decided about. */
  readonly history: (scope: string, id: string, page: HistoryPage) => TriageHistory | null;
  readonly page: (scope: string, page: ListPage) => TriagePageText;
  /** Of these findings the closed ones, with what was known. */
  readonly closings: (scope: string, ids: readonly string[]) => ReadonlyMap<string, KnownAtClosing>;
  /** Notes that a run has found these, which ended then; answers the ids of those that were not HIGH before and are now. */
  readonly seen: (
    scope: string,
    findings: readonly SeenFinding[],
    atMs: number,
  ) => readonly string[];
  /** Forgets what is beyond the documented limits. */
  readonly forget: () => void;
};
