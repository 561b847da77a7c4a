import { useState } from 'react';
import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { messages } from '../messages/messages.ts';
import { EventTable } from './EventTable.tsx';
import { RecordPages, firstPage } from './RecordPages.tsx';
import { useEvents } from './useEvents.ts';

type EventsProps = { readonly finding: Finding; readonly card: Card; readonly run: Run };

const words = messages.detail.events;

/** The events a finding was made of, in pages as Ariel holds them. */
export function Events({ finding, card, run }: EventsProps) {
  const [range, setRange] = useState(firstPage);
  const pages = useEvents(run.id, finding.id, range);
  return (
    <>
      <h3 className="tw-detail__title">{words.title}</h3>
      <p>{words.note}</p>
      <RecordPages pages={pages} range={range} words={words} onRange={setRange}>
        {({ total, events }) =>
          total === 0 ? (
            <p>{words.none}</p>
          ) : (
            <EventTable events={events} finding={finding} card={card} />
          )
        }
      </RecordPages>
    </>
  );
}
