import type { Finding, FindingPort } from '../../contract/finding.ts';
import { protocolsOfFinding } from '../../cards/finding-ports.ts';
import { useWords, type Words } from '../words/WordsContext.tsx';
import { Qualifier } from './Qualifier.tsx';

/** The destination port of a finding with its transport, and how many more there are; the details name them. */
export function Ports({ finding }: { readonly finding: Finding }) {
  return (
    <>
      <span className="tw-mono">{portName(finding)}</span>
      <MorePorts finding={finding} />
    </>
  );
}

/** How many ports a finding has besides the one that stands for all; nothing where it is the only one. */
export function MorePorts({ finding: { otherPorts } }: { readonly finding: Finding }) {
  const text = useWords().page.card;
  if (otherPorts.length === 0) return null;
  return <Qualifier>{text.morePorts(otherPorts.length)}</Qualifier>;
}

/** A port with its transport where the profile asks for it: `21/tcp`. */
export function portName({ port, transport }: Pick<FindingPort, 'port' | 'transport'>): string {
  return transport === null ? `${port}` : `${port}/${transport.toLowerCase()}`;
}

/** The protocols of a finding by name, each once: `FTP, SMB`. */
export function protocolNames(finding: Finding, { detection }: Words): string {
  return protocolsOfFinding(finding)
    .map((protocol) => detection.protocols[protocol])
    .join(', ');
}
