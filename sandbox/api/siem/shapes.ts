import type { FilterRules } from '../list/list.ts';
import type { SortRules } from '../list/sort.ts';
import type { Shape } from '../list/shape.ts';
import { siemErrors } from './errors.ts';

/** Fields of an offense (QRadar REST API 26.0, siem-offenses-GET). */
export const offenseShape: Shape = {
  id: 'number',
  description: 'string',
  status: 'string',
  offense_type: 'number',
  offense_source: 'string',
  assigned_to: 'string',
  closing_user: 'string',
  closing_reason_id: 'number',
  close_time: 'number',
  categories: { listOf: 'string' },
  category_count: 'number',
  policy_category_count: 'number',
  security_category_count: 'number',
  credibility: 'number',
  relevance: 'number',
  severity: 'number',
  magnitude: 'number',
  device_count: 'number',
  event_count: 'number',
  flow_count: 'number',
  username_count: 'number',
  remote_destination_count: 'number',
  source_count: 'number',
  local_destination_count: 'number',
  destination_networks: { listOf: 'string' },
  source_network: 'string',
  start_time: 'number',
  last_updated_time: 'number',
  first_persisted_time: 'number',
  last_persisted_time: 'number',
  inactive: 'boolean',
  protected: 'boolean',
  follow_up: 'boolean',
  source_address_ids: { listOf: 'number' },
  local_destination_address_ids: { listOf: 'number' },
  domain_id: 'number',
  rules: { objects: { id: 'number', type: 'string' } },
  log_sources: {
    objects: { id: 'number', name: 'string', type_id: 'number', type_name: 'string' },
  },
};

/** What the page marks as not filterable, and the operators `status` does not have. */
export const offenseFilter: FilterRules = {
  error: siemErrors.badFilter,
  refused: ['description', 'offense_source', 'source_network'],
  refusedOperators: { status: ['<', '>', '<=', '>=', 'between', 'not between'] },
};

/** What the page marks as sortable. */
export const offenseSort: SortRules = {
  fields: [
    'id',
    'status',
    'offense_type',
    'offense_source',
    'assigned_to',
    'closing_user',
    'closing_reason_id',
    'close_time',
    'categories',
    'category_count',
    'policy_category_count',
    'security_category_count',
    'credibility',
    'relevance',
    'severity',
    'magnitude',
    'device_count',
    'event_count',
    'flow_count',
    'username_count',
    'remote_destination_count',
    'start_time',
    'last_updated_time',
    'first_persisted_time',
    'last_persisted_time',
    'inactive',
    'protected',
    'follow_up',
  ],
};

/** Fields of a note. */
export const noteShape: Shape = {
  id: 'number',
  note_text: 'string',
  create_time: 'number',
  username: 'string',
};

/** Fields of an offense type. */
export const offenseTypeShape: Shape = {
  id: 'number',
  name: 'string',
  property_name: 'string',
  database_type: 'string',
  custom: 'boolean',
};

/** Fields of a reason for closing. */
export const closingReasonShape: Shape = {
  id: 'number',
  text: 'string',
  is_deleted: 'boolean',
  is_reserved: 'boolean',
};

const addressShape: Shape = {
  id: 'number',
  magnitude: 'number',
  network: 'string',
  offense_ids: { listOf: 'number' },
  event_flow_count: 'number',
  first_event_flow_seen: 'number',
  last_event_flow_seen: 'number',
  domain_id: 'number',
};

/** Fields of a source address. */
export const sourceAddressShape: Shape = {
  ...addressShape,
  source_ip: 'string',
  local_destination_address_ids: { listOf: 'number' },
};

/** Fields of a local destination address. */
export const localDestinationShape: Shape = {
  ...addressShape,
  local_destination_ip: 'string',
  source_address_ids: { listOf: 'number' },
};
