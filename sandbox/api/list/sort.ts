import { isObject, type Json } from '../json.ts';
import { innerShape, isListField, type Shape } from './shape.ts';

/** Why a sort was refused; each endpoint has its own codes for these, or one for all. */
export type SortFault = 'malformed' | 'unknown' | 'unsupported' | 'several';

/** A sort that cannot be read or does not fit the resource. */
export class SortError extends Error {
  readonly fault: SortFault;

  constructor(fault: SortFault, message: string) {
    super(message);
    this.name = 'SortError';
    this.fault = fault;
  }
}

/** What may be sorted: dotted names (`null` for all scalar fields), one at a time or several. */
export type SortRules = {
  readonly fields: readonly string[] | null;
  readonly isSingle?: boolean;
};

/** Orders two rows. */
export type Order = (a: Json, b: Json) => number;

/**
 * Reads `+a,-b(c)` (docs/qradar-facts.md#sort-syntax): each name carries its sign, several are separated by commas, a backslash
 * escapes `,`, `(`, `)` and `\`. A plus sign that was not encoded arrives as a blank and is refused.
 * Null counts as greater than any value, as in PostgreSQL, where QRadar keeps these lists.
 */
export function parseSort(text: string, shape: Shape, rules: SortRules): Order {
  const keys = splitUnescaped(text).map((key) => readKey(key, shape, rules));
  if (rules.isSingle && keys.length > 1) {
    throw new SortError('several', 'Sorting by more than one field is not supported');
  }
  return (a, b) => {
    for (const { path, direction } of keys) {
      const order = compareValues(valueAt(a, path), valueAt(b, path)) * direction;
      if (order !== 0) return order;
    }
    return 0;
  };
}

type Key = { readonly path: readonly string[]; readonly direction: 1 | -1 };

function readKey(key: string, shape: Shape, rules: SortRules): Key {
  const [sign, name] = [key.slice(0, 1), key.slice(1)];
  if (sign !== '+' && sign !== '-') {
    throw new SortError('malformed', `Sort "${key}" must start with + (sent as %2B) or -`);
  }
  const path = name.split(/(?<!\\)\(/).map((part) =>
    part
      .replaceAll(/(?<!\\)\)/g, '')
      .replaceAll(/\\(.)/g, '$1')
      .trim(),
  );
  assertSortable(path, shape, rules);
  return { path, direction: sign === '+' ? 1 : -1 };
}

function assertSortable(path: readonly string[], shape: Shape, rules: SortRules): void {
  const dotted = path.join('.');
  let inner: Shape | null = shape;
  for (const [index, name] of path.entries()) {
    const field = inner && Object.hasOwn(inner, name) ? inner[name] : undefined;
    if (field === undefined)
      throw new SortError('unknown', `Sort field "${dotted}" does not exist`);
    if (isListField(field) && rules.fields === null) {
      throw new SortError('unsupported', `Sorting is not supported on "${dotted}"`);
    }
    inner = innerShape(field);
    if (index === path.length - 1 && inner !== null) {
      throw new SortError('unsupported', `Sorting is not supported on "${dotted}"`);
    }
  }
  if (rules.fields && !rules.fields.includes(dotted)) {
    throw new SortError('unsupported', `Sorting is not supported on "${dotted}"`);
  }
}

function splitUnescaped(text: string): string[] {
  return text.split(/(?<!\\),/);
}

function valueAt(row: Json, path: readonly string[]): Json {
  let value: Json = row;
  for (const name of path) value = isObject(value) ? (value[name] ?? null) : null;
  return value;
}

function compareValues(a: Json, b: Json): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const [left, right] = [comparable(a), comparable(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function comparable(value: Exclude<Json, null>): string | number {
  if (typeof value === 'number' || typeof value === 'string') return value;
  return JSON.stringify(value);
}
