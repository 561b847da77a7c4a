import type { Reason } from '../../contract/finding.ts';

/** Where a value and its threshold stand on a bar, from 0 to 1. */
export type ReasonScale = { readonly value: number; readonly limit: number };

/** The threshold stands here on every bar, so that bars can be compared. */
const limitAt = 0.4;
/** Length of a power of ten: a bar is full at a thousand times the threshold, and empty at a hundredth of it. */
const decade = 0.2;

/**
 * A reason's value against its threshold on a logarithmic scale; percent, which end at 100, on a linear one. `null`
 * where there is no threshold above 0 to hold it against.
 */
export function scaleOf({ value, unit, threshold }: Reason): ReasonScale | null {
  if (threshold === null || threshold.value <= 0) return null;
  if (unit === 'percent')
    return { value: inside(value / 100), limit: inside(threshold.value / 100) };
  const decades = value <= 0 ? -Infinity : Math.log10(value / threshold.value);
  return { value: inside(limitAt + decades * decade), limit: limitAt };
}

function inside(share: number): number {
  return Math.min(1, Math.max(0, share));
}
