import { AqlError } from '../aql/index.ts';
import type { QueryNode, Source, Span } from '../aql/index.ts';
import type { Fragment } from './fragment.ts';
import type { DatabaseName, ObjectValueType } from './schema.ts';
import type { ConsoleFacts } from './store.ts';

/** What a query's meaning depends on besides its text. */
export type CompileContext = {
  /** The present, epoch milliseconds: end of `LAST`, value of `NOW()`. */
  readonly nowMs: number;
  /** The console's, an IANA name: date texts and `DATEFORMAT` are in it (docs/qradar-facts.md#time-zone-of-date-texts). */
  readonly timeZone: string;
  /** Window of a query without time frame: 60000 for the API (ariel-searches-POST). */
  readonly defaultWindowMs: number;
  /** Domains of the caller's security profile; null for all. */
  readonly allowedDomains: readonly number[] | null;
  /** The console the query runs on. */
  readonly facts: ConsoleFacts;
};

/** One run of the compiler. */
export type Compilation = {
  readonly source: Source;
  readonly context: CompileContext;
  /** Compiles a sub-select; handed in here so that expressions need not know the whole. */
  readonly compileSubSelect: (query: QueryNode) => SubSelect;
};

/** A compiled sub-select as its surroundings see it: columns `c0`, `c1`, … in stored form. */
export type SubSelect = {
  readonly database: DatabaseName;
  readonly sql: Fragment;
  readonly columns: readonly SubSelectColumn[];
};

/** A column of a sub-select: its name in AQL and what it holds. */
export type SubSelectColumn = { readonly name: string; readonly type: ObjectValueType };

/** An error at a place of the query. */
export function failure(
  compilation: Compilation,
  span: Span,
  reason: string,
  suggestion: string | null = null,
): AqlError {
  return new AqlError(compilation.source, span, reason, suggestion);
}
