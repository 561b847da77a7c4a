import { logSourceTypes, qids } from '../log-sources.ts';
import {
  eventNames,
  flowMarks,
  flowNames,
  ignoredNames,
  nameFields,
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
  wholeNumber,
} from './values.ts';
import { categoryIdOf, protocolIdOf } from './lookups.ts';
import { timeOf, type Clock } from './times.ts';

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
    flowMarks.some((name) => valueOf(fields.get(name)) !== null)
      ? readFlow(fields, context)
      : readEvent(fields, payload, context),
  );
}

type Remarks = { readonly ignored: readonly string[]; readonly notes: readonly string[] };

function readEvent(
  fields: QRadarFields,
  payload: () => string,
  context: ReadContext,
): ReadEvent & Remarks {
  const { notes, ...common } = readCommon(fields, context, 'eventdirection');
  const category = categoryOf(fields);
  return {
    kind: 'event',
    notes: [...notes, ...category.notes],
    origin: originOf(fields),
    properties: propertiesOf(fields),
    ignored: ignoredNames(fields, storedEventNames),
    row: {
      ...common,
      ...optionalTimes(fields, common.startMs, context.clock),
      username: userOf(fields.get('username')),
      category: category.id ?? qids.imported.category,
      qid: wholeNumber('qid', valueOf(fields.get('qid')), idRange) ?? qids.imported.qid,
      eventCount:
        wholeNumber('eventcount', valueOf(fields.get('eventcount')), { ...idRange, low: 1 }) ?? 1,
      ...ratings(fields, ['magnitude', 'severity', 'credibility', 'relevance']),
      payload: textOf(fields.get('payload')) ?? payload(),
    },
  };
}

function readFlow(fields: QRadarFields, context: ReadContext): ReadFlow & Remarks {
  const { notes, ...common } = readCommon(fields, context, 'flowdirection');
  const category = categoryOf(fields);
  const count = (name: string): number =>
    wholeNumber(name, valueOf(fields.get(name)), byteRange) ?? 0;
  const endMs = timeOf('endtime', valueOf(fields.get('endtime')), context.clock) ?? common.startMs;
  const { startMs } = common;
  return {
    kind: 'flow',
    notes: [...notes, ...category.notes],
    ignored: [
      ...ignoredNames(fields, storedFlowNames),
      ...[...fields.keys()].filter((name) => !flowNames.has(name)),
    ],
    row: {
      ...common,
      endMs,
      firstPacketMs:
        timeOf('firstpackettime', valueOf(fields.get('firstpackettime')), context.clock) ?? startMs,
      lastPacketMs:
        timeOf('lastpackettime', valueOf(fields.get('lastpackettime')), context.clock) ?? endMs,
      sourceBytes: count('sourcebytes'),
      destinationBytes: count('destinationbytes'),
      sourcePackets: count('sourcepackets'),
      destinationPackets: count('destinationpackets'),
      applicationId:
        wholeNumber('applicationid', valueOf(fields.get('applicationid')), idRange) ?? 0,
      flowType: wholeNumber('flowtype', valueOf(fields.get('flowtype')), { low: 0, high: 5 }) ?? 0,
      flowId: count('flowid'),
      category: category.id ?? 4001,
      qid: wholeNumber('qid', valueOf(fields.get('qid')), idRange) ?? qids.flow.qid,
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
  /** Names that could not be looked up. */
  readonly notes: readonly string[];
};

function readCommon(
  fields: QRadarFields,
  context: ReadContext,
  directionName: 'eventdirection' | 'flowdirection',
): Common {
  const source = endpoint(fields, 'source');
  const destination = endpoint(fields, 'destination');
  const protocol = protocolOf(fields);
  return {
    notes: protocol.notes,
    startMs: required(
      'starttime',
      timeOf('starttime', valueOf(fields.get('starttime')), context.clock),
    ),
    source,
    sourcePort: wholeNumber('sourceport', valueOf(fields.get('sourceport')), portRange),
    destination,
    destinationPort: wholeNumber(
      'destinationport',
      valueOf(fields.get('destinationport')),
      portRange,
    ),
    protocolId: protocol.id ?? unknownProtocol,
    direction:
      directionOf(
        directionName,
        valueOf(fields.get(directionName)) ?? valueOf(fields.get(otherDirection[directionName])),
      ) ?? context.networks.direction(source, destination),
    domainId: wholeNumber('domainid', valueOf(fields.get('domainid')), idRange) ?? 0,
  };
}

/** QRadar fills the IPv4 field with 0.0.0.0 for IPv6 traffic and the IPv6 field with zeros for IPv4. */
function endpoint(fields: QRadarFields, side: 'source' | 'destination'): string {
  const names = [`${side}address`, `${side}ip`, `${side}v6`];
  const given = names.flatMap((name) => {
    const address = addressOf(name, valueOf(fields.get(name)));
    return address === null ? [] : [address];
  });
  const real = given.find((address) => address !== '0.0.0.0' && address !== '::');
  return required(`${side}ip`, real ?? given[0] ?? null);
}

/** IANA "Reserved": a record that does not tell its protocol. */
const unknownProtocol = 255;

/** A number as given, or looked up by its name; `notes` says which name is not known. */
type LookedUp = { readonly id: number | null; readonly notes: readonly string[] };

function protocolOf(fields: QRadarFields): LookedUp {
  const given = valueOf(fields.get('protocolid'));
  return lookedUp('protocol', given ?? valueOf(fields.get('protocolname')), protocolIdOf, {
    name: 'protocolid',
    high: 255,
  });
}

function categoryOf(fields: QRadarFields): LookedUp {
  const given = valueOf(fields.get('category'));
  return lookedUp('category', given ?? valueOf(fields.get('categoryname')), categoryIdOf, {
    name: 'category',
    high: idRange.high,
  });
}

function lookedUp(
  what: string,
  text: string | null,
  idOf: (name: string) => number | null,
  { name, high }: { readonly name: string; readonly high: number },
): LookedUp {
  if (text === null) return { id: null, notes: [] };
  if (/^[-+\d.]+$/.test(text.trim()))
    return { id: wholeNumber(name, text, { low: 0, high }), notes: [] };
  const id = idOf(text);
  return {
    id,
    notes: id === null ? [`the ${what} ${shown(text)} is not known here: taken as unknown`] : [],
  };
}

/** The tabs head both kinds' column alike. */
const otherDirection = {
  eventdirection: 'flowdirection',
  flowdirection: 'eventdirection',
} as const;

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
  clock: Clock,
): { readonly endMs: number; readonly deviceMs: number } {
  return {
    endMs: timeOf('endtime', valueOf(fields.get('endtime')), clock) ?? startMs,
    deviceMs: timeOf('devicetime', valueOf(fields.get('devicetime')), clock) ?? startMs,
  };
}

type Rating = 'magnitude' | 'severity' | 'credibility' | 'relevance';

function ratings(
  fields: QRadarFields,
  names: readonly Rating[],
): { readonly [name in Rating]?: number } {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = wholeNumber(name, valueOf(fields.get(name)), ratingRange);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function texts(fields: QRadarFields): {
  readonly flowBias?: string;
  readonly flowInterface?: string;
  readonly flowSource?: string;
} {
  const bias = valueOf(fields.get('flowbias'));
  const flowInterface = valueOf(fields.get('flowinterface'));
  const flowSource = valueOf(fields.get('flowsource'));
  return {
    ...(bias === null ? {} : { flowBias: bias }),
    ...(flowInterface === null ? {} : { flowInterface }),
    ...(flowSource === null ? {} : { flowSource }),
  };
}

function originOf(fields: QRadarFields): Origin {
  const id = wholeNumber('logsourceid', valueOf(fields.get('logsourceid')), idRange);
  const name = valueOf(fields.get('logsourcename'));
  if (id !== null) return { id, name };
  return {
    name: name ?? 'Imported',
    typeId:
      wholeNumber('devicetype', valueOf(fields.get('devicetype')), idRange) ??
      logSourceTypes.imported.id,
  };
}

/** Values that exports write for "no value". */
const noValue = new Set(['', '-', 'n/a', 'null', 'none']);

/** A user by name; the console shows "N/A" where there is none. A user may be called "null", or "none". */
function userOf(value: unknown): string | null {
  const text = textOf(value);
  return text === null || text.trim() === 'N/A' ? null : text;
}

/** A field as text, null for what means "nothing". */
function valueOf(value: unknown): string | null {
  const text = textOf(value);
  return text === null || noValue.has(text.trim().toLowerCase()) ? null : text;
}

function propertiesOf(fields: QRadarFields): ReadonlyMap<string, PropertyValue> {
  const properties = new Map<string, PropertyValue>();
  for (const [name, value] of fields) {
    if (eventNames.has(name) || nameFields.has(name)) continue;
    if (typeof value === 'number') {
      properties.set(name, value);
      continue;
    }
    const text = valueOf(value);
    if (text !== null) properties.set(name, text);
  }
  return properties;
}
