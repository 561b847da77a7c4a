import { words } from './words.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** A time in epoch ms in the browser's zone, to the second: 2026-01-02 03:04:05. */
export function formatTime(ms: number): string {
  const time = new Date(ms);
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** A time in epoch ms in the browser's zone, to the minute: 2026-01-02 03:04. */
export function formatMinute(ms: number): string {
  return formatTime(ms).slice(0, -3);
}

const grouped = new Intl.NumberFormat(words.numbers, { maximumFractionDigits: 3 });

/** A count with thousands separators. */
export function formatNumber(value: number): string {
  return grouped.format(value);
}

/** Epoch ms of the years 2001 to 2099: what a number in a column of times looks like. */
const plausibleTime = (value: number) => value >= 978_307_200_000 && value < 4_102_444_800_000;
/** Names QRadar and analysts give to columns of times; the API says only Long. */
const timeName = /time|seen|first|last|start|end|date|created/i;

/** Whether a number under this column name is a moment rather than a count. */
export function isTime(column: string, value: number): boolean {
  return timeName.test(column) && plausibleTime(value);
}

/** Ids and ports read better without separators. */
const plainName = /port$|id$|qid|category$|protocol/i;

/** A value of a result row as text. Null is a dash, as nothing is not the same as empty. */
export function formatValue(column: string, value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') {
    if (isTime(column, value)) return formatTime(value);
    return plainName.test(column) ? String(value) : formatNumber(value);
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
