import ipaddr from 'ipaddr.js';
import { parseAddress, parseIpv4 } from '../../sql/addresses.ts';
import { FieldError } from './field-error.ts';

/** Longest piece of a wrong value that a reason repeats. */
const shownLength = 40;

/** Readings of single fields. Each takes the field's name for the reason and throws a `FieldError`. */

/** The value of a field as text without surrounding blanks, or null for what means "nothing". */
export function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return String(value);
  }
  return JSON.stringify(value);
}

/** A whole number in a range, or null where the field is absent. */
export function wholeNumber(
  name: string,
  value: unknown,
  range: { readonly low: number; readonly high: number },
): number | null {
  const text = textOf(value)?.trim() ?? null;
  if (text === null) return null;
  const number = Number(text);
  if (!Number.isInteger(number) || number < range.low || number > range.high) {
    throw new FieldError(
      `${name} must be a whole number from ${range.low} to ${range.high}, not ${shown(text)}.`,
    );
  }
  return number;
}

export const portRange = { low: 0, high: 65_535 } as const;
/** What DuckDB's INTEGER holds, the type of every id column. */
export const idRange = { low: 0, high: 2_147_483_647 } as const;
export const byteRange = { low: 0, high: Number.MAX_SAFE_INTEGER } as const;
export const ratingRange = { low: 0, high: 10 } as const;

/** An address in its usual form, or null where the field is absent. Zone ids (`%eth0`) are cut off. */
export function addressOf(name: string, value: unknown): string | null {
  const text = textOf(value)?.trim() ?? null;
  if (text === null) return null;
  if (parseIpv4(text) !== null) return text;
  const plain = text.split('%')[0] ?? text;
  if (parseAddress(plain) === null) {
    throw new FieldError(`${name} must be an IPv4 or IPv6 address, not ${shown(text)}.`);
  }
  return ipaddr.process(plain).toString();
}

/** What a required field holds; absent is an error. */
export function required<T>(name: string, value: T | null): T {
  if (value === null) throw new FieldError(`${name} is missing.`);
  return value;
}

/** A wrong value as a reason shows it: quoted, control characters escaped, cut. */
export function shown(text: string): string {
  const cut = text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
  return JSON.stringify(cut);
}

const numberForm = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** The number that a property's value is, or null if it is text ("007" is a text: the zeros mean something). */
export function numberOf(value: number | string): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const text = value.trim();
  if (!numberForm.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}
