import { childrenOf, visit } from '../../aql/index.ts';
import type { Node, NodeOf } from '../../aql/index.ts';
import type { CompiledQuery } from '../../sql/compile.ts';
import { findFunction } from '../../sql/functions.ts';
import { ApiError } from '../errors.ts';
import { arielErrors } from './errors.ts';

/**
 * Constructs that no page of the guide shows, each made of parts that it does show. The stand-in takes them; a console
 * may not, and a fault makes the stand-in one that does not.
 *
 * - `address-fields`: `sourceaddress` or `destinationaddress` in INCIDR or as a key of GROUP BY;
 * - `arithmetic-in-if`: arithmetic in the condition of an IF;
 * - `if-in-expression`: an IF in an aggregate, a comparison or an IS NULL.
 */
export const constructs = ['address-fields', 'arithmetic-in-if', 'if-in-expression'] as const;
export type Construct = (typeof constructs)[number];

/** Refuses a query that has one of these constructs, in the words of a parser → 422/2000. */
export function refuseConstructs(query: CompiledQuery, refused: readonly Construct[]): void {
  const found = refused.find((construct) => has[construct](query.ast));
  if (found !== undefined)
    throw new ApiError(arielErrors.badAql, `This console does not accept ${found}`);
}

const has: Readonly<Record<Construct, (query: NodeOf<'Query'>) => boolean>> = {
  'address-fields': (query) =>
    query.groupBy.some(isAddressField) ||
    below(query).some(
      (node) =>
        node.kind === 'Call' &&
        node.name.toUpperCase() === 'INCIDR' &&
        node.arguments.some(isAddressField),
    ),
  'arithmetic-in-if': (query) =>
    below(query).some(
      (node) =>
        node.kind === 'If' && below(node.condition).some(({ kind }) => kind === 'Arithmetic'),
    ),
  'if-in-expression': (query) =>
    below(query).some(
      (node) =>
        (isAggregate(node) || node.kind === 'Comparison' || node.kind === 'IsNull') &&
        childrenOf(node).some((child) => below(child).some(({ kind }) => kind === 'If')),
    ),
};

function isAddressField(node: Node): boolean {
  return node.kind === 'Name' && /^(?:source|destination)address$/i.test(node.name);
}

function isAggregate(node: Node): boolean {
  return node.kind === 'Call' && findFunction(node.name)?.kind === 'aggregate';
}

function below(top: Node): Node[] {
  const nodes: Node[] = [];
  visit(top, (node) => {
    nodes.push(node);
    return undefined;
  });
  return nodes;
}
