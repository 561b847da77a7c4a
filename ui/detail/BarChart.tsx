import { useId } from 'react';
import type { TimeWindow } from '../../contract/run.ts';
import { useWords } from '../words/WordsContext.tsx';
import type { BarSummary } from './bars.ts';

type BarChartProps = {
  readonly title: string;
  /** What the picture shows: its caption, and its name for those who do not see it, who are told it once. */
  readonly sentence: string;
  readonly summary: BarSummary;
  readonly window: TimeWindow;
  /** The highest value as a word, at the top of the axis. */
  readonly top: string;
};

/** The drawing's own units; it stretches to the panel's width. */
const width = 600;
const height = 96;
/** A bar is seen however short its time and however small its value. */
const least = 2;

/** Bars over the minutes of a run. */
export function BarChart({ title, sentence, summary, window, top }: BarChartProps) {
  const words = useWords();
  const titleId = useId();
  return (
    <figure className="tw-chart" aria-labelledby={titleId}>
      <h4 id={titleId} className="tw-detail__label">
        {title}
      </h4>
      <div className="tw-chart__plot">
        <span className="tw-chart__top" aria-hidden="true">
          {top}
        </span>
        <svg
          role="img"
          aria-label={sentence}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          className="tw-chart__svg"
        >
          {summary.bars.map((bar) => {
            const barHeight = Math.max(least, bar.height * height);
            return (
              <rect
                key={bar.startMs}
                className="tw-chart__bar"
                x={Math.min(bar.left * width, width - least)}
                y={height - barHeight}
                width={Math.max(least, bar.width * width)}
                height={barHeight}
              />
            );
          })}
        </svg>
        <div className="tw-chart__axis" aria-hidden="true">
          <span>{words.format.time(window.startMs)}</span>
          <span>{words.format.time(window.stopMs)}</span>
        </div>
      </div>
      <figcaption aria-hidden="true">{sentence}</figcaption>
    </figure>
  );
}
