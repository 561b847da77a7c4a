import {
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@carbon/react';
import { useCallback } from 'react';
import type { Finding } from '../../contract/finding.ts';
import type { Activity as ActivityData } from '../../contract/details.ts';
import type { Run, TimeWindow } from '../../contract/run.ts';
import { useApi } from '../api/ApiContext.tsx';
import * as format from '../format.ts';
import { messages } from '../messages/messages.ts';
import { Answered } from '../shared/Answered.tsx';
import { Moment } from '../shared/Moment.tsx';
import { untilReady } from '../api/untilReady.ts';
import { useAnswer, type Ask } from '../api/useAnswer.ts';
import { BarChart } from './BarChart.tsx';
import { barsOf } from './bars.ts';
import { Query } from './Query.tsx';
import { useShown } from './useShown.ts';

type ActivityProps = { readonly finding: Finding; readonly run: Run };

const words = messages.detail.activity;

/** When a finding was active: two pictures over the minutes of the run and the same as a table. */
export function Activity({ finding, run }: ActivityProps) {
  const api = useApi();
  const ask = useCallback<Ask<ActivityData>>(
    (signal, progress) =>
      untilReady((inner) => api.activity(run.id, finding.id, inner), signal, progress),
    [api, run.id, finding.id],
  );
  const { answer, retry } = useAnswer(ask);
  return (
    <>
      <h3 className="tw-detail__title">{words.title}</h3>
      <Answered answer={answer} onRetry={retry} asking={words.asking}>
        {(activity) => (
          <>
            {activity.buckets.length === 0 ? (
              <p>{words.none}</p>
            ) : (
              <Pictures activity={activity} window={run.window} />
            )}
            <Query name={words.query} aql={activity.aql} />
          </>
        )}
      </Answered>
    </>
  );
}

type PicturesProps = { readonly activity: ActivityData; readonly window: TimeWindow };

function Pictures({ activity, window }: PicturesProps) {
  const connections = barsOf(activity, window, (bucket) => bucket.connections);
  const sent = barsOf(activity, window, (bucket) => bucket.sentBytes);
  const sentence = (
    { bars, sum, busiest }: typeof sent,
    say: typeof words.sentSentence,
    otherwise: string,
  ) =>
    busiest === null
      ? otherwise
      : say(sum, bars.length, busiest.value, format.time(busiest.startMs));
  return (
    <>
      <p>
        {words.bucket(format.duration(activity.bucketMs))}{' '}
        {messages.flows.drawnFrom[activity.origin]}
      </p>
      <BarChart
        title={words.connections}
        sentence={sentence(connections, words.connectionsSentence, words.none)}
        summary={connections}
        window={window}
        top={format.count(connections.busiest?.value ?? 0)}
      />
      <BarChart
        title={words.sent}
        sentence={sentence(sent, words.sentSentence, words.sentNotKnown)}
        summary={sent}
        window={window}
        top={format.bytes(sent.busiest?.value ?? 0)}
      />
      <ActivityTable activity={activity} />
    </>
  );
}

function ActivityTable({ activity }: { readonly activity: ActivityData }) {
  const { shown, more, showMore } = useShown(activity.buckets);
  return (
    <>
      <Table size="sm" aria-label={words.table}>
        <TableHead>
          <TableRow>
            {Object.entries(words.columns).map(([name, heading]) => (
              <TableHeader key={name}>{heading}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map(({ startMs, connections, sentBytes }) => (
            <TableRow key={startMs}>
              <TableCell>
                <Moment ms={startMs} />
              </TableCell>
              <TableCell className="tw-mono">{format.count(connections)}</TableCell>
              <TableCell className="tw-mono">
                {sentBytes === null ? words.notKnown : format.bytes(sentBytes)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {more > 0 && (
        <Button kind="ghost" size="sm" onClick={showMore}>
          {messages.detail.moreOf(more)}
        </Button>
      )}
    </>
  );
}
