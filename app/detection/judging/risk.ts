import type { Risk, TransferState } from '../../../contract/finding.ts';
import { rule } from '../rule/rule.ts';
import type { Rule } from '../rule/rule-type.ts';

/** Ratings by bytes sent, highest first: the first row whose bytes are exceeded gives the risk. */
const riskTable = [
  { risk: 'HIGH', above: 'highBytes' },
  { risk: 'MEDIUM', above: 'mediumBytes' },
] as const;

/**
 * Risk by bytes sent alone, as the source query rates. Unknown (`null`) is LOW: a total of both directions,
 * or received bytes, never stand in for sent ones.
 */
export function riskOfBytes(
  sentBytes: number | null,
  thresholds: Rule['thresholds'] = rule.thresholds,
): Risk {
  return riskTable.find(({ above }) => (sentBytes ?? 0) > thresholds[above].value)?.risk ?? 'LOW';
}

/** Risk of the corrected profile: as by bytes, but an attempt never rates above LOW. */
export function riskOf(
  state: TransferState,
  sentBytes: number | null,
  thresholds: Rule['thresholds'] = rule.thresholds,
): Risk {
  return state === 'attempt' ? 'LOW' : riskOfBytes(sentBytes, thresholds);
}
