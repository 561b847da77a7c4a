import type { SubSelect } from './compilation.ts';
import { identifier, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import { databases, propertyColumn } from './schema.ts';
import type { DatabaseName } from './schema.ts';
import type { ConsoleFacts } from './store.ts';
import { computed } from './value.ts';
import type { Value } from './value.ts';
import { virtualField } from './virtual-fields.ts';

/** A column that a query may name. */
export type SourceColumn = {
  /** Canonical spelling. */
  readonly name: string;
  readonly value: Value;
  /** A disabled custom property: naming it makes the query find nothing (docs/qradar-facts.md#custom-properties). */
  readonly disabled: boolean;
};

/** What stands in FROM, as the rest of the query sees it; its table alias is `r`. */
export type SourceColumns = {
  readonly database: DatabaseName;
  /** Whether these are stored records, not the rows of a sub-select. */
  readonly stored: boolean;
  /** Looks a column up in any case: native field, then custom property. */
  readonly find: (name: string) => SourceColumn | null;
  /** Names that `*` stands for. */
  readonly star: readonly string[];
  /** All names, for suggestions. */
  readonly names: readonly string[];
  /** A value that grows in the order of the records: what FIRST and LAST go by. */
  readonly order: Fragment;
};

/** The columns of a database of a console. */
export function databaseColumns(database: DatabaseName, facts: ConsoleFacts): SourceColumns {
  const fields = databases[database];
  const properties = database === 'events' ? facts.properties : [];
  const find = (name: string): SourceColumn | null => {
    const lower = name.toLowerCase();
    const field = fields.find((each) => each.name === lower);
    if (field !== undefined) {
      const stored = field.column !== null;
      const fragment = stored
        ? identifier(field.name, 'r')
        : sql`(${virtualField(field.name, facts, database)})`;
      return { name: field.name, value: computed(fragment, field.type), disabled: false };
    }
    const property = properties.find((each) => each.name.toLowerCase() === lower);
    if (property === undefined) return null;
    const type = property.type === 'numeric' ? 'Double' : 'String';
    const value = computed(identifier(propertyColumn(property.name), 'r'), type);
    return { name: property.name, value, disabled: !property.enabled };
  };
  return {
    database,
    stored: true,
    find,
    star: fields.filter((field) => field.inStar).map((field) => field.name),
    names: [...fields.map((field) => field.name), ...properties.map((each) => each.name)],
    // Two records of one millisecond keep the order in which they were stored.
    order: sql`{'t': ${identifier('starttime', 'r')}, 'n': r.rowid}`,
  };
}

/** The columns of a sub-select, named as its result columns; case does not matter. */
export function subSelectColumns(subSelect: SubSelect): SourceColumns {
  const names = subSelect.columns.map((column) => column.name);
  return {
    database: subSelect.database,
    stored: false,
    find: (name) => {
      const lower = name.toLowerCase();
      const index = names.findIndex((each) => each.toLowerCase() === lower);
      const column = subSelect.columns[index];
      if (column === undefined) return null;
      const value = computed(identifier(`c${index}`, 'r'), column.type);
      return { name: column.name, value, disabled: false };
    },
    star: names,
    names,
    order: identifier('row', 'r'),
  };
}
