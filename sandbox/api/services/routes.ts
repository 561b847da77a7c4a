import ipaddr from 'ipaddr.js';
import type { ConsoleStore } from '../../sql/store.ts';
import type { Endpoint } from '../endpoint.ts';
import { ApiError, type ErrorEntry } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { FilterError } from '../list/filter-tokens.ts';
import { FilterParser, type FilterNode } from '../list/filter-parser.ts';
import type { Shape } from '../list/shape.ts';

/** Codes of QRadar REST API 26.0, services-geolocations-GET. */
const errors = {
  unknownAddress: entry(404, 1002, 'The IP address does not exist in the database.'),
  badAddress: entry(422, 1005, 'The provided IP address is invalid.'),
  badFilter: entry(422, 1010, 'A request parameter is not valid.'),
} as const satisfies Record<string, ErrorEntry>;

const countryShape: Shape = { name: 'string', iso_code: 'string' };

/** Of what the page lists the address and its countries; the scenario knows no more. */
const locationShape: Shape = {
  ip_address: 'string',
  physical_country: { object: countryShape },
  registered_country: { object: countryShape },
};

/** Where addresses are; asked by `ip_address = "…"` or `ip_address in ("…", …)` and by nothing else. */
export function serviceEndpoints(store: ConsoleStore): readonly Endpoint[] {
  return [
    {
      kind: 'value',
      method: 'GET',
      path: '/services/geolocations',
      shape: locationShape,
      handle: ({ query }) => ({
        status: 200,
        body: addressesIn(query.get('filter')).map((address) => locationOf(address, store)),
      }),
    },
  ];
}

/** Of several addresses one that is unknown fails the call: a guess, the page speaks of one address. */
function locationOf(text: string, store: ConsoleStore): JsonObject {
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
  if (!isAddress) throw new ApiError(errors.badAddress, `${text} is no IP address`);
  const address = ipaddr.process(text);
  const known = store.dimensions.locations.find(({ cidr }) => {
    const [network, bits] = ipaddr.parseCIDR(cidr);
    return network.kind() === address.kind() && address.match(network, bits);
  });
  if (!known) throw new ApiError(errors.unknownAddress, `${text} is not in the database`);
  const country = { name: known.country, iso_code: known.countryCode };
  return { ip_address: text, physical_country: country, registered_country: country };
}

function addressesIn(filter: string | undefined): readonly string[] {
  if (filter === undefined) throw new ApiError(errors.badFilter, 'A filter is required');
  try {
    return valuesOf(new FilterParser(filter, () => undefined).parse({ object: locationShape }));
  } catch (error) {
    if (error instanceof FilterError) throw new ApiError(errors.badFilter, error.message);
    throw error;
  }
}

function valuesOf(node: FilterNode): readonly string[] {
  const isAddress = 'field' in node && node.field.path.join('.') === 'ip_address';
  if (isAddress && node.kind === 'compare' && node.operator === '=') return [node.value.text];
  if (isAddress && node.kind === 'in' && !node.negated)
    return node.values.map((value) => value.text);
  throw new FilterError('Only ip_address can be filtered, and only by = and in');
}

function entry(status: number, code: number, description: string): ErrorEntry {
  return { status, code, description };
}
