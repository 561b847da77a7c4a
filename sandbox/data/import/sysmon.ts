import { logSourceTypes, qids, type QidRow } from '../log-sources.ts';
import {
  FieldError,
  reading,
  type PropertyValue,
  type ReadContext,
  type ReadEvent,
  type ReadRecord,
} from './record.ts';
import { addressOf, portRange, required, textOf, timeOf, wholeNumber } from './values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Sysmon's names and the properties they fill: those of IBM's Sigma mapping (docs/qradar-facts.md#sysmon-properties). */
const propertyNames: readonly (readonly [field: string, property: string])[] = [
  ['Image', 'Process Path'],
  ['CommandLine', 'Command'],
  ['ParentImage', 'Parent Process Path'],
  ['ParentCommandLine', 'Parent Command'],
  ['OriginalFileName', 'Original File Name'],
  ['PipeName', 'Pipe Name'],
  ['TargetFilename', 'Filename'],
  ['QueryName', 'DNS Query'],
  ['DestinationHostname', 'Destination Hostname'],
];

const events: Readonly<Record<number, QidRow>> = {
  1: qids.sysmonProcess,
  3: qids.sysmonNetwork,
  11: qids.sysmonFile,
  17: qids.sysmonPipeCreated,
  18: qids.sysmonPipeConnected,
  22: qids.sysmonDns,
};

/** Sysmon event 3: a network connection, the only one with addresses. */
const networkConnection = 3;

/** Whether a JSON object is a Sysmon event in one of the shapes that are read. */
export function looksLikeSysmon(record: Fields): boolean {
  return normalise(record) !== null;
}

/**
 * A Sysmon event as an event of the host's own log source (Windows or, for `Linux-Sysmon`, Linux). Read are
 * flat records (`EventID`, `Channel`, `TimeCreated` …), records with `Event.System` and `Event.EventData`, and
 * syslog records whose `SyslogMessage` is Sysmon's XML, also when syslog cut it. A connection (event 3) has
 * addresses; any other record has none, so both ends are 0.0.0.0 and it counts as local.
 */
export function readSysmon(
  line: number,
  record: Fields,
  payload: () => string,
  context: ReadContext,
): ReadRecord {
  return reading(line, (): ReadEvent => {
    const fields = normalise(record);
    if (fields === null) throw new FieldError('This is no Sysmon event: it has no EventID.');
    const eventId = required(
      'EventID',
      wholeNumber('EventID', fields['EventID'], { low: 1, high: 255 }),
    );
    const linux = (textOf(fields['Channel']) ?? '').startsWith('Linux');
    const computer = textOf(fields['Computer']) ?? textOf(fields['Hostname']) ?? context.fileName;
    const event = events[eventId] ?? qids.sysmonOther;
    return {
      kind: 'event',
      origin: {
        name: `${computer} (Sysmon)`,
        typeId: linux ? logSourceTypes.linux.id : logSourceTypes.windows.id,
      },
      properties: propertiesOf(fields, eventId),
      row: {
        startMs: timeOfEvent(fields),
        ...(eventId === networkConnection ? connection(fields, context) : noConnection),
        username: present(fields['User']),
        category: event.category,
        qid: event.qid,
        eventCount: 1,
        domainId: 0,
        payload: payload(),
      },
    };
  });
}

type Ends = Pick<
  ReadEvent['row'],
  'source' | 'sourcePort' | 'destination' | 'destinationPort' | 'protocolId' | 'direction'
>;

const noConnection: Ends = {
  source: '0.0.0.0',
  sourcePort: null,
  destination: '0.0.0.0',
  destinationPort: null,
  protocolId: 255,
  direction: 'L2L',
};

function connection(fields: Fields, context: ReadContext): Ends {
  const source = required('SourceIp', addressOf('SourceIp', present(fields['SourceIp'])));
  const destination = required(
    'DestinationIp',
    addressOf('DestinationIp', present(fields['DestinationIp'])),
  );
  return {
    source,
    sourcePort: wholeNumber('SourcePort', present(fields['SourcePort']), portRange),
    destination,
    destinationPort: wholeNumber('DestinationPort', present(fields['DestinationPort']), portRange),
    protocolId: (textOf(fields['Protocol']) ?? '').toLowerCase() === 'udp' ? 17 : 6,
    direction: context.networks.direction(source, destination),
  };
}

/** The time the event was written, in the order of trust; `UtcTime` and `EventTime` have no zone. */
function timeOfEvent(fields: Fields): number {
  for (const name of ['TimeCreated', '@timestamp', 'UtcTime', 'EventTime']) {
    const time = timeOf(name, present(fields[name]));
    if (time !== null) return time;
  }
  throw new FieldError('TimeCreated is missing.');
}

function propertiesOf(fields: Fields, eventId: number): ReadonlyMap<string, PropertyValue> {
  const properties = new Map<string, PropertyValue>([['Event ID', eventId]]);
  for (const [field, property] of propertyNames) {
    const value = present(fields[field]);
    if (value !== null) properties.set(property, value);
  }
  const path = present(fields['Image']);
  const name = path?.split(/[\\/]/).at(-1);
  if (name) properties.set('Process Name', name);
  return properties;
}

/** Sysmon writes `-` where it knows nothing. */
function present(value: unknown): string | null {
  const text = textOf(value);
  return text === null || text === '-' ? null : text;
}

function normalise(record: Fields): Fields | null {
  if (record['EventID'] !== undefined) return record;
  const message = record['SyslogMessage'];
  if (typeof message === 'string' && message.includes('<Event>')) return fromXml(message, record);
  const event = record['Event'];
  return isObject(event) ? fromNested(event) : null;
}

function fromNested(event: Fields): Fields | null {
  const system = event['System'];
  if (!isObject(system) || system['EventID'] === undefined) return null;
  const data = isObject(event['EventData']) ? event['EventData'] : {};
  return { ...data, ...system, TimeCreated: systemTime(system['TimeCreated']) };
}

function systemTime(value: unknown): unknown {
  if (!isObject(value)) return value;
  const attributes = isObject(value['#attributes']) ? value['#attributes'] : value;
  return attributes['SystemTime'];
}

function fromXml(xml: string, record: Fields): Fields | null {
  const eventId = /<EventID>(\d+)<\/EventID>/.exec(xml)?.[1];
  if (eventId === undefined) return null;
  // The end tag is optional: syslog cuts long records in the middle of a value.
  const data = [...xml.matchAll(/<Data Name="([^"]+)">([^<]*)/g)].map(
    ([, name = '', value = '']) => [name, unescapeXml(value)] as const,
  );
  return {
    ...Object.fromEntries(data),
    EventID: eventId,
    Channel: /<Channel>([^<]*)/.exec(xml)?.[1] ?? 'Linux-Sysmon/Operational',
    Computer: record['Computer'] ?? record['HostName'],
    TimeCreated: /<TimeCreated SystemTime="([^"]+)"/.exec(xml)?.[1],
  };
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function unescapeXml(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|(\w{2,4}));/g, (whole, code?: string, name?: string) => {
    if (code === undefined) return (name === undefined ? undefined : entities[name]) ?? whole;
    const point = Number(code);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
