import { useState } from 'react';
import type { Card } from '../../cards/cards.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Run } from '../../contract/run.ts';
import { useDetailWords } from './detail-words.ts';
import { EventTable } from './EventTable.tsx';
import { RecordPages, firstPage } from './RecordPages.tsx';
import { useEvents } from './useEvents.ts';

type EventsProps = { readonly finding: Finding; readonly card: Card; readonly run: Run };

/** The events a finding was made of, in pages as Ariel holds them. */
export function Events({ finding, card, run }: EventsProps) {
  const text = useDetailWords().events;
  const [range, setRange] = useState(firstPage);
  const pages = useEvents(run.id, finding.id, range);
  return (
    <>
      <h3 className="tw-detail__title">{text.title}</h3>
      <p>{text.note}</p>
      <RecordPages pages={pages} range={range} words={text} onRange={setRange}>
        {({ total, events }) =>
          total === 0 ? (
            <p>{text.none}</p>
          ) : (
            <EventTable events={events} finding={finding} card={card} />
          )
        }
      </RecordPages>
    </>
  );
}
