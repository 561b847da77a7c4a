import { seesDomain, type Caller } from '../access/sessions.ts';
import { listRules, type Call, type Endpoint } from '../endpoint.ts';
import type { JsonObject } from '../json.ts';
import { byId } from './by-id.ts';
import { siemErrors } from './errors.ts';
import { localDestinationShape, sourceAddressShape } from './shapes.ts';
import { idsIn, type OffenseAddress, type OffenseStore } from './store.ts';

const capabilities = ['SEM'];

/** Source and local destination addresses of offenses (QRadar REST API 26.0, pages siem-*_addresses-*). */
export function addressEndpoints(store: OffenseStore): readonly Endpoint[] {
  const sources = (call: Call): JsonObject[] =>
    visible(store.sources(), call.caller).map((entry) => ({
      ...addressRow(entry),
      source_ip: entry.address,
      network: entry.offenses[0]?.sourceNetwork ?? null,
      local_destination_address_ids: idsIn(store.localDestinations(), entry.offenses),
    }));
  const destinations = (call: Call): JsonObject[] =>
    visible(store.localDestinations(), call.caller).map((entry) => ({
      ...addressRow(entry),
      local_destination_ip: entry.address,
      network: entry.offenses[0]?.destinationNetworks[0] ?? null,
      source_address_ids: idsIn(store.sources(), entry.offenses),
    }));
  const list = listRules(siemErrors.badFilter);
  return [
    {
      kind: 'list',
      method: 'GET',
      path: '/siem/source_addresses',
      capabilities,
      element: { object: sourceAddressShape },
      list,
      rows: sources,
    },
    byId(
      '/siem/source_addresses/{source_address_id}',
      sourceAddressShape,
      siemErrors.sourceMissing,
      sources,
    ),
    {
      kind: 'list',
      method: 'GET',
      path: '/siem/local_destination_addresses',
      capabilities,
      element: { object: localDestinationShape },
      list,
      rows: destinations,
    },
    byId(
      '/siem/local_destination_addresses/{local_destination_address_id}',
      localDestinationShape,
      siemErrors.destinationMissing,
      destinations,
    ),
  ];
}

function visible(addresses: readonly OffenseAddress[], caller: Caller): readonly OffenseAddress[] {
  return addresses.filter((entry) => seesDomain(caller, entry.domainId));
}

function addressRow({ id, domainId, offenses }: OffenseAddress): JsonObject {
  const sum = offenses.reduce(
    (total, offense) => total + offense.eventCount + offense.flowCount,
    0,
  );
  return {
    id,
    magnitude: Math.max(...offenses.map((offense) => offense.magnitude)),
    offense_ids: offenses.map((offense) => offense.id),
    event_flow_count: sum,
    first_event_flow_seen: Math.min(...offenses.map((offense) => offense.startMs)),
    last_event_flow_seen: Math.max(...offenses.map((offense) => offense.lastUpdatedMs)),
    domain_id: domainId,
  };
}
