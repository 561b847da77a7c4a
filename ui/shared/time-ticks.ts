import { timeTicks } from 'd3-time';
import type { TimeWindow } from '../../contract/run.ts';
import type { Format } from '../../words/format.ts';

/** A labelled moment on a time axis; `share` is its place along it, from 0 to 1. */
export type Tick = { readonly ms: number; readonly share: number; readonly label: string };

/** So many labels fit beside each other in a panel of 480 px. */
const most = 5;

/**
 * Round moments within a span, at most five, in the reader's own time zone, changes of summer time included. The first
 * and those of a new day name the day. Empty where the span has no length.
 */
export function ticksOf(span: TimeWindow, format: Format): Tick[] {
  const { startMs, stopMs } = span;
  if (stopMs <= startMs) return [];
  const moments = momentsIn(startMs, stopMs);
  const [first, second] = moments;
  const stepMs = first === undefined || second === undefined ? 0 : second - first;
  return moments.map((ms) => ({
    ms,
    share: (ms - startMs) / (stopMs - startMs),
    label: format.tick(ms, stepMs, ms === first),
  }));
}

/** The library takes a number of marks as a wish, and may give twice as many. */
function momentsIn(startMs: number, stopMs: number): number[] {
  for (let wished = most; wished > 1; wished -= 1) {
    const moments = timeTicks(new Date(startMs), new Date(stopMs), wished).map(Number);
    if (moments.length <= most) return moments;
  }
  return timeTicks(new Date(startMs), new Date(stopMs), 1).map(Number).slice(0, most);
}
