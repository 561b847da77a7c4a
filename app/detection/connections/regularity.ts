import type { Regularity } from '../../../contract/finding.ts';

/** Times that differ are needed at least: three intervals, as in RITA (`unique_connection_threshold`). */
const leastTimes = 4;

/** Quartiles closer than this, in seconds, have no skew that could be told from the grain of the times. */
const leastQuartileRange = 10;

/**
 * How evenly times (epoch ms, in any order) follow each other: the timestamp score of RITA, Active Countermeasures'
 * finder of beacons (docs/sources.md, RITA). Of the intervals between whole seconds, those of 0 left out: one minus the
 * size of Bowley's skewness, and one minus the median absolute deviation about the median as a share of the median;
 * the score is the mean of both, from 0 to 1. `null`: too few times that differ.
 */
export function regularityOf(timesMs: readonly number[]): Regularity | null {
  const seconds = new Set(timesMs.map((timeMs) => Math.floor(timeMs / 1000)));
  if (seconds.size < leastTimes) return null;
  const intervals = intervalsOf(Float64Array.from(seconds).sort()).sort();
  const median = medianOf(intervals);
  const spread = medianOf(intervals.map((interval) => Math.abs(interval - median)).sort());
  const skew = 1 - Math.abs(skewnessOf(intervals));
  const dispersion = Math.max(0, (median - spread) / median);
  return {
    score: rounded((skew + dispersion) / 2),
    skew: rounded(skew),
    dispersion: rounded(dispersion),
    medianMs: median * 1000,
    spreadMs: spread * 1000,
    intervals: intervals.length,
  };
}

function intervalsOf(times: Float64Array): Float64Array {
  return times.subarray(1).map((time, at) => time - (times[at] ?? time));
}

/** Bowley's, from -1 to 1; quartiles are the medians of the halves, without the middle one of an odd number. */
function skewnessOf(sorted: Float64Array): number {
  const half = Math.floor(sorted.length / 2);
  const lower = medianOf(sorted.subarray(0, half));
  const middle = medianOf(sorted);
  const upper = medianOf(sorted.subarray(sorted.length - half));
  const range = upper - lower;
  if (range < leastQuartileRange || middle === lower || middle === upper) return 0;
  return (lower + upper - 2 * middle) / range;
}

/** Of numbers in order, at least one. */
function medianOf(sorted: Float64Array): number {
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper;
}

/** To three digits: more would not be evidence. */
function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}
