import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { TimeWindow } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';
import { barsOf, shareIn, type BarSummary } from './bars.ts';
import { useDetailWords } from './detail-words.ts';
import { stepTo } from './steps.ts';
import type { Counted } from './timeline.ts';

type ActivityBarsProps = { readonly activity: Counted; readonly span: TimeWindow };

/** The drawing's own units; it stretches to the panel's width. */
const width = 600;
const height = 56;
/** A bar is seen however short its time and however small its value. */
const least = 2;

/**
 * Bytes sent and connections over one time. One stop of the Tab key: the arrow keys go from part to part, as the pointer
 * does, and the part is said below and read out.
 */
export function ActivityBars({ activity, span }: ActivityBarsProps) {
  const { format } = useWords();
  const text = useDetailWords().activity;
  const sent = barsOf(activity, span, (bucket) => bucket.sentBytes);
  const connections = barsOf(activity, span, (bucket) => bucket.connections);
  const busiest = sent.busiest ?? connections.busiest;
  const [chosen, setChosen] = useState<number | null>(null);
  const { buckets, bucketMs } = activity;
  const first = buckets.findIndex(({ startMs }) => startMs === busiest?.startMs);
  const at = Math.min(chosen ?? Math.max(0, first), buckets.length - 1);
  const bucket = buckets[at];
  if (bucket === undefined) return <p>{text.none}</p>;

  const said = text.part(
    format.timeRange(bucket.startMs, bucket.startMs + bucketMs),
    bucket.connections,
    bucket.sentBytes,
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const to = stepTo(event.key, at, buckets.length);
    if (to === null) return;
    event.preventDefault();
    setChosen(to);
  };
  const onPointerMove = ({ clientX, currentTarget }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect();
    const share = (clientX - box.left) / Math.max(1, box.width);
    setChosen(nearest(buckets, span.startMs + share * (span.stopMs - span.startMs) - bucketMs / 2));
  };
  const place = shareIn(span);
  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        aria-label={text.reader}
        aria-valuemin={1}
        aria-valuemax={buckets.length}
        aria-valuenow={at + 1}
        aria-valuetext={said}
        className="tw-bars"
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
      >
        <Plot summary={sent} name={text.sent} none={text.sentNotKnown} top={format.bytes} />
        <Plot summary={connections} name={text.connections} top={format.count} />
        <span
          className="tw-bars__cursor"
          style={{ insetInlineStart: `${place(bucket.startMs + bucketMs / 2) * 100}%` }}
        />
      </div>
      <p className="tw-bars__said" aria-hidden="true">
        {said}
      </p>
    </>
  );
}

/** The bucket that begins nearest to a moment. */
function nearest(buckets: Counted['buckets'], ms: number): number {
  const distance = (index: number) => Math.abs((buckets[index]?.startMs ?? Infinity) - ms);
  return buckets.reduce((best, _, index) => (distance(index) < distance(best) ? index : best), 0);
}

type PlotProps = {
  readonly summary: BarSummary;
  readonly name: string;
  /** What is said where nothing is known. */
  readonly none?: string;
  /** The highest value as a word. */
  readonly top: (value: number) => string;
};

function Plot({ summary: { bars, busiest }, name, none, top }: PlotProps) {
  return (
    <div className="tw-bars__plot">
      <span className="tw-bars__name">
        {name}
        <span>{busiest === null ? none : top(busiest.value)}</span>
      </span>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="tw-bars__svg"
      >
        {bars
          .filter((bar) => bar.width > 0)
          .map((bar) => {
            const barHeight = Math.max(least, bar.height * height);
            return (
              <rect
                key={bar.startMs}
                className="tw-bars__bar"
                x={Math.min(bar.left * width, width - least)}
                y={height - barHeight}
                width={Math.max(least, bar.width * width)}
                height={barHeight}
              />
            );
          })}
      </svg>
    </div>
  );
}
