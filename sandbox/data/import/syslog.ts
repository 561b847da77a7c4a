import { logSourceTypes, qids, type QidRow } from '../log-sources.ts';
import { protocolIdOf } from './lookups.ts';
import {
  FieldError,
  reading,
  rejected,
  type Fields,
  type PropertyValue,
  type ReadContext,
  type ReadEvent,
  type ReadRecord,
} from './record.ts';
import { syslogRecordOf, type SyslogRecord } from './syslog-formats.ts';
import { timeOf } from './times.ts';
import { addressOf, byteRange, portRange, required, shown, textOf, wholeNumber } from './values.ts';

/** Attributes by what they say, those of LEEF and of CEF, in lower case (docs/sources.md, LEEF and CEF). */
const names = {
  time: ['devtime', 'rt', 'start', 'end'],
  source: ['src', 'srcip', 'c6a2'],
  sourcePort: ['srcport', 'spt'],
  destination: ['dst', 'dstip', 'c6a3'],
  destinationPort: ['dstport', 'dpt'],
  protocol: ['proto', 'protocol'],
  user: ['usrname', 'suser', 'duser'],
  application: ['application', 'app'],
  sent: ['srcbytes', 'bytesout', 'out', 'sentbytes'],
  received: ['dstbytes', 'bytesin', 'in', 'receivedbytes', 'rcvdbytes'],
  total: ['totalbytes', 'bytes'],
  sentPackets: ['srcpackets', 'totalpacketsout'],
  receivedPackets: ['dstpackets', 'totalpacketsin'],
} as const;

/** Words of firewalls for what they did, and the low-level category each is (docs/qradar-facts.md#categories). First match counts. */
const categoriesByWord: readonly (readonly [words: RegExp, category: number])[] = [
  [/\b(den(y|ied)|drop(ped)?|block(ed)?|reject(ed)?|refus(e|ed)|discard(ed)?)\b/i, 4003],
  [/\b(close[ds]?|end(ed)?|teardown|finish(ed)?|terminat\w*|reset|timeout|expired?)\b/i, 4008],
  [/\b(start(ed)?|open(ed)?|built|creat(e|ed)|begin)\b/i, 4007],
  [/\b(allow(ed)?|permit(ted)?|accept(ed)?|pass(ed)?|forward(ed)?)\b/i, 4002],
];

/**
 * A LEEF or CEF line of a firewall as an event. What happened is told by the words of its event id, action and name;
 * without one that is known it is Unknown, and said. The log source is the host of the syslog header, else vendor and product. Other
 * attributes are not stored.
 */
export function readSyslog(line: number, text: string, context: ReadContext): ReadRecord {
  const record = syslogRecordOf(text);
  if (record === null) return rejected(line, 'The line is neither LEEF nor CEF.');
  return reading(line, () => {
    const { attributes, happened, device } = record;
    const source = required('src', addressOf('src', first(attributes, names.source)));
    const destination = required('dst', addressOf('dst', first(attributes, names.destination)));
    const startMs = timeOfRecord(record, text, context);
    const known = categoriesByWord.find(([words]) => words.test(happened));
    const event: QidRow = { ...qids.imported, category: known?.[1] ?? qids.imported.category };
    const made: ReadEvent = {
      kind: 'event',
      origin: { name: device, typeId: logSourceTypes.imported.id },
      properties: propertiesOf(attributes),
      row: {
        startMs,
        source,
        sourcePort: wholeNumber('srcPort', first(attributes, names.sourcePort), portRange),
        destination,
        destinationPort: wholeNumber(
          'dstPort',
          first(attributes, names.destinationPort),
          portRange,
        ),
        protocolId: protocolOf(attributes),
        username: textOf(first(attributes, names.user)),
        category: event.category,
        qid: event.qid,
        eventCount: 1,
        direction: context.networks.direction(source, destination),
        domainId: 0,
        payload: text,
      },
    };
    return known
      ? made
      : {
          ...made,
          notes: [`no word for permit, deny, open or close in ${shown(happened.trim())}`],
        };
  });
}

function first(attributes: Fields, of: readonly string[]): unknown {
  return of.map((name) => attributes[name]).find((value) => textOf(value) !== null);
}

/** The record's own time; else that of the syslog header, which has no year. */
function timeOfRecord({ attributes }: SyslogRecord, text: string, { clock }: ReadContext): number {
  const own = first(attributes, names.time);
  const header = /^(?:<\d{1,3}>\d?\s?)?(\p{L}{3}\s+\d{1,2}\s[\d:]+|\d{4}-\d\d-\d\dT\S+)/u.exec(
    text,
  )?.[1];
  const time = timeOf('devTime', own ?? header, clock);
  if (time === null) throw new FieldError('devTime is missing.');
  return time;
}

function protocolOf(attributes: Fields): number {
  const text = textOf(first(attributes, names.protocol));
  if (text === null) return 255;
  return /^\d+$/.test(text)
    ? (wholeNumber('proto', text, { low: 0, high: 255 }) ?? 255)
    : (protocolIdOf(text) ?? 255);
}

function propertiesOf(attributes: Fields): ReadonlyMap<string, PropertyValue> {
  const properties = new Map<string, PropertyValue>();
  const counters = [
    ['Bytes Sent', names.sent],
    ['Bytes Received', names.received],
    ['Bytes', names.total],
    ['Packets Sent', names.sentPackets],
    ['Packets Received', names.receivedPackets],
  ] as const;
  for (const [property, of] of counters) {
    const value = wholeNumber(of[0], first(attributes, of), byteRange);
    if (value !== null) properties.set(property, value);
  }
  const application = textOf(first(attributes, names.application));
  if (application !== null) properties.set('Application', application);
  return properties;
}
