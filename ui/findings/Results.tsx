import { Button } from '@carbon/react';
import { CheckmarkOutline, Filter } from '@carbon/icons-react';
import { lazy, Suspense, useCallback } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { CardSkeletons } from '../shared/RunProgress.tsx';
import { CardList } from './CardList.tsx';
import { withoutFilters } from './filters.ts';
import type { FrozenOrder } from './list/useFrozenOrder.ts';
import { NothingFound } from './NothingFound.tsx';
import type { ChangeView } from './usePageState.ts';
import type { Prepared } from './usePrepared.ts';
import type { Shown } from './useRun.ts';
import type { Sort, View } from './view.ts';

const FindingTable = lazy(() =>
  import('./FindingTable.tsx').then((module) => ({ default: module.FindingTable })),
);

type ResultsProps = {
  readonly shown: Shown;
  readonly prepared: Prepared;
  readonly frozen: FrozenOrder;
  readonly view: View;
  readonly onChange: ChangeView;
  readonly nowMs: number;
  readonly onOpen: (finding: string) => void;
  readonly onClose: () => void;
  readonly hasCharacterKeys: boolean;
  readonly onHelp: () => void;
};

/** The findings of a run as cards or table, or why there are none to see. */
export function Results(props: ResultsProps) {
  const { shown, prepared, frozen, view, onChange, nowMs, onOpen } = props;
  const { run, results } = shown;
  const onSort = useCallback(
    (sort: Sort) => onChange((before) => ({ ...before, sort })),
    [onChange],
  );
  if (results.findings.length === 0)
    return run.state === 'done' ? <NothingFound shown={shown} /> : null;
  const closed = prepared.triage?.closed ?? 0;
  if (prepared.findings.length === 0 && view.closed === 'hidden' && closed > 0)
    return <AllClosed closed={closed} onChange={onChange} />;
  if (prepared.findings.length === 0)
    return <NothingMatches hidden={results.findings.length} onChange={onChange} />;
  if (view.layout === 'table')
    return (
      <Suspense fallback={<CardSkeletons />}>
        <FindingTable
          findings={prepared.findings}
          sort={view.sort}
          openFinding={view.finding}
          onSort={onSort}
          onOpen={onOpen}
        />
      </Suspense>
    );
  return (
    <div className="tw-list">
      <CardList
        run={run.id}
        cards={frozen.cards}
        denied={prepared.denied}
        runWindow={run.window}
        nowMs={nowMs}
        isProvisional={run.state === 'running'}
        sort={view.sort}
        onSort={onSort}
        openFinding={view.finding}
        onOpen={onOpen}
        onClose={props.onClose}
        hasCharacterKeys={props.hasCharacterKeys}
        onHelp={props.onHelp}
      />
    </div>
  );
}

type AllClosedProps = { readonly closed: number; readonly onChange: ChangeView };

function AllClosed({ closed, onChange }: AllClosedProps) {
  const text = useWords().page.triage.allClosed;
  return (
    <EmptyState
      icon={CheckmarkOutline}
      title={text.title}
      action={
        <Button
          kind="tertiary"
          size="sm"
          onClick={() =>
            onChange((before) => ({ ...before, closed: 'shown', mine: false, unseen: false }))
          }
        >
          {text.show(closed)}
        </Button>
      }
    >
      <p>{text.text(closed)}</p>
    </EmptyState>
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
