import { field, list } from './rest.ts';
import type { Row } from './table.ts';

/** The name people know an asset by: its first host name, else its given name, else a dash. */
export function assetName(asset: Row): string {
  const [host] = list(asset['hostnames']);
  const hostName = field(host, 'name');
  if (typeof hostName === 'string') return hostName;
  const given = list(asset['properties']).find(
    (property) => field(property, 'name') === 'Given Name',
  );
  const value = field(given, 'value');
  return typeof value === 'string' ? value : '–';
}

/** Every address of every interface. */
export function assetAddresses(asset: Row): readonly string[] {
  return list(asset['interfaces'])
    .flatMap((one) => list(field(one, 'ip_addresses')))
    .map((address) => String(field(address, 'value')));
}
