import ipaddr from 'ipaddr.js';
import type { AllowlistWords } from './allow-words.ts';

/** Prefix lengths of the widest blocks that an entry may name; the server judges by the same. */
export const shortestBlock = { ipv4: 8, ipv6: 16 } as const;

type Read = { readonly address: string } | { readonly error: string };

/**
 * An address or block as typed, in its one spelling: IPv6 as RFC 5952 has it, IPv4-mapped IPv6 as IPv4, a block of one address
 * as that address. Or what is wrong with it.
 */
export function readAddress(text: string, words: AllowlistWords['form']['errors']): Read {
  if (text.includes('%')) return { error: words.zone(text) };
  const [host = '', bits, ...rest] = text.split('/');
  if (rest.length > 0) return { error: words.address(text) };
  const typed = addressOf(host);
  if (typed === null) return { error: words.address(text) };
  if (bits === undefined) return { address: spelt(typed) };
  // A block of IPv4 hosts is written as one.
  if (typed.kind() === 'ipv4' && host.includes(':')) return { error: words.address(text) };
  const all = typed.kind() === 'ipv4' ? 32 : 128;
  const length = Number(bits);
  if (!/^\d{1,3}$/.test(bits) || length > all) return { error: words.address(text) };
  const block = ipaddr.parseCIDR(`${host}/${bits}`);
  const network = `${networkOf(block)}/${bits}`;
  if (network !== `${spelt(typed)}/${bits}`) return { error: words.hostBits(text, network) };
  if (length < shortestBlock[typed.kind()])
    return { error: words.wide(text, shortestBlock.ipv4, shortestBlock.ipv6) };
  return { address: length === all ? spelt(typed) : network };
}

/** Only the spelling with four numbers: the others of inet_aton (`10.1`, `0x0a.1.2.3`) mean different hosts to different programs. */
function addressOf(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text)) return null;
  const six = ipaddr.IPv6.parse(text);
  return six.isIPv4MappedAddress() ? six.toIPv4Address() : six;
}

function networkOf([address, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]): string {
  return address.kind() === 'ipv4'
    ? ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${bits}`).toString()
    : spelt(ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${bits}`));
}

function spelt(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  return address.kind() === 'ipv4'
    ? address.toString()
    : (address as ipaddr.IPv6).toRFC5952String();
}
