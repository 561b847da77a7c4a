import type { PictureConnection } from '../../contract/channels.ts';
import type {
  ChannelConfidence,
  ChannelMode,
  DataChannel,
  Volume,
} from '../../contract/finding.ts';
import { bytes, count } from '../format.ts';
import { plural } from './plural.ts';

const connections = (value: number) =>
  `${count(value)} ${plural(value, { one: 'connection', other: 'connections' })}`;

const confidences: Record<ChannelConfidence, { readonly name: string; readonly meaning: string }> =
  {
    announced: {
      name: 'port announced',
      meaning: 'A sensor read the data port in the control session.',
    },
    port: {
      name: 'by data port',
      meaning:
        'The port is reserved for data connections, or is the one that the request came from.',
    },
    time: {
      name: 'by time',
      meaning: 'Nothing but having run while a control session was open joins them to it.',
    },
  };

const modes: Record<ChannelMode, { readonly name: string; readonly meaning: string }> = {
  passive: { name: 'passive', meaning: 'The client opened the data connections.' },
  active: {
    name: 'active',
    meaning:
      'The server opened the data connections, so logs call an upload received. It is turned round here.',
  },
  'ftps-data': { name: 'port 989', meaning: 'Data of FTP over TLS, on its own port.' },
  tftp: { name: 'TFTP', meaning: 'The server answers a TFTP request from a new port.' },
};

function volume({ sent, received, total }: DataChannel): string {
  if (sent !== null && (sent.bytes > 0 || (received?.bytes ?? 0) === 0))
    return `${atLeast(sent)} sent`;
  if (received !== null) return `${atLeast(received)} received`;
  if (total !== null) return `${atLeast(total)} in both directions`;
  return 'bytes not known';
}

const atLeast = (known: Volume) => `${known.lowerBound ? 'at least ' : ''}${bytes(known.bytes)}`;

function ports(range: DataChannel['ports']): string {
  if (range === null) return '';
  return range.from === range.to ? ` to port ${range.from}` : ` to ports ${range.from}–${range.to}`;
}

/** How they were opened and what joins them: `passive, by time`. */
function manner({ modes: seen, confidence }: DataChannel): string {
  const names = seen.map((mode) => modes[mode].name);
  return [...names, ...(confidence === null ? [] : [confidences[confidence].name])].join(', ');
}

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
  const { mode, isDoubted } = connection;
  return `${modes[mode].name} connection${listener(connection)}, ${moved(connection)}${isDoubted ? ', in doubt' : ''}`;
}

const records = { events: 'Events', flows: 'Flows' };

const picture = {
  records,
  asking: 'Ariel is looking for the data connections',
  none: 'No data connection was seen for this finding.',
  name: nameOf,
  opens: (connection: PictureConnection) =>
    `${records[connection.records.from]} of the ${nameOf(connection)}`,
  caption: (sessions: number, joined: number, doubted: number) =>
    `${count(sessions)} control ${plural(sessions, { one: 'session', other: 'sessions' })} above, ${connections(joined)} joined to them below, ${count(doubted)} in doubt. A connection opens its records.`,
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
  folded: (value: number) => `${connections(value)} in one record`,
  severalOpen: (value: number) => `${count(value)} sessions were open; the latest was taken`,
  query: 'Query behind this picture',
  flowQuery: 'Query of flows behind this picture',
  partial: 'Only the newest records of this pair could be read; there may be more.',
};

/** Words of the data connections of FTP and TFTP. */
export const channels = {
  confidences,
  modes,
  picture,
  label: 'Likely data channel',
  /** What was joined: `14.2 MB sent on 6 connections to ports 50000–50010 (passive, by time)`. */
  line: (channel: DataChannel) =>
    channel.connections === 0
      ? 'none that is certain'
      : `${volume(channel)} on ${connections(channel.connections)}${ports(channel.ports)} (${manner(channel)})`,
  /** Beside bytes sent, where there is no room for more. */
  besides: (sent: number) => `data channel ${bytes(sent)}`,
  alsoReceived: (received: number) => `${bytes(received)} received`,
  doubted: (value: number, ofBytes: number) =>
    `${connections(value)} with ${bytes(ofBytes)} in doubt, not added: the port is used without a session too, or the session announced others`,
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
