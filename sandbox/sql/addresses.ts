import ipaddr from 'ipaddr.js';

/**
 * Addresses as numbers. A `Host` field stores the IPv4 number (UINTEGER); `HostV4V6` and `HostV6`
 * store the 128-bit number (UHUGEINT), IPv4 in its mapped form `::ffff:a.b.c.d`, so that equality
 * and ranges are plain comparisons.
 */
export const mappedBase = 0xffff_0000_0000n;

const ipv4Maximum = 0xffff_ffffn;

/** An address: its family and its number within the family. IPv4-mapped IPv6 counts as IPv4. */
export type Address =
  { readonly family: 4; readonly value: number } | { readonly family: 6; readonly value: bigint };

/** An inclusive range of addresses of one family. */
export type AddressRange =
  | { readonly family: 4; readonly low: number; readonly high: number; readonly prefix: number }
  | { readonly family: 6; readonly low: bigint; readonly high: bigint; readonly prefix: number };

/** The number of a dotted quad, or null if the text is not exactly four decimal octets. */
export function parseIpv4(text: string): number | null {
  let value = 0;
  let octet = -1;
  let octets = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const code = index < text.length ? text.charCodeAt(index) : 46;
    if (code === 46) {
      if (octet < 0) return null;
      value = value * 256 + octet;
      octets += 1;
      octet = -1;
    } else if (code >= 48 && code <= 57) {
      if (octet === 0) return null;
      octet = (octet < 0 ? 0 : octet * 10) + code - 48;
      if (octet > 255) return null;
    } else return null;
  }
  return octets === 4 ? value : null;
}

/** Reads IPv4 or IPv6 text, `[…]`, zone and port not allowed; null if it is neither. */
export function parseAddress(text: string): Address | null {
  const v4 = parseIpv4(text);
  if (v4 !== null) return { family: 4, value: v4 };
  if (text.includes('%') || !text.includes(':') || !ipaddr.IPv6.isValid(text)) return null;
  const value = ipaddr.IPv6.parse(text).toByteArray().reduce(shiftIn, 0n);
  return value >> 32n === 0xffffn
    ? { family: 4, value: Number(value & ipv4Maximum) }
    : { family: 6, value };
}

function shiftIn(value: bigint, byte: number): bigint {
  return (value << 8n) | BigInt(byte);
}

/** The 128-bit number under which an address of either family is stored. */
export function wideNumber(address: Address): bigint {
  return address.family === 4 ? mappedBase + BigInt(address.value) : address.value;
}

/** The IPv4 number for a `Host` field: 0 (`0.0.0.0`) for IPv6, as QRadar keeps it. */
export function narrowNumber(address: Address): number {
  return address.family === 4 ? address.value : 0;
}

/**
 * Reads `address/prefix`, or a bare address as a range of one. Host bits may be set: they are
 * cleared (docs/qradar-facts.md#cidr). Null if the text is not a CIDR.
 */
export function parseCidr(text: string): AddressRange | null {
  const [host = '', prefixText, ...rest] = text.split('/');
  const address = parseAddress(host);
  if (address === null || rest.length > 0) return null;
  const bits = address.family === 4 ? 32 : 128;
  if (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) return null;
  const prefix = prefixText === undefined ? bits : Number(prefixText);
  if (prefix > bits) return null;
  const size = 1n << BigInt(bits - prefix);
  const low = (BigInt(address.value) / size) * size;
  const high = low + size - 1n;
  return address.family === 4
    ? { family: 4, low: Number(low), high: Number(high), prefix }
    : { family: 6, low, high, prefix };
}
