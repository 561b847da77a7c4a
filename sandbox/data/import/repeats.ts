/** Slots to begin with; a power of two. */
const firstSlots = 65_536;

/**
 * Which connections were seen before, by their id in the log. Keeps 53 bits of a hash for each, 16 to 32 bytes, so that
 * a day of millions fits; of a million ids two share a hash once in twenty thousand imports.
 */
export class Repeats {
  #slots = new Float64Array(firstSlots);
  #size = 0;

  /** Notes an id; true if it was noted before. */
  isRepeated(id: string): boolean {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    return !this.#put(hashOf(id));
  }

  #put(hash: number): boolean {
    const mask = this.#slots.length - 1;
    for (let at = hash % this.#slots.length; ; at = (at + 1) & mask) {
      const found = this.#slots[at];
      if (found === hash) return false;
      if (found !== 0) continue;
      this.#slots[at] = hash;
      this.#size += 1;
      return true;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Float64Array(before.length * 2);
    this.#size = 0;
    for (const hash of before) if (hash !== 0) this.#put(hash);
  }
}

/** Two FNV-1a hashes of 32 bits with different starts, as one whole number from 1 to 2^53 − 1. */
function hashOf(text: string): number {
  let low = 0x811c_9dc5;
  let high = 0x0100_0193;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x0100_0193);
    high = Math.imul(high ^ (code + index), 0x85eb_ca6b);
  }
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0) || 1;
}
