import ipaddr from 'ipaddr.js';
import { shortestOwnBlock } from '../../../contract/session.ts';
import { AppError } from '../../ports/app-error.ts';

/** An address as numbers: IPv4 as its 32 bits, IPv6 parsed. */
type Address = number | ipaddr.IPv6;

/** An IPv4 block by its first and last address, or an IPv6 network with its prefix length. */
type Block =
  | { readonly first: number; readonly last: number }
  | { readonly network: ipaddr.IPv6; readonly bits: number };

/** Well-known prefix of IPv4/IPv6 translators: the last 32 bits are an IPv4 address (RFC 6052, 2.1). */
const translated = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** Bits before the IPv4 address in an IPv4-mapped one. */
const mappedBits = 96;

/**
 * One spelling for one address: dotted decimal for IPv4, RFC 5952 for IPv6, as ids and comparisons need it.
 * `null` for anything else, for a zone (`fe80::1%eth0`), and for short or octal forms of IPv4.
 */
export function canonicalAddress(text: string): string | null {
  if (ipv4Number(text) !== null) return text;
  return ipv6(text)?.toString() ?? null;
}

/**
 * The IPv4 address that an IPv4-mapped IPv6 address stands for (RFC 4291, 2.5.5.2), any other canonical
 * address as it is: one host, one spelling, whichever way a log source writes it.
 */
export function unmapped(address: string): string {
  if (!address.startsWith('::ffff:')) return address;
  const parsed = ipv6(address);
  return parsed?.isIPv4MappedAddress() ? parsed.toIPv4Address().toString() : address;
}

/** A host as IPv6 spells it: the IPv4-mapped address of an IPv4 host, an IPv6 address as it is. */
export function mapped(host: string): string {
  return isIpv6(host) ? host : `::ffff:${host}`;
}

/** The host that an address in any spelling means, as findings spell it; `null` as `canonicalAddress`. */
export function hostOf(text: string): string | null {
  const address = canonicalAddress(text);
  return address === null ? null : unmapped(address);
}

/** Whether a canonical address is IPv6. */
export function isIpv6(address: string): boolean {
  return address.includes(':');
}

/** The 32 bits of a canonical IPv4 address as a number; `null` for any other text. */
export function ipv4Number(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let number = 0;
  for (const part of parts) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    number = number * 256 + Number(part);
  }
  return number;
}

/** Dotted decimal of 32 bits. */
export function ipv4Text(number: number): string {
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
}

/**
 * One spelling for one CIDR block, host bits cleared. A bare address is a block of one, and a block of
 * IPv4-mapped addresses is the block of IPv4 that it stands for. `null` if it is not a block.
 */
export function canonicalBlock(text: string): string | null {
  const [head = '', bits, more] = text.trim().split('/');
  const address = ipv4Number(head) ?? ipv6(head);
  const width = typeof address === 'number' ? 32 : 128;
  const length = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) : Infinity;
  if (address === null || more !== undefined || length > width) return null;
  if (typeof address !== 'number' && address.isIPv4MappedAddress() && length >= mappedBits)
    return canonicalBlock(`${address.toIPv4Address().toString()}/${length - mappedBits}`);
  if (typeof address !== 'number')
    return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${length}`).toString()}/${length}`;
  const size = 2 ** (32 - length);
  return `${ipv4Text(Math.floor(address / size) * size)}/${length}`;
}

/**
 * Whether a canonical block is larger than any that one organisation holds: registries are given /8 of IPv4 and /12 of IPv6
 * by IANA, and pass on parts of these. Such a block as an own one would hide most of the Internet.
 */
export function isTooWide(block: string): boolean {
  const [head = '', bits] = block.split('/');
  return Number(bits) < (isIpv6(head) ? shortestOwnBlock.ipv6 : shortestOwnBlock.ipv4);
}

/**
 * Says of an address whether it lies outside all of these blocks; a text that is no address does not.
 * An IPv4 address embedded in IPv6 (mapped, RFC 4291 2.5.5.2, or translated, RFC 6052) is judged as the IPv4
 * address. Throws `settings-invalid` for a block that is not one.
 */
export function outsideOf(blocks: readonly string[]): (address: string) => boolean {
  const parsed = blocks.map(blockOf);
  return (text) => {
    const address = embedded(ipv4Number(text) ?? ipv6(text));
    return address !== null && !parsed.some((block) => contains(block, address));
  };
}

function blockOf(text: string): Block {
  const block = canonicalBlock(text);
  if (block === null)
    throw new AppError('settings-invalid', { detail: `not a CIDR block: ${text}` });
  const [head = '', bits] = block.split('/');
  const first = ipv4Number(head);
  return first === null
    ? { network: ipaddr.IPv6.parse(head), bits: Number(bits) }
    : { first, last: first + 2 ** (32 - Number(bits)) - 1 };
}

function contains(block: Block, address: Address): boolean {
  if (typeof address === 'number')
    return 'first' in block && block.first <= address && address <= block.last;
  return 'network' in block && address.match(block.network, block.bits);
}

function embedded(address: Address | null): Address | null {
  if (address === null || typeof address === 'number') return address;
  const holdsIpv4 = address.isIPv4MappedAddress() || address.match(translated);
  if (!holdsIpv4) return address;
  return address
    .toByteArray()
    .slice(12)
    .reduce((number, byte) => number * 256 + byte, 0);
}

function ipv6(text: string): ipaddr.IPv6 | null {
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return null;
  return ipaddr.IPv6.parse(text);
}
