import ipaddr from 'ipaddr.js';

/**
 * What a reader calls a host, as findings spell it: an IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2), in brackets or
 * not, is the IPv4 host. Any other text as it is.
 */
export function hostText(text: string): string {
  const bare = text.replaceAll(/^\[|\]$/g, '');
  if (!bare.includes(':') || !ipaddr.IPv6.isValid(bare)) return text;
  const address = ipaddr.IPv6.parse(bare);
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : text;
}
