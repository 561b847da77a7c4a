import type { Finding } from '../../contract/finding.ts';
import { Facts } from '../shared/Facts.tsx';
import { Moment } from '../shared/Moment.tsx';
import { portName } from '../shared/Ports.tsx';
import { SeverityTag } from '../shared/SeverityTag.tsx';
import { useWords } from '../words/WordsContext.tsx';

/** A finding in its main figures and the reasons of its risk. */
export function FindingLine({ finding }: { readonly finding: Finding }) {
  const words = useWords();
  const { columns, card } = words.page;
  const { source, destination, connections, sent, dataChannel, reasons } = finding;
  const channel = dataChannel?.counted ? dataChannel.sent : null;
  const bytes =
    sent === null && channel === null ? null : (sent?.bytes ?? 0) + (channel?.bytes ?? 0);
  const fact = (name: string, value: string) => ({
    name,
    value: <span className="tw-mono">{value}</span>,
  });
  return (
    <>
      <Facts
        facts={[
          { name: columns.risk, value: <SeverityTag risk={finding.risk} /> },
          fact(columns.source, source),
          fact(columns.destination, destination ?? '–'),
          fact(columns.port, portName(finding)),
          fact(columns.connections, words.format.count(connections)),
          { name: columns.sent, value: bytes === null ? card.notKnown : words.format.bytes(bytes) },
          { name: columns.lastSeen, value: <Moment ms={finding.lastSeenMs} /> },
        ]}
      />
      <ul className="tw-validation__reasons">
        {reasons.map((reason) => (
          <li key={reason.code}>{words.detection.reasons[reason.code].sentence(reason)}</li>
        ))}
      </ul>
    </>
  );
}
