import { locale } from './platform/locale.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const twoDigits = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const percentage = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });

/** A count of anything: `12,345`. */
export function count(value: number): string {
  return integer.format(value);
}

/** A share from 0 to 1: `42%`. */
export function percent(share: number): string {
  return percentage.format(share);
}

const decimalUnits = [
  { unit: 'terabyte', bytes: 1e12 },
  { unit: 'gigabyte', bytes: 1e9 },
  { unit: 'megabyte', bytes: 1e6 },
  { unit: 'kilobyte', bytes: 1e3 },
] as const;

const unitFormats = decimalUnits.map(({ unit, bytes }) => ({
  bytes,
  format: new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }),
}));
const plainBytes = new Intl.NumberFormat(locale, {
  style: 'unit',
  unit: 'byte',
  unitDisplay: 'long',
  maximumFractionDigits: 0,
});

/** A measured number of bytes in decimal units, as network counters are read: `14.2 MB`, `512 bytes`. */
export function bytes(value: number): string {
  const fitting = unitFormats.find((candidate) => value >= candidate.bytes);
  return fitting ? fitting.format.format(value / fitting.bytes) : plainBytes.format(value);
}

/** Every digit of a number of bytes, for the place one step away from `bytes`: `14,213,120 bytes`. */
export function exactBytes(value: number): string {
  return plainBytes.format(value);
}

const binaryUnits = [
  { unit: 'GiB', bytes: 2 ** 30 },
  { unit: 'MiB', bytes: 2 ** 20 },
  { unit: 'KiB', bytes: 2 ** 10 },
] as const;

/** A threshold in bytes in the binary units it was set in: 10,485,760 is `10 MiB`. Intl has no such units. */
export function binaryBytes(value: number): string {
  const fitting = binaryUnits.find((candidate) => value >= candidate.bytes);
  return fitting
    ? `${twoDigits.format(value / fitting.bytes)} ${fitting.unit}`
    : plainBytes.format(value);
}

const dateTime = new Intl.DateTimeFormat(locale, {
  dateStyle: 'medium',
  timeStyle: 'medium',
  hourCycle: 'h23',
});
const dateMinute = new Intl.DateTimeFormat(locale, {
  dateStyle: 'medium',
  timeStyle: 'short',
  hourCycle: 'h23',
});
const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', hourCycle: 'h23' });

/** A moment (epoch ms) in the reader's time zone, to the second: `Oct 3, 2025, 14:02:11`. */
export function time(ms: number): string {
  return dateTime.format(ms);
}

/** A moment (epoch ms) without its date: `14:02`. */
export function timeOfDay(ms: number): string {
  return clock.format(ms);
}

/** A span between two moments (epoch ms) to the minute, with what both ends share said once. */
export function timeRange(startMs: number, stopMs: number): string {
  return dateMinute.formatRange(startMs, stopMs);
}

/** The `datetime` attribute of a moment (epoch ms): ISO 8601 in UTC. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** The reader's time zone by its IANA name, to say beside absolute times. */
export function timeZone(): string {
  return dateTime.resolvedOptions().timeZone;
}

const durationUnits = [
  { unit: 'day', ms: day },
  { unit: 'hour', ms: hour },
  { unit: 'minute', ms: minute },
  { unit: 'second', ms: second },
] as const;

/** How long something took or lasted, in its two largest units: `2 hr, 5 min`; `850 ms` below a second. */
export function duration(ms: number): string {
  const total = Math.max(0, Math.round(ms));
  if (total < second) return unit(total, 'millisecond');
  const first = durationUnits.findIndex((candidate) => total >= candidate.ms);
  let rest = total;
  const parts: string[] = [];
  for (const candidate of durationUnits.slice(first, first + 2)) {
    const whole = Math.floor(rest / candidate.ms);
    rest -= whole * candidate.ms;
    if (whole > 0) parts.push(unit(whole, candidate.unit));
  }
  return list.format(parts);
}

const list = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });

function unit(value: number, name: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: name,
    unitDisplay: 'short',
  }).format(value);
}

const choice = new Intl.ListFormat(locale, { type: 'disjunction' });

/** Any of several: `20, 21, or 69`. */
export function anyOf(names: readonly string[]): string {
  return choice.format(names);
}

const conjunction = new Intl.ListFormat(locale, { type: 'conjunction' });

/** Several together: `20, 21, and 69`. */
export function allOf(names: readonly string[]): string {
  return conjunction.format(names);
}

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

/** A moment seen from another (both epoch ms): `3 hours ago`, `now`. */
export function relativeTime(ms: number, nowMs: number): string {
  const difference = ms - nowMs;
  const fitting = durationUnits.find((candidate) => Math.abs(difference) >= candidate.ms);
  return fitting
    ? relative.format(Math.trunc(difference / fitting.ms), fitting.unit)
    : relative.format(0, 'second');
}
