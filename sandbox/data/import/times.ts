import { instantOfWallTime } from '../../sql/time-zone.ts';
import { FieldError } from './field-error.ts';
import { shown, textOf } from './values.ts';

/** How times without a zone or a year are read: an IANA zone or an offset as `+02:00`, and now, epoch ms. */
export type Clock = { readonly zone: string; readonly nowMs: number };

/** Earliest and latest time that is believed: 1990 to 2100. Anything else is a wrong field. */
const earliestMs = Date.UTC(1990, 0, 1);
const latestMs = Date.UTC(2100, 0, 1);

/** Milliseconds in the units that logs count epoch time in: ms, s, µs, ns. Their believed ranges do not overlap. */
const unitsMs = [1, 1000, 1e-3, 1e-6] as const;

/**
 * A time in epoch ms, or null if absent. One rule for all formats: a number is epoch seconds, ms, µs or ns, whichever
 * lies between 1990 and 2100; a text is a date with its year or its month's name first or last; what has no zone is in
 * the clock's. A date of two numbers and a year that can be read both ways is refused, because a guess would be wrong for half
 * of the world. A time without a year (syslog, RFC 3164, 4.1.2) lies in the year before now. Throws a `FieldError`.
 */
export function timeOf(name: string, value: unknown, clock: Clock): number | null {
  const text = textOf(value)?.trim() ?? null;
  if (text === null) return null;
  const ms = /^\d+(\.\d+)?$/.test(text) ? ofNumber(Number(text)) : ofText(name, text, clock);
  if (ms === null || !isBelieved(ms)) {
    throw new FieldError(`${name} must be a time between 1990 and 2100, not ${shown(text)}.`);
  }
  return ms;
}

function isBelieved(ms: number): boolean {
  return ms >= earliestMs && ms < latestMs;
}

function ofNumber(number: number): number | null {
  const unit = unitsMs.find((one) => isBelieved(number * one));
  return unit === undefined ? null : Math.floor(number * unit);
}

const time = String.raw`(?<h>\d{1,2}):(?<m>\d{2})(?::(?<s>\d{2})(?:[.,](?<f>\d{1,9}))?)?(?:\s*(?<half>[AaPp])\.?[Mm]\.?)?`;
const zone = String.raw`(?:\s*(?<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?`;
const clockTime = String.raw`${time}${zone}`;

const forms = {
  yearFirst: new RegExp(
    String.raw`^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?:(?:T|,?\s+)${clockTime})?$`,
    'i',
  ),
  monthNamed: new RegExp(
    String.raw`^(?:\p{L}{2,3}\.?,?\s+)?(?<name>\p{L}{3,9})\.?\s+(?<day>\d{1,2})(?:,?\s+(?<year>\d{4}))?,?\s+${clockTime}(?:\s+(?<last>\d{4}))?$`,
    'iu',
  ),
  dayNamed: new RegExp(
    String.raw`^(?:\p{L}{2,3}\.?,?\s+)?(?<day>\d{1,2})\.?[-\s/]+(?<name>\p{L}{3,9})\.?[-\s/]+(?<year>\d{4})[,:]?\s*${clockTime}$`,
    'iu',
  ),
  numbers: new RegExp(
    String.raw`^(?<a>\d{1,2})[-/.](?<b>\d{1,2})[-/.](?<year>\d{4}|\d{2})(?:,?\s+${clockTime})?$`,
    'i',
  ),
};

type Groups = Readonly<Record<string, string | undefined>>;
type Day = { readonly year: number; readonly month: number; readonly day: number };

function ofText(name: string, text: string, clock: Clock): number | null {
  const first = forms.yearFirst.exec(text)?.groups;
  if (first) {
    const { year, month, day } = first;
    return instantOf({ year: Number(year), month: Number(month), day: Number(day) }, first, clock);
  }
  const named = (forms.monthNamed.exec(text) ?? forms.dayNamed.exec(text))?.groups;
  if (named) return ofNamedMonth(named, clock);
  const numbers = forms.numbers.exec(text)?.groups;
  return numbers ? instantOf(dayOfNumbers(name, text, numbers), numbers, clock) : null;
}

/** Months by their first three letters, in English and German. */
const months: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map(
      (name, index) => [name, index + 1] as const,
    ),
  ),
  ...{ mär: 3, mrz: 3, mai: 5, okt: 10, dez: 12 },
};

function ofNamedMonth(groups: Groups, clock: Clock): number | null {
  const month = months[(groups['name'] ?? '').slice(0, 3).toLowerCase()];
  if (month === undefined) return null;
  const day = Number(groups['day']);
  const year = groups['year'] ?? groups['last'];
  if (year !== undefined) return instantOf({ year: Number(year), month, day }, groups, clock);
  // A day ahead is not yet last year's: clocks differ.
  const thisYear = new Date(clock.nowMs).getUTCFullYear();
  const ms = instantOf({ year: thisYear, month, day }, groups, clock);
  if (ms !== null && ms <= clock.nowMs + dayMs) return ms;
  return instantOf({ year: thisYear - 1, month, day }, groups, clock);
}

const dayMs = 86_400_000;

function dayOfNumbers(name: string, text: string, groups: Groups): Day {
  const [a, b] = [Number(groups['a']), Number(groups['b'])];
  const short = Number(groups['year']);
  const year = short < 100 ? 2000 + short : short;
  const dayFirst = { year, month: b, day: a };
  const monthFirst = { year, month: a, day: b };
  if (a === b || a > 12) return dayFirst;
  if (b > 12) return monthFirst;
  throw new FieldError(
    `${name} ${shown(text)} may be ${written(dayFirst)} (day first) or ${written(monthFirst)} (month first): write the year first.`,
  );
}

function written({ year, month, day }: Day): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function instantOf({ year, month, day }: Day, groups: Groups, clock: Clock): number | null {
  const half = groups['half']?.toLowerCase();
  const shownHour = Number(groups['h'] ?? 0);
  const hour = half === undefined ? shownHour : (shownHour % 12) + (half === 'p' ? 12 : 0);
  const [minute, second] = [Number(groups['m'] ?? 0), Number(groups['s'] ?? 0)];
  const wallMs =
    Date.UTC(year, month - 1, day, hour, minute, second) +
    Math.floor(Number(`0.${groups['f'] ?? '0'}`) * 1000);
  const date = new Date(Date.UTC(year, month - 1, day));
  // `Date.UTC` takes the 31st of February for a day of March, and 25:00 for the next day.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (hour > 23 || minute > 59 || second > 60 || (half !== undefined && shownHour > 12))
    return null;
  return withZone(wallMs, groups['zone'], clock.zone);
}

function withZone(wallMs: number, given: string | undefined, zoneOfClock: string): number {
  if (given === undefined) return inZone(wallMs, zoneOfClock);
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(given);
  if (!offset) return wallMs;
  const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
  return wallMs - (offset[1] === '-' ? -minutes : minutes) * 60_000;
}

/** Clocks change at a quarter of an hour, so an offset holds for one. */
const quarterMs = 900_000;
const remembered = new Map<string, number>();
/** Bounds what is remembered; a choice, some hundred kilobytes. */
const mostRemembered = 10_000;

function inZone(wallMs: number, timeZone: string): number {
  if (timeZone === 'UTC') return wallMs;
  const quarter = Math.floor(wallMs / quarterMs) * quarterMs;
  const key = `${timeZone} ${quarter}`;
  let start = remembered.get(key);
  if (start === undefined) {
    start = instantOfWallTime(quarter, timeZone);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(key, start);
  }
  return start + (wallMs - quarter);
}
