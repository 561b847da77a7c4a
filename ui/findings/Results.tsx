import { Button } from '@carbon/react';
import { Filter } from '@carbon/icons-react';
import { useWords } from '../words/WordsContext.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { CardList } from './CardList.tsx';
import { withoutFilters } from './filters.ts';
import { FindingTable } from './FindingTable.tsx';
import { NothingFound } from './NothingFound.tsx';
import type { ChangeView } from './usePageState.ts';
import type { Prepared } from './usePrepared.ts';
import type { Shown } from './useRun.ts';
import type { View } from './view.ts';

type ResultsProps = {
  readonly shown: Shown;
  readonly prepared: Prepared;
  readonly view: View;
  readonly onChange: ChangeView;
  readonly nowMs: number;
  readonly onOpen: (finding: string) => void;
};

/** The findings of a run as cards or table, or why there are none to see. */
export function Results({ shown, prepared, view, onChange, nowMs, onOpen }: ResultsProps) {
  if (shown.results.findings.length === 0)
    return shown.run.state === 'done' ? <NothingFound shown={shown} /> : null;
  if (prepared.findings.length === 0)
    return <NothingMatches hidden={shown.results.findings.length} onChange={onChange} />;
  const { findings, cards, denied } = prepared;
  return view.layout === 'table' ? (
    <FindingTable
      findings={findings}
      sort={view.sort}
      openFinding={view.finding}
      onSort={(sort) => onChange((before) => ({ ...before, sort }))}
      onOpen={onOpen}
    />
  ) : (
    <CardList
      cards={cards}
      denied={denied}
      nowMs={nowMs}
      openFinding={view.finding}
      onOpen={onOpen}
    />
  );
}

type NothingMatchesProps = {
  readonly hidden: number;
  readonly onChange: ChangeView;
};

function NothingMatches({ hidden, onChange }: NothingMatchesProps) {
  const words = useWords();
  const text = words.page.states.nothingMatches;
  return (
    <EmptyState
      icon={Filter}
      title={text.title}
      action={
        <Button kind="tertiary" size="sm" onClick={() => onChange(withoutFilters)}>
          {words.page.filter.clear}
        </Button>
      }
    >
      <p>{text.hidden(hidden)}</p>
    </EmptyState>
  );
}
