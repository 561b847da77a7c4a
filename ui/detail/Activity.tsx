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
import { useWords } from '../words/WordsContext.tsx';
import { useDetailWords } from './detail-words.ts';
import { Answered } from '../shared/Answered.tsx';
import { Moment } from '../shared/Moment.tsx';
import { untilReady } from '../api/untilReady.ts';
import { useAnswer, type Ask } from '../api/useAnswer.ts';
import { BarChart } from './BarChart.tsx';
import { barsOf } from './bars.ts';
import { Query } from './Query.tsx';
import { useShown } from './useShown.ts';

type ActivityProps = { readonly finding: Finding; readonly run: Run };

/** When a finding was active: two pictures over the minutes of the run and the same as a table. */
export function Activity({ finding, run }: ActivityProps) {
  const text = useDetailWords().activity;
  const api = useApi();
  const ask = useCallback<Ask<ActivityData>>(
    (signal, progress) =>
      untilReady((inner) => api.activity(run.id, finding.id, inner), signal, progress),
    [api, run.id, finding.id],
  );
  const { answer, retry } = useAnswer(ask);
  return (
    <>
      <h3 className="tw-detail__title">{text.title}</h3>
      <Answered answer={answer} onRetry={retry} asking={text.asking}>
        {(activity) => (
          <>
            {activity.buckets.length === 0 ? (
              <p>{text.none}</p>
            ) : (
              <Pictures activity={activity} window={run.window} />
            )}
            <Query name={text.query} aql={activity.aql} />
          </>
        )}
      </Answered>
    </>
  );
}

type PicturesProps = { readonly activity: ActivityData; readonly window: TimeWindow };

function Pictures({ activity, window }: PicturesProps) {
  const words = useWords();
  const text = useDetailWords().activity;
  const connections = barsOf(activity, window, (bucket) => bucket.connections);
  const sent = barsOf(activity, window, (bucket) => bucket.sentBytes);
  const sentence = (
    { bars, sum, busiest }: typeof sent,
    say: typeof text.sentSentence,
    otherwise: string,
  ) =>
    busiest === null
      ? otherwise
      : say(sum, bars.length, busiest.value, words.format.time(busiest.startMs));
  return (
    <>
      <p>
        {text.bucket(words.format.duration(activity.bucketMs))}{' '}
        {words.flows.drawnFrom[activity.origin]}
      </p>
      <BarChart
        title={text.connections}
        sentence={sentence(connections, text.connectionsSentence, text.none)}
        summary={connections}
        window={window}
        top={words.format.count(connections.busiest?.value ?? 0)}
      />
      <BarChart
        title={text.sent}
        sentence={sentence(sent, text.sentSentence, text.sentNotKnown)}
        summary={sent}
        window={window}
        top={words.format.bytes(sent.busiest?.value ?? 0)}
      />
      <ActivityTable activity={activity} />
    </>
  );
}

function ActivityTable({ activity }: { readonly activity: ActivityData }) {
  const words = useWords();
  const { activity: text, moreOf } = useDetailWords();
  const { shown, more, showMore } = useShown(activity.buckets);
  return (
    <>
      <Table size="sm" aria-label={text.table}>
        <TableHead>
          <TableRow>
            {Object.entries(text.columns).map(([name, heading]) => (
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
              <TableCell className="tw-mono">{words.format.count(connections)}</TableCell>
              <TableCell className="tw-mono">
                {sentBytes === null ? text.notKnown : words.format.bytes(sentBytes)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {more > 0 && (
        <Button kind="ghost" size="sm" onClick={showMore}>
          {moreOf(more)}
        </Button>
      )}
    </>
  );
}
