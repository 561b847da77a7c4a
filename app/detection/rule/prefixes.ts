import ipaddr from 'ipaddr.js';
import { ipv4Number, isIpv6 } from './addresses.ts';

/** An address as a whole number, of 32 or 128 bits. */
type Bits = number | bigint;

/**
 * Values by CIDR block, found by address: one table for each length of prefix that occurs, so that a look costs as many steps
 * as there are different lengths (at most 33 or 129), however many blocks there are.
 */
export class Prefixes<T> {
  readonly #ipv4 = new Map<number, Map<Bits, T>>();
  readonly #ipv6 = new Map<number, Map<Bits, T>>();

  /** The value of a block or an address in its one spelling; made by `make` where there is none. */
  at(block: string, make: () => T): T {
    const [head = '', length] = block.split('/');
    const width = isIpv6(head) ? 128 : 32;
    const bits = length === undefined ? width : Number(length);
    const family = this.#familyOf(head);
    const table = family.get(bits) ?? new Map<Bits, T>();
    family.set(bits, table);
    const key = shifted(bitsOf(head), width - bits);
    const known = table.get(key);
    if (known !== undefined) return known;
    const made = make();
    table.set(key, made);
    return made;
  }

  /** Calls `found` with the value of each block that holds this canonical address. */
  covering(address: string, found: (value: T) => void): void {
    const family = this.#familyOf(address);
    if (family.size === 0) return;
    const width = isIpv6(address) ? 128 : 32;
    const bits = bitsOf(address);
    for (const [length, table] of family) {
      const value = table.get(shifted(bits, width - length));
      if (value !== undefined) found(value);
    }
  }

  #familyOf(address: string): Map<number, Map<Bits, T>> {
    return isIpv6(address) ? this.#ipv6 : this.#ipv4;
  }
}

function shifted(bits: Bits, by: number): Bits {
  return typeof bits === 'number' ? Math.floor(bits / 2 ** by) : bits >> BigInt(by);
}

function bitsOf(address: string): Bits {
  const number = ipv4Number(address);
  if (number !== null) return number;
  const bytes = ipaddr.IPv6.parse(address).toByteArray();
  return BigInt(`0x${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);
}
