import type { MatchOperator, NodeOf, Span } from '../aql/index.ts';
import { failure } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import { classNames, classOf } from './value.ts';
import type { Value } from './value.ts';

const operators: Readonly<Record<MatchOperator, (text: Fragment, pattern: Fragment) => Fragment>> =
  {
    LIKE: (text, pattern) => sql`(${text} LIKE ${pattern})`,
    ILIKE: (text, pattern) => sql`(${text} ILIKE ${pattern})`,
    MATCHES: (text, pattern) => sql`regexp_full_match(${text}, ${pattern})`,
    IMATCHES: (text, pattern) => sql`regexp_full_match(${text}, ${pattern}, 'i')`,
  };

const hints: Readonly<Record<string, string>> = {
  bytes: ' Wrap it: UTF8(payload).',
  host: ' Make it a text: STR(sourceip).',
  number: ' Make it a text with STR( … ).',
};

/**
 * `operand LIKE pattern` and its kin. Only texts match (docs/qradar-facts.md#types-in-comparisons).
 * Regular expressions run in RE2, whose syntax is Java's without look-around and back-references.
 */
export function compileMatch(
  node: NodeOf<'Match'>,
  operand: Value,
  pattern: Value,
  compilation: Compilation,
): Fragment {
  const kind = classOf(operand);
  if (kind !== 'text') {
    throw failure(
      compilation,
      node.operand,
      `${node.operator} matches texts, this is ${classNames[kind]}.${hints[kind] ?? ''}`,
    );
  }
  if (classOf(pattern) !== 'text') {
    throw failure(compilation, node.pattern, `The pattern of ${node.operator} is a text.`);
  }
  const isRegex = node.operator === 'MATCHES' || node.operator === 'IMATCHES';
  if (isRegex && pattern.literal !== null) checkRegex(pattern.literal, node.pattern, compilation);
  return operators[node.operator](operand.sql, pattern.sql);
}

/** Refuses what is no regular expression, or one that RE2 does not have, at its place in the query. */
export function checkRegex(pattern: string, at: Span, compilation: Compilation): void {
  if (/\(\?<?[=!]|\(\?>|\\[1-9]|[+*?}]\+/.test(pattern)) {
    throw failure(
      compilation,
      at,
      'The stand-in runs regular expressions in RE2: no look-around, back-references or possessive quantifiers.',
    );
  }
  try {
    // Java's inline flags are not JavaScript's; without them both read the same brackets.
    new RegExp(pattern.replaceAll(/\(\?[a-z]+\)/g, ''));
  } catch {
    throw failure(compilation, at, `'${pattern}' is not a regular expression.`);
  }
}
