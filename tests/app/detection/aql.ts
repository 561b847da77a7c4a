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

const aggregates = ['AVG', 'COUNT', 'FIRST', 'LAST', 'MAX', 'MIN', 'SUM', 'UNIQUECOUNT'];

/** The names that a grouping query selects outside of aggregates and does not group by. */
export function ungroupedIn(aql: string): string[] {
  const { items, groupBy } = parse(aql);
  if (groupBy.length === 0) return [];
  const grouped = new Set(groupBy.flatMap(bareNamesIn));
  const selected = items.filter(
    (item) => !(item.kind === 'SelectItem' && item.alias !== null && grouped.has(item.alias.name)),
  );
  return selected.flatMap(bareNamesIn).filter((name) => !grouped.has(name));
}

function bareNamesIn(node: Node): string[] {
  if (node.kind === 'Call' && aggregates.includes(node.name.toUpperCase())) return [];
  return node.kind === 'Name' ? [node.name] : childrenOf(node).flatMap(bareNamesIn);
}

function shapeOfNode(node: Node): Shape {
  const operator = 'operator' in node ? ` ${node.operator}` : '';
  return [`${node.kind}${operator}`, ...childrenOf(node).map(shapeOfNode)];
}
