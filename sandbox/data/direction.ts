import {
  parseAddress,
  parseCidr,
  parseIpv4,
  type Address,
  type AddressRange,
} from '../sql/addresses.ts';
import type { Direction } from '../sql/row-columns.ts';

/** Tells local from remote addresses, and the direction of a connection from both ends. */
export type LocalNetworks = {
  readonly isLocal: (address: string) => boolean;
  readonly direction: (source: string, destination: string) => Direction;
};

/** What counts as local when nobody says otherwise: the ranges no organisation routes in public. */
export const privateNetworks: readonly string[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
];

type Rule = { readonly local: boolean; readonly range: AddressRange };

/**
 * Reads a list of CIDR blocks. A block with a leading `!` is remote, and a list that holds only such blocks
 * means "everything except these is local". The longest matching block decides, as in a network hierarchy.
 * IPv6 addresses are judged once and remembered, because logs repeat them.
 * Throws a `RangeError` naming a block that is no CIDR block.
 */
export function localNetworks(blocks: readonly string[]): LocalNetworks {
  const rules = blocks.map(readRule).sort((a, b) => b.range.prefix - a.range.prefix);
  const otherwise = rules.length > 0 && rules.every((rule) => !rule.local);
  const ipv4 = rules.flatMap(({ local, range }) =>
    range.family === 4 ? [{ local, ...range }] : [],
  );
  const judgeIpv4 = (number: number): boolean =>
    ipv4.find(({ low, high }) => number >= low && number <= high)?.local ?? otherwise;
  const known = new Map<string, boolean>();
  const judge = (text: string): boolean => {
    const address = addressOf(text);
    const rule = rules.find(({ range }) => range.family === address.family && isIn(address, range));
    return rule ? rule.local : otherwise;
  };
  const isLocal = (address: string): boolean => {
    // Cheaper to judge than to look up.
    const number = parseIpv4(address);
    if (number !== null) return judgeIpv4(number);
    const before = known.get(address);
    if (before !== undefined) return before;
    const now = judge(address);
    if (known.size < maximumRemembered) known.set(address, now);
    return now;
  };
  return {
    isLocal,
    direction: (source, destination) =>
      `${isLocal(source) ? 'L' : 'R'}2${isLocal(destination) ? 'L' : 'R'}`,
  };
}

function addressOf(text: string): Address {
  const found = parseAddress(text);
  if (found === null) throw new Error(`"${text}" is not an IP address.`);
  return found;
}

function isIn({ value }: Address, { low, high }: AddressRange): boolean {
  return value >= low && value <= high;
}

/** Bounds the memory of a scan log with a new address in every line; a choice, about 10 MB. */
const maximumRemembered = 100_000;

function readRule(block: string): Rule {
  const local = !block.startsWith('!');
  const network = local ? block : block.slice(1);
  const range = network.includes('/') ? parseCidr(network) : null;
  if (range === null) {
    throw new RangeError(`"${block}" is not a CIDR block, such as 10.0.0.0/8 or !203.0.113.7/32.`);
  }
  return { local, range };
}
