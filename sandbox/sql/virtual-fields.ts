import { mappedBase } from './addresses.ts';
import { deployment } from './deployment.ts';
import { bound, identifier, join, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import { offenseCondition } from './offense-match.ts';
import type { DatabaseName } from './schema.ts';
import type { ConsoleFacts } from './store.ts';

type Make = (facts: ConsoleFacts, database: DatabaseName) => Fragment;

const unknown: Make = () => sql`NULL::INTEGER`;
const noAddress: Make = () => sql`0::UINTEGER`;
const noPort: Make = () => sql`0::INTEGER`;
const noText: Make = () => sql`NULL::VARCHAR`;
const never: Make = () => sql`FALSE`;
const zero: Make = () => sql`0::BIGINT`;

/** The address itself for IPv6; 0 for IPv4, which QRadar shows as `0:0:0:0:0:0:0:0`. */
function onlyV6(column: 'sourceaddress' | 'destinationaddress'): Make {
  const address = identifier(column, 'r');
  return () =>
    sql`CASE WHEN ${address} BETWEEN ${bound(mappedBase, 'UHUGEINT')} AND ${bound(mappedBase + 0xffff_ffffn, 'UHUGEINT')} THEN 0::UHUGEINT ELSE ${address} END`;
}

function logSourceColumn(column: Fragment): Make {
  return () =>
    sql`(SELECT d.${column} FROM dim_log_sources d WHERE d.id = ${identifier('logsourceid', 'r')})`;
}

function componentId({ id }: { readonly id: number }): Make {
  return () => bound(id, 'INTEGER');
}

function isThere(column: 'sourcepayload' | 'destinationpayload'): Make {
  return () => sql`${identifier(column, 'r')} IS NOT NULL`;
}

const hasOffense: Make = ({ dimensions }, database) =>
  dimensions.offenses.length === 0
    ? sql`FALSE`
    : sql`(${join(
        dimensions.offenses.map((each) =>
          offenseCondition(each, dimensions.offenseTypes, database),
        ),
        ' OR ',
      )})`;

/**
 * The fields that no column stores: looked up, derived, or constant because the stand-in's records
 * have nothing to say (no NAT, no identity, no geography).
 */
const fields: Readonly<Record<string, Make>> = {
  sourcev6: onlyV6('sourceaddress'),
  destinationv6: onlyV6('destinationaddress'),
  sourcemac: () => sql`'00:00:00:00:00:00'::VARCHAR`,
  destinationmac: () => sql`'00:00:00:00:00:00'::VARCHAR`,
  prenatsourceip: noAddress,
  prenatdestinationip: noAddress,
  prenatsourceport: noPort,
  prenatdestinationport: noPort,
  postnatsourceip: noAddress,
  postnatdestinationip: noAddress,
  postnatsourceport: noPort,
  postnatdestinationport: noPort,
  logsourceidentifier: logSourceColumn(sql`identifier`),
  devicetype: logSourceColumn(sql`type_id`),
  devicegrouplist: logSourceColumn(sql`group_list`),
  highlevelcategory: () =>
    sql`(SELECT d.high_id FROM dim_categories d WHERE d.id = ${identifier('category', 'r')})`,
  hasoffense: hasOffense,
  hasidentity: never,
  iscreevent: never,
  isduplicate: never,
  isunparsed: never,
  istruncated: never,
  islogonly: never,
  storedforperformance: never,
  hastlv: never,
  tlvs: noText,
  // A rule that matched in part leaves no trace where there is no rule engine.
  fullmatchlist: noText,
  partialmatchlist: noText,
  partialormatchlist: noText,
  pcappacket: noText,
  adekey: noText,
  adevalue: noText,
  qideventid: () => sql`(SELECT d.event_id FROM dim_qids d WHERE d.id = ${identifier('qid', 'r')})`,
  qideventcategory: noText,
  collectorid: componentId(deployment.eventCollector),
  processorid: componentId(deployment.eventProcessor),
  protocolconfigid: unknown,
  identityip: noAddress,
  identityhostname: noText,
  duration: zero,
  geographiclocation: noText,
  sourcegeographiclocation: noText,
  destinationgeographiclocation: noText,
  sourcedscp: zero,
  destinationdscp: zero,
  sourceprecedence: unknown,
  destinationprecedence: unknown,
  sourceifindex: unknown,
  destinationifindex: unknown,
  hassourcepayload: isThere('sourcepayload'),
  hasdestinationpayload: isThere('destinationpayload'),
  geographic: noText,
  sourceasn: zero,
  destinationasn: zero,
  icmptype: zero,
  icmpcode: zero,
  flowinterfaceid: zero,
  intervalid: zero,
  retentionbucket: zero,
  viewobjectpair: noText,
};

const withoutData: ReadonlySet<Make> = new Set([unknown, noAddress, noPort, noText, never, zero]);

/** The fields that are the same for every record, because the stand-in's records have no such data. */
export const fieldsWithoutData: readonly string[] = Object.keys(fields).filter((name) =>
  withoutData.has(fields[name] ?? hasOffense),
);

/** SQL of a virtual field over a stored record (table alias `r`). Throws for a field without one. */
export function virtualField(name: string, facts: ConsoleFacts, database: DatabaseName): Fragment {
  const make = fields[name];
  if (make === undefined) throw new Error(`No column and no definition for ${database}.${name}.`);
  return make(facts, database);
}
