import type { TransferSizes } from '../../../contract/finding.ts';

/** Fewer sizes have no deviation to speak of. */
const leastTransfers = 3;

/** How alike transfers are in size (bytes, in any order; `null`: not known). `null`: too few sizes are known. */
export function sizesOf(sizes: readonly (number | null)[]): TransferSizes | null {
  const bytes = sizes.filter((size) => size !== null);
  if (bytes.length < leastTransfers) return null;
  const mean = bytes.reduce((sum, size) => sum + size, 0) / bytes.length;
  const variance = bytes.reduce((sum, size) => sum + (size - mean) ** 2, 0) / bytes.length;
  return {
    transfers: bytes.length,
    meanBytes: Math.round(mean),
    deviationPercent: mean === 0 ? 0 : Math.round((100 * Math.sqrt(variance)) / mean),
  };
}
