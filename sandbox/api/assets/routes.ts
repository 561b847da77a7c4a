import { assetProperties, type Asset } from '../../sql/dimensions.ts';
import type { ConsoleStore } from '../../sql/store.ts';
import { seesDomain } from '../access/sessions.ts';
import type { Endpoint } from '../endpoint.ts';
import type { ErrorEntry } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Shape } from '../list/shape.ts';

/**
 * Codes of QRadar REST API 26.0, asset_model-assets-GET, which lists 500s only; for what is wrong with a parameter
 * the stand-in uses the code most of the API has.
 */
const assetErrors = {
  badFilter: { status: 422, code: 1010, description: 'The filter parameter is not valid.' },
  badSort: { status: 422, code: 1005, description: 'A request parameter is not valid.' },
} as const satisfies Record<string, ErrorEntry>;

/** When scanners and the profiler saw something: the stand-in has neither. */
const sightings = {
  first_seen_profiler: 'number',
  first_seen_scanner: 'number',
  last_seen_profiler: 'number',
  last_seen_scanner: 'number',
} as const satisfies Shape;

const neverSeen = {
  first_seen_profiler: null,
  first_seen_scanner: null,
  last_seen_profiler: null,
  last_seen_scanner: null,
} as const;

const hostnameShape: Shape = {
  id: 'number',
  name: 'string',
  type: 'string',
  created: 'number',
  ...sightings,
};

const ipAddressShape: Shape = {
  id: 'number',
  value: 'string',
  type: 'string',
  network_id: 'number',
  created: 'number',
  ...sightings,
};

const assetShape: Shape = {
  id: 'number',
  domain_id: 'number',
  vulnerability_count: 'number',
  risk_score_sum: 'number',
  hostnames: { objects: hostnameShape },
  interfaces: {
    objects: {
      id: 'number',
      mac_address: 'string',
      ip_addresses: { objects: ipAddressShape },
      created: 'number',
      ...sightings,
    },
  },
  products: {
    objects: {
      id: 'number',
      vendor: 'string',
      name: 'string',
      version: 'string',
      product_variant_id: 'number',
      last_scanned_for: 'number',
      ...sightings,
    },
  },
  properties: {
    objects: {
      id: 'number',
      type_id: 'number',
      name: 'string',
      value: 'string',
      last_reported: 'number',
      last_reported_by: 'string',
    },
  },
  users: { objects: { id: 'number', username: 'string', ...sightings } },
};

/** Assets, by IP as `interfaces contains ip_addresses contains value = "…"` (page asset_model-assets-GET). */
export function assetEndpoints(store: ConsoleStore): readonly Endpoint[] {
  return [
    {
      kind: 'list',
      method: 'GET',
      path: '/asset_model/assets',
      capabilities: ['ASSETS'],
      element: { object: assetShape },
      list: {
        filter: {
          error: assetErrors.badFilter,
          refusedOperators: {
            'interfaces.ip_addresses.value': ['like', 'ilike', 'between', 'not between'],
          },
        },
        sort: {
          fields: ['id', 'domain_id', 'vulnerability_count', 'risk_score_sum'],
          errors: {
            malformed: assetErrors.badSort,
            unknown: assetErrors.badSort,
            unsupported: assetErrors.badSort,
            several: assetErrors.badSort,
          },
        },
        hasRange: true,
      },
      rows: ({ caller }) =>
        store.dimensions.assets
          .filter((asset) => seesDomain(caller, asset.domainId))
          .map((asset) => assetRow(asset)),
    },
  ];
}

/** Ids of the parts of an asset are made from the asset's, so that they stay the same. */
function assetRow(asset: Asset): JsonObject {
  const partId = (index: number): number => asset.id * 100 + index;
  return {
    id: asset.id,
    domain_id: asset.domainId,
    vulnerability_count: asset.vulnerabilityCount,
    risk_score_sum: asset.riskScore,
    hostnames: asset.hostnames.map((name, index) => ({
      id: partId(index),
      name,
      type: 'DNS',
      created: null,
      ...neverSeen,
    })),
    interfaces: [
      {
        id: partId(0),
        mac_address: asset.macAddress,
        ip_addresses: asset.ips.map((value, index) => ({
          id: partId(index),
          value,
          type: value.includes(':') ? 'IPV6' : 'IPV4',
          network_id: null,
          created: null,
          ...neverSeen,
        })),
        created: null,
        ...neverSeen,
      },
    ],
    products: [],
    properties: propertiesOf(asset, partId),
    users: asset.users.map((username, index) => ({ id: partId(index), username, ...neverSeen })),
  };
}

function propertiesOf(asset: Asset, partId: (index: number) => number): readonly JsonObject[] {
  return assetProperties(asset).map(({ name, value }, index) => ({
    id: partId(index),
    type_id: 1001 - index,
    name,
    value,
    last_reported: null,
    last_reported_by: null,
  }));
}
