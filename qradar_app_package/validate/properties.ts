import { parseLines } from 'dot-properties';

/** Keys and texts of a Java `.properties` file, the form of QRadar's resource bundles; of a key given twice, the last. */
export function readProperties(text: string): ReadonlyMap<string, string> {
  // Comments and empty lines are strings, all others pairs.
  const pairs = parseLines(text).filter((line) => typeof line !== 'string');
  return new Map(pairs.map(([key = '', value = '']) => [key, value]));
}
