import { logSourceTypes, qids, type QidRow } from '../log-sources.ts';
import { programOf, sysmonProperties } from '../sysmon-properties.ts';
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
import { timeOf } from './times.ts';
import { addressOf, portRange, required, shown, textOf, wholeNumber } from './values.ts';
import type { WindowsEvent } from './windows-event.ts';

const events: Readonly<Record<number, QidRow>> = {
  1: qids.sysmonProcess,
  // A host that logs a connection has opened or accepted it: one more reporter of the session, without bytes. Which
  // category IBM's DSM gives event 3 is not published.
  3: { ...qids.sysmonNetwork, category: 4016 },
  11: qids.sysmonFile,
  17: qids.sysmonPipeCreated,
  18: qids.sysmonPipeConnected,
  22: qids.sysmonDns,
};

/** Sysmon event 3: a network connection, the only one with addresses. */
const networkConnection = 3;
/** Sysmon's provider on Windows (Sysmon's manifest). */
const providerGuid = '5770385f-c22a-43e0-bf4c-06f5698ffbd9';

/**
 * Whether Sysmon wrote the event: by its provider, else by its channel; where a collector put the channel's own name
 * there or none, by the fields that only Sysmon has.
 */
function isSysmon({ provider, channel, data }: WindowsEvent): boolean {
  const name = provider.toLowerCase();
  if (name !== '') return name.includes('sysmon') || name.includes(providerGuid);
  const to = channel.toLowerCase();
  if (to !== '' && to !== 'forwardedevents') return to.includes('sysmon');
  return data['UtcTime'] !== undefined && (data['ProcessGuid'] ?? data['Image']) !== undefined;
}

/**
 * A Sysmon event as an event of the host's own log source (Windows or, for `Linux-Sysmon`, Linux). A connection
 * (event 3) has addresses, and the host's word that it was opened; any other record has none, so both ends are 0.0.0.0
 * and it counts as local. Events of other providers and channels are refused by name.
 */
export function readSysmon(
  line: number,
  event: WindowsEvent,
  payload: () => string,
  context: ReadContext,
): ReadRecord {
  if (!isSysmon(event)) {
    const from = event.channel === '' ? event.provider : event.channel;
    return rejected(
      line,
      `This is an event of ${shown(from)}; of Windows only Sysmon's events are imported.`,
    );
  }
  return reading(line, (): ReadEvent => {
    const { channel, provider, data } = event;
    const id = required('EventID', wholeNumber('EventID', event.id, { low: 1, high: 255 }));
    const isLinux = channel.startsWith('Linux') || provider.startsWith('Linux');
    const kind = events[id] ?? qids.sysmonOther;
    return {
      kind: 'event',
      origin: {
        name: `${event.computer ?? context.fileName} (Sysmon)`,
        typeId: isLinux ? logSourceTypes.linux.id : logSourceTypes.windows.id,
      },
      properties: propertiesOf(data, id),
      row: {
        startMs: timeOfEvent(event, context),
        ...(id === networkConnection ? connection(data, context) : noConnection),
        username: present(data['User']),
        category: kind.category,
        qid: kind.qid,
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

/** First port that a client takes for itself (RFC 6335, 6: the system ports end before). */
const firstUserPort = 1024;

/**
 * The ends of a connection. The source is who opened it; older versions of Sysmon give the host itself as the source
 * of a connection that it accepted (`Initiated` false), with the service's port: these are turned round.
 */
function connection(data: Fields, context: ReadContext): Ends {
  const one = endOf(data, 'Source');
  const other = endOf(data, 'Destination');
  const isAccepted = present(data['Initiated'])?.toLowerCase() === 'false';
  const isTurned =
    isAccepted &&
    one.port !== null &&
    other.port !== null &&
    one.port < firstUserPort &&
    other.port >= firstUserPort;
  const [source, destination] = isTurned ? [other, one] : [one, other];
  return {
    source: source.address,
    sourcePort: source.port,
    destination: destination.address,
    destinationPort: destination.port,
    protocolId: (present(data['Protocol']) ?? '').toLowerCase() === 'udp' ? 17 : 6,
    direction: context.networks.direction(source.address, destination.address),
  };
}

function endOf(
  data: Fields,
  side: 'Source' | 'Destination',
): { address: string; port: number | null } {
  const ip = `${side}Ip`;
  const port = `${side}Port`;
  return {
    address: required(ip, addressOf(ip, present(data[ip]))),
    port: wholeNumber(port, present(data[port]), portRange),
  };
}

/** The time the event was written; else when it happened, which Sysmon gives in UTC without a zone. */
function timeOfEvent({ times, data }: WindowsEvent, { clock }: ReadContext): number {
  const happened = timeOf('UtcTime', present(data['UtcTime']), { ...clock, zone: 'UTC' });
  for (const [name, value] of times) {
    // A local time without a zone says less than Sysmon's own.
    if (name === 'EventTime' && happened !== null) continue;
    const time = timeOf(name, present(value), clock);
    if (time !== null) return time;
  }
  if (happened !== null) return happened;
  throw new FieldError(`${times[0]?.[0] ?? 'TimeCreated'} is missing.`);
}

function propertiesOf(data: Fields, eventId: number): ReadonlyMap<string, PropertyValue> {
  const properties = new Map<string, PropertyValue>([['Event ID', eventId]]);
  for (const [field, property] of sysmonProperties) {
    const value = present(data[field]);
    if (value !== null) properties.set(property, value);
  }
  const name = programOf(present(data['Image']) ?? '');
  if (name !== '') properties.set('Process Name', name);
  return properties;
}

/** Sysmon writes `-` where it knows nothing. */
function present(value: unknown): string | null {
  const text = textOf(value);
  return text === null || text === '-' ? null : text;
}
