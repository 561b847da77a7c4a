import type { DataChannel, Volume } from '../../../contract/finding.ts';
import { sumOfActivities } from '../evidence/activity.ts';
import type { Counter, SessionCounts } from '../evidence/session-counts.ts';
import type { ChannelSummary } from '../stitching/channel-summaries.ts';

/**
 * The counts that a pair is rated by, and its data channel as the contract has it. Where data channels are
 * counted, their bytes come on top of those of the control sessions, each direction and totals apart; connections
 * stay those of the pair, which its thresholds speak of. Only what was sent rates.
 */
export function withChannel(
  sessions: SessionCounts,
  channel: ChannelSummary | null,
  { isCounted }: { readonly isCounted: boolean },
): { readonly rated: SessionCounts; readonly dataChannel: DataChannel | null } {
  if (channel === null) return { rated: sessions, dataChannel: null };
  const { largestSent, activity, sizes, ...shown } = channel;
  const dataChannel = { ...shown, counted: isCounted };
  if (!isCounted) return { rated: sessions, dataChannel };
  const rated = {
    ...sessions,
    sent: sumOf(sessions.sent, channel.sent, largestSent),
    received: sumOf(sessions.received, channel.received),
    total: sumOf(sessions.total, channel.total),
    activity: sumOfActivities([sessions.activity, activity]),
    sizes: channel.sent === null ? sessions.sizes : sizes,
  };
  return { rated, dataChannel };
}

function sumOf(own: Counter | null, data: Volume | null, largest = 0): Counter | null {
  if (data === null) return own;
  const { bytes, knownConnections } = data;
  if (own === null) return { bytes, knownConnections, largest, coalesced: 0, origins: [] };
  return {
    bytes: own.bytes + bytes,
    knownConnections: own.knownConnections + knownConnections,
    largest: Math.max(own.largest, largest),
    coalesced: own.coalesced,
    origins: own.origins,
  };
}
