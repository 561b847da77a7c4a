import { propertyLiteral } from './literals.ts';

/**
 * The value of a record under any of several property names of one meaning: the first that is filled, NULL where none
 * is. The only place where such an expression is written, so that flags, sums and rows speak of the same value. At
 * least one name; several need the switch `severalNames`. In brackets, so that it may stand anywhere.
 */
export function valueOf(names: readonly string[]): string {
  const [first = '', ...others] = names;
  const value = propertyLiteral(first);
  return others.length === 0
    ? value
    : `(IF ${value} IS NULL THEN ${valueOf(others)} ELSE ${value})`;
}

/** The value as a column of that alias; none where there is no name. */
export function valueColumn(names: readonly string[], alias: string): string[] {
  return names.length === 0 ? [] : [`${valueOf(names)} AS ${alias}`];
}
