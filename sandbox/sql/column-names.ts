import { print } from '../aql/index.ts';
import type { Expression, NodeOf } from '../aql/index.ts';
import { findFunction } from './functions.ts';

/**
 * The key of a result column (docs/qradar-facts.md#names-and-types-of-results): the alias; a field as it was spelled;
 * `SUM_eventcount` for an aggregate, `COUNT` for `COUNT(*)`; `domainname_domainid` for a function;
 * anything else its letters and digits joined by `_`. `FIRST_` goes before a value that is neither
 * grouped nor aggregated.
 */
export function columnName(item: NodeOf<'SelectItem'>, isFirst: boolean): string {
  if (item.alias !== null) return item.alias.name;
  const name = expressionName(item.expression);
  return isFirst ? `FIRST_${name}` : name;
}

function expressionName(node: Expression): string {
  if (node.kind === 'Name') return node.name;
  if (node.kind === 'Text') return node.value;
  if (node.kind !== 'Call') return squash(print(node));
  const listed = node.arguments.map(argumentName).join(', ');
  if (findFunction(node.name)?.kind === 'aggregate') {
    const name = node.name.toUpperCase();
    return listed === '' ? name : `${name}_${listed}`;
  }
  return squash(`${node.name.toLowerCase()} ${listed}`);
}

function argumentName(node: Expression): string {
  return node.kind === 'Name' ? node.name : print(node);
}

function squash(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_|_$/g, '');
}

/** The names made different from each other: a repeated one gets `_2`, `_3`, … (our choice). */
export function distinct(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let candidate = name;
    for (let number = 2; taken.has(candidate); number += 1) candidate = `${name}_${number}`;
    taken.add(candidate);
    return candidate;
  });
}
