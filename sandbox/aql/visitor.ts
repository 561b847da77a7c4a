import { dispatch } from './ast.ts';
import type { Handlers, Kind, Node } from './ast.ts';

const none: readonly Node[] = [];

/** The nodes directly below each kind of node, in the order of the text. */
const children: Handlers<Kind, null, readonly (Node | null)[]> = {
  Query: (node) => [
    ...node.items,
    node.from,
    node.into,
    node.where,
    ...node.groupBy,
    node.having,
    ...node.orderBy,
    node.limit,
    node.timeFrame,
    ...node.parameters,
  ],
  Star: () => none,
  SelectItem: (node) => [node.expression, node.alias],
  Alias: () => none,
  Database: () => none,
  SubSelect: (node) => [node.query],
  OrderItem: (node) => [node.expression, node.collation],
  Last: (node) => [node.amount],
  Absolute: (node) => [node.from, node.to],
  ReferenceTime: (node) => [node.reference],
  OffenseTime: (node) => [node.offense],
  Parameter: (node) => [node.value],
  Name: () => none,
  Text: () => none,
  Number: () => none,
  Boolean: () => none,
  Call: (node) => node.arguments,
  Negative: (node) => [node.operand],
  Arithmetic: (node) => [node.left, node.right],
  Not: (node) => [node.operand],
  Logical: (node) => node.operands,
  Comparison: (node) => [node.left, node.right],
  Between: (node) => [node.operand, node.low, node.high],
  Match: (node) => [node.operand, node.pattern],
  InList: (node) => [node.operand, ...node.values],
  InQuery: (node) => [node.operand, node.query],
  IsNull: (node) => [node.operand],
  TextSearch: (node) => [node.terms],
  Case: (node) => [node.subject, ...node.branches, node.otherwise],
  Branch: (node) => [node.when, node.then],
  If: (node) => [node.condition, node.then, node.otherwise],
};

/** The nodes directly below `node`, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  return dispatch(children, node, null).filter((child) => child !== null);
}

/**
 * Calls `enter` for `node` and everything below it, parents first. When `enter` returns `'skip'`,
 * what lies below that node is left out.
 */
export function visit(node: Node, enter: (node: Node) => 'skip' | undefined): void {
  if (enter(node) === 'skip') return;
  for (const child of childrenOf(node)) visit(child, enter);
}
