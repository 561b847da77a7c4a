import { addressElement } from './value-menu.ts';
import { assetAddresses, assetName } from './asset-parts.ts';
import { byId, element } from './dom.ts';
import { formatValue } from './format.ts';
import { facts, tile } from './offense-parts.ts';
import { pageSettings } from './page-settings.ts';
import { field, list, rest } from './rest.ts';
import { emptyNotice, problemNotice, show } from './states.ts';
import type { Row } from './table.ts';

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
    show(region, emptyNotice('No asset is known for this address, or you may not see it.'));
    return;
  }
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
        ['Id', formatValue('id', asset['id'])],
        ['Domain', formatValue('domain_id', asset['domain_id'])],
        ['Risk score', formatValue('risk_score_sum', asset['risk_score_sum'])],
        ['Vulnerabilities', formatValue('vulnerability_count', asset['vulnerability_count'])],
        ['Users', users.join(', ') || '–'],
      ]),
    ),
    tile('Addresses', element('ul', { class: 'address-list' }, ...addresses)),
    tile('Properties', properties.length === 0 ? emptyNotice('None.') : facts(properties)),
  );
}

load().catch((error: unknown) => show(region, problemNotice(error)));
