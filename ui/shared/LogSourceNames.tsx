import { Fragment } from 'react';
import type { Finding } from '../../contract/finding.ts';
import { useWords } from '../words/WordsContext.tsx';
import { Name } from './Name.tsx';

/** The names of the log sources of a finding, or that there are none because flows alone saw it. */
export function LogSourceNames({ finding }: { readonly finding: Finding }) {
  const { flowsOnly } = useWords().flows.origins;
  if (finding.logSources.length === 0) return flowsOnly;
  return finding.logSources.map(({ id, name }, index) => (
    <Fragment key={id}>
      {index > 0 && ', '}
      <Name text={name} />
    </Fragment>
  ));
}
