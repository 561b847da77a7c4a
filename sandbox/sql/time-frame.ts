import { dispatch } from '../aql/index.ts';
import type { Handlers, NodeOf, TimeFrame, TimePoint, TimeUnit } from '../aql/index.ts';
import { failure } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { instantOfWallTime } from './time-zone.ts';

/** What part of the data a query looks at: `startMs` inclusive, `stopMs` exclusive. */
export type Window = { readonly startMs: number; readonly stopMs: number };

const minuteMs = 60_000;

const unitMs: Readonly<Record<TimeUnit, number>> = {
  MINUTES: minuteMs,
  HOURS: 60 * minuteMs,
  DAYS: 24 * 60 * minuteMs,
};

const referenceUnitMs: ReadonlyMap<string, number> = new Map([
  ['second', 1000],
  ['minute', minuteMs],
  ['hour', 60 * minuteMs],
  ['day', 24 * 60 * minuteMs],
  ['week', 7 * 24 * 60 * minuteMs],
]);

/**
 * Separators of the accepted date strings: date parts, between date and time (docs/qradar-facts.md#time-criteria).
 * A number may have one digit where two are shown: IBM writes `'2017 01 01 9:00:00'`.
 */
const dateFormats: readonly RegExp[] = [
  /^(\d{4})-(\d\d?)-(\d\d?) (\d\d?):(\d\d?)(?::(\d\d?))?$/,
  /^(\d{4})\/(\d\d?)\/(\d\d?)[ -](\d\d?):(\d\d?):(\d\d?)$/,
  /^(\d{4}):(\d\d?):(\d\d?)-(\d\d?):(\d\d?):(\d\d?)$/,
  /^(\d{4}) (\d\d?) (\d\d?) (\d\d?):(\d\d?):(\d\d?)$/,
  /^(\d{4})-(\d\d?)-(\d\d?) (\d\d?):(\d\d?)() ?(Z|z|UTC|GMT|[+-]\d\d:?\d\d)$/,
];

const formatSentence =
  "Write 'yyyy-MM-dd HH:mm', 'yyyy-MM-dd HH:mm:ss', 'yyyy/MM/dd HH:mm:ss', 'yyyy/MM/dd-HH:mm:ss', 'yyyy:MM:dd-HH:mm:ss' or 'yyyy MM dd HH:mm:ss'.";

/**
 * The window of a query, by its minute rules (docs/qradar-facts.md#time-criteria): the
 * start is rounded down to its minute; a stop on a full minute is exclusive; a stop with seconds
 * includes its whole minute. Without STOP the window ends now, inclusive.
 */
export function resolveWindow(frame: TimeFrame | null, compilation: Compilation): Window {
  const { nowMs, defaultWindowMs } = compilation.context;
  if (frame === null) return lastWindow(nowMs, defaultWindowMs);
  if (frame.kind === 'Last') {
    return lastWindow(nowMs, Number(frame.amount.raw) * unitMs[frame.unit]);
  }
  if (frame.kind === 'OffenseTime') return offenseWindow(frame.offense, compilation);
  const start = resolvePoint(frame.from, compilation);
  const stop = frame.to === null ? null : resolvePoint(frame.to, compilation);
  if (frame.to !== null && stop !== null && stop < start) {
    throw failure(compilation, frame.to, 'STOP is earlier than START.');
  }
  return {
    startMs: floorMinute(start),
    stopMs: stop === null ? nowMs + 1 : Math.ceil(stop / minuteMs) * minuteMs,
  };
}

function lastWindow(nowMs: number, spanMs: number): Window {
  // Nothing is older than the epoch; a longer span would leave the numbers that are exact.
  return { startMs: Math.max(0, floorMinute(nowMs - spanMs)), stopMs: nowMs + 1 };
}

/** From the start of an offense to its last record (docs/qradar-facts.md#offense-time). */
function offenseWindow(id: NodeOf<'Number'>, compilation: Compilation): Window {
  const { offenses } = compilation.context.facts.dimensions;
  const offense = offenses.find((each) => each.id === Number(id.raw));
  if (offense === undefined) throw failure(compilation, id, `There is no offense ${id.raw}.`);
  return {
    startMs: floorMinute(offense.startMs),
    stopMs: floorMinute(offense.lastUpdatedMs) + minuteMs,
  };
}

function floorMinute(instantMs: number): number {
  return Math.floor(instantMs / minuteMs) * minuteMs;
}

const points: Handlers<TimePoint['kind'], Compilation, number> = {
  Number: (node) => Number(node.raw),
  Text: readDate,
  ReferenceTime: (node, compilation) => resolveReference(node.reference, compilation),
};

function resolvePoint(node: TimePoint, compilation: Compilation): number {
  return dispatch(points, node, compilation);
}

/**
 * The instant that a `PARSEDATETIME` reference means: `now`, or `<n> <unit> ago` with second, minute,
 * hour, day or week. Others are refused: the guide shows no more (docs/qradar-facts.md#time-criteria).
 */
export function resolveReference(node: NodeOf<'Text'>, compilation: Compilation): number {
  const text = node.value.trim().toLowerCase();
  if (text === 'now') return compilation.context.nowMs;
  const [, amount, unit = ''] = /^(\d{1,9}) (\w+?)s? ago$/.exec(text) ?? [];
  const span = referenceUnitMs.get(unit);
  if (amount === undefined || span === undefined) {
    throw failure(
      compilation,
      node,
      "PARSEDATETIME takes 'now' or '<number> second, minute, hour, day or week(s) ago'.",
    );
  }
  return compilation.context.nowMs - Number(amount) * span;
}

function readDate(node: NodeOf<'Text'>, compilation: Compilation): number {
  for (const format of dateFormats) {
    const [, year, month, day, hour, minute, second, zone] = format.exec(node.value) ?? [];
    if (year === undefined) continue;
    const fields = [year, month, day, hour, minute, second === '' ? 0 : (second ?? 0)].map(Number);
    const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = fields;
    const wall = Date.UTC(y, mo - 1, d, h, mi, s);
    const back = new Date(wall);
    if (back.getUTCMonth() !== mo - 1 || back.getUTCDate() !== d || h > 23 || mi > 59 || s > 59) {
      throw failure(compilation, node, `'${node.value}' is no day or time of the calendar.`);
    }
    return zone === undefined
      ? instantOfWallTime(wall, compilation.context.timeZone)
      : wall - zoneMs(zone);
  }
  throw failure(compilation, node, `'${node.value}' is not a date. ${formatSentence}`);
}

function zoneMs(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  const span = Number(hours) * 3_600_000 + Number(minutes) * minuteMs;
  return sign === '-' ? -span : span;
}
