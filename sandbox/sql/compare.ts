import type { ComparisonOperator, Span } from '../aql/index.ts';
import { failure } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { join, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import { addressFromText, classNames, classOf, numberFromText, widen } from './value.ts';
import type { Value, ValueClass } from './value.ts';

type Pair = readonly [Fragment, Fragment];

const signs: Readonly<Record<ComparisonOperator, Fragment>> = {
  '=': sql` = `,
  '!=': sql` <> `,
  '<>': sql` <> `,
  '<': sql` < `,
  '<=': sql` <= `,
  '>': sql` > `,
  '>=': sql` >= `,
};

/** Everything a comparison may complain about: where it stands and in which query. */
export type At = { readonly compilation: Compilation; readonly span: Span };

/**
 * `left operator right` by AQL's type rules (docs/qradar-facts.md#types-in-comparisons): quoted numbers are numbers beside numbers,
 * quoted addresses are addresses beside addresses, `'True'` is a truth value beside one. Throws
 * where the two cannot be compared.
 */
export function compare(operator: ComparisonOperator, left: Value, right: Value, at: At): Fragment {
  const ordering = operator !== '=' && operator !== '!=' && operator !== '<>';
  if (ordering) requireOrder(left, right, operator, at);
  const [a, b] = comparable(left, right, at);
  return sql`(${a}${signs[operator]}${b})`;
}

function requireOrder(left: Value, right: Value, operator: string, at: At): void {
  for (const value of [left, right]) {
    const kind = classOf(value);
    if (kind === 'number' || kind === 'text') continue;
    const what = `${operator} orders numbers and times, not ${classNames[kind]}.`;
    const hint = kind === 'host' ? " Test a range with INCIDR('cidr', address)." : '';
    throw failure(at.compilation, at.span, what + hint);
  }
}

/**
 * `low <= operand <= high`. Addresses are taken, too, in the order of their numbers: no page says
 * so, a published query does it, and any other reading would make no sense of it.
 */
export function between(operand: Value, low: Value, high: Value, at: At): Fragment {
  const bounds = [low, high].map((bound, index) => {
    const sign = index === 0 ? '>=' : '<=';
    if (classOf(operand) !== 'host') requireOrder(operand, bound, sign, at);
    const [a, b] = comparable(operand, bound, at);
    return sql`${a}${signs[sign]}${b}`;
  });
  return sql`(${join(bounds, ' AND ')})`;
}

/** `operand IN (v, …)`. */
export function compareList(operand: Value, values: readonly Value[], at: At): Fragment {
  const pairs = values.map((value) => comparable(operand, value, at));
  const simple = pairs.every(([left]) => left === operand.sql);
  return simple
    ? sql`(${operand.sql} IN (${join(
        pairs.map(([, right]) => right),
        ', ',
      )}))`
    : sql`(${join(
        pairs.map(([left, right]) => sql`${left} = ${right}`),
        ' OR ',
      )})`;
}

type Rule = (left: Value, right: Value, at: At) => Pair;

/** What to do for each pair of classes, the left one outer; null where no comparison makes sense. */
const rules: Readonly<Record<ValueClass, Readonly<Record<ValueClass, Rule | null>>>> = {
  number: { number: asIs, text: numberWithText, host: null, bytes: null, boolean: null },
  text: {
    text: asIs,
    number: swap(numberWithText),
    host: swap(hostWithText),
    bytes: null,
    boolean: swap(booleanWithText),
  },
  host: { host: hosts, text: hostWithText, number: null, bytes: null, boolean: null },
  boolean: { boolean: asIs, text: booleanWithText, number: null, host: null, bytes: null },
  bytes: { bytes: null, text: null, number: null, host: null, boolean: null },
};

/** Both sides in a form that DuckDB compares directly. */
export function comparable(left: Value, right: Value, at: At): Pair {
  const rule = rules[classOf(left)][classOf(right)];
  if (rule !== null) return rule(left, right, at);
  const kinds = [classOf(left), classOf(right)];
  const hint = kinds.includes('bytes')
    ? ' Wrap the payload: UTF8(payload).'
    : kinds.includes('host')
      ? ' Write the address in quotes, or LONG( … ) to get its number.'
      : '';
  throw failure(
    at.compilation,
    at.span,
    `This compares ${classNames[classOf(left)]} with ${classNames[classOf(right)]}.${hint}`,
  );
}

function asIs(left: Value, right: Value): Pair {
  return [left.sql, right.sql];
}

function swap(rule: Rule): Rule {
  return (left, right, at) => {
    const [a, b] = rule(right, left, at);
    return [b, a];
  };
}

function numberWithText(left: Value, right: Value, at: At): Pair {
  if (right.literal === null) return [left.sql, sql`TRY_CAST(${right.sql} AS DOUBLE)`];
  const number = numberFromText(right.literal);
  if (number === null) {
    throw failure(at.compilation, at.span, `'${right.literal}' is not a number.`);
  }
  return [left.sql, number.sql];
}

function hostWithText(left: Value, right: Value, at: At): Pair {
  if (right.literal === null) {
    throw failure(
      at.compilation,
      at.span,
      'This compares an IP address with a text; make the address a text with STR( … ).',
    );
  }
  const address = addressFromText(right.literal);
  if (address === null) {
    throw failure(at.compilation, at.span, `'${right.literal}' is not an IP address.`);
  }
  return hosts(left, address);
}

function hosts(left: Value, right: Value): Pair {
  return left.type === right.type ? [left.sql, right.sql] : [widen(left), widen(right)];
}

function booleanWithText(left: Value, right: Value, at: At): Pair {
  const word = right.literal?.toLowerCase();
  if (word === 'true') return [left.sql, sql`TRUE`];
  if (word === 'false') return [left.sql, sql`FALSE`];
  throw failure(at.compilation, at.span, "A truth value compares with 'True' or 'False'.");
}
