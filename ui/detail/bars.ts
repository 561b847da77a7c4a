import type { Counted } from './timeline.ts';
import type { TimeWindow } from '../../contract/run.ts';

/** One bar: where it stands along the span and how high it is, both from 0 to 1. */
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

type Bucket = Counted['buckets'][number];

/**
 * The bars of one measure over a span of time. Buckets without a value and empty ones have no bar. One that reaches over
 * an edge of the span is cut there; one outside of it has no width, and is part of the sum all the same.
 */
export function barsOf(
  { bucketMs, buckets }: Counted,
  span: TimeWindow,
  measure: (bucket: Bucket) => number | null,
): BarSummary {
  const share = shareIn(span);
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

/** Where a moment stands along a span, from 0 to 1; what is outside stands at its edge. */
export function shareIn({ startMs, stopMs }: TimeWindow): (ms: number) => number {
  const spanMs = Math.max(1, stopMs - startMs);
  return (ms) => Math.min(1, Math.max(0, (ms - startMs) / spanMs));
}
