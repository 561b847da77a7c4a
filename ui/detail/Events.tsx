import { InlineLoading, Pagination } from '@carbon/react';
import { useState } from 'react';
import type { Card } from '../../contract/card.ts';
import type { Finding } from '../../contract/finding.ts';
import type { EvidencePage } from '../../contract/investigation.ts';
import type { Run } from '../../contract/run.ts';
import { messages } from '../messages/messages.ts';
import { Answered } from '../parts/Answered.tsx';
import { EventTable } from './EventTable.tsx';
import { useEvents } from './useEvents.ts';

type EventsProps = { readonly finding: Finding; readonly card: Card; readonly run: Run };

/** Page sizes on offer; the server answers at most the largest at once. */
const pageSizes = [20, 50, 100] as const;

const words = messages.detail.events;

/** The events a finding was made of, in pages as Ariel holds them. */
export function Events({ finding, card, run }: EventsProps) {
  const [page, setPage] = useState<{ offset: number; limit: number }>({
    offset: 0,
    limit: pageSizes[0],
  });
  const { answer, retry, latest } = useEvents(run.id, finding.id, page);
  const isFirst = latest === null;
  return (
    <>
      <h3 className="tw-detail__title">{words.title}</h3>
      <p>{words.note}</p>
      {isFirst || answer.state === 'failed' ? (
        <Answered answer={answer} onRetry={retry} asking={words.asking}>
          {() => null}
        </Answered>
      ) : null}
      {latest && (
        <div aria-busy={answer.state === 'asking'} className="tw-detail__events">
          <div role="status">
            {answer.state === 'asking' && <InlineLoading description={words.refreshing} />}
          </div>
          <Page page={latest} finding={finding} card={card} />
          <EventPages
            total={latest.total}
            offset={page.offset}
            limit={page.limit}
            onChange={setPage}
          />
        </div>
      )}
    </>
  );
}

type PageProps = {
  readonly page: EvidencePage;
  readonly finding: Finding;
  readonly card: Card;
};

function Page({ page, finding, card }: PageProps) {
  if (page.total === 0) return <p>{words.none}</p>;
  return <EventTable events={page.events} finding={finding} card={card} />;
}

type EventPagesProps = {
  readonly total: number;
  readonly offset: number;
  readonly limit: number;
  readonly onChange: (page: { offset: number; limit: number }) => void;
};

function EventPages({ total, offset, limit, onChange }: EventPagesProps) {
  if (total === 0) return null;
  const { pages } = words;
  return (
    <Pagination
      size="sm"
      aria-label={pages.label}
      page={Math.floor(offset / limit) + 1}
      pageSize={limit}
      pageSizes={[...pageSizes]}
      totalItems={total}
      itemsPerPageText={pages.perPage}
      itemRangeText={pages.range}
      pageRangeText={(_, count) => pages.pageOf(count)}
      pageSelectLabelText={pages.select}
      forwardText={pages.next}
      backwardText={pages.previous}
      onChange={({ page, pageSize }) =>
        onChange({ offset: (page - 1) * pageSize, limit: pageSize })
      }
    />
  );
}
