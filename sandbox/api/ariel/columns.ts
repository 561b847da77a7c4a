import { databases, type DatabaseName } from '../../sql/schema.ts';
import type { CompiledQuery } from '../../sql/compile.ts';
import type { ConsoleStore } from '../../sql/store.ts';
import type { Call, Reply } from '../endpoint.ts';
import type { Json, JsonObject } from '../json.ts';
import { pageOf } from '../list/list.ts';
import type { Shape } from '../list/shape.ts';
import { filterOnly } from './rules.ts';

/** Fields of a column (QRadar REST API 26.0, ariel-databases-database_name-GET). */
const columnShape: Shape = {
  name: 'string',
  argument_type: 'string',
  object_value_type: 'string',
  nullable: 'boolean',
  indexable: 'boolean',
  provider_name: 'string',
};

/** Fields of the three answers that list columns. */
export const columnsShape: Shape = { columns: { objects: columnShape } };

/**
 * Everything that may be named in SELECT: the fields of the database and, for events, the custom properties,
 * disabled ones too, since a query may name them and then finds nothing. `null` for a database there is not.
 */
export function databaseColumns(
  store: ConsoleStore,
  database: string,
): readonly JsonObject[] | null {
  if (!isDatabase(database)) return null;
  const native = databases[database].map((field) =>
    column(field.name, field.type, { nullable: field.nullable, indexable: field.indexable }),
  );
  if (database !== 'events') return native;
  const custom = store.properties.map((property) =>
    column(property.name, property.type === 'numeric' ? 'Double' : 'String', {
      nullable: true,
      indexable: false,
    }),
  );
  return [...native, ...custom];
}

/** The columns a query will answer with. */
export function queryColumns(query: CompiledQuery): readonly JsonObject[] {
  return query.columns.map(({ name, type }) =>
    column(name, type, { nullable: true, indexable: false }),
  );
}

/** Names of the databases. */
export const databaseNames = Object.keys(databases);

function isDatabase(name: string): name is DatabaseName {
  return Object.hasOwn(databases, name);
}

function column(
  name: string,
  type: string,
  { nullable, indexable }: { readonly nullable: boolean; readonly indexable: boolean },
): JsonObject {
  return {
    name,
    argument_type: type,
    object_value_type: type,
    nullable,
    indexable,
    provider_name: name,
  };
}

/** The answer of an endpoint that lists columns: `filter` and `Range` act on the list inside. */
export function columnsReply(columns: readonly Json[], call: Call): Reply {
  const page = pageOf(columns, { object: columnShape }, filterOnly, {
    filter: call.query.get('filter'),
    sort: undefined,
    range: call.headers.range,
    fields: null,
  });
  return { status: 200, body: { columns: page.rows } };
}
