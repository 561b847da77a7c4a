import { childrenOf, parse, visit, type Node } from '../../../sandbox/aql/index.ts';

/** The structure of a query without its values: kinds of nodes and their operators, nested as they are. */
export type Shape = readonly [kind: string, ...children: Shape[]];

/** Parses AQL with the stand-in's parser and returns its structure; throws where it is not AQL. */
export function shapeOf(aql: string): Shape {
  return shapeOfNode(parse(aql));
}

/** The values of all string literals of a query, in their order. */
export function textsOf(aql: string): string[] {
  const texts: string[] = [];
  visit(parse(aql), (node) => {
    if (node.kind === 'Text') texts.push(node.value);
    return undefined;
  });
  return texts;
}

/** All aliases that a query defines. */
export function aliasesOf(aql: string): string[] {
  const names: string[] = [];
  visit(parse(aql), (node) => {
    if (node.kind === 'Alias') names.push(node.name);
    return undefined;
  });
  return names;
}

function shapeOfNode(node: Node): Shape {
  const operator = 'operator' in node ? ` ${node.operator}` : '';
  return [`${node.kind}${operator}`, ...childrenOf(node).map(shapeOfNode)];
}
