import { DismissibleTag } from '@carbon/react';
import { messages } from '../messages/messages.ts';
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
  const words = messages.page.filter;
  if (filters.length === 0) return null;
  return (
    <ul aria-label={words.active} className="tw-filters__tags">
      {filters.map((filter) => {
        const label = labelOf(filter);
        return (
          <li key={label}>
            <DismissibleTag
              size="md"
              type="high-contrast"
              text={label}
              title={words.remove(label)}
              dismissTooltipLabel={words.remove(label)}
              onClose={() => onChange((view) => withoutFilter(view, filter))}
            />
          </li>
        );
      })}
    </ul>
  );
}

function labelOf(filter: ActiveFilter): string {
  const { tags, bytesOptions } = messages.page.filter;
  if ('scope' in filter) return tags[filter.kind][filter.scope.field](filter.scope.value);
  return tags[filter.kind](wordOf(filter.kind, filter.value, bytesOptions));
}

function wordOf(
  kind: 'text' | 'risk' | 'protocol' | 'bytes' | 'address',
  value: string,
  bytesOptions: typeof messages.page.filter.bytesOptions,
): string {
  const risk = risks.find((entry) => entry === value);
  const protocol = protocols.find((entry) => entry === value);
  const bytes = bytesFilters.find((entry) => entry === value);
  if (kind === 'risk' && risk) return messages.detection.risks[risk];
  if (kind === 'protocol' && protocol) return messages.detection.protocols[protocol];
  if (kind === 'bytes' && bytes) return bytesOptions[bytes];
  return value;
}
