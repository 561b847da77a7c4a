import type { Activity } from '../../contract/details.ts';
import type { TimeWindow } from '../../contract/run.ts';

/** One bar: where it stands along the window and how high it is, both from 0 to 1. */
export type Bar = {
  readonly startMs: number;
  readonly value: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
};

/** What a chart says in words. `busiest` is the first of the highest bars, `null` where nothing is known. */
export type BarSummary = {
  readonly bars: readonly Bar[];
  readonly sum: number;
  readonly busiest: Bar | null;
};

type Bucket = Activity['buckets'][number];

/**
 * The bars of one measure over the whole window, so that charts of one run can be compared side by side.
 * Buckets without a value and empty ones have no bar. A bucket that reaches over the window's edge is cut there.
 */
export function barsOf(
  { bucketMs, buckets }: Pick<Activity, 'bucketMs' | 'buckets'>,
  window: TimeWindow,
  measure: (bucket: Bucket) => number | null,
): BarSummary {
  const spanMs = Math.max(1, window.stopMs - window.startMs);
  const share = (ms: number) => Math.min(1, Math.max(0, (ms - window.startMs) / spanMs));
  const known = buckets
    .map((bucket) => ({ startMs: bucket.startMs, value: measure(bucket) ?? 0 }))
    .filter(({ value }) => value > 0);
  const highest = known.reduce((most, { value }) => Math.max(most, value), 0);
  const bars = known.map(({ startMs, value }) => {
    const left = share(startMs);
    return {
      startMs,
      value,
      left,
      width: share(startMs + bucketMs) - left,
      height: value / highest,
    };
  });
  return {
    bars,
    sum: known.reduce((sum, { value }) => sum + value, 0),
    busiest: bars.find(({ value }) => value === highest) ?? null,
  };
}
