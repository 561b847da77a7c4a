import { useMemo } from 'react';
import type { Card } from '../../../cards/cards.ts';
import { activityParts } from '../../../contract/finding.ts';
import type { TimeWindow } from '../../../contract/run.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { cardActivity, sparkPath } from './card-activity.ts';

type SparklineProps = { readonly card: Card; readonly window: TimeWindow };

/**
 * When a card was active, over the window of its run. Where only the first and the last moment are known, a dashed line
 * from one to the other, and words that say so: nobody knows what lies between.
 */
export function Sparkline({ card, window }: SparklineProps) {
  const text = useWords().page.list;
  const { startMs, stopMs } = window;
  const activity = useMemo(() => cardActivity(card, { startMs, stopMs }), [card, startMs, stopMs]);
  const { span, activeParts } = activity;
  const isKnown = activeParts > 0;
  return (
    <>
      <svg
        viewBox={`0 0 ${activityParts} 20`}
        preserveAspectRatio="none"
        className="tw-spark"
        aria-hidden
      >
        <path d={`M0 20h${activityParts}`} className="tw-spark__base" />
        {isKnown && <path d={sparkPath(activity)} className="tw-spark__bars" />}
        {span && (
          <path
            d={`M${(span.from * activityParts).toFixed(1)} 10H${(span.to * activityParts + 0.5).toFixed(1)}`}
            className="tw-spark__span"
          />
        )}
      </svg>
      {isKnown && (
        <span className="tw-visually-hidden">{text.activeParts(activeParts, activityParts)}</span>
      )}
      {span && (
        <span className="tw-row__minor">
          {isKnown ? text.partlySpan : text.spanOnly}
          <span className="tw-visually-hidden">. {text.spanOnlyWhy}</span>
        </span>
      )}
    </>
  );
}
