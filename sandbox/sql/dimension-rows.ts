import { mappedBase, parseAddress, parseCidr, wideNumber } from './addresses.ts';
import type { Column } from './append.ts';
import { assetProperties, expiryMs } from './dimensions.ts';
import type { Asset, Dimensions, ReferenceSet } from './dimensions.ts';
import type { ColumnType } from './schema.ts';

type Value = string | number | bigint | null;

/** A dimension table's content: rows are arrays in column order. */
export type DimensionTable = {
  readonly table: string;
  readonly columns: readonly Column<readonly Value[]>[];
  readonly rows: readonly (readonly Value[])[];
};

function table(
  name: string,
  types: readonly ColumnType[],
  rows: readonly (readonly Value[])[],
): DimensionTable {
  return {
    table: name,
    columns: types.map((type, index) => ({ type, read: (row) => row[index] ?? null })),
    rows,
  };
}

const named: readonly ColumnType[] = ['INTEGER', 'VARCHAR'];

/** The dimension tables that names and sets are looked up in (`tables.ts`), whole. */
export function dimensionRows(dimensions: Dimensions): readonly DimensionTable[] {
  const name = (item: { readonly id: number; readonly name: string }): Value[] => [
    item.id,
    item.name,
  ];
  return [
    logSourceRows(dimensions.logSources),
    table('dim_log_source_types', named, dimensions.logSourceTypes.map(name)),
    table('dim_log_source_groups', named, dimensions.logSourceGroups.map(name)),
    table(
      'dim_categories',
      [...named, 'INTEGER'],
      [
        // CATEGORYNAME takes ids of both levels, and the two ranges do not meet: one table.
        ...dimensions.lowLevelCategories.map((item) => [...name(item), item.highLevelCategoryId]),
        ...dimensions.highLevelCategories.map((item) => [...name(item), null]),
      ],
    ),
    table(
      'dim_qids',
      [...named, 'VARCHAR', 'VARCHAR'],
      dimensions.qidRecords.map((item) => [
        item.qid,
        item.name,
        item.description,
        item.eventId ?? null,
      ]),
    ),
    table('dim_domains', named, dimensions.domains.map(name)),
    table('dim_rules', named, dimensions.rules.map(name)),
    table('dim_applications', named, dimensions.applications.map(name)),
    table('dim_protocols', named, dimensions.protocols.map(name)),
    table(
      'dim_assets',
      ['UHUGEINT', 'INTEGER', 'VARCHAR', 'VARCHAR'],
      perAddress(dimensions.assets, (asset) => [
        [asset.hostnames[0] ?? null, asset.users[0] ?? null],
      ]),
    ),
    table(
      'dim_asset_properties',
      ['UHUGEINT', 'INTEGER', 'VARCHAR', 'VARCHAR'],
      perAddress(dimensions.assets, (asset) =>
        assetProperties(asset).map(({ name: property, value }) => [property, value]),
      ),
    ),
    referenceRows(dimensions.referenceSets),
  ];
}

/** Log sources as `devicetype`, `logsourceidentifier` and names of them are looked up. */
export function logSourceRows(logSources: Dimensions['logSources']): DimensionTable {
  return table(
    'dim_log_sources',
    [...named, 'INTEGER', 'VARCHAR', 'VARCHAR'],
    logSources.map((item) => [
      item.id,
      item.name,
      item.typeId,
      item.groupIds.join(','),
      item.sendingIp,
    ]),
  );
}

/** The entries of all reference sets. */
export function referenceRows(sets: readonly ReferenceSet[]): DimensionTable {
  return table(
    'dim_reference_entries',
    ['INTEGER', 'VARCHAR', 'DOUBLE', 'UHUGEINT', 'UHUGEINT', 'BIGINT'],
    sets.flatMap(referenceEntries),
  );
}

/** Rows of assets, once for each of their addresses, which come first with the domain. */
function perAddress(
  assets: readonly Asset[],
  rowsOf: (asset: Asset) => readonly (readonly Value[])[],
): readonly (readonly Value[])[] {
  return assets.flatMap((asset) =>
    asset.ips.flatMap((ip) => {
      const address = parseAddress(ip);
      if (address === null) return [];
      return rowsOf(asset).map((row) => [wideNumber(address), asset.domainId, ...row]);
    }),
  );
}

/** Each entry as text, as a number and as an address range, whichever it is. */
function referenceEntries(set: ReferenceSet): readonly (readonly Value[])[] {
  return set.entries.map((entry) => {
    const text = set.entryType === 'ALNIC' ? entry.value.toLowerCase() : entry.value;
    const number = entry.value.trim() === '' ? NaN : Number(entry.value);
    const range = parseCidr(entry.value);
    const base = range?.family === 4 ? mappedBase : 0n;
    return [
      set.id,
      text,
      Number.isFinite(number) ? number : null,
      range === null ? null : base + BigInt(range.low),
      range === null ? null : base + BigInt(range.high),
      expiryMs(set, entry),
    ];
  });
}
