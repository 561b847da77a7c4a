import ipaddr from 'ipaddr.js';
import { AppError } from './errors.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

/** Well-known prefix of IPv4/IPv6 translators: the last 32 bits are an IPv4 address (RFC 6052, 2.1). */
const translated = ipaddr.parseCIDR('64:ff9b::/96');

/**
 * One spelling for one address: dotted decimal for IPv4, RFC 5952 for IPv6, as ids and comparisons need it.
 * `null` for anything else, for a zone (`fe80::1%eth0`), and for short or octal forms of IPv4.
 */
export function canonicalAddress(text: string): string | null {
  return parse(text)?.toString() ?? null;
}

/** Whether a canonical address is IPv6. */
export function isIpv6(address: string): boolean {
  return address.includes(':');
}

/**
 * One spelling for one CIDR block, host bits cleared. A bare address is a block of one.
 * `null` if it is not a block.
 */
export function canonicalBlock(text: string): string | null {
  const range = parseBlock(text);
  if (!range) return null;
  const [address, bits] = range;
  const network =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${bits}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${bits}`);
  return `${network.toString()}/${bits}`;
}

/**
 * Says of an address whether it lies outside all of these blocks; a text that is no address does not.
 * An IPv4 address embedded in IPv6 (mapped, RFC 4291 2.5.5.2, or translated, RFC 6052) is judged as the IPv4
 * address. Throws `settings-invalid` for a block that is not one.
 */
export function outsideOf(blocks: readonly string[]): (address: string) => boolean {
  const ranges = blocks.map((block) => {
    const range = parseBlock(block);
    if (!range) throw new AppError('settings-invalid', { detail: `not a CIDR block: ${block}` });
    return range;
  });
  return (text) => {
    const address = parse(text);
    return address !== null && !ranges.some((range) => contains(range, embedded(address)));
  };
}

function contains([network, bits]: Range, address: Address): boolean {
  return network.kind() === address.kind() && address.match(network, bits);
}

function embedded(address: Address): Address {
  if (address instanceof ipaddr.IPv4) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (!address.match(translated)) return address;
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}

function parse(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return null;
  return ipaddr.IPv6.parse(text);
}

function parseBlock(text: string): Range | null {
  const [head = '', bits, more] = text.trim().split('/');
  const address = parse(head);
  if (!address || more !== undefined) return null;
  const width = address.kind() === 'ipv4' ? 32 : 128;
  if (bits === undefined) return [address, width];
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > width) return null;
  return [address, Number(bits)];
}
