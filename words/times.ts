import { madeOnce } from './made-once.ts';
import { measuresIn } from './numbers.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const units = [
  { unit: 'day', ms: day },
  { unit: 'hour', ms: hour },
  { unit: 'minute', ms: minute },
  { unit: 'second', ms: second },
] as const;

const styles = {
  second: { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' },
  minute: { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' },
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { month: 'short', day: 'numeric' },
  short: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  zoned: {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  },
  tickDay: { month: 'short', day: 'numeric' },
  tickDated: {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
  tickMinute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  tickSecond: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const parts = madeOnce(
  (language: string) => new Intl.ListFormat(language, { type: 'unit', style: 'short' }),
);
const relative = madeOnce(
  (language: string) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
);

/** The `datetime` attribute of a moment (epoch ms): ISO 8601 in UTC. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/**
 * Formats of times in a language (BCP 47); times of day are of the time zone this runs in: the reader's in the tab, the
 * console's (variable TZ) on the server. `zonedTime`, `span` and `ago` are for what the server writes into pages of the
 * console: it says the zone, because that is not the reader's, and no seconds, because nothing counts them on.
 */
export function timesIn(language: string) {
  const date = madeOnce(
    (style: keyof typeof styles) => new Intl.DateTimeFormat(language, styles[style]),
  );
  const measure = measuresIn(language);
  const relativeTime = (ms: number, nowMs: number) => {
    const difference = ms - nowMs;
    const fitting = units.find((candidate) => Math.abs(difference) >= candidate.ms);
    return fitting
      ? relative(language).format(Math.trunc(difference / fitting.ms), fitting.unit)
      : relative(language).format(0, 'second');
  };
  return {
    /** A moment (epoch ms) to the second: `Oct 3, 2025, 14:02:11`. */
    time: (ms: number) => date('second').format(ms),
    /** A span between two moments (epoch ms) to the minute, with what both ends share said once. */
    timeRange: (startMs: number, stopMs: number) => date('minute').formatRange(startMs, stopMs),
    /** A span between two moments (epoch ms) of one year: `Oct 3, 22:10 – 22:50`. */
    shortRange: (startMs: number, stopMs: number) => date('short').formatRange(startMs, stopMs),
    /** A day (epoch ms): `Oct 3`. */
    day: (ms: number) => date('day').format(ms),
    /** A time of day (epoch ms): `22:10`. */
    clock: (ms: number) => date('clock').format(ms),
    /** The time zone by its IANA name, to say beside absolute times. */
    timeZone: () => date('second').resolvedOptions().timeZone,
    /**
     * A moment (epoch ms) on an axis whose marks are `stepMs` apart: `14:02`. The first one and the first of a day name
     * the day: `Oct 3, 14:02`; days alone are days: `Oct 3`.
     */
    tick: (ms: number, stepMs: number, isFirst: boolean) => {
      if (stepMs >= day - hour) return date('tickDay').format(ms);
      const moment = new Date(ms);
      const isMidnight = moment.getHours() === 0 && moment.getMinutes() === 0;
      if (isFirst || (isMidnight && moment.getSeconds() === 0)) return date('tickDated').format(ms);
      return date(stepMs < minute ? 'tickSecond' : 'tickMinute').format(ms);
    },
    /** How long something took or lasted (ms), in its two largest units: `2 hr, 5 min`; `850 ms` below a second. */
    duration: (ms: number) => {
      const total = Math.max(0, Math.round(ms));
      if (total < second) return measure.short(total, 'millisecond');
      const first = units.findIndex((candidate) => total >= candidate.ms);
      let rest = total;
      const said: string[] = [];
      for (const { unit, ms: size } of units.slice(first, first + 2)) {
        const whole = Math.floor(rest / size);
        rest -= whole * size;
        if (whole > 0) said.push(measure.short(whole, unit));
      }
      return parts(language).format(said);
    },
    /** A moment seen from another (both epoch ms): `3 hours ago`, `now`. */
    relativeTime,
    /** A moment (epoch ms) to the minute, with its zone: `Oct 3, 14:02 UTC`. */
    zonedTime: (ms: number) => date('zoned').format(ms),
    /** A length of time (ms) in the largest unit of which it has two, rounded: `24 hours`, `90 minutes`. */
    span: (ms: number) => {
      const { unit, ms: size } =
        units.slice(0, 3).find((candidate) => ms >= 2 * candidate.ms) ?? units[2];
      return measure.long(Math.round(ms / size), unit);
    },
    /** How long a moment (epoch ms) is past, in minutes at least: `3 minutes ago`; `now` where it is less or to come. */
    ago: (ms: number, nowMs: number) => relativeTime(nowMs - ms < minute ? nowMs : ms, nowMs),
  };
}
