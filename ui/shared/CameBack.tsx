import type { Finding } from '../../contract/finding.ts';
import { PlaceLink } from './PlaceLink.tsx';
import { useWords } from '../words/WordsContext.tsx';

/** That a finding was hidden, all or in part, and is back, with the way to the entry. Nothing where none would hide it. */
export function CameBack({ finding: { cameBackFrom = [] } }: { readonly finding: Finding }) {
  const { backWhy, backEntry } = useWords().page.allowed;
  const [entry] = cameBackFrom;
  if (entry === undefined) return null;
  return (
    <p className="tw-back">
      {backWhy}{' '}
      <PlaceLink page="tuning" place={{ part: 'entries', item: entry }}>
        {backEntry}
      </PlaceLink>
    </p>
  );
}
