import type { Finding } from '../../contract/finding.ts';
import { useWords } from '../words/WordsContext.tsx';

/** The flow sources of a finding, each with what it reported. */
export function FlowSources({ finding }: { readonly finding: Finding }) {
  const words = useWords();
  const text = words.flows;
  return (
    <ul className="tw-detail__list">
      {finding.flowSources.map(({ id, name, kind, connections }) => (
        <li key={id}>
          {kind === 'superflow'
            ? text.superflows(name, connections)
            : text.share(name, words.detection.connections(connections))}
        </li>
      ))}
    </ul>
  );
}
