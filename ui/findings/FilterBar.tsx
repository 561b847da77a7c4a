import { Button, Search } from '@carbon/react';
import { Keyboard } from '@carbon/icons-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { BatchBar } from '../triage/BatchBar.tsx';
import { useDeskState } from '../triage/TriageContext.ts';
import { useWords } from '../words/WordsContext.tsx';
import { ActiveFilters } from './ActiveFilters.tsx';
import { Arrangement } from './Arrangement.tsx';
import { activeFilters, withoutFilters } from './filters.ts';
import type { FrozenOrder } from './list/useFrozenOrder.ts';
import { TriageFilter } from './TriageFilter.tsx';
import type { ChangeView } from './usePageState.ts';
import type { Prepared } from './usePrepared.ts';
import type { View } from './view.ts';

type FilterBarProps = {
  readonly view: View;
  readonly onChange: ChangeView;
  /** The findings that pass, and of how many. */
  readonly prepared: Prepared;
  readonly all: number;
  readonly nowMs: number;
  readonly frozen: FrozenOrder;
  readonly onHelp: () => void;
  /** Stands beside the count of findings. */
  readonly beside?: ReactNode;
};

/**
 * What is shown of a result, how it is sorted, and what is in force. Nothing here asks QRadar again. While findings are
 * selected, what can be done with them stands where the sorting is.
 */
export function FilterBar(props: FilterBarProps) {
  const { view, onChange, prepared, all, nowMs, frozen, onHelp, beside } = props;
  const words = useWords();
  const text = words.page.filter;
  const active = activeFilters(view);
  const hasTriageFilter = view.closed !== 'hidden' || view.mine || view.unseen;
  const selected = useDeskState((state) => state.selected);
  // What the filters hide is not acted on.
  const chosen = useMemo(
    () => prepared.findings.filter(({ id }) => selected.has(id)),
    [prepared.findings, selected],
  );
  return (
    <section aria-label={text.label} className="tw-filters">
      <TextFilter
        value={view.text}
        onChange={(value) => onChange((before) => ({ ...before, text: value }))}
      />
      <div className="tw-filters__active">
        <p role="status" className="tw-filters__count">
          {text.resultsOf(prepared.findings.length, all)}
        </p>
        {prepared.triage && (
          <TriageFilter view={view} counts={prepared.triage} nowMs={nowMs} onChange={onChange} />
        )}
        <ActiveFilters filters={active} onChange={onChange} />
        {(active.length > 0 || hasTriageFilter) && (
          <Button kind="ghost" size="sm" onClick={() => onChange(withoutFilters)}>
            {text.clear}
          </Button>
        )}
      </div>
      {beside}
      {view.layout === 'cards' && <SortAgain frozen={frozen} />}
      {chosen.length > 0 ? (
        <BatchBar findings={chosen} />
      ) : (
        <Arrangement view={view} onChange={onChange} />
      )}
      {view.layout === 'cards' && (
        <Button
          kind="ghost"
          size="sm"
          renderIcon={Keyboard}
          hasIconOnly
          iconDescription={words.page.list.keys.open}
          tooltipPosition="left"
          onClick={onHelp}
        />
      )}
    </section>
  );
}

/** The way from the order that was kept while the run went on to that of its end. */
function SortAgain({ frozen }: { readonly frozen: FrozenOrder }) {
  const text = useWords().page.list;
  const { changed, canSortAgain, sortAgain } = frozen;
  return (
    <div role="status">
      {canSortAgain && (
        <Button kind="tertiary" size="sm" onClick={sortAgain}>
          {changed > 0 ? text.changed(changed) : text.moved}
        </Button>
      )}
    </div>
  );
}

/** A pause in typing this long is taken as the end of a word. */
const typingPauseMs = 250;

type TextFilterProps = { readonly value: string; readonly onChange: (text: string) => void };

function TextFilter({ value, onChange }: TextFilterProps) {
  const words = useWords().page.filter;
  const [text, setText] = useState(value);
  const [applied, setApplied] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // The view changed from elsewhere: Back, a link, "Clear filters".
  if (value !== applied) {
    setApplied(value);
    setText(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const apply = (next: string, delayMs: number) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setApplied(next);
      onChange(next);
    }, delayMs);
  };
  return (
    <Search
      id="tw-text"
      size="sm"
      className="tw-filters__text"
      labelText={words.text}
      placeholder={words.textPlaceholder}
      closeButtonLabelText={words.clearText}
      value={text}
      onChange={({ target }) => apply(target.value, target.value === '' ? 0 : typingPauseMs)}
    />
  );
}
