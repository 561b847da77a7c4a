import { nearest } from '../aql/index.ts';
import type { Expression, NodeOf, QueryNode } from '../aql/index.ts';
import { columnName, distinct } from './column-names.ts';
import { failure } from './compilation.ts';
import type { Compilation, SubSelect } from './compilation.ts';
import { compileCondition, compileExpression } from './expression.ts';
import type { Place } from './place.ts';
import { bound, identifier, join, position, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import { databases } from './schema.ts';
import type { DatabaseName } from './schema.ts';
import { Grouping, Scope } from './scope.ts';
import { databaseColumns, subSelectColumns } from './source-columns.ts';
import type { SourceColumns } from './source-columns.ts';
import { resolveWindow } from './time-frame.ts';
import type { Window } from './time-frame.ts';
import type { Value } from './value.ts';

/** A compiled SELECT: a sub-select, and the window of the records it reads. */
export type CompiledSelect = SubSelect & { readonly window: Window };

/** What FROM contributes: rows, what is known about them, and what always filters them. */
type From = {
  readonly rows: Fragment;
  readonly columns: SourceColumns;
  readonly conditions: readonly Fragment[];
  readonly window: Window;
};

/**
 * Compiles one SELECT to one pass over its source. Result columns are `c0`, `c1`, … in stored form,
 * so that a surrounding query compares and groups numbers, not texts. Throws `AqlError`.
 */
export function compileSelect(query: QueryNode, compilation: Compilation): CompiledSelect {
  const from = compileFrom(query, compilation);
  const items = expandStars(query, from.columns);
  const scope = new Scope(compilation, from.columns, items);
  const conditions = [...from.conditions];
  const row: Place = { scope, grouping: null, visible: items.length, name: 'SELECT' };
  if (query.where !== null) {
    conditions.push(compileCondition(query.where, { ...row, name: 'WHERE' }));
  }
  const keys = compileKeys(query, { ...row, name: 'GROUP BY' });
  const grouped = query.groupBy.length > 0 || aggregates(query, items, scope);
  const grouping = grouped ? new Grouping(keys, from.columns.order) : null;
  const top: Place = { ...row, grouping };

  const values = items.map((item, index) => compileItem(item, { ...top, visible: index }));
  const having = query.having === null ? [] : [compileCondition(query.having, top)];
  const order = query.orderBy.map((item) => compileOrder(item, { ...top, name: 'ORDER BY' }));
  const never = scope.namesDisabled ? [sql`FALSE`] : [];

  const source = grouping === null ? from.rows : group(from, conditions, keys, grouping);
  const filters = grouping === null ? conditions : having;
  const list = values.map(({ value }, index) => sql`${value.sql} AS ${identifier(`c${index}`)}`);
  const names = distinct(values.map(({ name }) => name));
  return {
    database: from.columns.database,
    window: from.window,
    columns: values.map(({ value }, index) => ({ name: names[index] ?? '', type: value.type })),
    sql: join(
      [
        sql`SELECT ${join(list, ', ')} FROM ${source}`,
        ...where([...filters, ...never]),
        ...(order.length === 0 ? [] : [sql`ORDER BY ${join(order, ', ')}`]),
        ...(query.limit === null ? [] : [sql`LIMIT ${bound(Number(query.limit.raw), 'BIGINT')}`]),
      ],
      ' ',
    ),
  };
}

function where(conditions: readonly Fragment[]): readonly Fragment[] {
  return conditions.length === 0 ? [] : [sql`WHERE ${join(conditions, ' AND ')}`];
}

function compileFrom(query: QueryNode, compilation: Compilation): From {
  if (query.from.kind === 'SubSelect') return fromSubSelect(query, query.from.query, compilation);
  const database = findDatabase(query.from, compilation);
  const window = resolveWindow(query.timeFrame, compilation);
  const { allowedDomains, facts } = compilation.context;
  const conditions = [inWindow(identifier('starttime', 'r'), window)];
  if (allowedDomains !== null) {
    const domains = allowedDomains.map((domain) => bound(domain, 'INTEGER'));
    conditions.push(
      domains.length === 0
        ? sql`FALSE`
        : sql`${identifier('domainid', 'r')} IN (${join(domains, ', ')})`,
    );
  }
  return {
    rows: sql`${identifier(database)} r`,
    columns: databaseColumns(database, facts),
    conditions,
    window,
  };
}

/**
 * A time frame beside a sub-select filters the sub-select's `starttime` where it has one, and
 * otherwise nothing: its rows are of no time.
 */
function fromSubSelect(query: QueryNode, inner: QueryNode, compilation: Compilation): From {
  const compiled = compileSelect(inner, compilation);
  const columns = subSelectColumns(compiled);
  const time = query.timeFrame === null ? null : columns.find('starttime');
  const outer = resolveWindow(query.timeFrame, compilation);
  return {
    rows: sql`(SELECT *, row_number() OVER () AS "row" FROM (${compiled.sql}) i) r`,
    columns,
    conditions: time === null ? [] : [inWindow(time.value.sql, outer)],
    window: compiled.window,
  };
}

function inWindow(time: Fragment, { startMs, stopMs }: Window): Fragment {
  return sql`${time} >= ${bound(startMs, 'BIGINT')} AND ${time} < ${bound(stopMs, 'BIGINT')}`;
}

function findDatabase(node: NodeOf<'Database'>, compilation: Compilation): DatabaseName {
  const name = node.name.toLowerCase();
  if (name === 'events' || name === 'flows') return name;
  throw failure(
    compilation,
    node,
    name === 'simarc'
      ? 'simarc is not supported by the stand-in: it holds no such data.'
      : `There is no database "${node.name}".`,
    nearest(name, Object.keys(databases)),
  );
}

/** The select items with `*` replaced by the columns that are not named beside it. */
function expandStars(query: QueryNode, columns: SourceColumns): readonly NodeOf<'SelectItem'>[] {
  const named = new Set(
    query.items.flatMap((item) =>
      item.kind === 'SelectItem' && item.expression.kind === 'Name' && item.alias === null
        ? [item.expression.name.toLowerCase()]
        : [],
    ),
  );
  return query.items.flatMap((item): readonly NodeOf<'SelectItem'>[] => {
    if (item.kind === 'SelectItem') return [item];
    const { start, end } = item;
    return columns.star
      .filter((name) => !named.has(name.toLowerCase()))
      .map((name) => ({
        kind: 'SelectItem',
        expression: { kind: 'Name', name, quoted: true, start, end },
        alias: null,
        start,
        end,
      }));
  });
}

function aggregates(
  query: QueryNode,
  items: readonly NodeOf<'SelectItem'>[],
  scope: Scope,
): boolean {
  const inItems = items.some((item, index) => scope.traits(item, index).aggregates);
  // ORDER BY 'alias' adds nothing: the alias is an item, and the items have been looked at.
  return inItems || query.orderBy.some((item) => scope.traits(item, items.length).aggregates);
}

type Item = { readonly name: string; readonly value: Value };

function compileItem(item: NodeOf<'SelectItem'>, place: Place): Item {
  const { scope, grouping, visible: index } = place;
  const before = grouping?.firsts ?? 0;
  const { expression } = item;
  const value = scope.aliasValue({ index, expression }, grouping, () =>
    compileExpression(expression, place),
  );
  const isFirst = (grouping?.firsts ?? 0) > before;
  return { name: columnName(item, isFirst), value };
}

function compileKeys(query: QueryNode, place: Place): readonly Value[] {
  return query.groupBy.map((node) => compileExpression(namedBy(node, place), place));
}

/**
 * What an item of GROUP BY or ORDER BY names: an alias in single quotes is that alias
 * (docs/qradar-facts.md#aliases); any other constant is a mistake.
 */
function namedBy(node: Expression, place: Place): Expression {
  if (node.kind !== 'Text' && node.kind !== 'Number') return node;
  const { scope, name, visible } = place;
  if (node.kind === 'Text' && scope.findAlias(node.value, visible) !== null) {
    const { value, start, end } = node;
    return { kind: 'Name', name: value, quoted: true, start, end };
  }
  throw failure(scope.compilation, node, `${name} takes columns, expressions and aliases.`);
}

function compileOrder(item: NodeOf<'OrderItem'>, place: Place): Fragment {
  const { compilation } = place.scope;
  const value = compileExpression(namedBy(item.expression, place), place);
  const direction = item.direction === 'DESC' ? sql` DESC NULLS LAST` : sql` ASC NULLS LAST`;
  if (item.collation === null) return sql`${value.sql}${direction}`;
  if (!isLanguageTag(item.collation.value)) {
    throw failure(compilation, item.collation, `'${item.collation.value}' is no language tag.`);
  }
  // One order for all languages, without case and accents: close to what each of them does.
  return sql`CAST(${value.sql} AS VARCHAR) COLLATE NOCASE.NOACCENT${direction}`;
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** The rows of a grouped SELECT: keys and aggregates, computed in one pass. */
function group(
  from: From,
  conditions: readonly Fragment[],
  keys: readonly Value[],
  grouping: Grouping,
): Fragment {
  const columns = [
    ...keys.map((key, index) => sql`${key.sql} AS ${identifier(`k${index}`)}`),
    ...grouping.aggregates.map((each, index) => sql`${each} AS ${identifier(`a${index}`)}`),
  ];
  const list = columns.length === 0 ? sql`count(*) AS "n"` : join(columns, ', ');
  const positions = keys.map((_, index) => position(index + 1));
  const inner = join(
    [
      sql`SELECT ${list} FROM ${from.rows}`,
      ...where(conditions),
      ...(positions.length === 0 ? [] : [sql`GROUP BY ${join(positions, ', ')}`]),
    ],
    ' ',
  );
  return sql`(${inner}) g`;
}
