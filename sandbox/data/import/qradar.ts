import { logSourceTypes, qids } from '../log-sources.ts';
import {
  eventNames,
  flowMarks,
  flowNames,
  ignoredNames,
  isLogSourceName,
  logSourceNameFields,
  storedEventNames,
  storedFlowNames,
  type QRadarFields,
} from './qradar-names.ts';
import {
  FieldError,
  reading,
  type Direction,
  type Origin,
  type PropertyValue,
  type ReadContext,
  type ReadEvent,
  type ReadFlow,
  type ReadRecord,
} from './record.ts';
import {
  addressOf,
  byteRange,
  idRange,
  portRange,
  ratingRange,
  required,
  shown,
  textOf,
  timeOf,
  wholeNumber,
} from './values.ts';

/**
 * A record with QRadar field names as an event, or as a flow where it has a field that only flows have.
 * Required are `starttime` and both addresses (`sourceip` or `sourceaddress` or `sourcev6`, likewise the
 * destination); what else is missing takes QRadar's neutral value: category Unknown, one event, domain 0,
 * the direction by the importer's networks. Fields QRadar does not have become custom properties of events.
 */
export function readQRadarRecord(
  line: number,
  fields: QRadarFields,
  payload: () => string,
  context: ReadContext,
): ReadRecord {
  return reading(line, () =>
    flowMarks.some((name) => textOf(fields.get(name)) !== null)
      ? readFlow(fields, context)
      : readEvent(fields, payload, context),
  );
}

function readEvent(
  fields: QRadarFields,
  payload: () => string,
  context: ReadContext,
): ReadEvent & { readonly ignored: readonly string[] } {
  const common = readCommon(fields, context, 'eventdirection');
  return {
    kind: 'event',
    origin: originOf(fields, context),
    properties: propertiesOf(fields),
    ignored: ignoredNames(fields, storedEventNames),
    row: {
      ...common,
      ...optionalTimes(fields, common.startMs),
      username: textOf(fields.get('username')),
      category: wholeNumber('category', fields.get('category'), idRange) ?? qids.imported.category,
      qid: wholeNumber('qid', fields.get('qid'), idRange) ?? qids.imported.qid,
      eventCount: wholeNumber('eventcount', fields.get('eventcount'), { ...idRange, low: 1 }) ?? 1,
      ...ratings(fields, ['magnitude', 'severity', 'credibility', 'relevance']),
      payload: textOf(fields.get('payload')) ?? payload(),
    },
  };
}

function readFlow(
  fields: QRadarFields,
  context: ReadContext,
): ReadFlow & { readonly ignored: readonly string[] } {
  const common = readCommon(fields, context, 'flowdirection');
  const count = (name: string): number => wholeNumber(name, fields.get(name), byteRange) ?? 0;
  const endMs = timeOf('endtime', fields.get('endtime')) ?? common.startMs;
  const { startMs } = common;
  return {
    kind: 'flow',
    ignored: [
      ...ignoredNames(fields, storedFlowNames),
      ...[...fields.keys()].filter((name) => !flowNames.has(name)),
    ],
    row: {
      ...common,
      endMs,
      firstPacketMs: timeOf('firstpackettime', fields.get('firstpackettime')) ?? startMs,
      lastPacketMs: timeOf('lastpackettime', fields.get('lastpackettime')) ?? endMs,
      sourceBytes: count('sourcebytes'),
      destinationBytes: count('destinationbytes'),
      sourcePackets: count('sourcepackets'),
      destinationPackets: count('destinationpackets'),
      applicationId: wholeNumber('applicationid', fields.get('applicationid'), idRange) ?? 0,
      flowType: wholeNumber('flowtype', fields.get('flowtype'), { low: 0, high: 5 }) ?? 0,
      flowId: count('flowid'),
      category: wholeNumber('category', fields.get('category'), idRange) ?? 4001,
      qid: wholeNumber('qid', fields.get('qid'), idRange) ?? qids.flow.qid,
      ...ratings(fields, ['severity', 'credibility', 'relevance']),
      ...texts(fields),
    },
  };
}

type Common = {
  readonly startMs: number;
  readonly source: string;
  readonly sourcePort: number | null;
  readonly destination: string;
  readonly destinationPort: number | null;
  readonly protocolId: number;
  readonly direction: Direction;
  readonly domainId: number;
};

function readCommon(
  fields: QRadarFields,
  context: ReadContext,
  directionName: 'eventdirection' | 'flowdirection',
): Common {
  const source = endpoint(fields, 'source');
  const destination = endpoint(fields, 'destination');
  return {
    startMs: required('starttime', timeOf('starttime', fields.get('starttime'))),
    source,
    sourcePort: wholeNumber('sourceport', fields.get('sourceport'), portRange),
    destination,
    destinationPort: wholeNumber('destinationport', fields.get('destinationport'), portRange),
    protocolId: protocolOf(fields.get('protocolid')),
    direction:
      directionOf(directionName, fields.get(directionName)) ??
      context.networks.direction(source, destination),
    domainId: wholeNumber('domainid', fields.get('domainid'), idRange) ?? 0,
  };
}

/** QRadar fills the IPv4 field with 0.0.0.0 for IPv6 traffic and the IPv6 field with zeros for IPv4. */
function endpoint(fields: QRadarFields, side: 'source' | 'destination'): string {
  const names = [`${side}address`, `${side}ip`, `${side}v6`];
  const given = names.flatMap((name) => {
    const address = addressOf(name, fields.get(name));
    return address === null ? [] : [address];
  });
  const real = given.find((address) => address !== '0.0.0.0' && address !== '::');
  return required(`${side}ip`, real ?? given[0] ?? null);
}

const protocolNames: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17 };

function protocolOf(value: unknown): number {
  const name = textOf(value)?.trim().toLowerCase() ?? '';
  if (Object.hasOwn(protocolNames, name)) return protocolNames[name] ?? 255;
  return wholeNumber('protocolid', value, { low: 0, high: 255 }) ?? 255;
}

const directions: readonly Direction[] = ['L2L', 'L2R', 'R2L', 'R2R'];

function directionOf(name: string, value: unknown): Direction | null {
  const text = textOf(value)?.trim().toUpperCase() ?? null;
  if (text === null) return null;
  const direction = directions.find((one) => one === text);
  if (!direction) throw new FieldError(`${name} must be L2L, L2R, R2L or R2R, not ${shown(text)}.`);
  return direction;
}

function optionalTimes(
  fields: QRadarFields,
  startMs: number,
): { readonly endMs: number; readonly deviceMs: number } {
  return {
    endMs: timeOf('endtime', fields.get('endtime')) ?? startMs,
    deviceMs: timeOf('devicetime', fields.get('devicetime')) ?? startMs,
  };
}

type Rating = 'magnitude' | 'severity' | 'credibility' | 'relevance';

function ratings(
  fields: QRadarFields,
  names: readonly Rating[],
): { readonly [name in Rating]?: number } {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = wholeNumber(name, fields.get(name), ratingRange);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function texts(fields: QRadarFields): {
  readonly flowBias?: string;
  readonly flowInterface?: string;
  readonly flowSource?: string;
} {
  const bias = textOf(fields.get('flowbias'));
  const flowInterface = textOf(fields.get('flowinterface'));
  const flowSource = textOf(fields.get('flowsource'));
  return {
    ...(bias === null ? {} : { flowBias: bias }),
    ...(flowInterface === null ? {} : { flowInterface }),
    ...(flowSource === null ? {} : { flowSource }),
  };
}

function originOf(fields: QRadarFields, context: ReadContext): Origin {
  const id = wholeNumber('logsourceid', fields.get('logsourceid'), idRange);
  const name = logSourceNameFields
    .map((field) => textOf(fields.get(field)))
    .find((text) => text !== null);
  if (id !== null) return { id, name: name ?? null };
  return {
    name: name ?? `Imported (${context.fileName})`,
    typeId:
      wholeNumber('devicetype', fields.get('devicetype'), idRange) ?? logSourceTypes.imported.id,
  };
}

/** Values that exports write for "no value". */
const noValue = new Set(['', '-', 'n/a', 'null', 'none']);

function propertiesOf(fields: QRadarFields): ReadonlyMap<string, PropertyValue> {
  const properties = new Map<string, PropertyValue>();
  for (const [name, value] of fields) {
    if (eventNames.has(name) || isLogSourceName(name)) continue;
    if (typeof value === 'number') {
      properties.set(name, value);
      continue;
    }
    const text = textOf(value);
    if (text !== null && !noValue.has(text.trim().toLowerCase())) properties.set(name, text);
  }
  return properties;
}
