import { sql } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import type { AggregateFunction, ParameterKind } from './function-type.ts';

function aggregate(
  name: string,
  parameter: ParameterKind,
  make: (argument: Fragment, order: Fragment) => Fragment,
  returns: 'Double' | 'argument' = 'Double',
): AggregateFunction {
  return {
    kind: 'aggregate',
    name,
    parameters: [parameter],
    required: 1,
    returns,
    // The caller has checked that the one argument is there.
    compile: (argument, order) => (argument === null ? sql`NULL` : make(argument, order)),
  };
}

/** The value on the first record of a group, NULL included (docs/qradar-facts.md#aggregates). */
export function firstValue(value: Fragment, order: Fragment): Fragment {
  return sql`arg_min_null(${value}, ${order})`;
}

/** Aggregates (docs/qradar-facts.md#aggregates). All but FIRST and LAST skip NULL. */
export const aggregateFunctions: readonly AggregateFunction[] = [
  {
    kind: 'aggregate',
    name: 'COUNT',
    parameters: ['any'],
    required: 0,
    returns: 'Double',
    compile: (argument) => (argument === null ? sql`count(*)` : sql`count(${argument})`),
  },
  aggregate('SUM', 'number', (argument) => sql`sum(${argument})`),
  aggregate('AVG', 'number', (argument) => sql`avg(${argument})`),
  aggregate('MIN', 'number', (argument) => sql`min(${argument})`),
  aggregate('MAX', 'number', (argument) => sql`max(${argument})`),
  aggregate('STDEV', 'number', (argument) => sql`stddev_samp(${argument})`),
  aggregate('STDEVP', 'number', (argument) => sql`stddev_pop(${argument})`),
  aggregate('UNIQUECOUNT', 'any', (argument) => sql`count(DISTINCT ${argument})`),
  // QRadar estimates (HyperLogLog+, exact for small numbers); DuckDB's estimate is off at five.
  aggregate('DISTINCTCOUNT', 'any', (argument) => sql`count(DISTINCT ${argument})`),
  aggregate('FIRST', 'any', firstValue, 'argument'),
  aggregate(
    'LAST',
    'any',
    (argument, order) => sql`arg_max_null(${argument}, ${order})`,
    'argument',
  ),
];
