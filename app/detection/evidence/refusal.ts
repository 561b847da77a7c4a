import { rule } from '../rule/rule.ts';

/** What a refusal is told by: of one connection, or of a group of them. */
type Sent = {
  readonly protocolId: number;
  readonly connections: number;
  readonly sentBytes: number | null;
  readonly sentPackets: number | null;
};

/**
 * Whether TCP connections came to nothing although both counters are above 0: whoever opens one that is answered sends
 * two packets at least, the second of them to say so (RFC 9293, section 3.5). One packet without data was answered by
 * a reset. A lone packet with data is one that a sampling sensor picked of many.
 */
export function isRefused({ protocolId, connections, sentBytes, sentPackets }: Sent): boolean {
  if (protocolId !== 6 || sentPackets === null || sentBytes === null) return false;
  return sentPackets <= connections && sentBytes <= sentPackets * rule.thresholds.headerBytes.value;
}
