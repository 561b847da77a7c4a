import { logSourceTypes, qids, type QidRow } from '../log-sources.ts';
import {
  isFields,
  reading,
  rejected,
  type Fields,
  type PropertyValue,
  type ReadContext,
  type ReadEvent,
  type ReadRecord,
} from './record.ts';
import { timeOf } from './times.ts';
import { addressOf, byteRange, portRange, required, shown, textOf, wholeNumber } from './values.ts';

/** Whether a JSON object is a record of Suricata's eve.json: its kind, its time, and no other product's. */
export function isSuricata(record: Fields): boolean {
  return typeof record['event_type'] === 'string' && record['timestamp'] !== undefined;
}

const protocolNumbers: Readonly<Record<string, number>> = {
  icmp: 1,
  tcp: 6,
  udp: 17,
  'ipv6-icmp': 58,
  sctp: 132,
};

/** What a record became: its event, and the properties it fills. */
type Made = { readonly event: QidRow; readonly properties: ReadonlyMap<string, PropertyValue> };

/**
 * The kinds of records that tell of file transfers (docs/sources.md, Suricata). `flow` counts a
 * connection; the others tell what happened on one, so they are sessions in progress, of the protocol's own category.
 */
const kinds: Readonly<Record<string, (record: Fields) => Made>> = {
  flow: flowOf,
  ftp: ftpOf,
  ftp_data: (record) => detailOf(qids.suricataFtpData, record, 'ftp_data', ftpDataProperties),
  smb: (record) => detailOf(qids.suricataSmb, record, 'smb', smbProperties),
  tftp: (record) => detailOf(qids.suricataTftp, record, 'tftp', tftpProperties),
};

type Named = readonly (readonly [field: string, property: string])[];
const ftpProperties: Named = [
  ['command', 'FTP Command'],
  ['command_data', 'Filename'],
  ['dynamic_port', 'FTP Data Port'],
];
const ftpDataProperties: Named = [
  ['command', 'FTP Command'],
  ['filename', 'Filename'],
];
const smbProperties: Named = [['filename', 'Filename']];
const tftpProperties: Named = [['file', 'Filename']];

/**
 * A record of eve.json as an event. Source and destination are those of the record, bytes those of the IP packets, to the server
 * sent and to the client received; a flow's time is its end. Of a connection that only one side spoke in, an
 * opening; else a closing. Other kinds (alert, dns, http, …) are refused by name.
 */
export function readSuricata(
  line: number,
  record: Fields,
  payload: () => string,
  context: ReadContext,
): ReadRecord {
  const kind = textOf(record['event_type']) ?? '';
  const make = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!make) {
    return rejected(
      line,
      `This is Suricata's ${shown(kind)} record; only flow, ftp, ftp_data, smb and tftp are imported.`,
    );
  }
  return reading(line, (): ReadEvent => {
    const { event, properties } = make(record);
    const { networks, clock } = context;
    const flow = isFields(record['flow']) ? record['flow'] : {};
    const source = required('src_ip', addressOf('src_ip', record['src_ip']));
    const destination = required('dest_ip', addressOf('dest_ip', record['dest_ip']));
    const writtenMs = required('timestamp', timeOf('timestamp', record['timestamp'], clock));
    const startMs = timeOf('flow.start', flow['start'], clock) ?? writtenMs;
    const endMs = timeOf('flow.end', flow['end'], clock) ?? writtenMs;
    const atMs = kind === 'flow' ? endMs : withinFlow(record, writtenMs, context);
    if (kind === 'flow') noteEnd(record, endMs, context);
    const protocol = (textOf(record['proto']) ?? '').toLowerCase();
    return {
      kind: 'event',
      origin: { name: sensorOf(record), typeId: logSourceTypes.suricata.id },
      properties,
      row: {
        startMs: atMs,
        endMs: atMs,
        deviceMs: kind === 'flow' ? startMs : writtenMs,
        source,
        sourcePort: wholeNumber('src_port', record['src_port'], portRange),
        destination,
        destinationPort: wholeNumber('dest_port', record['dest_port'], portRange),
        protocolId: protocolNumbers[protocol] ?? 255,
        username: null,
        category: event.category,
        qid: event.qid,
        eventCount: 1,
        direction: networks.direction(source, destination),
        domainId: 0,
        payload: payload(),
      },
    };
  });
}

function noteEnd(record: Fields, endMs: number, { seen }: ReadContext): void {
  const protocol = textOf(record['app_proto']);
  if (protocol !== null && transferProtocols.has(protocol)) seen.note(flowKey(record), endMs);
}

/** `app_proto` of flows that other records tell more of. */
const transferProtocols = new Set(['ftp', 'ftp-data', 'smb', 'tftp']);

/** What a record tells of its flow happened no later than the flow's end, which may stand before it in the file. */
function withinFlow(record: Fields, writtenMs: number, { seen }: ReadContext): number {
  return Math.min(writtenMs, seen.timeOf(flowKey(record)) ?? writtenMs);
}

function flowKey(record: Fields): string {
  return `suricata ${sensorOf(record)} ${textOf(record['flow_id']) ?? ''}`;
}

function sensorOf(record: Fields): string {
  const host = record['host'];
  return typeof host === 'string' && host !== '' ? `Suricata (${host})` : 'Suricata';
}

/** Counters of a flow and the properties they fill. */
const counters: Named = [
  ['bytes_toserver', 'Bytes Sent'],
  ['bytes_toclient', 'Bytes Received'],
  ['pkts_toserver', 'Packets Sent'],
  ['pkts_toclient', 'Packets Received'],
];

function flowOf(record: Fields): Made {
  const flow = isFields(record['flow']) ? record['flow'] : {};
  const properties = new Map<string, PropertyValue>();
  for (const [name, property] of counters) {
    const value = wholeNumber(`flow.${name}`, flow[name], byteRange);
    if (value !== null) properties.set(property, value);
  }
  const application = textOf(record['app_proto']);
  if (application !== null && application !== 'failed') properties.set('Application', application);
  const state = textOf(flow['state']);
  if (state !== null) properties.set('Connection State', state);
  const isAnswered = properties.get('Packets Received') !== 0 && state !== 'new';
  return { event: isAnswered ? qids.suricataFlow : qids.suricataAttempt, properties };
}

/** A command; where it agrees on a data connection, the end that listens is the server's if passive, else the client's. */
function ftpOf(record: Fields): Made {
  const made = detailOf(qids.suricataFtp, record, 'ftp', ftpProperties);
  const details = isFields(record['ftp']) ? record['ftp'] : {};
  const host = textOf(details['mode'] === 'active' ? record['src_ip'] : record['dest_ip']);
  if (!made.properties.has('FTP Data Port') || host === null) return made;
  return { ...made, properties: new Map([...made.properties, ['FTP Data Host', host]]) };
}

function detailOf(event: QidRow, record: Fields, key: string, names: Named): Made {
  const details = isFields(record[key]) ? record[key] : {};
  const properties = new Map<string, PropertyValue>();
  for (const [name, property] of names) {
    const value = details[name];
    if (typeof value === 'string' || typeof value === 'number') properties.set(property, value);
  }
  return { event, properties };
}
