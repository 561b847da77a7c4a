import { Button, Checkbox } from '@carbon/react';
import { useId, useState } from 'react';
import type { ChannelPicture } from '../../contract/channels.ts';
import type { Activity } from '../../contract/details.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Run, TimeWindow } from '../../contract/run.ts';
import type { Answer } from '../api/useAnswer.ts';
import { usePivotHandle } from '../pivots/PivotContext.ts';
import { Answered } from '../shared/Answered.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { ActivityBars } from './ActivityBars.tsx';
import { ActivityTable } from './ActivityTable.tsx';
import { ChannelChart } from './ChannelChart.tsx';
import { useDetailWords } from './detail-words.ts';
import { Folded } from './Folded.tsx';
import { Query } from './Query.tsx';
import { TimeAxis } from './TimeAxis.tsx';
import { activeSpan, activityOf, isBrief, withChannel, type Counted } from './timeline.ts';
import { hasPicture, useActivity, usePicture } from './useTimeline.ts';

export type TimelineProps = {
  readonly finding: Finding;
  readonly run: Run;
  /** Whether what only a search can tell was asked for; it stays so while one walks through findings. */
  readonly isAsked: boolean;
  readonly onAsk: () => void;
};

/**
 * When a finding was active, on one axis: bytes and connections, as the run counted them or else a search; below them
 * its control sessions and data connections, when they were asked for.
 */
export function Timeline({ finding, run, isAsked, onAsk }: TimelineProps) {
  const { activity: text, picture: pictureText } = useDetailWords();
  const counted = activityOf(finding, run.window);
  const searched = useActivity(finding, run, isAsked && counted === null);
  const picture = usePicture(finding, run, isAsked && hasPicture(finding));
  const known = picture.answer.state === 'known' ? picture.answer.value : null;
  const drawn =
    counted === null
      ? searchedActivity(searched.answer, finding.dataChannel?.counted ? known : null)
      : { activity: counted, isWhole: true };
  const asks = { activity: counted === null, picture: hasPicture(finding) };
  return (
    <section aria-label={text.title}>
      <h3 className="tw-detail__title">{text.title}</h3>
      <Drawn finding={finding} run={run} activity={drawn?.activity ?? null} picture={known} />
      <Answered answer={searched.answer} onRetry={searched.retry} asking={text.asking}>
        {(activity) => (
          <AboutSearch
            activity={activity}
            leftOut={drawn?.isWhole === true ? 0 : channelBytes(finding)}
          />
        )}
      </Answered>
      <Answered answer={picture.answer} onRetry={picture.retry} asking={pictureText.asking}>
        {({ partial }) => partial && <p className="tw-qualifier">{pictureText.partial}</p>}
      </Answered>
      {!isAsked && (asks.activity || asks.picture) && (
        <Button kind="tertiary" size="sm" onClick={onAsk}>
          {text.ask(asks)}
        </Button>
      )}
    </section>
  );
}

type Drawing = {
  readonly activity: Counted;
  /** Data connections are in it where they are rated. */
  readonly isWhole: boolean;
};

function searchedActivity(
  answer: Answer<Activity>,
  picture: ChannelPicture | null,
): Drawing | null {
  if (answer.state !== 'known') return null;
  const whole = picture === null ? null : withChannel(answer.value, picture);
  return { activity: whole ?? answer.value, isWhole: whole !== null };
}

function channelBytes({ dataChannel }: Finding): number {
  return dataChannel?.counted ? (dataChannel.sent?.bytes ?? 0) : 0;
}

type AboutSearchProps = {
  readonly activity: Activity;
  /** Bytes that were sent and are not in the picture. */
  readonly leftOut: number;
};

function AboutSearch({ activity, leftOut }: AboutSearchProps) {
  const words = useWords();
  const text = useDetailWords().activity;
  return (
    <>
      <p className="tw-qualifier">{words.flows.drawnFrom[activity.origin]}</p>
      {leftOut > 0 && <p>{text.ownOnly(leftOut)}</p>}
      <Folded title={text.query}>{() => <Query name={text.query} aql={activity.aql} />}</Folded>
    </>
  );
}

type DrawnProps = {
  readonly finding: Finding;
  readonly run: Run;
  readonly activity: Counted | null;
  readonly picture: ChannelPicture | null;
};

function Drawn({ finding, run, activity, picture: known }: DrawnProps) {
  const words = useWords();
  const text = useDetailWords();
  const { openEvents, openFlows } = usePivotHandle();
  const [isClose, setClose] = useState(() => isBrief(finding, run.window));
  const zoomId = useId();
  const span: TimeWindow = isClose ? activeSpan(finding, run.window, known) : run.window;
  if (activity === null && known === null)
    return <p>{words.format.timeRange(finding.firstSeenMs, finding.lastSeenMs)}</p>;
  return (
    <figure className="tw-chart" aria-label={text.activity.title}>
      {activity && <ActivityBars activity={activity} span={span} />}
      {known && (
        <ChannelChart
          picture={known}
          span={span}
          onOpen={({ records: { from, aql } }) =>
            from === 'events' ? openEvents(aql) : openFlows(aql)
          }
        />
      )}
      <TimeAxis span={span} />
      <figcaption>
        {activity && <Sentences activity={activity} finding={finding} />}
        {known && (
          <p>{text.picture.caption(known.allSessions, joinedOf(known), doubtedOf(known))}</p>
        )}
      </figcaption>
      <Checkbox
        id={zoomId}
        labelText={text.activity.close}
        checked={isClose}
        onChange={(_, { checked }) => setClose(checked)}
      />
      {activity && (
        <Folded title={text.activity.table}>{() => <ActivityTable activity={activity} />}</Folded>
      )}
    </figure>
  );
}

type SentencesProps = { readonly activity: Counted; readonly finding: Finding };

function Sentences({ activity: { bucketMs, buckets }, finding }: SentencesProps) {
  const { format } = useWords();
  const text = useDetailWords().activity;
  const connections = buckets.reduce((sum, bucket) => sum + bucket.connections, 0);
  const uncounted = buckets.filter(({ sentBytes }) => sentBytes === null).length;
  const said = [
    text.parts(connections, buckets.length, format.duration(bucketMs)),
    ...(uncounted > 0 ? [text.uncounted(uncounted)] : []),
    format.timeRange(finding.firstSeenMs, finding.lastSeenMs),
  ];
  return <p>{said.join('; ')}</p>;
}

function joinedOf({ connections }: ChannelPicture): number {
  return connections.filter(({ doubt }) => doubt === null).length;
}

function doubtedOf({ connections }: ChannelPicture): number {
  return connections.filter(({ doubt }) => doubt !== null).length;
}
