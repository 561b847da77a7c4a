import { DismissibleTag } from '@carbon/react';
import { useWords, type Words } from '../words/WordsContext.tsx';
import { bytesFilters } from './choices.ts';
import { protocols, risks } from '../../contract/finding.ts';
import { withoutFilter, type ActiveFilter } from './filters.ts';
import type { ChangeView } from './usePageState.ts';

type ActiveFiltersProps = {
  readonly filters: readonly ActiveFilter[];
  readonly onChange: ChangeView;
};

/** The filters in force, each with a button that takes it off. */
export function ActiveFilters({ filters, onChange }: ActiveFiltersProps) {
  const words = useWords();
  const text = words.page.filter;
  if (filters.length === 0) return null;
  return (
    <ul aria-label={text.active} className="tw-filters__tags">
      {filters.map((filter) => {
        const label = labelOf(filter, words);
        return (
          <li key={label}>
            <DismissibleTag
              size="md"
              type="high-contrast"
              text={label}
              title={text.remove(label)}
              dismissTooltipLabel={text.remove(label)}
              onClose={() => onChange((view) => withoutFilter(view, filter))}
            />
          </li>
        );
      })}
    </ul>
  );
}

function labelOf(filter: ActiveFilter, words: Words): string {
  const { tags } = words.page.filter;
  if ('time' in filter) {
    const { startMs, stopMs } = filter.time;
    return tags.time(words.format.shortRange(startMs, stopMs));
  }
  if ('scope' in filter) return tags[filter.kind][filter.scope.field](filter.scope.value);
  return tags[filter.kind](wordOf(filter.kind, filter.value, words));
}

function wordOf(
  kind: 'text' | 'risk' | 'protocol' | 'bytes' | 'address',
  value: string,
  { page, detection }: Words,
): string {
  const risk = risks.find((entry) => entry === value);
  const protocol = protocols.find((entry) => entry === value);
  const bytes = bytesFilters.find((entry) => entry === value);
  if (kind === 'risk' && risk) return detection.risks[risk];
  if (kind === 'protocol' && protocol) return detection.protocols[protocol];
  if (kind === 'bytes' && bytes) return page.filter.bytesOptions[bytes];
  return value;
}
