import type { DataChannel, Volume } from '../../contract/finding.ts';
import type { confidences as english } from '../en/channel-line.ts';
import type { Format } from '../format.ts';
import { channelModes } from './channel-modes.ts';
import { counted } from './counted.ts';

/** German words of what joins data connections to a control session. */
export const confidences: typeof english = {
  announced: 'Port angekündigt',
  port: 'am Datenport erkannt',
  time: 'am Zeitpunkt erkannt',
};

function ports(range: DataChannel['ports']): string {
  if (range === null) return '';
  return range.from === range.to
    ? ` zu Port ${range.from}`
    : ` zu den Ports ${range.from}–${range.to}`;
}

function manner({ modes: seen, confidence }: DataChannel): string {
  const names = seen.map((mode) => channelModes[mode]);
  return [...names, ...(confidence === null ? [] : [confidences[confidence]])].join(', ');
}

/** German line of what was joined. */
export function channelLine(format: Format) {
  const { bytes } = format;
  const { connections } = counted(format);

  function volume({ sent, received, total }: DataChannel): string {
    if (sent !== null && (sent.bytes > 0 || (received?.bytes ?? 0) === 0))
      return `${atLeast(sent)} gesendet`;
    if (received !== null) return `${atLeast(received)} empfangen`;
    if (total !== null) return `${atLeast(total)} in beiden Richtungen`;
    return 'Bytes nicht bekannt';
  }

  const atLeast = (known: Volume) =>
    `${known.lowerBound ? 'mindestens ' : ''}${bytes(known.bytes)}`;

  return (channel: DataChannel) =>
    channel.connections === 0
      ? 'keiner, der sicher ist'
      : `${volume(channel)} über ${connections(channel.connections)}${ports(channel.ports)} (${manner(channel)})`;
}
