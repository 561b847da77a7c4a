/** Numbers and times as the places show them, in one language. The time zone is the console's (variable TZ). */
export type Format = {
  readonly count: (value: number) => string;
  /** Decimal units, as network counters are read: 14.2 MB. */
  readonly bytes: (value: number) => string;
  readonly moment: (ms: number) => string;
  /** A span in its largest whole unit: 24 hours. */
  readonly span: (ms: number) => string;
  /** How long ago: 3 minutes ago. */
  readonly ago: (ms: number, nowMs: number) => string;
};

const byteUnits = [
  ['terabyte', 1e12],
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const;
const timeUnits = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** Formats of a language (BCP 47). */
export function formatFor(language: string): Format {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const moment = new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const measured = (unit: string, unitDisplay: 'short' | 'long') =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay,
      maximumFractionDigits: unitDisplay === 'short' ? 1 : 0,
    });
  const byteFormats = byteUnits.map(([unit, size]) => ({ size, format: measured(unit, 'short') }));
  const plainBytes = measured('byte', 'long');
  const spans = timeUnits.map(([unit, size]) => ({ unit, size, format: measured(unit, 'long') }));
  return {
    count: (value) => number.format(value),
    bytes: (value) => {
      const fitting = byteFormats.find(({ size }) => value >= size);
      return fitting ? fitting.format.format(value / fitting.size) : plainBytes.format(value);
    },
    moment: (ms) => moment.format(ms),
    span: (ms) => {
      // A day of hours reads better as 24 hours; below two units the smaller one is exact.
      const fitting = spans.find(({ size }) => ms >= 2 * size) ?? spans.at(-1);
      return fitting ? fitting.format.format(Math.round(ms / fitting.size)) : '';
    },
    ago: (ms, nowMs) => {
      const fitting = spans.find(({ size }) => nowMs - ms >= size);
      if (!fitting) return relative.format(0, 'second');
      return relative.format(-Math.floor((nowMs - ms) / fitting.size), fitting.unit);
    },
  };
}
