import { isLowerBound, ratedBytes } from '../../cards/rated-bytes.ts';
import type { Finding } from '../../contract/finding.ts';

/** Reasons whose value is what rates a finding, so that their threshold is the limit to name beside it. */
const rating = ['sent-above-high', 'sent-above-medium', 'sent-below-medium'] as const;

/**
 * What the one sentence about a finding is made of. Bytes as rated, data channel included, `null` where not known; `total`
 * of both directions where only that is. `limit`: bytes of the threshold that decided, `null` where none did.
 * `destinations` is set where there are several.
 */
export type Verdict = {
  readonly sent: number | null;
  readonly total: number | null;
  readonly isAtLeast: boolean;
  readonly isEstimate: boolean;
  readonly isAttempt: boolean;
  readonly connections: number;
  readonly dataConnections: number;
  readonly destinations: number | null;
  readonly limit: number | null;
};

/** See `Verdict`. */
export function verdictOf(finding: Finding, isEstimate: boolean): Verdict {
  const { connections, dataChannel, destination, destinationCount, reasons, state } = finding;
  const rated = reasons.find(({ code }) => rating.some((one) => one === code));
  return {
    sent: ratedBytes(finding, 'sent'),
    total: ratedBytes(finding, 'total'),
    isAtLeast: isLowerBound(finding),
    isEstimate,
    isAttempt: state === 'attempt',
    connections,
    dataConnections: dataChannel?.counted ? dataChannel.connections : 0,
    destinations: destination === null ? destinationCount : null,
    limit: rated?.threshold?.value ?? null,
  };
}
