import { logSourceTypes, qids, type QidRow } from '../log-sources.ts';
import {
  FieldError,
  reading,
  type PropertyValue,
  type ReadContext,
  type ReadEvent,
  type ReadRecord,
} from './record.ts';
import {
  addressOf,
  byteRange,
  portRange,
  required,
  shown,
  textOf,
  wholeNumber,
  zeekTimeOf,
} from './values.ts';

/** A field of a `conn.log` record by name; absent where Zeek wrote "unset". */
export type ZeekFields = (name: string) => unknown;

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

const protocolNumbers: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17 };
/** IANA "Reserved": a protocol Zeek does not name. */
const unknownProtocol = 255;

/** Counters of Zeek and the properties they fill. */
const counters: readonly (readonly [field: string, property: string])[] = [
  ['orig_bytes', 'Bytes Sent'],
  ['resp_bytes', 'Bytes Received'],
  ['orig_pkts', 'Packets Sent'],
  ['resp_pkts', 'Packets Received'],
];

/**
 * A `conn.log` record as an event. The originator is the source; bytes are Zeek's payload counters, packets
 * those seen on the wire; the time is the connection's start, the storage time its end. The direction comes
 * from the importer's networks, not from `local_orig` and `local_resp`, which depend on the sensor's set-up.
 */
export function readConnection(
  line: number,
  field: ZeekFields,
  origText: () => string,
  context: ReadContext,
): ReadRecord {
  return reading(line, (): ReadEvent => {
    const startMs = required('ts', zeekTimeOf('ts', field('ts')));
    const source = required('id.orig_h', addressOf('id.orig_h', field('id.orig_h')));
    const destination = required('id.resp_h', addressOf('id.resp_h', field('id.resp_h')));
    const protocol = (textOf(field('proto')) ?? '').toLowerCase();
    const icmp = protocol === 'icmp';
    const event = eventOf(textOf(field('conn_state')));
    return {
      kind: 'event',
      origin: { name: `Zeek (${context.fileName})`, typeId: logSourceTypes.zeek.id },
      properties: propertiesOf(field),
      row: {
        startMs,
        endMs: startMs + durationMs(field('duration')),
        source,
        // For ICMP, Zeek's ports hold type and code.
        sourcePort: icmp ? null : wholeNumber('id.orig_p', field('id.orig_p'), portRange),
        destination,
        destinationPort: icmp ? null : wholeNumber('id.resp_p', field('id.resp_p'), portRange),
        protocolId:
          protocolNumbers[protocol] ??
          wholeNumber('ip_proto', field('ip_proto'), { low: 0, high: 255 }) ??
          unknownProtocol,
        username: null,
        category: event.category,
        qid: event.qid,
        eventCount: 1,
        direction: context.networks.direction(source, destination),
        domainId: 0,
        payload: origText(),
      },
    };
  });
}

function eventOf(state: string | null): QidRow {
  if (state === null) return qids.zeekAttempt;
  const event = eventOfState[state];
  if (!event || !Object.hasOwn(eventOfState, state)) {
    throw new FieldError(`conn_state ${shown(state)} is not one of Zeek's.`);
  }
  return event;
}

function durationMs(value: unknown): number {
  const text = textOf(value);
  if (text === null) return 0;
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new FieldError(`duration must be seconds from 0 on, not ${shown(text)}.`);
  }
  return Math.round(seconds * 1000);
}

function propertiesOf(field: ZeekFields): ReadonlyMap<string, PropertyValue> {
  const properties = new Map<string, PropertyValue>();
  for (const [name, property] of counters) {
    const value = wholeNumber(name, field(name), byteRange);
    if (value !== null) properties.set(property, value);
  }
  const service = textOf(field('service'));
  if (service !== null) properties.set('Application', service);
  const state = textOf(field('conn_state'));
  if (state !== null) properties.set('Connection State', state);
  return properties;
}

/**
 * Reads Zeek's tab-separated logs. Guards the header that is in force: it may come again in the middle of a
 * file, with other columns, when logs were put one after another.
 */
export class ZeekTable {
  #separator = '\t';
  #unset = '-';
  #empty = '(empty)';
  #path = 'conn';
  #columns = new Map<string, number>();

  /** The record of a data line; null for a header or comment line. */
  read(line: number, text: string, context: ReadContext): ReadRecord | null {
    if (text.startsWith('#')) {
      this.#header(text);
      return null;
    }
    const problem = this.#problem();
    if (problem !== null) return { kind: 'rejected', reason: problem, line };
    const cells = text.split(this.#separator);
    if (cells.length !== this.#columns.size) {
      return {
        kind: 'rejected',
        reason: `The line has ${cells.length} columns, the header ${this.#columns.size}.`,
        line,
      };
    }
    return readConnection(
      line,
      (name) => this.#cell(cells, name),
      () => text,
      context,
    );
  }

  #problem(): string | null {
    if (this.#columns.size === 0) return 'No #fields header before this line.';
    return this.#path === 'conn'
      ? null
      : `This is Zeek's ${shown(this.#path)} log; only its conn log is imported.`;
  }

  #cell(cells: readonly string[], name: string): string | null {
    const index = this.#columns.get(name);
    const cell = index === undefined ? undefined : cells[index];
    if (cell === undefined || cell === this.#unset || cell === this.#empty) return null;
    return cell.includes('\\x') ? unescapeBytes(cell) : cell;
  }

  #header(text: string): void {
    if (text.startsWith('#separator ')) {
      this.#separator = unescapeBytes(text.slice('#separator '.length));
      return;
    }
    const [name, ...values] = text.split(this.#separator);
    if (name === '#unset_field') this.#unset = values[0] ?? '-';
    if (name === '#empty_field') this.#empty = values[0] ?? '(empty)';
    if (name === '#path') this.#path = values[0] ?? '';
    if (name === '#fields') this.#columns = new Map(values.map((value, index) => [value, index]));
  }
}

/** Zeek writes bytes outside its character set as `\xHH`. */
function unescapeBytes(text: string): string {
  return text.replaceAll(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
