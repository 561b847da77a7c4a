import { logSourceTypes, qids, type QidRow } from '../log-sources.ts';
import {
  FieldError,
  reading,
  rejected,
  type PropertyValue,
  type ReadContext,
  type ReadEvent,
  type ReadRecord,
} from './record.ts';
import { timeOf } from './times.ts';
import { addressOf, byteRange, portRange, required, shown, textOf, wholeNumber } from './values.ts';
import { toldBefore } from './zeek-repeats.ts';
import { payloadOf, sensorOf, type ZeekFields } from './zeek-values.ts';

/**
 * Which event a connection state becomes. QRadar has no Zeek categories of its own, so this is a choice:
 * - ended, whichever way, after both sides spoke → 4008 Firewall Session Closed, which carries the bytes;
 * - under way when it was written (OTH: seen from the middle) → 4021 Session in Progress;
 * - never answered, refused or half seen → 4007 Firewall Session Opened. Not a deny: the sensor saw the packets
 *   pass, and whether the far side answered is what tells an attempt from a session
 *   (docs/detection.md#attempt-established-moving).
 */
const eventOfState: Readonly<Record<string, QidRow>> = {
  SF: qids.zeekConnection,
  S1: qids.zeekConnection,
  S2: qids.zeekConnection,
  S3: qids.zeekConnection,
  RSTO: qids.zeekConnection,
  RSTR: qids.zeekConnection,
  OTH: { ...qids.zeekConnection, category: 4021 },
  S0: qids.zeekAttempt,
  REJ: qids.zeekAttempt,
  RSTOS0: qids.zeekAttempt,
  RSTRH: qids.zeekAttempt,
  SH: qids.zeekAttempt,
  SHR: qids.zeekAttempt,
};

/** A record that tells of a connection once more. */
const underWay: QidRow = { ...qids.zeekConnection, category: 4021 };

const protocolNumbers: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17 };
/** IANA "Reserved": a protocol Zeek does not name. */
const unknownProtocol = 255;

/** What is said of a counter that the row itself contradicts. */
const correctedNote = 'counters above the bytes of their own packets: not believed';

type Reader = (
  line: number,
  field: ZeekFields,
  payload: () => string,
  context: ReadContext,
) => ReadRecord;

/** The logs of Zeek that are read, by `#path` or `_path`. */
const readers: Readonly<Record<string, Reader>> = { conn: readConnection, ftp: readFtp };

/** The record of one of Zeek's logs as an event; a log that is not read is refused by its name. */
export function readZeekLog(
  log: string,
  line: number,
  field: ZeekFields,
  payload: () => string,
  context: ReadContext,
): ReadRecord {
  const reader = Object.hasOwn(readers, log) ? readers[log] : undefined;
  return reader
    ? reader(line, field, payload, context)
    : rejected(line, `This is Zeek's ${shown(log)} log; only its conn and ftp logs are imported.`);
}

/**
 * A `conn.log` record as an event. The originator is the source; bytes are Zeek's payload counters as far as the row
 * does not contradict them, packets those seen on the wire. Zeek writes a connection at its end, so that is the event's
 * time, as a console would have it (docs/qradar-facts.md#fields); its start is the log source's time. The direction
 * comes from the importer's networks, not from `local_orig` and `local_resp`, which depend on the sensor's set-up. A
 * record that tells of a connection once more is a session in progress, at the time of the first.
 */
function readConnection(
  line: number,
  field: ZeekFields,
  payload: () => string,
  context: ReadContext,
): ReadRecord {
  return reading(line, () => {
    const ends = endsOf(field, context);
    const state = textOf(field('conn_state'));
    const first = eventOf(state);
    const endMs = ends.startMs + durationOf(field('duration'));
    const { properties, isCorrected } = propertiesOf(field, ends.protocolId === 6);
    const before = toldBefore(field, { ...ends, endMs, isMiddle: state === 'OTH' }, context);
    const event = before === null ? first : underWay;
    const made = eventFrom(field, ends, event, payload());
    const notes = [...(isCorrected ? [correctedNote] : []), ...(before?.notes ?? [])];
    return {
      ...made,
      properties,
      row: { ...made.row, startMs: before?.atMs ?? endMs, endMs, deviceMs: ends.startMs },
      ...(notes.length > 0 ? { notes } : {}),
    };
  });
}

/** Zeek's `ftp.log` names and the properties they fill: those that the console's own Zeek fills. */
const ftpProperties: readonly (readonly [field: string, property: string])[] = [
  ['command', 'FTP Command'],
  ['data_channel.resp_h', 'FTP Data Host'],
  ['arg', 'Filename'],
];

/** An `ftp.log` record: a command on a connection that `conn.log` counts. It announces data connections and files. */
function readFtp(
  line: number,
  field: ZeekFields,
  payload: () => string,
  context: ReadContext,
): ReadRecord {
  return reading(line, () => {
    const ends = endsOf(field, context);
    const properties = new Map<string, PropertyValue>();
    for (const [name, property] of ftpProperties) {
      const value = textOf(field(name));
      if (value !== null) properties.set(property, value);
    }
    const port = wholeNumber('data_channel.resp_p', field('data_channel.resp_p'), portRange);
    if (port !== null) properties.set('FTP Data Port', port);
    const size = wholeNumber('file_size', field('file_size'), byteRange);
    if (size !== null) properties.set('File Size', size);
    return {
      ...eventFrom(field, ends, qids.zeekFtp, payload()),
      properties,
    };
  });
}

type Ends = Pick<
  ReadEvent['row'],
  | 'startMs'
  | 'source'
  | 'sourcePort'
  | 'destination'
  | 'destinationPort'
  | 'protocolId'
  | 'direction'
>;

function endsOf(field: ZeekFields, { networks, clock }: ReadContext): Ends {
  const startMs = required('ts', timeOf('ts', field('ts'), clock));
  const source = required('id.orig_h', addressOf('id.orig_h', field('id.orig_h')));
  const destination = required('id.resp_h', addressOf('id.resp_h', field('id.resp_h')));
  // ftp.log has no protocol, FTP only one.
  const protocol = (
    textOf(field('proto')) ?? (field('command') == null ? '' : 'tcp')
  ).toLowerCase();
  // For ICMP, Zeek's ports hold type and code.
  const hasPorts = protocol !== 'icmp';
  return {
    startMs,
    source,
    sourcePort: hasPorts ? wholeNumber('id.orig_p', field('id.orig_p'), portRange) : null,
    destination,
    destinationPort: hasPorts ? wholeNumber('id.resp_p', field('id.resp_p'), portRange) : null,
    protocolId:
      protocolNumbers[protocol] ??
      wholeNumber('ip_proto', field('ip_proto'), { low: 0, high: 255 }) ??
      unknownProtocol,
    direction: networks.direction(source, destination),
  };
}

function eventFrom(
  field: ZeekFields,
  ends: Ends,
  event: QidRow,
  payload: string,
): Pick<ReadEvent, 'kind' | 'origin' | 'row'> {
  return {
    kind: 'event',
    origin: { name: sensorOf(field), typeId: logSourceTypes.zeek.id },
    row: {
      ...ends,
      username: textOf(field('user')),
      category: event.category,
      qid: event.qid,
      eventCount: 1,
      domainId: 0,
      payload,
    },
  };
}

function eventOf(state: string | null): QidRow {
  if (state === null) return qids.zeekAttempt;
  const event = eventOfState[state];
  if (!event || !Object.hasOwn(eventOfState, state)) {
    throw new FieldError(`conn_state ${shown(state)} is not one of Zeek's.`);
  }
  return event;
}

function durationOf(value: unknown): number {
  const text = textOf(value);
  if (text === null) return 0;
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new FieldError(`duration must be seconds from 0 on, not ${shown(text)}.`);
  }
  return Math.round(seconds * 1000);
}

function propertiesOf(
  field: ZeekFields,
  isTcp: boolean,
): { properties: ReadonlyMap<string, PropertyValue>; isCorrected: boolean } {
  const properties = new Map<string, PropertyValue>();
  const put = (name: string, value: PropertyValue | null): void => {
    if (value !== null) properties.set(name, value);
  };
  const sent = payloadOf(field, 'orig', isTcp);
  const received = payloadOf(field, 'resp', isTcp);
  put('Bytes Sent', sent.bytes);
  put('Bytes Received', received.bytes);
  put('Packets Sent', wholeNumber('orig_pkts', field('orig_pkts'), byteRange));
  put('Packets Received', wholeNumber('resp_pkts', field('resp_pkts'), byteRange));
  put('Application', textOf(field('service')));
  put('Connection State', textOf(field('conn_state')));
  return { properties, isCorrected: sent.isCorrected || received.isCorrected };
}
