import type { QueryNode, TimePoint } from '../../aql/index.ts';
import { writeTime } from './query.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A stretch of time, epoch ms, the end exclusive. */
export type Span = { readonly startMs: number; readonly stopMs: number };

/** The stretches of the list in QRadar's own order, shortest first. */
export const views = [
  { unit: 'minutes', count: 5 },
  { unit: 'minutes', count: 15 },
  { unit: 'minutes', count: 30 },
  { unit: 'hours', count: 1 },
  { unit: 'hours', count: 3 },
  { unit: 'hours', count: 6 },
  { unit: 'hours', count: 12 },
  { unit: 'hours', count: 24 },
  { unit: 'days', count: 3 },
  { unit: 'days', count: 7 },
] as const;

/** One of the list. */
export type View = (typeof views)[number];

const unitMs = { minutes: minuteMs, hours: hourMs, days: dayMs } as const;

/** AQL of a view: LAST takes plural units only. */
export function lastFrame({ unit, count }: View): string {
  return `LAST ${count} ${unit.toUpperCase()}`;
}

/** AQL of a stretch, in epoch ms: a date would be read in the zone of the console, which is not that of the browser. */
export function betweenFrame({ startMs, stopMs }: Span): string {
  return `START ${startMs} STOP ${stopMs}`;
}

/** The view of the list that a query asks for; null where it asks for another time, or for none. */
export function viewOf({ timeFrame }: QueryNode): View | null {
  if (timeFrame?.kind !== 'Last') return null;
  const asked = Number(timeFrame.amount.raw) * unitMs[unitOf(timeFrame.unit)];
  return views.find(({ unit, count }) => count * unitMs[unit] === asked) ?? null;
}

/** How a query states its time, null where it leaves that to the console. */
export function frameText(query: QueryNode): string | null {
  return writeTime(query.timeFrame);
}

/**
 * The stretch a query asks for at `nowMs`, as far as the text alone tells: null for a date, which is in the zone of
 * the console, for that of an offense, and for a query without time.
 */
export function spanOf({ timeFrame }: QueryNode, nowMs: number): Span | null {
  if (timeFrame === null || timeFrame.kind === 'OffenseTime') return null;
  if (timeFrame.kind === 'Last') {
    const spanMs = Number(timeFrame.amount.raw) * unitMs[unitOf(timeFrame.unit)];
    const startMs = Math.floor((nowMs - spanMs) / minuteMs) * minuteMs;
    return { startMs, stopMs: nowMs };
  }
  const startMs = pointMs(timeFrame.from);
  const stopMs = timeFrame.to === null ? nowMs : pointMs(timeFrame.to);
  return startMs === null || stopMs === null || stopMs <= startMs ? null : { startMs, stopMs };
}

/**
 * How long a query looks back, ms, close enough to choose the width of bars by: the zone of a date does not matter
 * where both ends have it. Null where the query leaves its time to the console, or reckons it.
 */
export function lengthMsOf(query: QueryNode, nowMs: number): number | null {
  const span = spanOf(query, nowMs);
  if (span !== null) return span.stopMs - span.startMs;
  if (query.timeFrame?.kind !== 'Absolute') return null;
  const { from, to } = query.timeFrame;
  const length = (to === null ? nowMs : roughMs(to)) - roughMs(from);
  return length > 0 ? length : null;
}

/** A date as if it were in UTC; NaN for what is none. */
function roughMs(point: TimePoint): number {
  if (point.kind === 'Number') return Number(point.raw);
  const text = point.kind === 'Text' ? point.value : '';
  const [, day = '', time = ''] = /^(\d{4}.\d\d.\d\d)[ -](\d\d:\d\d)/.exec(text) ?? [];
  return Date.parse(`${day.replace(/\D/g, '-')}T${time}Z`);
}

function unitOf(unit: 'MINUTES' | 'HOURS' | 'DAYS'): keyof typeof unitMs {
  return unit === 'MINUTES' ? 'minutes' : unit === 'HOURS' ? 'hours' : 'days';
}

function pointMs(point: TimePoint): number | null {
  return point.kind === 'Number' ? Number(point.raw) : null;
}
