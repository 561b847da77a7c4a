import { Button } from '@carbon/react';
import { CheckmarkOutline, Filter } from '@carbon/icons-react';
import type { Run } from '../../contract/run.ts';
import * as format from '../format.ts';
import { messages } from '../messages/messages.ts';
import { EmptyState } from '../states/EmptyState.tsx';
import { CardList } from './CardList.tsx';
import { withoutFilters } from './filters.ts';
import { FindingTable } from './FindingTable.tsx';
import { deniedOf } from './totals.ts';
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

function NothingFound({ shown: { run, results } }: { readonly shown: Shown }) {
  const words = messages.page.states.nothingFound;
  const denied = deniedOf({ run, results });
  return (
    <EmptyState icon={CheckmarkOutline} tone="success" title={words.title}>
      <p>{words.text(rangeText(run))}</p>
      <p>{words.examined(run.examined)}</p>
      <p>{denied === null ? words.source : words.denied(denied)}</p>
    </EmptyState>
  );
}

/** The minutes of a run in the reader's time zone. */
export function rangeText(run: Run): string {
  const { startMs, stopMs } = run.window;
  return messages.page.run.window(format.timeRange(startMs, stopMs), format.timeZone());
}

type NothingMatchesProps = {
  readonly hidden: number;
  readonly onChange: ChangeView;
};

function NothingMatches({ hidden, onChange }: NothingMatchesProps) {
  const words = messages.page.states.nothingMatches;
  return (
    <EmptyState
      icon={Filter}
      title={words.title}
      action={
        <Button kind="tertiary" size="sm" onClick={() => onChange(withoutFilters)}>
          {messages.page.filter.clear}
        </Button>
      }
    >
      <p>{words.hidden(hidden)}</p>
    </EmptyState>
  );
}
