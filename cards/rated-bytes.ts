import type { Finding, Volume } from '../contract/finding.ts';

/**
 * Bytes of one direction as they are rated: of the finding's own connections, and of its data channel where
 * that is counted; `null` where neither knows.
 */
export function ratedBytes<D extends 'sent' | 'received' | 'total'>(
  finding: Pick<Finding, D | 'dataChannel'>,
  direction: D,
): number | null {
  const own: Volume | null = finding[direction];
  const channel = finding.dataChannel?.counted ? finding.dataChannel[direction] : null;
  return sumKnown(own?.bytes ?? null, channel?.bytes ?? null);
}

/** Whether the rated bytes of a finding may be more: coalescing or a limit kept some from being counted. */
export function isLowerBound({ coalesced, sent, dataChannel }: Finding): boolean {
  const isOwn = sent?.lowerBound ?? coalesced > 0;
  return isOwn || (dataChannel?.counted === true && dataChannel.sent?.lowerBound === true);
}

/** The sum of two counts; one that is not known (`null`) adds nothing, and two give `null`. */
export function sumKnown(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : a + b;
}
