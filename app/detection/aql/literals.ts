import { canonicalAddress, canonicalBlock, ipv4Number, mapped } from '../rule/addresses.ts';
import { AppError } from '../../ports/app-error.ts';

/**
 * The only place where a value becomes AQL text. Every function returns a complete token, or throws
 * `bad-request`: nothing a user, a setting or an event holds can change the structure of a query.
 */

/**
 * A string in single quotes, quotes doubled (docs/qradar-facts.md#quotation-marks).
 * Refused: control characters and lone surrogates, which no parser is documented to accept; and a backslash
 * before a quote or at the end. A backslash is no escape in AQL as far as seen in practice; refusing these
 * two keeps the string closed even on a console where it is one.
 */
export function stringLiteral(text: string): string {
  if (!canBeString(text)) throw new AppError('bad-request', { detail: 'value cannot be quoted' });
  return `'${text.replaceAll("'", "''")}'`;
}

/** Whether `stringLiteral` would accept it. Longer than 1,000 characters is refused: it goes into a URL. */
export function canBeString(text: string): boolean {
  return (
    text.length <= 1_000 &&
    !/[\p{Cc}\u2028\u2029]/u.test(text) &&
    text.isWellFormed() &&
    !/\\('|$)/.test(text)
  );
}

/** A whole number from 0 to 2^53 - 1, in decimal digits. */
export function numberLiteral(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new AppError('bad-request', { detail: `not a whole number: ${value}` });
  return String(value);
}

/** Whole numbers in brackets, for `IN`. At least one. */
export function numberListLiteral(values: readonly number[]): string {
  if (values.length === 0) throw new AppError('bad-request', { detail: 'empty list' });
  return `(${values.map(numberLiteral).join(', ')})`;
}

/** An IPv4 or IPv6 address in quotes, in canonical spelling. */
export function addressLiteral(text: string): string {
  const address = canonicalAddress(text);
  if (address === null) throw new AppError('bad-request', { detail: 'not an IP address' });
  return `'${address}'`;
}

/** An IPv4 address in quotes, in its IPv6 form as RFC 5952 (5) recommends to write it: `'::ffff:10.1.2.3'`. */
export function mappedLiteral(ipv4: string): string {
  if (ipv4Number(ipv4) === null)
    throw new AppError('bad-request', { detail: 'not an IPv4 address' });
  return `'${mapped(ipv4)}'`;
}

/** A CIDR block in quotes, in canonical spelling, for the first argument of `INCIDR`. */
export function blockLiteral(text: string): string {
  const block = canonicalBlock(text);
  if (block === null) throw new AppError('bad-request', { detail: 'not a CIDR block' });
  return `'${block}'`;
}

/**
 * The name of a custom property in double quotes, always, so that no name is read as a keyword. AQL knows no
 * escape for a double quote in a name; such a name, and one with a backslash or a control character, is
 * refused.
 */
export function propertyLiteral(name: string): string {
  if (!canBeProperty(name))
    throw new AppError('bad-request', { detail: 'property name cannot be quoted' });
  return `"${name}"`;
}

/** Whether `propertyLiteral` would accept it. */
export function canBeProperty(name: string): boolean {
  return (
    name.length > 0 &&
    name.length <= 100 &&
    name.isWellFormed() &&
    !/["\\\p{C}\u2028\u2029]/u.test(name)
  );
}
