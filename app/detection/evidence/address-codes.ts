import { ipv4Number, ipv4Text } from '../rule/addresses.ts';
import { TextTable } from './tables.ts';

/** IPv4 needs no text at all; numbers from here on stand for texts. */
const firstText = 2 ** 32;

/** Canonical addresses as whole numbers and back, so that tables can hold them. */
export class AddressCodes {
  readonly #texts = new TextTable();

  codeOf(address: string): number {
    return ipv4Number(address) ?? firstText + this.#texts.numberOf(address);
  }

  /** The code of an address; `null` for one that was never given one. */
  find(address: string): number | null {
    const number = ipv4Number(address);
    if (number !== null) return number;
    const text = this.#texts.find(address);
    return text === null ? null : firstText + text;
  }

  addressOf(code: number): string {
    return code < firstText ? ipv4Text(code) : this.#texts.textOf(code - firstText);
  }
}
