import { TableCell, TableRow } from '@carbon/react';
import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords } from './detail-words.ts';
import { Estimated } from '../shared/Estimated.tsx';
import { Origin } from '../shared/Origin.tsx';
import { sourceOnPortOf } from '../shared/origins.ts';
import { Qualifier } from '../shared/Qualifier.tsx';
import { SeverityTag } from '../shared/SeverityTag.tsx';
import { MorePorts, protocolNames } from '../shared/Ports.tsx';
import { PivotTrigger } from '../pivots/PivotTrigger.tsx';
import { destinationRows, type DestinationRow } from './destination-rows.ts';
import { ShowMore } from './ShowMore.tsx';
import { useShown } from '../shared/useShown.ts';
import { RecordTable } from './RecordTable.tsx';

type DestinationsProps = { readonly finding: Finding; readonly card: Card };

/** Where a source IP sent things, the finding at hand first. */
export function Destinations({ finding, card }: DestinationsProps) {
  const { destinationsTab: text } = useDetailWords();
  const { shown, more, showMore } = useShown(destinationRows(card, finding));
  const label = text.label(card.source);
  const { destinationCount, destinations } = finding;
  return (
    <>
      <h3 className="tw-detail__title">{text.title}</h3>
      <p>{text.note}</p>
      {destinations.length > 0 && destinationCount > destinations.length && (
        <p>{text.named(destinations.length, destinationCount)}</p>
      )}
      <RecordTable region={label} label={label} columns={text.columns}>
        {shown.map((row) => (
          <Row key={row.key} row={row} card={card} isChosen={row.finding === finding} />
        ))}
      </RecordTable>
      <ShowMore more={more} showMore={showMore} />
    </>
  );
}

type RowProps = {
  readonly row: DestinationRow;
  readonly card: Card;
  readonly isChosen: boolean;
};

function Row({ row, card, isChosen }: RowProps) {
  const words = useWords();
  const text = useDetailWords().destinationsTab;
  const { finding, address, sentBytes } = row;
  const unknown = finding.destination === null ? text.pooled : words.page.card.notKnown;
  return (
    <TableRow isSelected={isChosen}>
      <TableCell>
        <PivotTrigger
          target={{
            field: 'destination',
            value: address,
            domainId: finding.domain.id,
            finding,
            card,
          }}
        />
      </TableCell>
      <TableCell>
        <span className="tw-mono">{finding.port}</span>
        <MorePorts finding={finding} />
      </TableCell>
      <TableCell>{protocolNames(finding, words)}</TableCell>
      <TableCell>
        <span className="tw-mono">{words.format.count(row.connections)}</span>
        <Estimated of={finding} />
      </TableCell>
      <TableCell>
        {sentBytes === null ? unknown : <SentBytes bytes={sentBytes} finding={finding} />}
      </TableCell>
      <TableCell>
        <SeverityTag risk={finding.risk} />
      </TableCell>
      <TableCell>{isChosen ? text.thisFinding : text.otherFinding}</TableCell>
    </TableRow>
  );
}

/** Bytes as rated, and how much of them its data channel carried. */
function SentBytes({ bytes, finding }: { readonly bytes: number; readonly finding: Finding }) {
  const words = useWords();
  const channel = finding.dataChannel?.counted ? finding.dataChannel.sent : null;
  return (
    <>
      <data className="tw-mono" value={bytes} title={words.format.exactBytes(bytes)}>
        {words.format.bytes(bytes)}
      </data>
      <Estimated of={finding} />
      {channel !== null && <Qualifier>{words.channels.ofIt(channel.bytes)}</Qualifier>}
      <Origin text={sourceOnPortOf(finding, 'sent', words)} />
    </>
  );
}
