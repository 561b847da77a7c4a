/**
 * What we read of QRadar's answers, as schemas (QRadar REST API 26.0; page named at each). Members we do not
 * use are left out and ignored, so an addition by a newer console breaks nothing.
 */
import * as z from 'zod/mini';

/** Error body of every endpoint. Framework errors leave `description` empty. */
export const errorBodySchema = z.object({
  http_response: z.object({ code: z.number() }),
  code: z.number(),
  description: z._default(z.string(), ''),
  message: z._default(z.string(), ''),
});

/** help-versions-GET */
export const versionsSchema = z.array(
  z.object({ version: z.string(), deprecated: z.boolean(), removed: z.boolean() }),
);

/** system-about-GET */
export const aboutSchema = z.object({
  release_name: z.nullish(z.string()),
  external_version: z.nullish(z.string()),
});

const accessShape = {
  user_role_id: z.nullish(z.number()),
  security_profile_id: z.nullish(z.number()),
  tenant_id: z.nullish(z.number()),
};
/** config-access-users-GET with `current_user=true`: one row, none for an authorized service. */
export const usersSchema = z.array(
  z.object({ username: z.string(), locale_id: z.nullish(z.string()), ...accessShape }),
);
/** config-access-authorized_services-GET with `current_authorized_service=true`. */
export const servicesSchema = z.array(z.object({ label: z.string(), ...accessShape }));
/** config-access-user_roles-GET with `current_user_role=true`; capabilities from API 21 on. */
export const rolesSchema = z.array(
  z.object({
    name: z.nullish(z.string()),
    capabilities: z.nullish(z.array(z.object({ name: z.string() }))),
  }),
);

/** ariel-databases-database_name-GET */
export const columnsSchema = z.object({
  columns: z.array(z.object({ name: z.string(), object_value_type: z.nullish(z.string()) })),
});

/** data_classification-low_level_categories-GET */
export const categoriesSchema = z.array(z.object({ id: z.number(), name: z.string() }));

/** config-domain_management-domains-GET */
export const domainsSchema = z.array(z.object({ id: z.number(), name: z.nullish(z.string()) }));

/** config-network_hierarchy-networks-GET; `group` is dotted. */
export const networksSchema = z.array(
  z.object({
    cidr: z.nullish(z.string()),
    name: z.nullish(z.string()),
    group: z.nullish(z.string()),
    domain_id: z.nullish(z.number()),
  }),
);

/** asset_model-assets-GET */
export const assetsSchema = z.array(
  z.object({
    id: z.number(),
    hostnames: z.nullish(z.array(z.object({ name: z.string() }))),
    properties: z.nullish(z.array(z.object({ name: z.string(), value: z.nullish(z.string()) }))),
    interfaces: z.nullish(
      z.array(
        z.object({
          ip_addresses: z.nullish(z.array(z.object({ value: z.nullish(z.string()) }))),
        }),
      ),
    ),
  }),
);

const countrySchema = z.nullish(
  z.object({ name: z.nullish(z.string()), iso_code: z.nullish(z.string()) }),
);
/** services-geolocations-GET */
export const locationsSchema = z.array(
  z.object({
    ip_address: z.string(),
    physical_country: countrySchema,
    registered_country: countrySchema,
  }),
);

/** siem-source_addresses-GET */
export const sourceAddressesSchema = z.array(
  z.object({ id: z.number(), offense_ids: z.nullish(z.array(z.number())) }),
);

/** siem-offenses-GET */
export const offensesSchema = z.array(
  z.object({
    id: z.number(),
    description: z.nullish(z.string()),
    magnitude: z.number(),
    status: z.string(),
    last_updated_time: z.number(),
  }),
);

/** siem-offenses-offense_id-notes-POST */
export const noteSchema = z.object({ id: z.number(), create_time: z.number() });

/** siem-offenses-GET, what an offense is indexed on. */
export const offenseSubjectSchema = z.array(
  z.object({
    offense_type: z.nullish(z.number()),
    offense_source: z.nullish(z.string()),
    source_address_ids: z.nullish(z.array(z.number())),
  }),
);

/** siem-source_addresses-GET, the addresses themselves. */
export const sourceIpsSchema = z.array(z.object({ source_ip: z.string() }));

/** ariel-searches-POST, -search_id-GET and -POST. `error_messages` is missing in answers without any. */
export const searchSchema = z.object({
  search_id: z.string().check(z.minLength(1)),
  status: z.enum(['WAIT', 'EXECUTE', 'SORTING', 'COMPLETED', 'CANCELED', 'ERROR']),
  progress: z.nullish(z.number()),
  record_count: z.nullish(z.number()),
  processed_record_count: z.nullish(z.number()),
  error_messages: z.nullish(z.array(z.object({ message: z.nullish(z.string()) }))),
});
export type SearchBody = z.infer<typeof searchSchema>;

/** ariel-validators-aql-POST; 200 for a wrong query, too. `null` for a right one. */
export const validationSchema = z.object({
  error_messages: z.nullish(z.array(z.object({ severity: z.nullish(z.string()) }))),
});

/** ariel-searches-search_id-results-GET; the key is the database of the query. Rows are read by the core. */
export const rowsSchema = z.union([
  z.object({ events: z.array(z.unknown()) }),
  z.object({ flows: z.array(z.unknown()) }),
]);

/** reference_data_collections-sets-GET and -POST */
export const referenceSetSchema = z.object({
  id: z.number(),
  name: z.string(),
  entry_type: z.string(),
  namespace: z.nullish(z.string()),
  time_to_live: z.nullish(z.number()),
  expiry_type: z.nullish(z.string()),
});

/** reference_data_collections-set_entries-GET; a value is text, whatever the type of the set. */
export const referenceEntriesSchema = z.array(
  z.object({
    id: z.number(),
    collection_id: z.number(),
    value: z.string(),
    source: z.nullish(z.string()),
    notes: z.nullish(z.string()),
    domain_id: z.nullish(z.number()),
    first_seen: z.nullish(z.number()),
  }),
);

/** For calls whose answer nobody reads; the body is still checked to be whole JSON. */
export const anythingSchema = z.unknown();
