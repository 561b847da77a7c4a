import type { Finding } from '../../contract/finding.ts';
import { placeOf } from '../pivots/usePivotMenu.ts';
import { useWords, type Words } from '../words/WordsContext.tsx';
import { isClosed, type CardTriage } from './book.ts';
import { StatusMark } from './StatusMark.tsx';
import { useCardTriage, useDesk } from './TriageContext.ts';

type StatusCellProps = {
  readonly findings: readonly Finding[];
  /** Whose findings they are: a source IP. */
  readonly of: string;
  readonly isTabStop: boolean;
};

/** The status of some findings with who has them, as the button that opens the menu of what can be done. */
export function StatusCell({ findings, of, isTabStop }: StatusCellProps) {
  const words = useWords();
  const text = words.page.triage;
  const desk = useDesk();
  const triage = useCardTriage(findings);
  if (triage === null) return <span className="tw-row__minor">{text.notKnown}</span>;
  const ids = findings.map(({ id }) => id);
  return (
    <>
      <button
        type="button"
        className="tw-row__status"
        tabIndex={isTabStop ? undefined : -1}
        aria-haspopup="menu"
        aria-label={text.change(text.statuses[triage.status], of)}
        onClick={(event) => {
          // Some browsers do not focus a button that is clicked, and the menu gives the focus back.
          event.currentTarget.focus();
          desk.open({ kind: 'menu', findings: ids, of, at: placeOf(event) });
        }}
      >
        <StatusMark status={triage.status} />
      </button>
      <span className="tw-row__minor">
        <bdi>{minorOf(triage, desk.user, words)}</bdi>
      </span>
    </>
  );
}

/** What there is room for below a status: of how many findings, what is new, or who. */
function minorOf(triage: CardTriage, user: string, { page }: Words): string {
  const text = page.triage;
  const { status, having, all, since, assignee, by } = triage;
  const nameOf = (name: string) => (name === user ? text.you : name);
  if (having < all) return text.ofAll(having, all);
  if (since !== null) return text.sinceShort(since);
  if (status === 'in-progress' && assignee !== null) return nameOf(assignee);
  return isClosed(status) && by !== null ? text.by(nameOf(by)) : '';
}

/** A dot on what was first seen after this analyst's last visit. */
export function NewMark({ findings }: Pick<StatusCellProps, 'findings'>) {
  const text = useWords().page.triage;
  if (!useCardTriage(findings)?.isNew) return null;
  return (
    <span className="tw-new" title={text.newSinceVisit}>
      <span className="tw-visually-hidden">{text.newSinceVisit}</span>
    </span>
  );
}
