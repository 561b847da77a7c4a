import { isLowerBound, ratedBytes } from '../../cards/rated-bytes.ts';
import type { Finding } from '../../contract/finding.ts';
import type { Verdict } from '../../words/en/verdict.ts';

/** Reasons whose value is what rates a finding, so that their threshold is the limit to name beside it. */
const rating = ['sent-above-high', 'sent-above-medium', 'sent-below-medium'] as const;

/** What the one sentence about a finding is made of. */
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
