import { ipv4Number, mapped, unmapped } from '../rule/addresses.ts';
import { aliases } from '../aql/columns.ts';
import { addressIn, cellsOf } from './cells.ts';

const columns = [aliases.source, aliases.sourceV6, aliases.destination, aliases.destinationV6];

/**
 * IPv4 hosts that rows of a run had in IPv6 form, by their numbers. Findings spell them as IPv4; who asks for their
 * records has to ask for the other spelling as well, and only of these, because most consoles have none.
 */
export class MappedHosts {
  readonly #numbers = new Set<number>();

  /** Notes the hosts of a row that names its ends by our columns; of anything else none. */
  note(row: unknown): void {
    const cells = cellsOf(row);
    for (const column of columns) {
      const value = cells?.[column];
      // Rows are many, and nearly none has such an address.
      if (typeof value !== 'string' || !/ffff:/i.test(value)) continue;
      const number = ipv4Number(unmapped(addressIn(value) ?? ''));
      if (number !== null) this.#numbers.add(number);
    }
  }

  /** The IPv6 form of a host that was noted; any other host as it is. */
  spelled(host: string): string {
    const number = this.#numbers.size === 0 ? null : ipv4Number(host);
    return number !== null && this.#numbers.has(number) ? mapped(host) : host;
  }
}
