import { canonicalAddress, unmapped } from '../rule/addresses.ts';

/**
 * Readers of single values of a result row. Ariel answers aggregates as doubles, some numbers as text, and
 * writes placeholders where it has no value (docs/qradar-facts.md#placeholders).
 */

/** One result row as it came. */
export type Cells = Readonly<Record<string, unknown>>;

/** The row as named cells; `null` for anything that is not one. */
export function cellsOf(row: unknown): Cells | null {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return null;
  // Parse boundary: any object has string keys; what they hold stays unknown.
  return row as Cells;
}

/** A finite number, also from text such as `"123.0"`; everything else is `null`. */
export function numberIn(value: unknown): number | null {
  const number =
    typeof value === 'string' && /^-?\d+(\.\d*)?(e[+-]?\d+)?$/i.test(value.trim())
      ? Number(value)
      : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** A count, id or byte counter: a whole number from 0 up, rounded from a double; else `null`. */
export function countIn(value: unknown): number | null {
  const number = numberIn(value);
  return number === null || number < 0 ? null : Math.round(number);
}

/** Packets; `null` for none, and for the 0 of a device that does not count them. */
export function packetsIn(value: unknown): number | null {
  const packets = countIn(value);
  return packets === 0 ? null : packets;
}

/** A port; `null` for none, and for the 0 that QRadar writes where a log has none. */
export function portIn(value: unknown): number | null {
  const port = countIn(value);
  return port === null || port === 0 || port > 65_535 ? null : port;
}

/** A time in epoch ms; `null` for anything that can only be seconds or is no time. */
export function timeIn(value: unknown): number | null {
  const number = countIn(value);
  return number === null || number < 1e11 ? null : number;
}

/** An address in canonical spelling; `null` for none and for the placeholders of "no address". */
export function addressIn(value: unknown): string | null {
  const address = typeof value === 'string' ? canonicalAddress(value) : null;
  return address === '0.0.0.0' || address === '::' ? null : address;
}

/** The address of a host in one spelling: an IPv4-mapped one (RFC 4291, 2.5.5.2) is the IPv4 host. */
export function hostIn(value: unknown): string | null {
  const address = addressIn(value);
  return address === null ? null : unmapped(address);
}

/** Longest text that is kept of a name; enough to tell names apart, small enough to hold many. */
const longestName = 256;

/**
 * A name; `null` for none, the empty text and the placeholder `null`. Cut after 256 characters, then ending
 * in `…`; lone surrogates are replaced, so that it can be put into an address.
 */
export function nameIn(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return value.trim() === '' || value === 'null' ? null : kept(value);
}

/**
 * A user's name that tells rows apart, cut as other names are; `null` for none and the empty text. Rows that a console
 * grouped by user stay apart even where one has a name that elsewhere stands for none: the text `null`, or a blank.
 */
export function userIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? kept(value) : null;
}

function kept(name: string): string {
  return (name.length > longestName ? `${name.slice(0, longestName)}…` : name).toWellFormed();
}

/** Whether a name from `nameIn` is the whole name, so that it can be searched for. */
export function isWhole(name: string): boolean {
  return name.length <= longestName;
}
