import { nearest } from '../aql/index.ts';
import { mappedBase, parseCidr } from './addresses.ts';
import type { AddressRange } from './addresses.ts';
import { failure } from './compilation.ts';
import type { Network, ReferenceSet } from './dimensions.ts';
import { bound, identifier, join, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import type { CallSite, ParameterKind, ScalarFunction } from './function-type.ts';
import { offenseCondition } from './offense-match.ts';
import type { ObjectValueType } from './schema.ts';
import { classOf, toText, widen } from './value.ts';
import type { Value } from './value.ts';

type Definition = {
  readonly parameters: readonly ParameterKind[];
  readonly required?: number;
  readonly returns?: ObjectValueType;
  readonly readsRecord?: true;
  readonly compile: ScalarFunction['compile'];
};

function lookup(name: string, definition: Definition): ScalarFunction {
  return {
    kind: 'scalar',
    name,
    parameters: definition.parameters,
    required: definition.required ?? definition.parameters.length,
    variadic: false,
    returns: definition.returns ?? 'String',
    readsRecord: definition.readsRecord ?? false,
    compile: definition.compile,
  };
}

/** A name looked up by id; NULL for an id nobody knows. */
function byId(name: string, table: string, column = 'name'): ScalarFunction {
  const from = identifier(table);
  return lookup(name, {
    parameters: ['number'],
    compile: (_, id) => sql`(SELECT d.${identifier(column)} FROM ${from} d WHERE d.id = ${id.sql})`,
  });
}

/** A text of the newest asset that has the address. */
function ofAsset(name: string, column: string): ScalarFunction {
  return lookup(name, {
    // The optional time is accepted and ignored: assets of the stand-in have no history.
    parameters: ['host', 'number'],
    required: 1,
    compile: (_, address) =>
      sql`(SELECT min(d.${identifier(column)}) FROM dim_assets d WHERE d.address = ${widen(address)})`,
  });
}

/** Names and sets of the console (docs/qradar-facts.md#retrieval-functions). */
export const lookupFunctions: readonly ScalarFunction[] = [
  byId('LOGSOURCENAME', 'dim_log_sources'),
  byId('LOGSOURCETYPENAME', 'dim_log_source_types'),
  byId('CATEGORYNAME', 'dim_categories'),
  byId('QIDNAME', 'dim_qids'),
  byId('QIDDESCRIPTION', 'dim_qids', 'description'),
  byId('PROTOCOLNAME', 'dim_protocols'),
  byId('APPLICATIONNAME', 'dim_applications'),
  byId('DOMAINNAME', 'dim_domains'),
  ofAsset('ASSETHOSTNAME', 'hostname'),
  ofAsset('ASSETUSER', 'username'),
  lookup('ASSETPROPERTY', {
    parameters: ['literal', 'host', 'number'],
    required: 2,
    compile: (_, property, address, domain?: Value) => {
      const ofDomain = domain === undefined ? sql`TRUE` : sql`d.domain_id = ${domain.sql}`;
      return sql`(SELECT min(d.value) FROM dim_asset_properties d WHERE lower(d.name) = lower(${property.sql}) AND d.address = ${widen(address)} AND ${ofDomain})`;
    },
  }),
  lookup('LOGSOURCEGROUPNAME', {
    parameters: ['text'],
    compile: (_, list) => namesOfList(sql`dim_log_source_groups`, list.sql),
  }),
  lookup('RULENAME', {
    parameters: ['any'],
    compile: (_, list) => namesOfList(sql`dim_rules`, toText(list)),
  }),
  lookup('NETWORKNAME', {
    parameters: ['host', 'number'],
    required: 1,
    compile: (site, address, domain) => networkName(site, address, domain, ({ name }) => name),
  }),
  lookup('FULLNETWORKNAME', {
    parameters: ['host', 'number'],
    required: 1,
    compile: (site, address, domain) =>
      networkName(site, address, domain, ({ group, name }) => `${group}.${name}`),
  }),
  lookup('INOFFENSE', {
    parameters: ['literalNumber'],
    returns: 'Boolean',
    readsRecord: true,
    compile: inOffense,
  }),
  lookup('REFERENCESETCONTAINS', {
    parameters: ['literal', 'any'],
    returns: 'Boolean',
    compile: referenceSetContains,
  }),
];

/** The names of a comma-separated list of ids, joined by commas in the order of the ids. */
function namesOfList(table: Fragment, list: Fragment): Fragment {
  return sql`(SELECT string_agg(d.name, ', ' ORDER BY d.id) FROM ${table} d WHERE list_contains(string_split(${list}, ','), CAST(d.id AS VARCHAR)))`;
}

/**
 * A chain over the network hierarchy, narrowest network first; `other` outside of it. Without a
 * domain the networks of all domains count.
 */
function networkName(
  site: CallSite,
  address: Value,
  domain: Value | undefined,
  name: (network: Network) => string,
): Fragment {
  const ranked = site.compilation.context.facts.dimensions.networks
    .flatMap((network) => {
      const range = parseCidr(network.cidr);
      return range === null ? [] : [{ network, range }];
    })
    .sort((a, b) => b.range.prefix - a.range.prefix);
  const branches = ranked.flatMap(({ network, range }) => {
    const within = inRange(address, range);
    if (within === null) return [];
    const ofDomain =
      domain === undefined
        ? within
        : sql`${within} AND ${domain.sql} = ${bound(network.domainId, 'INTEGER')}`;
    return [sql`WHEN ${ofDomain} THEN ${bound(name(network), 'VARCHAR')}`];
  });
  const other = bound('other', 'VARCHAR');
  return branches.length === 0 ? other : sql`(CASE ${join(branches, ' ')} ELSE ${other} END)`;
}

function inRange(address: Value, range: AddressRange): Fragment | null {
  if (address.type === 'Host') {
    if (range.family === 6) return null;
    return sql`${address.sql} BETWEEN ${bound(range.low, 'UINTEGER')} AND ${bound(range.high, 'UINTEGER')}`;
  }
  const base = range.family === 4 ? mappedBase : 0n;
  return sql`${address.sql} BETWEEN ${bound(base + BigInt(range.low), 'UHUGEINT')} AND ${bound(base + BigInt(range.high), 'UHUGEINT')}`;
}

/** An unknown offense makes the query fail, as captured from QRadar (docs/qradar-facts.md#unknown-offense). */
function inOffense(site: CallSite, id: Value): Fragment {
  const { offenses, offenseTypes } = site.compilation.context.facts.dimensions;
  const offense = offenses.find((each) => each.id === Number(id.literal));
  if (offense === undefined) {
    throw failure(site.compilation, site.node, `There is no offense ${id.literal ?? ''}.`);
  }
  return offenseCondition(offense, offenseTypes, site.database);
}

function referenceSetContains(site: CallSite, name: Value, value: Value): Fragment {
  const { dimensions, cidrSets } = site.compilation.context.facts;
  const { referenceSets } = dimensions;
  const set = referenceSets.find((each) => each.name === name.literal);
  if (set === undefined) {
    throw failure(
      site.compilation,
      site.node.arguments[0] ?? site.node,
      `There is no reference set "${name.literal ?? ''}".`,
      nearest(
        name.literal ?? '',
        referenceSets.map((each) => each.name),
      ),
    );
  }
  const now = bound(site.compilation.context.nowMs, 'BIGINT');
  const entries = sql`d.set_id = ${bound(set.id, 'INTEGER')} AND (d.expires_ms IS NULL OR d.expires_ms > ${now})`;
  const isText = set.entryType === 'CIDR' && cidrSets === 'texts';
  return members[isText ? 'ALN' : set.entryType](value, entries);
}

/** `entries` is the condition on the entries (`d`) that count: those of the set that have not expired. */
type Member = (value: Value, entries: Fragment) => Fragment;

const asText: Member = (value, entries) => inEntries(toText(value), sql`text`, entries);

const asNumber: Member = (value, entries) =>
  inEntries(
    classOf(value) === 'number' ? value.sql : sql`TRY_CAST(${toText(value)} AS DOUBLE)`,
    sql`number`,
    entries,
  );

const asAddress: Member = (value, entries) =>
  classOf(value) === 'host' ? inEntries(widen(value), sql`low`, entries) : asText(value, entries);

/** How membership is tested for each type of entries. */
const members: Readonly<Record<ReferenceSet['entryType'], Member>> = {
  ALN: asText,
  ALNIC: (value, entries) => inEntries(sql`lower(${toText(value)})`, sql`text`, entries),
  NUM: asNumber,
  PORT: asNumber,
  DATE: asNumber,
  IP: asAddress,
  CIDR: (value, entries) =>
    classOf(value) === 'host'
      ? sql`EXISTS (SELECT 1 FROM dim_reference_entries d WHERE ${entries} AND ${widen(value)} BETWEEN d.low AND d.high)`
      : asText(value, entries),
};

function inEntries(value: Fragment, column: Fragment, entries: Fragment): Fragment {
  return sql`(${value} IN (SELECT d.${column} FROM dim_reference_entries d WHERE ${entries} AND d.${column} IS NOT NULL))`;
}
