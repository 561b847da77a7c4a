import { mappedBase } from './addresses.ts';
import { databases } from './schema.ts';
import type { DatabaseName } from './schema.ts';

/**
 * The DuckDB tables of the stand-in.
 *
 * `events` and `flows` hold one column per stored field of `schema.ts`, named as the field, in that
 * order; custom properties follow as columns `property <name in lower case>` (DOUBLE or VARCHAR).
 * Rows made by SQL may be inserted directly:
 *
 *     INSERT INTO events (starttime, endtime, devicetime, protocolid, sourceip, destinationip,
 *       sourceaddress, destinationaddress, …) SELECT …
 *
 * where for IPv4 `sourceip` is the address as UINTEGER and `sourceaddress` is
 * `281470681743360::UHUGEINT + sourceip` (the mapped form, `addresses.ts`), and for IPv6 `sourceip`
 * is 0. Columns left out take the defaults below.
 */
const columnDefaults: Readonly<Record<string, string>> = {
  endtime: '0',
  devicetime: '0',
  protocolid: '6',
  eventcount: '1',
  domainid: '0',
  magnitude: '3',
  severity: '3',
  credibility: '5',
  relevance: '5',
  qid: '0',
  category: '0',
  applicationid: '0',
  flowtype: '0',
  flowid: '0',
  sourceflags: '0',
  destinationflags: '0',
  sourcepackets: '0',
  destinationpackets: '0',
  flowbias: "'Other'",
  flowinterface: "''",
  flowsource: "''",
};

function createDatabase(name: DatabaseName): string {
  const columns = databases[name].flatMap((field) => {
    if (field.column === null) return [];
    const preset = columnDefaults[field.name];
    const constraint = field.nullable ? '' : ' NOT NULL';
    return [
      `"${field.name}" ${field.column}${preset === undefined ? '' : ` DEFAULT ${preset}`}${constraint}`,
    ];
  });
  return `CREATE TABLE ${name} (${columns.join(', ')})`;
}

/** One 16-bit group of a 128-bit address, as lower-case hexadecimal digits. */
function group(index: number): string {
  const divisor = 2n ** BigInt(16 * (7 - index));
  return `format('{:x}', ((n // ${divisor}::UHUGEINT) % 65536)::INTEGER)`;
}

/** Replaces the longest run of zero groups, the first of equals, by `::` (RFC 5952, 4.2). */
function compressed(text: string): string {
  const branches = [8, 7, 6, 5, 4, 3, 2].map((length) => {
    const run = `'(^|:)0(:0){${length - 1}}(:|$)'`;
    return `WHEN regexp_matches(${text}, ${run}) THEN regexp_replace(${text}, ${run}, '::')`;
  });
  return `CASE ${branches.join(' ')} ELSE ${text} END`;
}

const groups = [0, 1, 2, 3, 4, 5, 6, 7].map(group).join(', ');

/** Stored addresses as text. The zero address is written out, as QRadar shows it for "none". */
const macros: readonly string[] = [
  `CREATE MACRO ipv4_text(n) AS concat_ws('.', n >> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255)`,
  `CREATE MACRO ipv6_groups(n) AS concat_ws(':', ${groups})`,
  `CREATE MACRO ipv6_short(t) AS ${compressed('t')}`,
  `CREATE MACRO ipv6_text(n) AS CASE WHEN n = 0 THEN '0:0:0:0:0:0:0:0' ELSE ipv6_short(ipv6_groups(n)) END`,
  `CREATE MACRO address_text(n) AS CASE
     WHEN n BETWEEN ${mappedBase}::UHUGEINT AND ${mappedBase + 0xffff_ffffn}::UHUGEINT
     THEN ipv4_text((n - ${mappedBase}::UHUGEINT)::UINTEGER) ELSE ipv6_text(n) END`,
];

/** Statements that make an empty console, in order. */
export const createStatements: readonly string[] = [
  ...macros,
  createDatabase('events'),
  createDatabase('flows'),
  'CREATE TABLE dim_log_sources (id INTEGER PRIMARY KEY, name VARCHAR, type_id INTEGER, group_list VARCHAR, identifier VARCHAR)',
  'CREATE TABLE dim_log_source_types (id INTEGER PRIMARY KEY, name VARCHAR)',
  'CREATE TABLE dim_log_source_groups (id INTEGER PRIMARY KEY, name VARCHAR)',
  'CREATE TABLE dim_categories (id INTEGER PRIMARY KEY, name VARCHAR, high_id INTEGER)',
  'CREATE TABLE dim_qids (id INTEGER PRIMARY KEY, name VARCHAR, description VARCHAR, event_id VARCHAR)',
  'CREATE TABLE dim_domains (id INTEGER PRIMARY KEY, name VARCHAR)',
  'CREATE TABLE dim_rules (id INTEGER PRIMARY KEY, name VARCHAR)',
  'CREATE TABLE dim_applications (id INTEGER PRIMARY KEY, name VARCHAR)',
  'CREATE TABLE dim_protocols (id INTEGER PRIMARY KEY, name VARCHAR)',
  'CREATE TABLE dim_assets (address UHUGEINT, domain_id INTEGER, hostname VARCHAR, username VARCHAR)',
  'CREATE TABLE dim_asset_properties (address UHUGEINT, domain_id INTEGER, name VARCHAR, value VARCHAR)',
  'CREATE TABLE dim_reference_entries (set_id INTEGER, text VARCHAR, number DOUBLE, low UHUGEINT, high UHUGEINT, expires_ms BIGINT)',
];
