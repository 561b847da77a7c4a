import type { QueryNode } from '../../aql/index.ts';
import { databaseOf, readQuery, withConditions, conditionsOf, writeQuery } from './query.ts';
import type { Span } from './query-time.ts';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

/** Widths of bars, minutes: those of a clock. */
const widths = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((each) => each * minuteMs);
/** A bar should stay wide enough to point at. */
const mostBars = 60;
/** Where nobody knows how long the time is: the console's own is minutes. */
const unknownWidth = minuteMs;

/** One bar: when it begins, epoch ms, and what was counted in it. */
export type Bar = { readonly startMs: number; readonly count: number };

/** The width of the bars for a time of this length, both ms. */
export function barWidth(lengthMs: number | null): number {
  if (lengthMs === null) return unknownWidth;
  const fits = (width: number) => lengthMs / width <= mostBars;
  return widths.find(fits) ?? Math.ceil(lengthMs / mostBars / dayMs) * dayMs;
}

/**
 * AQL that counts what a query matches, a row per bar: records of flows, and of events what they stand for
 * (`eventcount` of a coalesced one). Null for a query over another query.
 */
export function countingQuery(query: QueryNode, widthMs: number): string | null {
  const database = databaseOf(query);
  if (database === null) return null;
  const counted = database === 'events' ? 'SUM(eventcount)' : 'COUNT(*)';
  // Whole numbers only: the division of AQL has fractions.
  const bar = `starttime - starttime % ${widthMs}`;
  const counting = readQuery(
    `SELECT ${bar} AS bar, ${counted} AS counted FROM ${database} GROUP BY bar ORDER BY bar LIMIT 10000`,
  );
  if (counting === null) throw new Error('the query of the chart cannot be read');
  const { timeFrame } = query;
  return writeQuery(withConditions({ ...counting, timeFrame }, conditionsOf(query)));
}

/**
 * The bars of a stretch without gaps, from what was counted. Where the stretch is not known it runs from the first
 * to the last bar that has something.
 */
export function barsOf(
  counted: readonly Bar[],
  span: Span | null,
  widthMs: number,
): readonly Bar[] {
  const starts = counted.map(({ startMs }) => startMs);
  const ends = span === null ? [] : [span.startMs, span.stopMs - 1];
  if (starts.length + ends.length === 0) return [];
  const floor = (ms: number) => ms - (ms % widthMs);
  const first = floor(Math.min(...starts, ...ends));
  const last = floor(Math.max(...starts, ...ends));
  const byStart = new Map(counted.map(({ startMs, count }) => [startMs, count]));
  return Array.from({ length: (last - first) / widthMs + 1 }, (_, index) => {
    const startMs = first + index * widthMs;
    return { startMs, count: byStart.get(startMs) ?? 0 };
  });
}
