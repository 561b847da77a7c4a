import { TableCell, TableRow } from '@carbon/react';
import type { Activity } from '../../contract/details.ts';
import { Moment } from '../shared/Moment.tsx';
import { useDetailWords } from './detail-words.ts';
import { BytesCell, CountCell } from './Known.tsx';
import { RecordTable } from './RecordTable.tsx';
import { ShowMore } from './ShowMore.tsx';
import { useShown } from '../shared/useShown.ts';

/** The bars of the timeline as a table. */
export function ActivityTable({ activity }: { readonly activity: Pick<Activity, 'buckets'> }) {
  const { activity: text } = useDetailWords();
  const { shown, more, showMore } = useShown(activity.buckets);
  return (
    <>
      <RecordTable region={text.table} label={text.table} columns={text.columns} isPlain>
        {shown.map(({ startMs, connections, sentBytes }) => (
          <TableRow key={startMs}>
            <TableCell>
              <Moment ms={startMs} />
            </TableCell>
            <CountCell value={connections} />
            <BytesCell value={sentBytes} />
          </TableRow>
        ))}
      </RecordTable>
      <ShowMore more={more} showMore={showMore} />
    </>
  );
}
