import { addressElement } from './value-menu.ts';
import { assetAddresses, assetName } from './asset-parts.ts';
import { byId, element } from './dom.ts';
import { formatValue } from './format.ts';
import { facts, tile } from './offense-parts.ts';
import { pageSettings } from './page-settings.ts';
import { field, list, rest } from './rest.ts';
import { emptyNotice, problemNotice, show } from './states.ts';
import type { Row } from './table.ts';
import { words } from './words.ts';

const region = byId('asset', HTMLElement);
const question = pageSettings().data;

/** The filter the asset API documents for an id, or for an address within a domain. */
function assetFilter(): string {
  if (field(question, 'kind') === 'id') return `id = ${Number(field(question, 'assetId'))}`;
  const address = String(field(question, 'address'));
  const domain = Number(field(question, 'domainId'));
  return `interfaces contains ip_addresses contains value = "${address}" and domain_id = ${domain}`;
}

async function load(): Promise<void> {
  const query = new URLSearchParams({ filter: assetFilter() });
  const [found] = list(await rest(`/api/asset_model/assets?${query.toString()}`));
  if (typeof found !== 'object' || found === null) {
    show(region, emptyNotice(words.assets.unknown));
    return;
  }
  const named = words.assets.columns;
  const asset: Row = { ...found };
  const addresses = assetAddresses(asset).map((address) =>
    element('li', {}, addressElement(address, null)),
  );
  const properties = list(asset['properties']).map(
    (property) => [String(field(property, 'name')), String(field(property, 'value'))] as const,
  );
  const users = list(asset['users']).map((user) => String(field(user, 'username')));
  show(
    region,
    tile(
      assetName(asset),
      facts([
        [named.id, formatValue('id', asset['id'])],
        [named.domain, formatValue('domain_id', asset['domain_id'])],
        [named.risk, formatValue('risk_score_sum', asset['risk_score_sum'])],
        [named.vulnerabilities, formatValue('vulnerability_count', asset['vulnerability_count'])],
        [words.assets.users, users.join(', ') || '–'],
      ]),
    ),
    tile(named.addresses, element('ul', { class: 'address-list' }, ...addresses)),
    tile(
      words.assets.properties,
      properties.length === 0 ? emptyNotice(words.none) : facts(properties),
    ),
  );
}

load().catch((error: unknown) => show(region, problemNotice(error)));
