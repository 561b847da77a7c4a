import type { NodeOf } from '../aql/index.ts';
import type { Compilation } from './compilation.ts';
import type { Fragment } from './fragment.ts';
import type { DatabaseName, ObjectValueType } from './schema.ts';
import type { Value } from './value.ts';

/**
 * What an argument must be. `readable` is anything that reads as a text by itself (a text or an address);
 * `literal` is a quoted text and `literalNumber` a number written out,
 * because the compiler itself needs them; `any` is any value but a condition.
 */
export type ParameterKind =
  'number' | 'text' | 'readable' | 'bytes' | 'host' | 'any' | 'literal' | 'literalNumber';

/** Where a call stands, for functions that complain or look at the console. */
export type CallSite = {
  readonly node: NodeOf<'Call'>;
  readonly compilation: Compilation;
  /** The database whose records are read below this call. */
  readonly database: DatabaseName;
};

/** A function of the values of one row. */
export type ScalarFunction = {
  readonly kind: 'scalar';
  /** Upper case. */
  readonly name: string;
  /** One for each parameter; with `variadic` the last may be repeated. */
  readonly parameters: readonly ParameterKind[];
  readonly required: number;
  readonly variadic: boolean;
  readonly returns: ObjectValueType;
  /** True when it tests the record itself beside its arguments, as INOFFENSE does. */
  readonly readsRecord: boolean;
  /** Called with at least `required` arguments, each fit for its parameter. */
  readonly compile: (site: CallSite, ...values: Value[]) => Fragment;
};

/** A function of the rows of a group. */
export type AggregateFunction = {
  readonly kind: 'aggregate';
  readonly name: string;
  readonly parameters: readonly ParameterKind[];
  readonly required: number;
  /** Aggregates answer doubles (docs/qradar-facts.md#names-and-types-of-results), FIRST and LAST what they are given. */
  readonly returns: 'Double' | 'argument';
  /** `order` is a value that grows with the records in their order. */
  readonly compile: (argument: Fragment | null, order: Fragment) => Fragment;
};

/** A function that QRadar has and the stand-in has not. */
export type RefusedFunction = {
  readonly kind: 'refused';
  readonly name: string;
  /** A sentence. */
  readonly reason: string;
};

/** Any function that may be named. */
export type AqlFunction = ScalarFunction | AggregateFunction | RefusedFunction;
