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

/**
 * Bytes of one direction as they are rated, with what has to be said of them: `knownConnections` are the finding's own, of
 * which a counter was there. `null` where nothing is known.
 */
export function ratedVolume(finding: Finding, direction: 'sent' | 'received'): Volume | null {
  const bytes = ratedBytes(finding, direction);
  if (bytes === null) return null;
  const own = finding[direction];
  const channel = finding.dataChannel?.counted ? finding.dataChannel[direction] : null;
  return {
    bytes,
    knownConnections: own?.knownConnections ?? 0,
    lowerBound: own?.lowerBound === true || channel?.lowerBound === true,
  };
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
