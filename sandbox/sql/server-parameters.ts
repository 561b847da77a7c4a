import type { QueryNode } from '../aql/index.ts';
import type { Compilation } from './compilation.ts';
import { compileExpression } from './expression.ts';
import { sql } from './fragment.ts';
import { Scope } from './scope.ts';
import type { SourceColumns } from './source-columns.ts';

/** What stands after PARAMETERS sees no record. */
const noColumns: SourceColumns = {
  database: 'events',
  stored: false,
  find: () => null,
  star: [],
  names: [],
  order: sql`NULL`,
};

/**
 * Whether EXCLUDESERVERS leaves out the only server there is, so that the query finds nothing. A processor that the
 * deployment lacks is an error in EXCLUDESERVERS and REMOTESERVERS (docs/qradar-facts.md#deployment); servers that are
 * named as texts are not looked at.
 */
export function excludesTheServer(query: QueryNode, compilation: Compilation): boolean {
  const named = query.parameters.filter(
    ({ name, value }) => /^(?:REMOTE|EXCLUDE)SERVERS$/i.test(name) && value.kind === 'Call',
  );
  const scope = new Scope(compilation, noColumns, []);
  for (const { name, value } of named) {
    compileExpression(value, { scope, grouping: null, visible: 0, name });
  }
  return named.some(({ name }) => name.toUpperCase() === 'EXCLUDESERVERS');
}
