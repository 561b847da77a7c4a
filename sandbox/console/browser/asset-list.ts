import { addressElement } from './value-menu.ts';
import { assetAddresses, assetName } from './asset-parts.ts';
import { byId, element } from './dom.ts';
import { consolePages } from './navigation.ts';
import { list, rest } from './rest.ts';
import { emptyNotice, problemNotice, show } from './states.ts';
import { table, type Column, type Row } from './table.ts';
import { words } from './words.ts';

const region = byId('asset-list', HTMLElement);

const named = words.assets.columns;
const columns: readonly Column[] = [
  { key: 'id', heading: named.id, cell: (row) => assetLink(row) },
  { key: 'name', heading: named.name, cell: (row) => assetName(row) },
  { key: 'addresses', heading: named.addresses, cell: (row) => addressCell(row) },
  { key: 'domain_id', heading: named.domain },
  { key: 'risk_score_sum', heading: named.risk },
  { key: 'vulnerability_count', heading: named.vulnerabilities },
];

function assetLink(row: Row): HTMLElement {
  const id = Number(row['id']);
  return element('a', { href: `/console/${consolePages.asset(id)}` }, String(id));
}

function addressCell(row: Row): HTMLElement {
  const shown = assetAddresses(row).flatMap((address) => [addressElement(address, null), ' ']);
  return element('span', {}, ...shown);
}

try {
  const found = list(await rest('/api/asset_model/assets', { headers: { Range: 'items=0-199' } }));
  const rows = found.filter((row): row is Row => typeof row === 'object' && row !== null);
  if (rows.length === 0) show(region, emptyNotice(words.assets.empty));
  else show(region, table(words.assets.table, columns, rows));
} catch (error) {
  show(region, problemNotice(error));
}
