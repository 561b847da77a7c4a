const minute = 60;
const hour = 60 * minute;
const mib = 1_048_576;

/** A connection of a `conn.log`: when it began, seconds into the day; bytes of payload. */
type Connection = {
  readonly at: number;
  readonly source: string;
  /** Default: one that no other connection has. */
  readonly sourcePort?: number;
  readonly destination: string;
  readonly port: number;
  readonly protocol?: 'tcp' | 'udp';
  readonly service?: string;
  readonly seconds?: number;
  readonly sent: number;
  readonly received: number;
  readonly state?: 'SF' | 'S0';
};

/** Logs of a made-up day at a small office, as Zeek writes them, by their file names. */
export function zeekDay(startSeconds: number): Readonly<Record<'conn.log' | 'ftp.log', string>> {
  const connections = [...upload, ...copies, ...sweep, ...beacon, ...firmware, ...browsing()]
    .toSorted((a, b) => a.at - b.at)
    .map((connection, index) => connLine(startSeconds, connection, index));
  return {
    'conn.log': log('conn', connColumns, connections),
    'ftp.log': log('ftp', ftpColumns, [ftpLine(startSeconds)]),
  };
}

/** An FTP session that announces a port, and the data connection to it. */
const session = { source: '10.1.4.23', sourcePort: 39_000, destination: '28.14.2.9', port: 21 };
const dataPort = 50_211;
const upload: readonly Connection[] = [
  { ...session, at: 13 * hour, service: 'ftp', seconds: 400, sent: 612, received: 1_940 },
  {
    ...{ ...session, sourcePort: 39_001, port: dataPort, at: 13 * hour + 8 },
    ...{ service: 'ftp-data', seconds: 380, sent: 48 * mib, received: 0 },
  },
];

/** Files copied over SMB. */
const copies = [9, 10, 11, 14, 15, 16].map((at) => ({
  ...{ at: at * hour + 7 * minute, source: '10.1.7.51', destination: '28.91.7.3', port: 445 },
  ...{ service: 'smb', seconds: 90, sent: 560_000, received: 82_000 },
}));

/** One source that knocks at many. */
const sweep = Array.from({ length: 40 }, (_, host) => ({
  ...{ at: 15 * hour + host, source: '10.1.9.8', destination: `28.5.5.${host + 1}`, port: 445 },
  ...{ state: 'S0' as const, sent: 0, received: 0 },
}));

/** A log-in to FTP every twenty minutes. */
const beacon = Array.from({ length: 40 }, (_, turn) => ({
  ...{ at: 3 * hour + turn * 20 * minute, source: '10.1.4.40', destination: '28.14.2.9', port: 21 },
  ...{ service: 'ftp', seconds: 4, sent: 180, received: 420 },
}));

const firmware: readonly Connection[] = [1, 2, 3, 4].map((at) => ({
  ...{ at: at * hour, source: '10.1.2.30', destination: '28.33.1.7', port: 69 },
  ...{ protocol: 'udp' as const, seconds: 3, sent: 2_048, received: 64_000 },
}));

/** What an office does else; nothing of it is a file transfer protocol. */
function browsing(): Connection[] {
  return Array.from({ length: 400 }, (_, n) => ({
    ...{ at: 7 * hour + n * 80, source: `10.1.${n % 9}.${10 + (n % 37)}`, port: 443 },
    ...{ destination: `28.70.${n % 5}.${1 + (n % 90)}`, service: 'ssl', seconds: 12 },
    ...{ sent: 900 + n, received: 24_000 + 31 * n },
  }));
}

const connColumns =
  'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state missed_bytes orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes';
const ftpColumns =
  'ts uid id.orig_h id.orig_p id.resp_h id.resp_p user password command arg file_size data_channel.passive data_channel.orig_h data_channel.resp_h data_channel.resp_p';

function log(name: string, columns: string, lines: readonly string[]): string {
  const fields = columns.replaceAll(' ', '\t');
  return [
    ...['#separator \\x09', '#set_separator\t,', '#empty_field\t(empty)', '#unset_field\t-'],
    ...[`#path\t${name}`, `#fields\t${fields}`, ...lines, '#close\t-', ''],
  ].join('\n');
}

function connLine(startSeconds: number, connection: Connection, index: number): string {
  const { at, source, destination, port, protocol = 'tcp', service = '-' } = connection;
  const { seconds = 0, sent, received, state = 'SF', sourcePort = 40_000 + index } = connection;
  const packets = (bytes: number): number => 4 + Math.ceil(bytes / 1400);
  const onWire = (bytes: number): number => bytes + 52 * packets(bytes);
  return [
    ...[(startSeconds + at).toFixed(6), `C${index}`, source, sourcePort, destination, port],
    ...[protocol, service, seconds.toFixed(6), sent, received, state, 0],
    ...(state === 'S0'
      ? [1, 60, 0, 0]
      : [packets(sent), onWire(sent), packets(received), onWire(received)]),
  ].join('\t');
}

function ftpLine(startSeconds: number): string {
  const { source, sourcePort, destination, port } = session;
  return [
    ...[(startSeconds + 13 * hour + 7).toFixed(6), 'F0', source, sourcePort, destination, port],
    ...['ops', '-', 'STOR', `ftp://${destination}/backup.tar`, 48 * mib],
    ...['T', source, destination, dataPort],
  ].join('\t');
}
