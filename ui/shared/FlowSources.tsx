import type { Finding } from '../../contract/finding.ts';
import { messages } from '../messages/messages.ts';

/** The flow sources of a finding, each with what it reported. */
export function FlowSources({ finding }: { readonly finding: Finding }) {
  const words = messages.flows;
  return (
    <ul className="tw-detail__list">
      {finding.flowSources.map(({ id, name, kind, connections }) => (
        <li key={id}>
          {kind === 'superflow'
            ? words.superflows(name, connections)
            : words.share(name, messages.detection.connections(connections))}
        </li>
      ))}
    </ul>
  );
}
