import { dispatch } from '../aql/index.ts';
import type {
  ArithmeticOperator,
  Expression,
  ExpressionKind,
  Handlers,
  NodeOf,
} from '../aql/index.ts';
import { compileCall } from './call.ts';
import { between, compare, compareList, comparable } from './compare.ts';
import type { At } from './compare.ts';
import { failure } from './compilation.ts';
import { bound, identifier, join, sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import { compileMatch } from './match.ts';
import type { Place } from './place.ts';
import { textSearch } from './text-search.ts';
import {
  classNames,
  classOf,
  computed,
  numberFromText,
  numberLiteral,
  textLiteral,
  toText,
  widen,
} from './value.ts';
import type { Value } from './value.ts';

/**
 * Most characters of SQL that one expression may become, three times what the longest IN list needs:
 * aliases of aliases can double an expression each time.
 */
const maxSize = 1_000_000;

/** Most rows of a sub-select after IN (docs/qradar-facts.md#sub-selects). */
const maxInRows = 10_000;

/** Compiles an expression; throws `AqlError` for unknown names and unfit types. */
export function compileExpression(node: Expression, place: Place): Value {
  const value = groupedValue(node, place) ?? dispatch(handlers, node, place);
  if (value.sql.size > maxSize) {
    throw failure(
      place.scope.compilation,
      node,
      'This expression becomes too large when its aliases are replaced.',
    );
  }
  return value;
}

/** Compiles a condition to a Boolean; anything else is refused. */
export function compileCondition(node: Expression, place: Place): Fragment {
  const value = compileExpression(node, place);
  if (value.type === 'Boolean') return value.sql;
  throw failure(
    place.scope.compilation,
    node,
    `A condition is expected here, this is ${classNames[classOf(value)]}.`,
  );
}

/**
 * Above a grouping: an expression that is a key stands for it, one without columns for itself.
 * Null means that the expression has to be taken apart.
 */
function groupedValue(node: Expression, place: Place): Value | null {
  if (place.grouping === null) return null;
  const traits = place.scope.traits(node, place.visible);
  if (traits.aggregates) return null;
  const below = compileExpression(node, { ...place, grouping: null });
  return traits.columns ? place.grouping.key(below) : below;
}

function at(node: Expression, place: Place): At {
  return { compilation: place.scope.compilation, span: node };
}

const handlers: Handlers<ExpressionKind, Place, Value> = {
  Name: compileName,
  Text: (node) => textLiteral(node.value),
  Number: (node, place) => {
    const value = numberLiteral(node);
    if (value !== null) return value;
    throw failure(place.scope.compilation, node, 'This number does not fit 64 bits.');
  },
  Boolean: (node) => computed(node.value ? sql`TRUE` : sql`FALSE`, 'Boolean'),
  Call: (node, place) => compileCall(node, place, compileExpression),
  Negative: (node, place) => {
    const operand = toNumber(node.operand, place);
    return computed(sql`(-${asLong(operand)})`, operand.type === 'Double' ? 'Double' : 'Long');
  },
  Arithmetic: compileArithmetic,
  Not: (node, place) => condition(sql`(NOT ${compileCondition(node.operand, place)})`),
  Logical: (node, place) => {
    const operands = node.operands.map((operand) => compileCondition(operand, place));
    return condition(sql`(${join(operands, node.operator === 'AND' ? ' AND ' : ' OR ')})`);
  },
  Comparison: (node, place) => {
    const left = compileExpression(node.left, place);
    const right = compileExpression(node.right, place);
    return condition(compare(node.operator, left, right, at(node, place)));
  },
  Between: (node, place) => {
    const [operand, low, high] = [
      compileExpression(node.operand, place),
      compileExpression(node.low, place),
      compileExpression(node.high, place),
    ];
    return condition(between(operand, low, high, at(node, place)));
  },
  Match: (node, place) => {
    const operand = compileExpression(node.operand, place);
    const pattern = compileExpression(node.pattern, place);
    return condition(compileMatch(node, operand, pattern, place.scope.compilation));
  },
  InList: (node, place) => {
    const operand = compileExpression(node.operand, place);
    const values = node.values.map((value) => compileExpression(value, place));
    return condition(compareList(operand, values, at(node, place)));
  },
  InQuery: compileInQuery,
  IsNull: (node, place) => {
    const operand = compileExpression(node.operand, place);
    const test = node.negated ? sql` IS NOT NULL` : sql` IS NULL`;
    return condition(sql`(${operand.sql}${test})`);
  },
  TextSearch: (node, place) => {
    const { columns, compilation } = place.scope;
    if (!columns.stored || place.name !== 'WHERE') {
      throw failure(compilation, node, 'TEXT SEARCH stands in the WHERE of a database.');
    }
    return condition(textSearch(node.terms.value, columns.database));
  },
  Case: (node, place) => {
    const subject = node.subject === null ? null : compileExpression(node.subject, place);
    const branches = node.branches.map(({ when, then }) => ({
      when:
        subject === null
          ? compileCondition(when, place)
          : compare('=', subject, compileExpression(when, place), at(when, place)),
      then: compileExpression(then, place),
    }));
    const otherwise = node.otherwise === null ? null : compileExpression(node.otherwise, place);
    return chooseOf(branches, otherwise, at(node, place));
  },
  If: (node, place) =>
    chooseOf(
      [
        {
          when: compileCondition(node.condition, place),
          then: compileExpression(node.then, place),
        },
      ],
      compileExpression(node.otherwise, place),
      at(node, place),
    ),
};

function condition(fragment: Fragment): Value {
  return computed(fragment, 'Boolean');
}

/** Lookup order: alias, native field, custom property (docs/qradar-facts.md#aliases). */
function compileName(node: NodeOf<'Name'>, place: Place): Value {
  const { scope, grouping, visible } = place;
  const alias = scope.findAlias(node.name, visible);
  if (alias !== null && !yieldsToColumn(node, alias.index, place)) {
    const aggregates = scope.traits(alias.expression, alias.index).aggregates;
    if (aggregates && grouping === null) {
      throw failure(
        scope.compilation,
        node,
        `"${node.name}" stands for an aggregate, which cannot be used in ${place.name}.${place.name === 'WHERE' ? ' Use HAVING.' : ''}`,
      );
    }
    return scope.aliasValue(alias, grouping, () =>
      compileExpression(alias.expression, { ...place, visible: alias.index }),
    );
  }
  const { value } = scope.column(node);
  return grouping === null ? value : grouping.first(value);
}

/**
 * `MIN(starttime) AS starttime, MAX(starttime)`: inside an aggregate an alias of an aggregate could
 * only be an error, so a column of the same name is meant.
 */
function yieldsToColumn(node: NodeOf<'Name'>, index: number, place: Place): boolean {
  const { scope } = place;
  if (place.grouping !== null || place.name === 'WHERE' || place.name === 'GROUP BY') return false;
  const alias = scope.findAlias(node.name, index + 1);
  return (
    alias !== null &&
    scope.traits(alias.expression, alias.index).aggregates &&
    scope.columns.find(node.name) !== null
  );
}

function toNumber(node: Expression, place: Place): Value {
  const value = compileExpression(node, place);
  if (classOf(value) === 'number') return value;
  const number = value.literal === null ? null : numberFromText(value.literal);
  if (number !== null) return number;
  const hint = classOf(value) === 'host' ? ' Get its number with LONG( … ).' : '';
  throw failure(
    place.scope.compilation,
    node,
    `Arithmetic takes numbers, this is ${classNames[classOf(value)]}.${hint}`,
  );
}

/** Whole numbers are widened before they are calculated with, sums of any width to doubles. */
function asLong(value: Value): Fragment {
  return value.type === 'Double'
    ? sql`CAST(${value.sql} AS DOUBLE)`
    : sql`CAST(${value.sql} AS BIGINT)`;
}

type Calculate = (left: Fragment, right: Fragment) => Fragment;

/** All but `/`, which depends on what it divides. */
const arithmetic: Readonly<Record<Exclude<ArithmeticOperator, '/'>, Calculate>> = {
  '+': (left, right) => sql`(${left} + ${right})`,
  '-': (left, right) => sql`(${left} - ${right})`,
  '*': (left, right) => sql`(${left} * ${right})`,
  '%': (left, right) => sql`(${left} % nullif(${right}, 0))`,
  '^': (left, right) => sql`pow(CAST(${left} AS DOUBLE), ${right})`,
  '&': (left, right) => sql`(${left} & ${right})`,
};

function compileArithmetic(node: NodeOf<'Arithmetic'>, place: Place): Value {
  const left = toNumber(node.left, place);
  const right = toNumber(node.right, place);
  const fraction = left.type === 'Double' || right.type === 'Double';
  if (node.operator === '&' && fraction) {
    throw failure(
      place.scope.compilation,
      node,
      '& takes whole numbers; make them whole with LONG( … ).',
    );
  }
  const calculate =
    node.operator !== '/' ? arithmetic[node.operator] : fraction ? divide : divideWhole;
  const isDouble = fraction || node.operator === '^';
  return computed(calculate(asLong(left), asLong(right)), isDouble ? 'Double' : 'Long');
}

const divide: Calculate = (left, right) => sql`(${left} / nullif(${right}, 0))`;

/** Of two whole numbers: what is behind the point is cut off, towards zero (docs/qradar-facts.md#whole-numbers). */
const divideWhole: Calculate = (left, right) => sql`(${left} // nullif(${right}, 0))`;

function compileInQuery(node: NodeOf<'InQuery'>, place: Place): Value {
  const { compilation } = place.scope;
  const subSelect = compilation.compileSubSelect(node.query);
  const [column, ...more] = subSelect.columns;
  if (column === undefined || more.length > 0) {
    throw failure(
      compilation,
      node.query,
      `A sub-select after IN returns one column, this one returns ${subSelect.columns.length}.`,
    );
  }
  const operand = compileExpression(node.operand, place);
  const member = computed(identifier('c0', 'r'), column.type);
  const [left, right] = comparable(operand, member, at(node, place));
  const rows = sql`SELECT ${right} FROM (${subSelect.sql}) r WHERE ${member.sql} IS NOT NULL LIMIT ${bound(maxInRows, 'BIGINT')}`;
  return condition(sql`(${left} IN (${rows}))`);
}

type Branch = { readonly when: Fragment; readonly then: Value };

/** A CASE over branches whose results are brought to one type. */
function chooseOf(branches: readonly Branch[], otherwise: Value | null, place: At): Value {
  const results = [...branches.map((branch) => branch.then), ...(otherwise ? [otherwise] : [])];
  const { type, convert } = commonType(results, place);
  const whens = branches.map(({ when, then }) => sql`WHEN ${when} THEN ${convert(then)}`);
  const rest = otherwise === null ? sql`NULL` : convert(otherwise);
  return computed(sql`(CASE ${join(whens, ' ')} ELSE ${rest} END)`, type);
}

type Common = { readonly type: Value['type']; readonly convert: (value: Value) => Fragment };

/** Numbers stay numbers and addresses addresses; a text beside anything makes all texts. */
function commonType(values: readonly Value[], place: At): Common {
  const types = new Set(values.map((value) => value.type));
  const kinds = new Set(values.map(classOf));
  const [type] = types;
  if (type !== undefined && types.size === 1) return { type, convert: (value) => value.sql };
  if (kinds.size === 1 && kinds.has('number')) {
    const fraction = types.has('Double');
    return { type: fraction ? 'Double' : 'Long', convert: fraction ? castDouble : asLong };
  }
  if (kinds.size === 1 && kinds.has('host')) return { type: 'HostV4V6', convert: widen };
  if (!kinds.has('bytes') && (kinds.has('text') || kinds.size === 1)) {
    return { type: 'String', convert: toText };
  }
  const named = [...kinds].map((kind) => classNames[kind]).join(' and ');
  throw failure(place.compilation, place.span, `The results are of different kinds: ${named}.`);
}

function castDouble(value: Value): Fragment {
  return sql`CAST(${value.sql} AS DOUBLE)`;
}
