import { narrowNumber, parseAddress, wideNumber } from './addresses.ts';
import type { Address } from './addresses.ts';
import type { Column } from './append.ts';
import { databases, propertyColumn } from './schema.ts';
import type { DatabaseName } from './schema.ts';
import type { CustomProperty } from './custom-property.ts';

/** Which side of an endpoint is local, by the network hierarchy. */
export type Direction = 'L2L' | 'L2R' | 'R2L' | 'R2R';

/** One record of `events`. Times are epoch milliseconds. */
export type EventRow = {
  readonly startMs: number;
  /** Storage time; `startMs` when left out. */
  readonly endMs?: number;
  /** The log source's own time; `startMs` when left out. */
  readonly deviceMs?: number;
  /** IPv4 or IPv6 text. */
  readonly source: string;
  readonly sourcePort: number | null;
  readonly destination: string;
  readonly destinationPort: number | null;
  /** IANA protocol number. */
  readonly protocolId: number;
  readonly username: string | null;
  readonly logSourceId: number;
  /** Low-level category id. */
  readonly category: number;
  readonly qid: number;
  /** How many events the record stands for (coalescing). */
  readonly eventCount: number;
  readonly direction: Direction;
  readonly domainId: number;
  /** 0 to 10; 3 when left out, likewise severity; credibility and relevance 5. */
  readonly magnitude?: number;
  readonly severity?: number;
  readonly credibility?: number;
  readonly relevance?: number;
  /** Rules that matched, `creeventlist`. */
  readonly ruleIds?: readonly number[];
  readonly payload: string | null;
  /** Values of custom properties, by their exact or differently cased name. */
  readonly properties?: Readonly<Record<string, number | string | null>>;
};

/** One record of `flows`. Times are epoch milliseconds, sizes bytes. */
export type FlowRow = {
  readonly startMs: number;
  readonly endMs: number;
  readonly firstPacketMs: number;
  readonly lastPacketMs: number;
  readonly source: string;
  readonly sourcePort: number | null;
  readonly destination: string;
  readonly destinationPort: number | null;
  readonly protocolId: number;
  readonly sourceBytes: number;
  readonly destinationBytes: number;
  readonly sourcePackets: number;
  readonly destinationPackets: number;
  readonly direction: Direction;
  readonly applicationId: number;
  /** 0 standard, 3 type A, 4 type B, 5 type C. */
  readonly flowType: number;
  readonly flowId: number;
  readonly domainId: number;
  readonly category: number;
  readonly qid: number;
  readonly severity?: number;
  readonly credibility?: number;
  readonly relevance?: number;
  readonly flowBias?: string;
  readonly flowInterface?: string;
  readonly flowSource?: string;
  /** TCP flags seen from each side, as a bit set. */
  readonly sourceFlags?: number;
  readonly destinationFlags?: number;
  readonly sourcePayload?: string | null;
  readonly destinationPayload?: string | null;
};

type Read<Row> = Column<Row>['read'];

function address(text: string): Address {
  const found = parseAddress(text);
  if (found === null) throw new Error(`"${text}" is not an IP address.`);
  return found;
}

const endpoints = {
  sourceip: (row: Endpoints) => narrowNumber(address(row.source)),
  destinationip: (row: Endpoints) => narrowNumber(address(row.destination)),
  sourceaddress: (row: Endpoints) => wideNumber(address(row.source)),
  destinationaddress: (row: Endpoints) => wideNumber(address(row.destination)),
  sourceport: (row: Endpoints) => row.sourcePort,
  destinationport: (row: Endpoints) => row.destinationPort,
  protocolid: (row: Endpoints) => row.protocolId,
  domainid: (row: Endpoints) => row.domainId,
  category: (row: Endpoints) => row.category,
  qid: (row: Endpoints) => row.qid,
  severity: (row: Endpoints) => row.severity ?? 3,
  credibility: (row: Endpoints) => row.credibility ?? 5,
  relevance: (row: Endpoints) => row.relevance ?? 5,
  starttime: (row: Endpoints) => row.startMs,
};

type Endpoints = Pick<
  EventRow & FlowRow,
  | 'startMs'
  | 'source'
  | 'destination'
  | 'sourcePort'
  | 'destinationPort'
  | 'protocolId'
  | 'domainId'
  | 'category'
  | 'qid'
> &
  Pick<EventRow, 'severity' | 'credibility' | 'relevance'>;

const eventReads: Readonly<Record<string, Read<EventRow>>> = {
  ...endpoints,
  endtime: (row) => row.endMs ?? row.startMs,
  devicetime: (row) => row.deviceMs ?? row.startMs,
  username: (row) => row.username,
  logsourceid: (row) => row.logSourceId,
  eventcount: (row) => row.eventCount,
  eventdirection: (row) => row.direction,
  magnitude: (row) => row.magnitude ?? 3,
  creeventlist: (row) => row.ruleIds?.join(',') ?? null,
  payload: (row) => row.payload,
};

const flowReads: Readonly<Record<string, Read<FlowRow>>> = {
  ...endpoints,
  endtime: (row) => row.endMs,
  firstpackettime: (row) => row.firstPacketMs,
  lastpackettime: (row) => row.lastPacketMs,
  sourcebytes: (row) => row.sourceBytes,
  destinationbytes: (row) => row.destinationBytes,
  sourcepackets: (row) => row.sourcePackets,
  destinationpackets: (row) => row.destinationPackets,
  flowdirection: (row) => row.direction,
  flowtype: (row) => row.flowType,
  flowbias: (row) => row.flowBias ?? 'Other',
  applicationid: (row) => row.applicationId,
  sourceflags: (row) => row.sourceFlags ?? 0,
  destinationflags: (row) => row.destinationFlags ?? 0,
  sourcepayload: (row) => row.sourcePayload ?? null,
  destinationpayload: (row) => row.destinationPayload ?? null,
  flowinterface: (row) => row.flowInterface ?? '',
  flowsource: (row) => row.flowSource ?? '',
  flowid: (row) => row.flowId,
};

function storedColumns<Row>(
  database: DatabaseName,
  reads: Readonly<Record<string, Read<Row>>>,
): Column<Row>[] {
  return databases[database].flatMap((field) => {
    if (field.column === null) return [];
    const read = reads[field.name];
    if (read === undefined) throw new Error(`${database}.${field.name} has no value in a row.`);
    return [{ type: field.column, read }];
  });
}

/** The columns of `events` in table order, custom properties last in the order they were added. */
export function eventColumns(properties: readonly CustomProperty[]): readonly Column<EventRow>[] {
  return [
    ...storedColumns('events', eventReads),
    ...properties.map((property): Column<EventRow> => {
      const column = propertyColumn(property.name);
      return {
        type: property.type === 'numeric' ? 'DOUBLE' : 'VARCHAR',
        read: (row) => {
          const values = row.properties;
          if (values === undefined) return null;
          // Own ones only: an imported property may be called "constructor".
          if (Object.hasOwn(values, property.name)) return values[property.name] ?? null;
          const name = Object.keys(values).find((key) => propertyColumn(key) === column);
          return name === undefined ? null : (values[name] ?? null);
        },
      };
    }),
  ];
}

/** The columns of `flows` in table order. */
export function flowColumns(): readonly Column<FlowRow>[] {
  return storedColumns('flows', flowReads);
}
