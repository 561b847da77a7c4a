import { parse, print, sourceOf, visit } from '../aql/index.ts';
import type { NodeOf, QueryNode } from '../aql/index.ts';
import { failure } from './compilation.ts';
import type { Compilation, CompileContext } from './compilation.ts';
import { identifier, join, render, sql } from './fragment.ts';
import type { DatabaseName, ObjectValueType } from './schema.ts';
import { compileSelect } from './select.ts';
import { excludesTheServer } from './server-parameters.ts';
import type { SqlParameter } from './store.ts';
import { computed, toOutput } from './value.ts';

export type { CompileContext } from './compilation.ts';

/** A column of a result: the key in each row and what it holds. */
export type ResultColumn = { readonly name: string; readonly type: ObjectValueType };

/** A query ready to run with `ConsoleStore.rows(sql, params)`, at all three levels. */
export type CompiledQuery = {
  /** The query as it was given. */
  readonly text: string;
  readonly ast: QueryNode;
  /** The database whose records are read, the key of the result body. */
  readonly database: DatabaseName;
  readonly sql: string;
  readonly params: readonly SqlParameter[];
  readonly columns: readonly ResultColumn[];
  /** The cursor name of `INTO`, or null. */
  readonly into: string | null;
  /** `PARAMETERS`, names in upper case, values as AQL text; only EXCLUDESERVERS has a meaning here. */
  readonly parameters: Readonly<Record<string, string>>;
  /** First millisecond of the records looked at. */
  readonly startMs: number;
  /** First millisecond after them. */
  readonly stopMs: number;
};

/**
 * Compiles one AQL query to DuckDB SQL. The result rows hold addresses as text, times and counts as
 * numbers, aggregates as doubles (docs/qradar-facts.md#names-and-types-of-results). Throws `AqlError` for anything that QRadar
 * refuses as far as it is known, and for what the stand-in does not have.
 */
export function compileAql(text: string, context: CompileContext): CompiledQuery {
  const ast = parse(text);
  const compilation: Compilation = {
    source: sourceOf(text),
    context,
    compileSubSelect: (query) => compileSelect(query, compilation),
  };
  checkTextSearches(ast, compilation);
  const select = compileSelect(ast, compilation);
  const never = excludesTheServer(ast, compilation) ? sql` WHERE FALSE` : sql``;
  const list = select.columns.map(({ name, type }, index) => {
    const stored = computed(identifier(`c${index}`, 'o'), type);
    return sql`${toOutput(stored)} AS ${identifier(name)}`;
  });
  const rendered = render(sql`SELECT ${join(list, ', ')} FROM (${select.sql}) o${never}`);
  return Object.freeze({
    text,
    ast,
    database: select.database,
    sql: rendered.sql,
    params: rendered.params,
    columns: Object.freeze(select.columns),
    into: ast.into?.name ?? null,
    parameters: Object.freeze(
      Object.fromEntries(
        ast.parameters.map(({ name, value }) => [name.toUpperCase(), print(value)]),
      ),
    ),
    startMs: select.window.startMs,
    stopMs: select.window.stopMs,
  });
}

/** One TEXT SEARCH per query (docs/qradar-facts.md#text-search). */
function checkTextSearches(ast: QueryNode, compilation: Compilation): void {
  const found: NodeOf<'TextSearch'>[] = [];
  visit(ast, (node) => {
    if (node.kind === 'TextSearch') found.push(node);
    return undefined;
  });
  const second = found[1];
  if (second !== undefined) {
    throw failure(compilation, second, 'A query may have one TEXT SEARCH.');
  }
}
