import { ApiError, type ErrorEntry } from '../errors.ts';
import type { Json } from '../json.ts';
import { select, type Selection } from './fields.ts';
import { FilterError } from './filter-tokens.ts';
import { parseFilter } from './filter.ts';
import { contentRange, parseRange } from './range.ts';
import { parseSort, SortError, type SortFault, type SortRules } from './sort.ts';
import type { FieldShape } from './shape.ts';

/** What the list of one endpoint allows beyond `fields`, and what it answers when asked for more. */
export type ListRules = {
  /** `null`: the endpoint has no `filter`, and ignores one. */
  readonly filter: FilterRules | null;
  /** `null`: the endpoint has no `sort`, and ignores one. */
  readonly sort: (SortRules & { readonly errors: Readonly<Record<SortFault, ErrorEntry>> }) | null;
  /** False where the endpoint has no `Range`, and ignores one. */
  readonly hasRange: boolean;
};

/** Filtering of one endpoint: fields by dotted path. */
export type FilterRules = {
  readonly error: ErrorEntry;
  /** Fields that cannot be filtered at all. */
  readonly refused?: readonly string[];
  /** Operators a field does not have. */
  readonly refusedOperators?: Readonly<Record<string, readonly string[]>>;
};

/** What a caller asked of a list; absent parts are `undefined`. */
export type ListRequest = {
  readonly filter: string | undefined;
  readonly sort: string | undefined;
  readonly range: string | undefined;
  readonly fields: Selection | null;
};

/** The rows asked for, and the header that says which, if a range was asked for. */
export type Page = { readonly rows: readonly Json[]; readonly contentRange: string | null };

/** Filters, sorts, cuts and trims a list, in this order; refusals are `ApiError`s of the endpoint. */
export function pageOf(
  rows: readonly Json[],
  element: FieldShape,
  rules: ListRules,
  request: ListRequest,
): Page {
  const filtered = filterRows(rows, element, rules.filter, request.filter);
  const sorted = sortRows(filtered, element, rules.sort, request.sort);
  const range = rules.hasRange ? parseRange(request.range) : null;
  const cut = range ? sorted.slice(range.first, range.last + 1) : sorted;
  const { fields } = request;
  return {
    rows: fields ? cut.map((row) => select(row, fields)) : cut,
    contentRange: range ? contentRange(range, cut.length, sorted.length) : null,
  };
}

function filterRows(
  rows: readonly Json[],
  element: FieldShape,
  rules: FilterRules | null,
  text: string | undefined,
): readonly Json[] {
  if (!rules || text === undefined) return rows;
  try {
    return rows.filter(
      parseFilter(text, element, (path, operator) => checkField(rules, path, operator)),
    );
  } catch (error) {
    if (error instanceof FilterError) throw new ApiError(rules.error, error.message);
    throw error;
  }
}

function checkField(rules: FilterRules, path: string, operator: string): void {
  const isRefused = rules.refused?.includes(path) ?? false;
  if (isRefused) throw new FilterError(`Filtering is unsupported on "${path}"`);
  if (rules.refusedOperators?.[path]?.includes(operator) ?? false) {
    throw new FilterError(`Operator "${operator}" is unsupported on "${path}"`);
  }
}

function sortRows(
  rows: readonly Json[],
  element: FieldShape,
  rules: ListRules['sort'],
  text: string | undefined,
): readonly Json[] {
  if (!rules || text === undefined || typeof element === 'string' || !('object' in element))
    return rows;
  try {
    return rows.toSorted(parseSort(text, element.object, rules));
  } catch (error) {
    if (error instanceof SortError) throw new ApiError(rules.errors[error.fault], error.message);
    throw error;
  }
}
