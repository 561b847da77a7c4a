import type { Risk, TransferState } from '../../contract/finding.ts';
import { rule } from './rule.ts';

/** Ratings by bytes sent, highest first: the first row whose bytes are exceeded gives the risk. */
const riskTable: readonly { readonly risk: Risk; readonly aboveBytes: number }[] = [
  { risk: 'HIGH', aboveBytes: rule.thresholds.highBytes.value },
  { risk: 'MEDIUM', aboveBytes: rule.thresholds.mediumBytes.value },
];

/**
 * Risk by bytes sent alone, as the source query rates. Unknown (`null`) is LOW: a total of both directions,
 * or received bytes, never stand in for sent ones.
 */
export function riskOfBytes(sentBytes: number | null): Risk {
  return riskTable.find((row) => (sentBytes ?? 0) > row.aboveBytes)?.risk ?? 'LOW';
}

/** Risk of the corrected profile: as by bytes, but an attempt never rates above LOW. */
export function riskOf(state: TransferState, sentBytes: number | null): Risk {
  return state === 'attempt' ? 'LOW' : riskOfBytes(sentBytes);
}
