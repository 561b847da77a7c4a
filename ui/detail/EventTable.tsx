import { Link, TableCell, TableRow } from '@carbon/react';
import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import type { ContributingEvent } from '../../contract/details.ts';
import { useDetailWords } from './detail-words.ts';
import { linkToEvent } from '../shared/event-address.ts';
import { useWords } from '../words/WordsContext.tsx';
import { Moment } from '../shared/Moment.tsx';
import { Name } from '../shared/Name.tsx';
import { PivotTrigger } from '../pivots/PivotTrigger.tsx';
import type { PivotField } from '../pivots/target.ts';
import { BytesCell, CountCell, NotKnown } from './Known.tsx';
import { RecordTable } from './RecordTable.tsx';

type EventTableProps = {
  readonly events: readonly ContributingEvent[];
  readonly finding: Finding;
  readonly card: Card;
};

/** One page of events; addresses and users start pivots as everywhere else. */
export function EventTable({ events, finding, card }: EventTableProps) {
  const text = useDetailWords().events;
  return (
    <RecordTable region={text.title} label={text.label} columns={text.columns}>
      {events.map((event, index) => (
        // Events have no id of their own in an Ariel result; the page is replaced as a whole.
        <EventRow key={index} event={event} finding={finding} card={card} />
      ))}
    </RecordTable>
  );
}

type EventRowProps = {
  readonly event: ContributingEvent;
  readonly finding: Finding;
  readonly card: Card;
};

function EventRow({ event, finding, card }: EventRowProps) {
  const text = useDetailWords().events;
  const { format } = useWords();
  const pivot = (field: PivotField, value: string) => (
    <PivotTrigger target={{ field, value, domainId: finding.domain.id, finding, card }} />
  );
  return (
    <TableRow>
      <TableCell>
        <Moment ms={event.timeMs} />
      </TableCell>
      <TableCell>
        <Name text={event.logSource} />
      </TableCell>
      <TableCell>
        <Name text={event.category} />
      </TableCell>
      <TableCell className="tw-mono">
        {pivot('source', event.source)}
        {event.sourcePort !== null && `:${event.sourcePort}`}
      </TableCell>
      <TableCell className="tw-mono">
        {pivot('destination', event.destination)}
        {`:${event.destinationPort}`}
      </TableCell>
      <TableCell>{event.user === null ? <NotKnown /> : pivot('user', event.user)}</TableCell>
      <CountCell value={event.eventCount} />
      <BytesCell value={event.sentBytes} />
      <BytesCell value={event.receivedBytes} />
      <BytesCell value={event.totalBytes} />
      <TableCell>
        <Link
          size="sm"
          href={linkToEvent(event, window.location.search)}
          aria-label={text.followEvent(format.time(event.timeMs))}
        >
          {text.follow}
        </Link>
      </TableCell>
    </TableRow>
  );
}
