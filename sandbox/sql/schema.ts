/**
 * What a column holds, in the words of the Ariel API
 * (QRadar REST API 26.0, ariel-databases-database_name-GET, `object_value_type`).
 */
export type ObjectValueType =
  | 'Short'
  | 'Integer'
  | 'Long'
  | 'Double'
  | 'Port'
  | 'Host'
  | 'HostV4V6'
  | 'HostV6'
  | 'MACAddress'
  | 'String'
  | 'ByteArray'
  | 'Boolean';

/** The Ariel databases the stand-in holds; `simarc` is known by name only and refused. */
export type DatabaseName = 'events' | 'flows';

/** DuckDB types used for stored columns. Addresses are numbers: see `addresses.ts`. */
export type ColumnType =
  'BIGINT' | 'INTEGER' | 'SMALLINT' | 'UINTEGER' | 'UHUGEINT' | 'DOUBLE' | 'VARCHAR';

/** One field that AQL may name. Field types are the stand-in's choice (docs/qradar-facts.md#fields). */
export type Field = {
  /** Canonical spelling; AQL looks it up without regard to case. */
  readonly name: string;
  readonly type: ObjectValueType;
  readonly nullable: boolean;
  readonly indexable: boolean;
  /** Whether `SELECT *` shows it. */
  readonly inStar: boolean;
  /**
   * DuckDB type of the stored column, whose name is the field's name; null for a field that is
   * computed when it is asked for (`virtual-fields.ts`).
   */
  readonly column: ColumnType | null;
};

type Options = { readonly nullable?: true; readonly indexable?: true; readonly star?: true };

function field(
  name: string,
  type: ObjectValueType,
  column: ColumnType | null,
  options: Options = {},
): Field {
  return {
    name,
    type,
    column,
    nullable: options.nullable ?? false,
    indexable: options.indexable ?? false,
    inStar: options.star ?? false,
  };
}

const both: Options = { indexable: true, star: true };

/**
 * Fields of `events` (docs/qradar-facts.md#fields).
 * There is no native byte counter; bytes are custom properties.
 */
export const eventFields: readonly Field[] = [
  field('starttime', 'Long', 'BIGINT', both),
  field('endtime', 'Long', 'BIGINT'),
  field('devicetime', 'Long', 'BIGINT'),
  field('protocolid', 'Integer', 'SMALLINT', { star: true }),
  field('sourceip', 'Host', 'UINTEGER', both),
  field('destinationip', 'Host', 'UINTEGER', both),
  field('sourceaddress', 'HostV4V6', 'UHUGEINT'),
  field('destinationaddress', 'HostV4V6', 'UHUGEINT'),
  field('sourcev6', 'HostV6', null),
  field('destinationv6', 'HostV6', null),
  field('sourceport', 'Port', 'INTEGER', { nullable: true, star: true }),
  field('destinationport', 'Port', 'INTEGER', { nullable: true, ...both }),
  field('sourcemac', 'MACAddress', null),
  field('destinationmac', 'MACAddress', null),
  field('prenatsourceip', 'Host', null),
  field('prenatdestinationip', 'Host', null),
  field('prenatsourceport', 'Port', null),
  field('prenatdestinationport', 'Port', null),
  field('postnatsourceip', 'Host', null),
  field('postnatdestinationip', 'Host', null),
  field('postnatsourceport', 'Port', null),
  field('postnatdestinationport', 'Port', null),
  field('username', 'String', 'VARCHAR', { nullable: true, ...both }),
  field('logsourceid', 'Integer', 'INTEGER', both),
  field('logsourceidentifier', 'String', null, { nullable: true }),
  field('devicetype', 'Integer', null, { nullable: true }),
  field('devicegrouplist', 'String', null, { nullable: true }),
  field('category', 'Integer', 'INTEGER', both),
  field('highlevelcategory', 'Integer', null, { nullable: true }),
  field('qid', 'Integer', 'INTEGER', both),
  field('qideventid', 'String', null, { nullable: true }),
  field('qideventcategory', 'String', null, { nullable: true }),
  field('eventcount', 'Integer', 'INTEGER', { star: true }),
  field('eventdirection', 'String', 'VARCHAR'),
  field('domainid', 'Integer', 'INTEGER'),
  field('magnitude', 'Short', 'SMALLINT', { star: true }),
  field('severity', 'Short', 'SMALLINT'),
  field('credibility', 'Short', 'SMALLINT'),
  field('relevance', 'Short', 'SMALLINT'),
  field('hasoffense', 'Boolean', null),
  field('hasidentity', 'Boolean', null),
  field('iscreevent', 'Boolean', null),
  field('isduplicate', 'Boolean', null),
  field('isunparsed', 'Boolean', null),
  field('istruncated', 'Boolean', null),
  field('islogonly', 'Boolean', null),
  field('storedforperformance', 'Boolean', null),
  field('identityip', 'Host', null, { star: true }),
  field('identityhostname', 'String', null, { nullable: true }),
  field('creeventlist', 'String', 'VARCHAR', { nullable: true }),
  field('partialmatchlist', 'String', null, { nullable: true }),
  field('partialormatchlist', 'String', null, { nullable: true }),
  field('payload', 'ByteArray', 'VARCHAR', { nullable: true }),
  field('pcappacket', 'ByteArray', null, { nullable: true }),
  field('hastlv', 'Boolean', null),
  field('tlvs', 'String', null, { nullable: true }),
  field('adekey', 'String', null, { nullable: true }),
  field('adevalue', 'String', null, { nullable: true }),
  field('collectorid', 'Integer', null),
  field('processorid', 'Integer', null),
  field('protocolconfigid', 'Integer', null, { nullable: true }),
  field('duration', 'Long', null),
  field('geographiclocation', 'String', null, { nullable: true }),
  field('sourcegeographiclocation', 'String', null, { nullable: true }),
  field('destinationgeographiclocation', 'String', null, { nullable: true }),
];

/** Fields of `flows` (docs/qradar-facts.md#fields). */
export const flowFields: readonly Field[] = [
  field('starttime', 'Long', 'BIGINT', both),
  field('endtime', 'Long', 'BIGINT'),
  field('firstpackettime', 'Long', 'BIGINT', { star: true }),
  field('lastpackettime', 'Long', 'BIGINT', { star: true }),
  field('protocolid', 'Integer', 'SMALLINT', { star: true }),
  field('sourceip', 'Host', 'UINTEGER', both),
  field('destinationip', 'Host', 'UINTEGER', both),
  field('sourceaddress', 'HostV4V6', 'UHUGEINT'),
  field('destinationaddress', 'HostV4V6', 'UHUGEINT'),
  field('sourcev6', 'HostV6', null),
  field('destinationv6', 'HostV6', null),
  field('sourceport', 'Port', 'INTEGER', { nullable: true, star: true }),
  field('destinationport', 'Port', 'INTEGER', { nullable: true, ...both }),
  field('sourcebytes', 'Long', 'BIGINT', { star: true }),
  field('destinationbytes', 'Long', 'BIGINT', { star: true }),
  field('sourcepackets', 'Long', 'BIGINT', { star: true }),
  field('destinationpackets', 'Long', 'BIGINT', { star: true }),
  field('flowdirection', 'String', 'VARCHAR', { star: true }),
  field('flowtype', 'Integer', 'SMALLINT', { star: true }),
  field('flowbias', 'String', 'VARCHAR'),
  field('applicationid', 'Integer', 'INTEGER', both),
  field('category', 'Integer', 'INTEGER', { indexable: true }),
  field('highlevelcategory', 'Integer', null, { nullable: true }),
  field('qid', 'Integer', 'INTEGER'),
  field('severity', 'Short', 'SMALLINT'),
  field('credibility', 'Short', 'SMALLINT'),
  field('relevance', 'Short', 'SMALLINT'),
  field('domainid', 'Integer', 'INTEGER'),
  field('hasoffense', 'Boolean', null),
  field('sourceflags', 'Integer', 'SMALLINT'),
  field('destinationflags', 'Integer', 'SMALLINT'),
  field('sourcedscp', 'Integer', null),
  field('destinationdscp', 'Integer', null),
  field('sourceprecedence', 'Integer', null, { nullable: true }),
  field('destinationprecedence', 'Integer', null, { nullable: true }),
  field('sourceifindex', 'Integer', null, { nullable: true }),
  field('destinationifindex', 'Integer', null, { nullable: true }),
  field('sourceasn', 'Long', null),
  field('destinationasn', 'Long', null),
  field('icmptype', 'Integer', null),
  field('icmpcode', 'Integer', null),
  field('sourcepayload', 'ByteArray', 'VARCHAR', { nullable: true }),
  field('destinationpayload', 'ByteArray', 'VARCHAR', { nullable: true }),
  field('hassourcepayload', 'Boolean', null),
  field('hasdestinationpayload', 'Boolean', null),
  field('hastlv', 'Boolean', null),
  field('tlvs', 'String', null, { nullable: true }),
  field('fullmatchlist', 'String', null, { nullable: true }),
  field('partialmatchlist', 'String', null, { nullable: true }),
  field('partialormatchlist', 'String', null, { nullable: true }),
  field('geographic', 'String', null, { nullable: true }),
  field('processorid', 'Integer', null),
  field('flowinterface', 'String', 'VARCHAR'),
  field('flowinterfaceid', 'Integer', null),
  field('flowsource', 'String', 'VARCHAR'),
  field('flowid', 'Long', 'BIGINT'),
  field('intervalid', 'Long', null),
  field('isduplicate', 'Boolean', null),
  field('retentionbucket', 'Integer', null),
  field('viewobjectpair', 'String', null, { nullable: true }),
];

/** The fields of each database, in the order `GET /ariel/databases/{name}` lists them. */
export const databases: Readonly<Record<DatabaseName, readonly Field[]>> = {
  events: eventFields,
  flows: flowFields,
};

/** Name of the column of `events` that stores the custom property `name`; case does not matter. */
export function propertyColumn(name: string): string {
  return `property ${name.toLowerCase()}`;
}
