import { Button, TableCell, TableRow } from '@carbon/react';
import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import * as format from '../format.ts';
import { messages } from '../messages/messages.ts';
import { SeverityTag } from '../shared/SeverityTag.tsx';
import { PivotTrigger } from '../pivots/PivotTrigger.tsx';
import { destinationRows, type DestinationRow } from './destination-rows.ts';
import { useShown } from './useShown.ts';
import { RecordTable } from './RecordTable.tsx';

type DestinationsProps = { readonly finding: Finding; readonly card: Card };

const words = messages.detail.destinationsTab;

/** Where a source IP sent things, the finding at hand first. */
export function Destinations({ finding, card }: DestinationsProps) {
  const { shown, more, showMore } = useShown(destinationRows(card, finding));
  const label = words.label(card.source);
  const { destinationCount, destinations } = finding;
  return (
    <>
      <h3 className="tw-detail__title">{words.title}</h3>
      <p>{words.note}</p>
      {destinations.length > 0 && destinationCount > destinations.length && (
        <p>{words.named(destinations.length, destinationCount)}</p>
      )}
      <RecordTable region={label} label={label} columns={words.columns}>
        {shown.map((row) => (
          <Row key={row.key} row={row} card={card} isChosen={row.finding === finding} />
        ))}
      </RecordTable>
      {more > 0 && (
        <Button kind="ghost" size="sm" onClick={showMore}>
          {messages.detail.moreOf(more)}
        </Button>
      )}
    </>
  );
}

type RowProps = {
  readonly row: DestinationRow;
  readonly card: Card;
  readonly isChosen: boolean;
};

function Row({ row, card, isChosen }: RowProps) {
  const { finding, address, sentBytes } = row;
  const unknown = finding.kind === 'fan-out' ? words.pooled : messages.page.card.notKnown;
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
      <TableCell className="tw-mono">{finding.port}</TableCell>
      <TableCell>{messages.detection.protocols[finding.protocol]}</TableCell>
      <TableCell className="tw-mono">{format.count(row.connections)}</TableCell>
      <TableCell className="tw-mono">
        {sentBytes === null ? unknown : format.bytes(sentBytes)}
      </TableCell>
      <TableCell>
        <SeverityTag risk={finding.risk} />
      </TableCell>
      <TableCell>{isChosen ? words.thisFinding : words.otherFinding}</TableCell>
    </TableRow>
  );
}
