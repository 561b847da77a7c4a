import { nearest } from '../aql/index.ts';
import type { Expression, NodeOf } from '../aql/index.ts';
import { failure } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import type { Place } from './place.ts';
import { sql } from './fragment.ts';
import { findFunction, functionNames } from './functions.ts';
import type {
  AggregateFunction,
  AqlFunction,
  ParameterKind,
  ScalarFunction,
} from './function-type.ts';
import { addressFromText, classNames, classOf, computed, numberFromText, toText } from './value.ts';
import type { Value } from './value.ts';

type Compile = (node: Expression, place: Place) => Value;
type Call = NodeOf<'Call'>;

/** Compiles a call of a scalar or aggregate function; `compile` compiles its arguments. */
export function compileCall(node: Call, place: Place, compile: Compile): Value {
  const { compilation } = place.scope;
  const called = findFunction(node.name);
  if (called === null) {
    throw failure(
      compilation,
      node,
      `There is no function ${node.name}.`,
      nearest(node.name, functionNames()),
    );
  }
  if (called.kind === 'refused') throw failure(compilation, node, called.reason);
  checkCount(node, called, compilation);
  return called.kind === 'aggregate'
    ? compileAggregate(node, called, place, compile)
    : compileScalar(node, called, place, compile);
}

function checkCount(
  node: Call,
  called: Exclude<AqlFunction, { kind: 'refused' }>,
  compilation: Compilation,
): void {
  const { required, parameters, name } = called;
  const most = called.kind === 'scalar' && called.variadic ? Infinity : parameters.length;
  if (node.star && name !== 'COUNT') {
    throw failure(compilation, node, `Only COUNT takes *, ${name} does not.`);
  }
  const given = node.arguments.length;
  if (given >= required && given <= most) return;
  const wanted =
    most === required
      ? String(required)
      : most === Infinity
        ? `at least ${required}`
        : `${required} to ${most}`;
  throw failure(compilation, node, `${name} takes ${wanted} arguments, not ${given}.`);
}

function compileAggregate(
  node: Call,
  called: AggregateFunction,
  place: Place,
  compile: Compile,
): Value {
  const { grouping } = place;
  if (grouping === null) {
    const hint = place.name === 'WHERE' ? ' Use HAVING.' : '';
    throw failure(
      place.scope.compilation,
      node,
      `The aggregate ${called.name} cannot be used in ${place.name}.${hint}`,
    );
  }
  const inner: Place = { ...place, grouping: null, name: called.name };
  const [argument] = node.arguments.map((each, index) =>
    fit(compile(each, inner), called.parameters[index] ?? 'any', { node, each, place }),
  );
  const type = called.returns === 'argument' ? (argument?.type ?? 'String') : 'Double';
  return grouping.aggregate((order) => {
    const result = called.compile(argument?.sql ?? null, order);
    // Doubles from here on: DuckDB's sums are 128 bits wide, which makes sorting by them dear.
    return type === 'Double' ? sql`CAST(${result} AS DOUBLE)` : result;
  }, type);
}

function compileScalar(node: Call, called: ScalarFunction, place: Place, compile: Compile): Value {
  const { scope, grouping } = place;
  const last = called.parameters.at(-1) ?? 'any';
  const values = node.arguments.map((each, index) =>
    fit(compile(each, place), called.parameters[index] ?? last, { node, each, place }),
  );
  if (called.readsRecord && !scope.columns.stored) {
    throw failure(
      scope.compilation,
      node,
      `${called.name} tests records, not a sub-select's rows.`,
    );
  }
  const site = { node, compilation: scope.compilation, database: scope.columns.database };
  const value = computed(called.compile(site, ...values), called.returns);
  return called.readsRecord && grouping !== null ? grouping.first(value) : value;
}

type Argument = { readonly node: Call; readonly each: Expression; readonly place: Place };

const wanted: Readonly<Record<ParameterKind, string>> = {
  number: 'a number',
  text: 'a text',
  readable: 'a text',
  bytes: 'payload bytes',
  host: 'an IP address',
  any: 'a value',
  literal: 'a text in single quotes',
  literalNumber: 'a number written out',
};

type Fit = (value: Value) => Value | null;

/** The value made fit for a parameter, or null if it is not fit. */
const fits: Readonly<Record<ParameterKind, Fit>> = {
  number: (value) =>
    classOf(value) === 'number'
      ? value
      : value.literal === null
        ? null
        : numberFromText(value.literal),
  text: (value) => (classOf(value) === 'text' ? value : null),
  readable: (value) => {
    const kind = classOf(value);
    if (kind === 'text') return value;
    return kind === 'host' ? computed(toText(value), 'String') : null;
  },
  bytes: (value) => (classOf(value) === 'bytes' ? value : null),
  host: (value) => {
    if (classOf(value) === 'host') return value;
    return classOf(value) === 'text' && value.literal !== null
      ? addressFromText(value.literal)
      : null;
  },
  any: (value) => value,
  literal: (value) => (classOf(value) === 'text' && value.literal !== null ? value : null),
  literalNumber: (value) => (value.literal === null ? null : numberFromText(value.literal)),
};

const hints: Readonly<Partial<Record<ParameterKind, string>>> = {
  text: ' Make it a text with STR( … ) or, for payload, UTF8( … ).',
  readable: ' Make it a text with STR( … ) or, for payload, UTF8( … ).',
};

function fit(value: Value, kind: ParameterKind, { node, each, place }: Argument): Value {
  const found = fits[kind](value);
  if (found !== null) return found;
  const name = node.name.toUpperCase();
  const order = name === 'INCIDR' ? " The block comes first: INCIDR('10.0.0.0/8', sourceip)." : '';
  throw failure(
    place.scope.compilation,
    each,
    `${name} takes ${wanted[kind]} here, this is ${classNames[classOf(value)]}.${hints[kind] ?? order}`,
  );
}
