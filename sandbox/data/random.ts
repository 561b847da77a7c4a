/** A seeded source of numbers: the same seed gives the same sequence on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
};

/**
 * Numbers from a 32-bit seed (mulberry32: an additive counter and two multiply-xor rounds). Good enough to
 * shape demo traffic, not for secrets. `label` gives each story its own sequence, so that changing one story
 * leaves the numbers of the others alone.
 */
export function randomFrom(seed: number, label: string): Random {
  let state = mix(seed, label);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { next, between: (low, high) => low + Math.floor(next() * (high - low + 1)) };
}

function mix(seed: number, label: string): number {
  let state = seed >>> 0;
  for (const character of label) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return state;
}
