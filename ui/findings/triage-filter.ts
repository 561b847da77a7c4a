import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import { isClosed, statusOf, type TriageBook } from '../triage/book.ts';
import type { View } from './view.ts';

/** What the filters by triage go by: what is known, and who looks. */
export type TriageOfViewer = { readonly book: TriageBook; readonly user: string };

type Filters = Pick<View, 'closed' | 'mine' | 'unseen'>;

/** The findings that pass the filters by triage. Until it is known, all do: nothing is hidden that may be open. */
export function filterByTriage(
  findings: readonly Finding[],
  { closed, mine, unseen }: Filters,
  { book, user }: TriageOfViewer,
): readonly Finding[] {
  if (!book.isKnown) return findings;
  return findings.filter(({ id }) => {
    const entry = book.entries.get(id);
    const hidden = isClosed(statusOf(entry)) ? closed === 'hidden' : closed === 'only';
    return !hidden && (!mine || entry?.assignee === user) && (!unseen || book.newFindings.has(id));
  });
}

/** How many of some findings are open, closed, in the analyst's hands and new since their last visit; `null`: not known. */
export type TriageCounts = {
  readonly open: number;
  readonly closed: number;
  readonly mine: number;
  readonly unseen: number;
};

/** Counts what each filter by triage would let pass. Mine and new are of what the choice about closed ones shows. */
export function triageCountsOf(
  findings: readonly Finding[],
  closed: View['closed'],
  of: TriageOfViewer,
): TriageCounts | null {
  if (!of.book.isKnown) return null;
  const count = (filters: Filters) => filterByTriage(findings, filters, of).length;
  const any = { mine: false, unseen: false };
  return {
    open: count({ closed: 'hidden', ...any }),
    closed: count({ closed: 'only', ...any }),
    mine: count({ closed, mine: true, unseen: false }),
    unseen: count({ closed, mine: false, unseen: true }),
  };
}

/** The choice about closed findings after the tag of the open or of the closed ones was pressed: one of the two is always on. */
export function closedAfter(pressed: 'open' | 'closed', closed: View['closed']): View['closed'] {
  if (pressed === 'open') return closed === 'only' ? 'shown' : 'only';
  return closed === 'hidden' ? 'shown' : 'hidden';
}

/** The earlier list where it holds the same in the same order, so that what is drawn from it is not drawn again. */
export function sameList<T>(before: readonly T[], now: readonly T[]): readonly T[] {
  return before.length === now.length && before.every((one, index) => one === now[index])
    ? before
    : now;
}

/** Cards of now; one that has the findings of an earlier one is that earlier one. */
export function sameCards(before: readonly Card[], now: readonly Card[]): readonly Card[] {
  const old = new Map(before.map((card) => [card.key, card]));
  const cards = now.map((card) => {
    const earlier = old.get(card.key);
    return earlier && sameList(earlier.findings, card.findings) === earlier.findings
      ? earlier
      : card;
  });
  return sameList(before, cards);
}
