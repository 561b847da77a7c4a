import { ArrowDown, ArrowUp, WarningAlt } from '@carbon/icons-react';
import type { Finding } from '../../../contract/finding.ts';
import { SelectBox } from '../../triage/SelectBox.tsx';
import { useWords } from '../../words/WordsContext.tsx';
import type { SortKey } from '../choices.ts';
import { nextSort, type Sort } from '../view.ts';

/** The columns of the list, and what a press on their name sorts by; `null`: by nothing. */
const columns = [
  { name: 'risk', by: 'risk' },
  { name: 'source', by: 'source' },
  { name: 'destination', by: 'destination' },
  { name: 'sent', by: 'sent' },
  { name: 'activity', by: null },
  { name: 'lastSeen', by: 'lastSeen' },
  { name: 'why', by: null },
  { name: 'status', by: null },
] as const satisfies readonly { readonly name: string; readonly by: SortKey | null }[];

type ColumnHeadsProps = {
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** All that the list shows. */
  readonly findings: readonly Finding[];
  /** What is to be said of the names of hosts; empty: nothing. */
  readonly note: string;
};

/** The names of the columns, which stay in sight and sort the cards. */
export function ColumnHeads({ sort, onSort, findings, note }: ColumnHeadsProps) {
  const { list: text, triage } = useWords().page;
  return (
    <div role="group" aria-label={text.sortBy} className="tw-row tw-heads">
      <SelectBox findings={findings} label={triage.selectAll(findings.length)} isTabStop />
      {columns.map(({ name, by }) => (
        <div key={name} className={`tw-row__cell tw-row__cell--${name}`}>
          {by === null ? (
            <span>{text.columns[name]}</span>
          ) : (
            <button
              type="button"
              title={by === 'sent' ? text.sentScale : undefined}
              onClick={() => onSort(nextSort(sort, by))}
            >
              {text.columns[name]}
              {sort.by === by && <Sorted isDescending={sort.descending} />}
            </button>
          )}
        </div>
      ))}
      <p role="status" className="tw-heads__note" title={note}>
        {note !== '' && <WarningAlt size={16} aria-hidden />}
        <span className="tw-visually-hidden">{note}</span>
      </p>
    </div>
  );
}

function Sorted({ isDescending }: { readonly isDescending: boolean }) {
  const text = useWords().page.list;
  const Arrow = isDescending ? ArrowDown : ArrowUp;
  return (
    <>
      <Arrow size={16} aria-hidden />
      <span className="tw-visually-hidden"> ({text.sorted(isDescending)})</span>
    </>
  );
}
