import type { Format } from '../format.ts';
import { channelLine, confidences } from './channel-line.ts';
import { channelModes } from './channel-modes.ts';
import { counted } from './counted.ts';

/** Words of the data connections of FTP and TFTP. */
export function channels(format: Format) {
  const { bytes, count, plural } = format;
  const { connections } = counted(format);
  return {
    confidences,
    modes: channelModes,
    label: 'Likely data channel',
    /** What was joined: `13.5 MiB sent on 6 connections to ports 50000–50010 (passive, by time)`. */
    line: channelLine(format),
    /** Below bytes sent: how much of them the data channel is. */
    ofIt: (sent: number) => `${bytes(sent)} of it on the data channel`,
    /** … where so much is in doubt that it is a reason. */
    besidesInDoubt: (doubted: number) => `${bytes(doubted)} in doubt`,
    alsoReceived: (received: number) => `${bytes(received)} received`,
    doubted: (value: number, ofBytes: number) =>
      `${connections(value)} with ${bytes(ofBytes)} in doubt, not added: the port is used without a session too, the session announced others, or no session was open`,
    assumed: (value: number, all: number) =>
      `only one end logged of ${count(value)} of ${count(all)} control ${plural(all, { one: 'session', other: 'sessions' })}`,
    /** What sensors read in control sessions, and what of it is not shown. */
    commandsRead: 'Commands read',
    filesRead: 'Files named',
    timesRead: (name: string, times: number) => (times > 1 ? `${name} (${count(times)}×)` : name),
    moreRead: (value: number, isComplete: boolean) =>
      isComplete ? `${count(value)} more` : `at least ${count(value)} more`,
    partial: 'not all records could be read',
    leftOut: 'not rated, as the settings say',
  };
}

export type ChannelsWords = ReturnType<typeof channels>;
