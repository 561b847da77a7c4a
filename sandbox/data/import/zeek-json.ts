import { isFields, type Fields } from './record.ts';
import type { ZeekFields } from './zeek-values.ts';

/** A record of one of Zeek's logs, told by its keys. */
export type ZeekJson = { readonly log: string; readonly field: ZeekFields };

/** Keys that only `conn.log` has among Zeek's logs. */
const connKeys = ['conn_state', 'history', 'orig_pkts', 'orig_ip_bytes', 'missed_bytes'] as const;

/**
 * What of Zeek's a JSON object is, or null. The log is named by `_path` (streaming logs), by the key around the record
 * (the Kafka writer's tag), or told by its keys. `id` may be flat with a dot or any other separator, or nested.
 */
export function zeekJsonOf(record: Fields): ZeekJson | null {
  const path = record['_path'];
  if (typeof path === 'string') {
    return isZeek(record) || path.startsWith('conn') ? { log: path, field: fieldOf(record) } : null;
  }
  if (isZeek(record)) return { log: logOf(record), field: fieldOf(record) };
  return ofTagged(record);
}

function ofTagged(record: Fields): ZeekJson | null {
  const entries = Object.entries(record);
  const [tag, inner] = entries[0] ?? [];
  if (entries.length !== 1 || tag === undefined || !isFields(inner) || !isZeek(inner)) return null;
  return { log: tag, field: fieldOf(inner) };
}

/** Every log of a connection has its time and both ends' addresses. */
function isZeek(record: Fields): boolean {
  if (record['ts'] === undefined) return false;
  const field = fieldOf(record);
  return field('id.orig_h') !== undefined || field('id.resp_h') !== undefined;
}

function logOf(record: Fields): string {
  if (connKeys.some((name) => record[name] !== undefined)) return 'conn';
  // The other logs need not be told apart: they are not read.
  return record['command'] !== undefined ? 'ftp' : 'unnamed';
}

/** Names in other spellings: with an underscore as separator, or nested. */
function fieldOf(record: Fields): ZeekFields {
  return (name) => {
    if (record[name] !== undefined) return record[name] ?? undefined;
    const [outer = '', inner] = name.split('.');
    if (inner === undefined) return undefined;
    const nested = record[outer];
    return (isFields(nested) ? nested[inner] : record[`${outer}_${inner}`]) ?? undefined;
  };
}
