import { isList, isObject, type Json } from '../json.ts';
import {
  FilterParser,
  type FieldCheck,
  type FilterNode,
  type Literal,
  type Operator,
  type Reference,
} from './filter-parser.ts';
import { FilterError, unescapeString } from './filter-tokens.ts';
import type { FieldShape } from './shape.ts';

/** Says whether a row passes. */
export type Predicate = (row: Json) => boolean;

/**
 * Reads a filter (docs/qradar-facts.md#filter-syntax) into a predicate over rows of the given shape.
 * `check` may refuse a field or an operator on it; every refusal is a `FilterError`.
 */
export function parseFilter(text: string, element: FieldShape, check: FieldCheck): Predicate {
  return compile(new FilterParser(text, check).parse(element));
}

function compile(node: FilterNode): Predicate {
  switch (node.kind) {
    case 'or':
      return either(compile(node.left), compile(node.right));
    case 'and':
      return both(compile(node.left), compile(node.right));
    case 'not':
      return negate(compile(node.inner));
    case 'null':
      return (row) => (valueAt(row, node.field.path) === null) !== node.negated;
    case 'contains':
      return contains(node.field, compile(node.inner));
    case 'like':
      return like(node.field, likePattern(node.pattern, node.ignoreCase));
    case 'compare':
      return compare(node.field, node.operator, typed(node.value, node.field.shape));
    case 'in': {
      const values = new Set(node.values.map((value) => typed(value, node.field.shape)));
      return scalar(node.field, node.negated, (value) => values.has(value) !== node.negated);
    }
    case 'between': {
      const low = typed(node.low, node.field.shape);
      const high = typed(node.high, node.field.shape);
      return scalar(
        node.field,
        node.negated,
        (value) => (value >= low && value <= high) !== node.negated,
      );
    }
  }
}

const either =
  (left: Predicate, right: Predicate): Predicate =>
  (row) =>
    left(row) || right(row);

const both =
  (left: Predicate, right: Predicate): Predicate =>
  (row) =>
    left(row) && right(row);

const negate =
  (inner: Predicate): Predicate =>
  (row) =>
    !inner(row);

function contains(field: Reference, inner: Predicate): Predicate {
  return (row) => {
    const list = valueAt(row, field.path);
    return isList(list) && list.some(inner);
  };
}

function like(field: Reference, pattern: RegExp): Predicate {
  return (row) => {
    const value = valueAt(row, field.path);
    return typeof value === 'string' && pattern.test(value);
  };
}

type Scalar = string | number | boolean;

const comparisons: Readonly<Record<Operator, (value: Scalar, other: Scalar) => boolean>> = {
  '=': (value, other) => value === other,
  '!=': (value, other) => value !== other,
  '<': (value, other) => value < other,
  '<=': (value, other) => value <= other,
  '>': (value, other) => value > other,
  '>=': (value, other) => value >= other,
};

function compare(field: Reference, operator: Operator, other: Scalar): Predicate {
  const test = comparisons[operator];
  return scalar(field, operator === '!=', (value) => test(value, other));
}

/** Null data: equality, order, `in` and `between` are false, their negations true (docs/qradar-facts.md#filter-syntax). */
function scalar(field: Reference, whenNull: boolean, test: (value: Scalar) => boolean): Predicate {
  return (row) => {
    const value = valueAt(row, field.path);
    if (value === null || typeof value === 'object') return whenNull;
    return test(value);
  };
}

function valueAt(row: Json, path: readonly string[]): Json {
  let value: Json = row;
  for (const name of path) value = isObject(value) ? (value[name] ?? null) : null;
  return value;
}

/** The literal as the field's type; a quoted number is still a number to a numeric field. */
function typed(literal: Literal, shape: FieldShape): Scalar {
  const text = literal.kind === 'string' ? unescapeString(literal.text) : literal.text;
  if (shape === 'string') return text;
  if (shape === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  const number = Number(text);
  if (shape === 'number' && text.trim() !== '' && Number.isFinite(number)) return number;
  throw new FilterError(
    `"${text}" cannot be converted to ${typeof shape === 'string' ? shape : 'a value'}`,
  );
}

/** `%` any run, `_` one character, a backslash before either takes it literally. */
function likePattern(pattern: string, ignoreCase: boolean): RegExp {
  const source = pattern.replaceAll(
    /\\(.)|([%_])|([^%_\\]+)|(\\$)/gs,
    (_, escaped?: string, wildcard?: string, plain?: string, last?: string) => {
      if (wildcard) return wildcard === '%' ? '.*' : '.';
      return escapeRegExp(escaped ?? plain ?? last ?? '');
    },
  );
  return new RegExp(`^${source}$`, ignoreCase ? 'isu' : 'su');
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
