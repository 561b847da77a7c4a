import type { Offense, OffenseType } from './dimensions.ts';
import { parseAddress, wideNumber } from './addresses.ts';
import { bound, identifier, join, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import type { DatabaseName } from './schema.ts';

/**
 * The condition on a stored record (table alias `r`) to belong to an offense: its time, its domain
 * and its indexed value. The stand-in has no rule engine that would remember which records
 * contributed.
 */
export function offenseCondition(
  offense: Offense,
  types: readonly OffenseType[],
  database: DatabaseName,
): Fragment {
  const property = types.find((type) => type.id === offense.offenseTypeId)?.propertyName;
  return sql`(${join(
    [
      sql`${identifier('starttime', 'r')} BETWEEN ${bound(offense.startMs, 'BIGINT')} AND ${bound(offense.lastUpdatedMs, 'BIGINT')}`,
      sql`${identifier('domainid', 'r')} = ${bound(offense.domainId, 'INTEGER')}`,
      sourceCondition(offense, property?.toLowerCase() ?? '', database),
    ],
    ' AND ',
  )})`;
}

function sourceCondition(offense: Offense, property: string, database: DatabaseName): Fragment {
  if (property === 'username') {
    if (database === 'flows') return sql`FALSE`;
    return sql`${identifier('username', 'r')} = ${bound(offense.offenseSource, 'VARCHAR')}`;
  }
  const column = property === 'destinationip' ? 'destinationaddress' : 'sourceaddress';
  const texts = property.endsWith('ip') ? [offense.offenseSource] : offense.sourceIps;
  const addresses = texts.flatMap((text) => parseAddress(text) ?? []);
  if (addresses.length === 0) return sql`FALSE`;
  const list = addresses.map((address) => bound(wideNumber(address), 'UHUGEINT'));
  return sql`${identifier(column, 'r')} IN (${join(list, ', ')})`;
}
