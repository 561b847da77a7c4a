import { print, type Expression } from '../../aql/index.ts';
import { isAddress } from './address.ts';
import {
  filterColumns,
  isUnary,
  type ColumnId,
  type Fault,
  type FilterColumn,
  type OperatorId,
} from './filter-columns.ts';
import { readCondition } from './query.ts';

/** A condition as the query holds it, or what is wrong with the value. */
export type Written =
  | { readonly kind: 'condition'; readonly condition: Expression }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** A condition in the words of the bar. `value` is null where the operator needs none. */
export type Described = {
  readonly column: ColumnId;
  readonly operator: OperatorId;
  readonly value: string | null;
};

/**
 * The condition that a column compares so with a value. The one place where a typed value enters AQL: as a number,
 * or as a literal in which the apostrophe is doubled; what comes of it is read back by the language's own parser.
 */
export function writeCondition(column: FilterColumn, operator: OperatorId, typed: string): Written {
  const value = typed.trim();
  const fault = isUnary(operator) ? null : faultOf(column, operator, value);
  if (fault !== null) return { kind: 'fault', fault };
  const condition = readCondition(write(column, operator, value));
  return condition === null
    ? { kind: 'fault', fault: 'pattern' }
    : { kind: 'condition', condition };
}

function faultOf({ kind }: FilterColumn, operator: OperatorId, value: string): Fault | null {
  if (operator === 'inNetwork') return isNetwork(value) ? null : 'network';
  if (kind === 'address') return isAddress(value) ? null : 'address';
  if (kind === 'number') return /^\d{1,15}$/.test(value) ? null : 'number';
  return value === '' ? 'text' : null;
}

/** A block of IPv4 addresses; INCIDR is known to take no other (docs/qradar-facts.md#calculation-functions). */
function isNetwork(value: string): boolean {
  const [address = '', bits = '', ...rest] = value.split('/');
  const isIpv4 = isAddress(address) && !address.includes(':');
  return rest.length === 0 && isIpv4 && /^\d{1,2}$/.test(bits) && Number(bits) <= 32;
}

function write({ aql, kind }: FilterColumn, operator: OperatorId, value: string): string {
  const given = kind === 'number' ? value : literal(value);
  const writers: Readonly<Record<OperatorId, () => string>> = {
    is: () => `${aql} = ${given}`,
    isNot: () => `${aql} <> ${given}`,
    inNetwork: () => `INCIDR(${given}, ${aql})`,
    above: () => `${aql} > ${given}`,
    below: () => `${aql} < ${given}`,
    contains: () => containing(aql, value),
    containsNot: () => `NOT ${containing(aql, value)}`,
    matches: () => `${aql} IMATCHES ${given}`,
    isEmpty: () => `${aql} IS NULL`,
    isKnown: () => `${aql} IS NOT NULL`,
  };
  return writers[operator]();
}

/** A pattern has no way to write the signs `%` and `_` themselves; an expression has. */
function containing(aql: string, value: string): string {
  if (!/[%_]/.test(value)) return `${aql} ILIKE ${literal(`%${value}%`)}`;
  const escaped = value.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
  return `${aql} IMATCHES ${literal(`.*${escaped}.*`)}`;
}

function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

const allColumns = [...filterColumns.events, ...filterColumns.flows];
const comparisons: Readonly<Record<string, OperatorId>> = {
  '=': 'is',
  '<>': 'isNot',
  '!=': 'isNot',
  '>': 'above',
  '<': 'below',
};

/** A condition in the words of the bar, null for one that the bar would not write. */
export function describeCondition(condition: Expression): Described | null {
  switch (condition.kind) {
    case 'Comparison': {
      const operator = comparisons[condition.operator];
      return operator === undefined ? null : described(condition.left, operator, condition.right);
    }
    case 'IsNull':
      return described(condition.operand, condition.negated ? 'isKnown' : 'isEmpty', null);
    case 'Match':
      return describeMatch(condition.operand, condition.operator, condition.pattern);
    case 'Not': {
      const inner = describeCondition(condition.operand);
      return inner?.operator === 'contains' ? { ...inner, operator: 'containsNot' } : null;
    }
    case 'Call': {
      const [network, address] = condition.arguments;
      if (condition.name.toUpperCase() !== 'INCIDR' || !network || !address) return null;
      return described(address, 'inNetwork', network);
    }
    default:
      return null;
  }
}

function describeMatch(left: Expression, operator: string, right: Expression): Described | null {
  if (operator === 'IMATCHES') return described(left, 'matches', right);
  const within = right.kind === 'Text' ? /^%([^%_]+)%$/.exec(right.value)?.[1] : undefined;
  if (operator !== 'ILIKE' || within === undefined || right.kind !== 'Text') return null;
  return described(left, 'contains', { ...right, value: within });
}

function described(
  left: Expression,
  operator: OperatorId,
  right: Expression | null,
): Described | null {
  const text = print(left);
  const column = allColumns.find(({ aql }) => sameName(aql, text) || alsoNamed[text] === aql);
  if (column === undefined) return null;
  if (right === null) return { column: column.id, operator, value: null };
  if (right.kind === 'Text') return { column: column.id, operator, value: right.value };
  return right.kind === 'Number' ? { column: column.id, operator, value: right.raw } : null;
}

/** Names of fields and functions are read without regard to case, those of custom properties in quotes are not. */
function sameName(a: string, b: string): boolean {
  return a === b || (!a.startsWith('"') && a.toLowerCase() === b.toLowerCase());
}

/** What pivots of apps call the addresses. */
const alsoNamed: Readonly<Record<string, string>> = {
  sourceip: 'sourceaddress',
  destinationip: 'destinationaddress',
};
