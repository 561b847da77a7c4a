import type { ChannelConfidence, DataChannel, Volume } from '../../contract/finding.ts';
import type { Format } from '../format.ts';
import { channelModes } from './channel-modes.ts';
import { counted } from './counted.ts';

/** What joins data connections to a control session. */
export const confidences: Record<ChannelConfidence, string> = {
  announced: 'port announced',
  port: 'by data port',
  time: 'by time',
};

function ports(range: DataChannel['ports']): string {
  if (range === null) return '';
  return range.from === range.to ? ` to port ${range.from}` : ` to ports ${range.from}–${range.to}`;
}

/** How they were opened and what joins them: `passive, by time`. */
function manner({ modes: seen, confidence }: DataChannel): string {
  const names = seen.map((mode) => channelModes[mode]);
  return [...names, ...(confidence === null ? [] : [confidences[confidence]])].join(', ');
}

/** What was joined: `13.5 MiB sent on 6 connections to ports 50000–50010 (passive, by time)`. */
export function channelLine(format: Format) {
  const { bytes } = format;
  const { connections } = counted(format);

  function volume({ sent, received, total }: DataChannel): string {
    if (sent !== null && (sent.bytes > 0 || (received?.bytes ?? 0) === 0))
      return `${atLeast(sent)} sent`;
    if (received !== null) return `${atLeast(received)} received`;
    if (total !== null) return `${atLeast(total)} in both directions`;
    return 'bytes not known';
  }

  const atLeast = (known: Volume) => `${known.lowerBound ? 'at least ' : ''}${bytes(known.bytes)}`;

  return (channel: DataChannel) =>
    channel.connections === 0
      ? 'none that is certain'
      : `${volume(channel)} on ${connections(channel.connections)}${ports(channel.ports)} (${manner(channel)})`;
}
