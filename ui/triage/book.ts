import type { Finding } from '../../contract/finding.ts';
import {
  closedStates,
  type ClosedState,
  type RunTriage,
  type Triage,
  type TriageState,
} from '../../contract/triage.ts';

/**
 * What is known of the triage of findings. `isKnown`: the server has told; before, nobody can say that a finding is not
 * closed. A finding without an entry is one that nobody has decided about. `newFindings`: first seen after this analyst's last
 * visit.
 */
export type TriageBook = {
  readonly isKnown: boolean;
  readonly entries: ReadonlyMap<string, Triage>;
  readonly newFindings: ReadonlySet<string>;
  readonly sinceMs: number | null;
};

/** Before the server has told anything. */
export const unknownBook: TriageBook = {
  isKnown: false,
  entries: new Map(),
  newFindings: new Set(),
  sinceMs: null,
};

/** The book as the server tells it; entries that are as before stay the same objects, so that nothing is drawn again for them. */
export function bookOf(
  { entries, newFindings, sinceMs }: RunTriage,
  before: TriageBook,
): TriageBook {
  return {
    isKnown: true,
    entries: new Map(
      entries.map((entry) => {
        const old = before.entries.get(entry.finding);
        return [entry.finding, old?.version === entry.version ? old : entry];
      }),
    ),
    newFindings: new Set(newFindings),
    sinceMs,
  };
}

/** The book with entries as they are now. */
export function withEntries(book: TriageBook, entries: readonly Triage[]): TriageBook {
  if (entries.length === 0) return book;
  const changed = entries.map((entry) => [entry.finding, entry] as const);
  return { ...book, entries: new Map([...book.entries, ...changed]) };
}

/** Where the work on a finding stands, as it is shown: also that it came back after it was closed. */
export type Status = TriageState | 'reopened';

/** From what asks most for somebody's hand to what asks least. */
export const statuses = [
  'reopened',
  'new',
  'in-progress',
  'true-positive',
  'benign',
  'expected',
] as const satisfies readonly Status[];

const closed: ReadonlySet<Status> = new Set(closedStates);

/** Whether a verdict holds. */
export function isClosed(status: Status): status is ClosedState {
  return closed.has(status);
}

/** The status of an entry; `undefined` is a finding that nobody has decided about. */
export function statusOf(entry: Triage | undefined): Status {
  if (entry === undefined) return 'new';
  return entry.reopened === null || isClosed(entry.state) ? entry.state : 'reopened';
}

/**
 * The findings of a card together, by the status that asks most: how many of them have it, who has them (`null`: nobody, or
 * several), who closed them, and what is new since. All of it is plain data, so that two of the same content can be told to be so.
 */
export type CardTriage = {
  readonly status: Status;
  readonly having: number;
  readonly all: number;
  readonly assignee: string | null;
  readonly by: string | null;
  readonly since: Triage['reopened'];
  /** One of them was first seen after this analyst's last visit. */
  readonly isNew: boolean;
};

/** Adds up the triage of the findings of a card; `null` where it is not known. */
export function cardTriageOf(findings: readonly Finding[], book: TriageBook): CardTriage | null {
  if (!book.isKnown) return null;
  const entries = findings.map(({ id }) => book.entries.get(id));
  const status = statuses.find((one) => entries.some((entry) => statusOf(entry) === one)) ?? 'new';
  const having = entries.filter((entry) => statusOf(entry) === status);
  const [first] = having;
  const same = (of: (entry: Triage) => string | null) => {
    const value = first === undefined ? null : of(first);
    return having.every((entry) => entry !== undefined && of(entry) === value) ? value : null;
  };
  return {
    status,
    having: having.length,
    all: findings.length,
    assignee: same(({ assignee }) => assignee),
    by: same(({ by }) => by),
    since: having.length === 1 ? (first?.reopened ?? null) : null,
    isNew: findings.some(({ id }) => book.newFindings.has(id)),
  };
}
