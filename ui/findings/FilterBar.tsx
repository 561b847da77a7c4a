import { Button, ContentSwitcher, Search, Select, SelectItem, Switch } from '@carbon/react';
import { Keyboard } from '@carbon/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/WordsContext.tsx';
import { ActiveFilters } from './ActiveFilters.tsx';
import { bytesFilters, cardSortKeys, layouts, sortKeys, type SortKey } from './choices.ts';
import { activeFilters, withoutFilters } from './filters.ts';
import type { FrozenOrder } from './list/useFrozenOrder.ts';
import type { ChangeView } from './usePageState.ts';
import type { View } from './view.ts';

type FilterBarProps = {
  readonly view: View;
  readonly onChange: ChangeView;
  /** How many findings pass, and of how many. */
  readonly shown: number;
  readonly all: number;
  readonly frozen: FrozenOrder;
  readonly onHelp: () => void;
};

/** What is shown of a result, how it is sorted, and what is in force. Nothing here asks QRadar again. */
export function FilterBar({ view, onChange, shown, all, frozen, onHelp }: FilterBarProps) {
  const words = useWords();
  const text = words.page.filter;
  const active = activeFilters(view);
  return (
    <section aria-label={text.label} className="tw-filters">
      <TextFilter
        value={view.text}
        onChange={(value) => onChange((before) => ({ ...before, text: value }))}
      />
      <div className="tw-filters__active">
        <p role="status" className="tw-filters__count">
          {text.resultsOf(shown, all)}
        </p>
        <ActiveFilters filters={active} onChange={onChange} />
        {active.length > 0 && (
          <Button kind="ghost" size="sm" onClick={() => onChange(withoutFilters)}>
            {text.clear}
          </Button>
        )}
      </div>
      {view.layout === 'cards' && <SortAgain frozen={frozen} />}
      <Select
        id="tw-bytes"
        size="sm"
        labelText={text.bytes}
        value={view.bytes}
        onChange={({ target }) =>
          onChange((before) => ({
            ...before,
            bytes: bytesFilters.find((value) => value === target.value) ?? 'any',
          }))
        }
      >
        {bytesFilters.map((value) => (
          <SelectItem key={value} value={value} text={text.bytesOptions[value]} />
        ))}
      </Select>
      <SortSelect view={view} onChange={onChange} />
      <LayoutSwitch view={view} onChange={onChange} />
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

type ViewProps = { readonly view: View; readonly onChange: ChangeView };

function SortSelect({ view, onChange }: ViewProps) {
  const text = useWords().page.filter;
  const offered: readonly SortKey[] = view.layout === 'cards' ? cardSortKeys : sortKeys;
  // A sort of the table stays in force for the cards, so it has to be in the list.
  const keys = offered.includes(view.sort.by) ? offered : [...offered, view.sort.by];
  return (
    <div className="tw-filters__sort">
      <Select
        id="tw-sort"
        size="sm"
        labelText={text.sort}
        value={view.sort.by}
        onChange={({ target }) => {
          const by = sortKeys.find((key) => key === target.value) ?? 'risk';
          onChange((before) => ({ ...before, sort: { by, descending: by !== 'source' } }));
        }}
      >
        {keys.map((key) => (
          <SelectItem key={key} value={key} text={text.sorts[key]} />
        ))}
      </Select>
    </div>
  );
}

function LayoutSwitch({ view, onChange }: ViewProps) {
  const text = useWords().page.filter;
  return (
    <ContentSwitcher
      aria-label={text.view}
      className="tw-filters__layout"
      size="sm"
      selectedIndex={layouts.indexOf(view.layout)}
      onChange={({ index }) =>
        onChange((before) => ({ ...before, layout: layouts[index ?? 0] ?? 'cards' }))
      }
    >
      {layouts.map((layout) => (
        <Switch key={layout} name={layout} text={text.views[layout]} />
      ))}
    </ContentSwitcher>
  );
}
