import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { activityParts, risks } from '../../../contract/finding.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { barsOf, partsOfTime, sumOfParts, timeOfParts, type OverviewParts } from './parts.ts';
import { TimeAxis } from './TimeAxis.tsx';

type TimeChartProps = {
  readonly overview: OverviewParts;
  readonly window: TimeWindow;
  /** The filter in force. */
  readonly time: TimeWindow | null;
  readonly onTime: (time: TimeWindow | null) => void;
};

/** Two parts and all between; `anchor` is where a selection began, `at` where it is now. */
type Marked = { readonly anchor: number; readonly at: number };

/**
 * Findings active over time, stacked by risk. Dragging over it filters by time. By keyboard it is one stop: arrow keys
 * move, with Shift they select, Enter filters, Escape takes the filter off.
 */
export function TimeChart({ overview, window, time, onTime }: TimeChartProps) {
  const words = useWords();
  const text = words.page.list.overview;
  const keysId = useId();
  const [marked, setMarked] = useState<Marked | null>(null);
  const isDragging = useRef(false);
  const [first, last] = time === null ? [0, 0] : partsOfTime(window, time);
  const { anchor, at } = marked ?? { anchor: first, at: last };
  const [from, to] = [Math.min(anchor, at), Math.max(anchor, at)];
  const isMarked = marked !== null || time !== null;

  const clear = () => {
    setMarked(null);
    onTime(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moved = partAfter(event.key, at);
    if (moved !== null) setMarked({ anchor: event.shiftKey ? anchor : moved, at: moved });
    else if (event.key === 'Enter' || event.key === ' ') onTime(timeOfParts(window, from, to));
    else if (event.key === 'Escape' && isMarked) clear();
    else return;
    event.preventDefault();
  };
  const onPointer = (event: PointerEvent<HTMLElement>) => {
    const part = partAt(event);
    if (event.type === 'pointerdown') {
      if (event.button !== 0) return;
      isDragging.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      setMarked({ anchor: part, at: part });
    } else if (!isDragging.current) return;
    else if (event.type === 'pointermove') setMarked({ anchor, at: part });
    else {
      isDragging.current = false;
      setMarked(null);
      if (event.type === 'pointerup') onTime(timeOfParts(window, anchor, part));
    }
  };
  const { startMs, stopMs } = timeOfParts(window, from, to);
  const { findings, sentBytes } = sumOfParts(overview.parts.slice(from, to + 1));
  const said = text.part(words.format.shortRange(startMs, stopMs), findings, sentBytes);
  return (
    <div className="tw-time">
      <div
        role="slider"
        tabIndex={0}
        aria-label={text.chart}
        aria-describedby={keysId}
        aria-valuemin={1}
        aria-valuemax={activityParts}
        aria-valuenow={at + 1}
        aria-valuetext={said}
        className="tw-time__chart"
        onKeyDown={onKeyDown}
        onPointerDown={onPointer}
        onPointerMove={onPointer}
        onPointerUp={onPointer}
        onPointerCancel={onPointer}
        onBlur={() => setMarked(null)}
      >
        <svg viewBox={`0 0 ${activityParts} 100`} preserveAspectRatio="none" aria-hidden>
          {overview.most > 0 &&
            risks.map((risk) => (
              <path
                key={risk}
                d={barsOf(risk, overview)}
                className={`tw-time__bars tw-time__bars--${risk.toLowerCase()}`}
              />
            ))}
          {isMarked && (
            <rect x={from} y={0} width={to - from + 1} height={100} className="tw-time__marked" />
          )}
        </svg>
      </div>
      <p id={keysId} className="tw-visually-hidden">
        {text.keys}
      </p>
      <TimeAxis window={window} />
      <p className="tw-time__said">
        {isMarked ? said : text.most(overview.most)}
        {overview.withoutTimes > 0 && (
          <span title={text.withoutTimesWhy}>
            {' · '}
            {text.withoutTimes(overview.withoutTimes)}
            <span className="tw-visually-hidden">. {text.withoutTimesWhy}</span>
          </span>
        )}
      </p>
    </div>
  );
}

function partAfter(key: string, at: number): number | null {
  const parts: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    PageUp: at + 8,
    PageDown: at - 8,
    Home: 0,
    End: activityParts - 1,
  };
  const part = parts[key];
  return part === undefined ? null : Math.min(activityParts - 1, Math.max(0, part));
}

function partAt({ clientX, currentTarget }: PointerEvent<HTMLElement>): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  const part = Math.floor(((clientX - left) / width) * activityParts);
  return Math.min(activityParts - 1, Math.max(0, part));
}
