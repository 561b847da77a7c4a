import { madeOnce } from './made-once.ts';

type Unit = 'byte' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond';

/** From the smallest, each 1,024 of the one before (IEC 80000-13). Intl has no such units. */
const byteUnits = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

const styles = {
  whole: { maximumFractionDigits: 0 },
  tenths: { maximumFractionDigits: 1 },
  hundredths: { maximumFractionDigits: 2 },
  percent: { style: 'percent', maximumFractionDigits: 0 },
} as const satisfies Record<string, Intl.NumberFormatOptions>;

/** A number with its unit: `short` to a tenth (`5 min`), `long` whole (`512 bytes`). */
export function measuresIn(language: string) {
  const of = (unitDisplay: 'short' | 'long', maximumFractionDigits: number) =>
    madeOnce(
      (unit: Unit) =>
        new Intl.NumberFormat(language, {
          style: 'unit',
          unit,
          unitDisplay,
          maximumFractionDigits,
        }),
    );
  const short = of('short', 1);
  const long = of('long', 0);
  return {
    short: (value: number, unit: Unit) => short(unit).format(value),
    long: (value: number, unit: Unit) => long(unit).format(value),
  };
}

/** Formats of numbers in a language (BCP 47). */
export function numbersIn(language: string) {
  const number = madeOnce(
    (style: keyof typeof styles) => new Intl.NumberFormat(language, styles[style]),
  );
  const measure = measuresIn(language);
  const exactBytes = (value: number) => measure.long(value, 'byte');
  const fraction = (value: number) =>
    number(value < 10 ? 'hundredths' : value < 100 ? 'tenths' : 'whole').format(value);
  return {
    /** A count of anything: `12,345`. */
    count: (value: number) => number('whole').format(value),
    /** A share from 0 to 1: `42%`. */
    percent: (share: number) => number('percent').format(share),
    /**
     * A number of bytes, measured or a threshold, in the one system there is: `13.6 MiB`, `512 bytes`. Binary, because
     * the thresholds of the source rule are: 10,485,760 is `10 MiB`, and what is above it reads as more.
     */
    bytes: (value: number) => {
      let scaled = value;
      let unit: (typeof byteUnits)[number] | null = null;
      for (const next of byteUnits) {
        // What rounds to 1,024 of a unit is 1 of the next.
        if (scaled < 1023.5) break;
        scaled /= 1024;
        unit = next;
      }
      return unit === null ? exactBytes(value) : `${fraction(scaled)} ${unit}`;
    },
    /** Every digit of a number of bytes, for the place one step away from `bytes`: `14,213,120 bytes`. */
    exactBytes,
  };
}
