import { dispatch } from './ast.ts';
import type { ArithmeticOperator, Expression, Handlers, Kind, Node, NodeOf } from './ast.ts';

/** How tightly an expression holds together; what binds looser than its place needs parentheses. */
const binding = {
  or: 1,
  and: 2,
  not: 3,
  predicate: 4,
  bitwise: 5,
  sum: 6,
  product: 7,
  power: 8,
  primary: 9,
} as const;

const arithmeticBinding: Readonly<Record<ArithmeticOperator, number>> = {
  '&': binding.bitwise,
  '+': binding.sum,
  '-': binding.sum,
  '*': binding.product,
  '/': binding.product,
  '%': binding.product,
  '^': binding.power,
};

function bindingOf(node: Expression): number {
  switch (node.kind) {
    case 'Logical':
      return node.operator === 'OR' ? binding.or : binding.and;
    case 'Not':
      return binding.not;
    case 'Comparison':
    case 'Between':
    case 'Match':
    case 'InList':
    case 'InQuery':
    case 'IsNull':
    case 'TextSearch':
      return binding.predicate;
    // IF runs on to the right as far as it can, so beside an operator it is always enclosed.
    case 'If':
      return binding.bitwise - 0.5;
    case 'Arithmetic':
      return arithmeticBinding[node.operator];
    case 'Negative':
      return binding.power;
    default:
      return binding.primary;
  }
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function name(value: string, quoted: boolean): string {
  return quoted ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Prints an expression for a place that needs at least `minimum` binding. */
function inPlace(node: Expression, minimum: number): string {
  const printed = print(node);
  return bindingOf(node) < minimum ? `(${printed})` : printed;
}

/** A place of the grammar's `value`: IF is welcome there, conditions only in parentheses. */
function value(node: Expression): string {
  return inPlace(node, binding.bitwise - 0.5);
}

/** As `value`, but something follows that an IF would swallow. */
function operand(node: Expression): string {
  return inPlace(node, binding.bitwise);
}

function list(nodes: readonly Node[]): string {
  return nodes.map((node) => print(node)).join(', ');
}

function values(nodes: readonly Expression[]): string {
  return nodes.map(value).join(', ');
}

function query(node: NodeOf<'Query'>): string {
  const parts = [`SELECT ${list(node.items)} FROM ${print(node.from)}`];
  if (node.into !== null) parts.push(`INTO ${print(node.into)}`);
  if (node.where !== null) parts.push(`WHERE ${print(node.where)}`);
  if (node.groupBy.length > 0) parts.push(`GROUP BY ${values(node.groupBy)}`);
  if (node.having !== null) parts.push(`HAVING ${print(node.having)}`);
  if (node.orderBy.length > 0) parts.push(`ORDER BY ${list(node.orderBy)}`);
  if (node.limit !== null) parts.push(`LIMIT ${print(node.limit)}`);
  if (node.timeFrame !== null) parts.push(print(node.timeFrame));
  if (node.parameters.length > 0) parts.push(`PARAMETERS ${list(node.parameters)}`);
  return parts.join(' ');
}

function branch(node: NodeOf<'Branch'>, searched: boolean): string {
  const when = searched ? print(node.when) : value(node.when);
  return ` WHEN ${when} THEN ${value(node.then)}`;
}

const printers: Handlers<Kind, null, string> = {
  Query: query,
  Star: () => '*',
  SelectItem: (node) =>
    node.alias === null
      ? value(node.expression)
      : `${value(node.expression)} AS ${print(node.alias)}`,
  Alias: (node) =>
    node.quote === 'single' ? text(node.name) : name(node.name, node.quote === 'double'),
  Database: (node) => name(node.name, node.quoted),
  SubSelect: (node) => `(${print(node.query)})`,
  OrderItem: (node) =>
    [
      value(node.expression),
      ...(node.direction === null ? [] : [node.direction]),
      ...(node.collation === null ? [] : [`COLLATE ${print(node.collation)}`]),
    ].join(' '),
  Last: (node) => `LAST ${print(node.amount)} ${node.unit}`,
  Absolute: (node) =>
    `START ${print(node.from)}${node.to === null ? '' : ` STOP ${print(node.to)}`}`,
  ReferenceTime: (node) => `PARSEDATETIME(${print(node.reference)})`,
  OffenseTime: (node) => `TIMES OFFENSE_TIME(${print(node.offense)})`,
  Parameter: (node) => `${name(node.name, !/^[A-Za-z_]\w*$/.test(node.name))}=${value(node.value)}`,
  Name: (node) => name(node.name, node.quoted),
  Text: (node) => text(node.value),
  Number: (node) => node.raw,
  Boolean: (node) => (node.value ? 'TRUE' : 'FALSE'),
  Call: (node) => `${name(node.name, node.quoted)}(${node.star ? '*' : list(node.arguments)})`,
  Negative: (node) =>
    // Two minus signs in a row would begin a comment.
    `-${inPlace(node.operand, node.operand.kind === 'Negative' ? binding.primary : binding.power)}`,
  Arithmetic: (node) => {
    const own = arithmeticBinding[node.operator];
    // Power leans right, the others left; a negative base needs parentheses either way.
    const [left, right] = node.operator === '^' ? [binding.primary, own] : [own, own + 1];
    return `${inPlace(node.left, left)} ${node.operator} ${inPlace(node.right, right)}`;
  },
  Not: (node) => `NOT ${inPlace(node.operand, binding.not)}`,
  Logical: (node) => {
    const own = bindingOf(node);
    return node.operands.map((each) => inPlace(each, own + 1)).join(` ${node.operator} `);
  },
  Comparison: (node) => `${operand(node.left)} ${node.operator} ${value(node.right)}`,
  Between: (node) =>
    `${operand(node.operand)} BETWEEN ${operand(node.low)} AND ${value(node.high)}`,
  Match: (node) => `${operand(node.operand)} ${node.operator} ${value(node.pattern)}`,
  InList: (node) => `${operand(node.operand)} IN (${values(node.values)})`,
  InQuery: (node) => `${operand(node.operand)} IN (${print(node.query)})`,
  IsNull: (node) => `${operand(node.operand)} IS ${node.negated ? 'NOT ' : ''}NULL`,
  TextSearch: (node) => `TEXT SEARCH ${print(node.terms)}`,
  Case: (node) =>
    [
      'CASE',
      ...(node.subject === null ? [] : [` ${value(node.subject)}`]),
      ...node.branches.map((each) => branch(each, node.subject === null)),
      ...(node.otherwise === null ? [] : [` ELSE ${value(node.otherwise)}`]),
      ' END',
    ].join(''),
  Branch: (node) => branch(node, true),
  If: (node) =>
    `IF ${print(node.condition)} THEN ${value(node.then)} ELSE ${value(node.otherwise)}`,
};

/**
 * AQL text of a node on one line, keywords in upper case, names and numbers as written. Parsing
 * what is printed for a query gives the same tree (offsets aside).
 */
export function print(node: Node): string {
  return dispatch(printers, node, null);
}
