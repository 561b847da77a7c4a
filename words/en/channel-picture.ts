import type { ChannelDoubt, PictureConnection } from '../../contract/channels.ts';
import type { Format } from '../format.ts';
import { channelModes } from './channel-modes.ts';
import { counted } from './counted.ts';

/** Why a connection is doubted, after "in doubt". */
const doubts: Record<ChannelDoubt, string> = {
  'other-service': 'the port is used without a session too',
  'others-announced': 'the session announced other ports',
  'no-session': 'outside of every session',
};

const records = { events: 'Events', flows: 'Flows' };

/** Words of the picture of the data connections of a finding. */
export function channelPicture(format: Format) {
  const { bytes, count, plural } = format;
  const { connections } = counted(format);

  const listener = ({ destinationPort }: PictureConnection) =>
    destinationPort === null ? '' : ` to port ${destinationPort}`;

  const moved = ({ sentBytes, receivedBytes, totalBytes }: PictureConnection) =>
    sentBytes !== null
      ? `${bytes(sentBytes)} sent`
      : receivedBytes !== null
        ? `${bytes(receivedBytes)} received`
        : totalBytes !== null
          ? `${bytes(totalBytes)} in both directions`
          : 'bytes not known';

  function nameOf(connection: PictureConnection): string {
    const { mode, doubt } = connection;
    return `${channelModes[mode]} connection${listener(connection)}, ${moved(connection)}${doubt === null ? '' : `, in doubt: ${doubts[doubt]}`}`;
  }

  return {
    records,
    asking: 'Ariel is looking for the data connections',
    none: 'No data connection was seen for this finding.',
    ofPairs:
      'These are the data connections of several pairs of hosts or ports, added up. A picture is drawn of one destination on one port only, because the search behind it is written for two hosts.',
    /** Names what the arrow keys move through. */
    toolbar: 'Data connections in order of time; Enter opens the records of one',
    name: nameOf,
    opens: (connection: PictureConnection) =>
      `${records[connection.records.from]} of the ${nameOf(connection)}`,
    caption: (sessions: number, joined: number, doubted: number) =>
      `${count(sessions)} control ${plural(sessions, { one: 'session', other: 'sessions' })}, ${connections(joined)} joined to them, ${count(doubted)} in doubt. A connection opens its records.`,
    legend: { session: 'control session', data: 'data connection', doubted: 'in doubt, not added' },
    cut: (shown: number, all: number) =>
      `${count(shown)} of ${connections(all)} are shown, those with most bytes.`,
    table: 'Data connections as a table',
    columns: {
      time: 'Time',
      port: 'Port',
      mode: 'Mode',
      confidence: 'Joined by',
      sent: 'Bytes sent',
      received: 'Bytes received',
      total: 'Bytes of both directions',
      events: 'Records',
    },
    inDoubt: 'in doubt, not added',
    doubts,
    folded: (value: number) => `${connections(value)} in one record`,
    severalOpen: (value: number) => `${count(value)} sessions were open; the latest was taken`,
    query: 'Query behind this picture',
    flowQuery: 'Query of flows behind this picture',
    partial: 'Only the newest records of this pair could be read; there may be more.',
  };
}
