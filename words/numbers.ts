import { madeOnce } from './made-once.ts';

type Unit =
  | ('terabyte' | 'gigabyte' | 'megabyte' | 'kilobyte' | 'byte')
  | ('day' | 'hour' | 'minute' | 'second' | 'millisecond');

/** From the largest, as network counters are read. */
const decimalUnits = [
  { unit: 'terabyte', bytes: 1e12 },
  { unit: 'gigabyte', bytes: 1e9 },
  { unit: 'megabyte', bytes: 1e6 },
  { unit: 'kilobyte', bytes: 1e3 },
] as const;

/** From the largest. Intl has no such units. */
const binaryUnits = [
  { unit: 'GiB', bytes: 2 ** 30 },
  { unit: 'MiB', bytes: 2 ** 20 },
  { unit: 'KiB', bytes: 2 ** 10 },
] as const;

const styles = {
  whole: { maximumFractionDigits: 0 },
  hundredths: { maximumFractionDigits: 2 },
  percent: { style: 'percent', maximumFractionDigits: 0 },
} as const satisfies Record<string, Intl.NumberFormatOptions>;

/** A number with its unit: `short` to a tenth (`14.2 MB`), `long` whole (`512 bytes`). */
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
  return {
    /** A count of anything: `12,345`. */
    count: (value: number) => number('whole').format(value),
    /** A share from 0 to 1: `42%`. */
    percent: (share: number) => number('percent').format(share),
    /** A measured number of bytes in decimal units: `14.2 MB`, `512 bytes`. */
    bytes: (value: number) => {
      const fitting = decimalUnits.find((candidate) => value >= candidate.bytes);
      return fitting ? measure.short(value / fitting.bytes, fitting.unit) : exactBytes(value);
    },
    /** Every digit of a number of bytes, for the place one step away from `bytes`: `14,213,120 bytes`. */
    exactBytes,
    /** A threshold in bytes in the binary units it was set in: 10,485,760 is `10 MiB`. */
    binaryBytes: (value: number) => {
      const fitting = binaryUnits.find((candidate) => value >= candidate.bytes);
      return fitting
        ? `${number('hundredths').format(value / fitting.bytes)} ${fitting.unit}`
        : exactBytes(value);
    },
  };
}
