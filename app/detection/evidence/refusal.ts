import { rule } from '../rule/rule.ts';

/** What a refusal is told by: of one connection, or of a group of them. `connections`: whose counters these are. */
type Counted = {
  readonly protocolId: number;
  readonly connections: number;
  readonly sentBytes: number | null;
  readonly sentPackets: number | null;
  readonly receivedBytes: number | null;
};

/**
 * Whether TCP connections came to nothing although both counters are above 0: whoever opens one that is answered sends
 * two packets at least, the second of them to say so (RFC 9293, section 3.5). One packet without data was answered by
 * a reset, one packet without data. A lone packet with data, or answered by more, is one that a sampling sensor picked
 * of many.
 */
export function isRefused(counted: Counted): boolean {
  const { protocolId, connections, sentBytes, sentPackets, receivedBytes } = counted;
  if (protocolId !== 6 || sentPackets === null || sentBytes === null) return false;
  const bytes = rule.thresholds.headerBytes.value;
  return (
    sentPackets <= connections &&
    sentBytes <= sentPackets * bytes &&
    (receivedBytes ?? 0) <= connections * bytes
  );
}
