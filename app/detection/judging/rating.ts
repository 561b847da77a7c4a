import type { DataChannel } from '../../../contract/finding.ts';
import type { Counter, SessionCounts } from '../evidence/session-counts.ts';
import type { ChannelSummary } from '../stitching/channel-summaries.ts';

/**
 * The counts that a pair is rated by, and its data channel as the contract has it. Where data channels are
 * counted, their upload comes on top of what the control sessions sent; connections stay those of the pair,
 * which its thresholds speak of. What the server sent back, and counters of both directions, never rate.
 */
export function withChannel(
  sessions: SessionCounts,
  channel: ChannelSummary | null,
  { isCounted }: { readonly isCounted: boolean },
): { readonly rated: SessionCounts; readonly dataChannel: DataChannel | null } {
  if (channel === null) return { rated: sessions, dataChannel: null };
  const { largestSent, ...shown } = channel;
  const dataChannel = { ...shown, counted: isCounted };
  if (!isCounted || channel.sent === null) return { rated: sessions, dataChannel };
  const { bytes, knownConnections } = channel.sent;
  const upload = { bytes, knownConnections, largest: largestSent, coalesced: 0, origins: [] };
  return { rated: { ...sessions, sent: sumOf(sessions.sent, upload) }, dataChannel };
}

function sumOf(own: Counter | null, upload: Counter): Counter {
  if (own === null) return upload;
  return {
    bytes: own.bytes + upload.bytes,
    knownConnections: own.knownConnections + upload.knownConnections,
    largest: Math.max(own.largest, upload.largest),
    coalesced: own.coalesced,
    origins: own.origins,
  };
}
