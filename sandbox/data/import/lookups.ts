import { lowLevelCategories } from '../categories.ts';

/** Protocols by the names that logs give them (IANA protocol numbers; QRadar writes `tcp_ip`). */
const protocols: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  icmp6: 58,
  icmpv6: 58,
  ipv6icmp: 58,
  ospf: 89,
  pim: 103,
  sctp: 132,
  udplite: 136,
  reserved: 255,
};

const categories = new Map(lowLevelCategories.map(({ id, name }) => [simple(name), id] as const));

/** The id of a low-level category by its name, in any case and with any blanks; null if the console has none of it. */
export function categoryIdOf(name: string): number | null {
  return categories.get(simple(name)) ?? null;
}

/** The number of a protocol by its name; null if it is not known. */
export function protocolIdOf(name: string): number | null {
  const key = simple(name).replace(/ip$/, '');
  return (Object.hasOwn(protocols, key) ? protocols[key] : undefined) ?? null;
}

function simple(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\d]/gu, '');
}
