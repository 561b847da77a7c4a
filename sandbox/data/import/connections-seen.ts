/** Slots to begin with; a power of two. */
const firstSlots = 65_536;

/**
 * Which connections were seen before, and when, by whatever tells one from another in a log. Keeps 53 bits of a hash and
 * a time for each, 32 to 64 bytes, so that a day of millions fits; of a million ids two share a hash once in twenty
 * thousand imports.
 */
export class ConnectionsSeen {
  #hashes = new Float64Array(firstSlots);
  #times = new Float64Array(firstSlots);
  #size = 0;

  /** When an id was noted first, epoch ms; null if it was not. */
  timeOf(id: string): number | null {
    const at = this.#slotOf(hashOf(id));
    return this.#hashes[at] === 0 ? null : (this.#times[at] ?? null);
  }

  /** Notes an id with its time, unless it was noted before: then its first time is returned, else null. */
  note(id: string, atMs: number): number | null {
    if (this.#size * 2 >= this.#hashes.length) this.#grow();
    const hash = hashOf(id);
    const at = this.#slotOf(hash);
    if (this.#hashes[at] === hash) return this.#times[at] ?? null;
    this.#put(at, hash, atMs);
    return null;
  }

  /** The slot of a hash, or the free one where it belongs. */
  #slotOf(hash: number): number {
    const mask = this.#hashes.length - 1;
    let at = hash % this.#hashes.length;
    while (this.#hashes[at] !== 0 && this.#hashes[at] !== hash) at = (at + 1) & mask;
    return at;
  }

  #put(at: number, hash: number, atMs: number): void {
    this.#hashes[at] = hash;
    this.#times[at] = atMs;
    this.#size += 1;
  }

  #grow(): void {
    const [hashes, times] = [this.#hashes, this.#times];
    this.#hashes = new Float64Array(hashes.length * 2);
    this.#times = new Float64Array(hashes.length * 2);
    this.#size = 0;
    hashes.forEach((hash, index) => {
      if (hash !== 0) this.#put(this.#slotOf(hash), hash, times[index] ?? 0);
    });
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
