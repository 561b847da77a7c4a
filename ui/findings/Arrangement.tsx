import { ContentSwitcher, Select, SelectItem, Switch } from '@carbon/react';
import { useWords } from '../words/WordsContext.tsx';
import { bytesFilters, cardSortKeys, layouts, sortKeys, type SortKey } from './choices.ts';
import type { ChangeView } from './usePageState.ts';
import type { View } from './view.ts';

type ViewProps = { readonly view: View; readonly onChange: ChangeView };

/** Whose bytes are known, in which order, as what. */
export function Arrangement({ view, onChange }: ViewProps) {
  const text = useWords().page.filter;
  return (
    <>
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
    </>
  );
}

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
