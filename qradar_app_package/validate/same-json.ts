import { isList } from './check.ts';
import { isObject, type Json } from './json.ts';

/** Whether two JSON values say the same; the order of keys does not matter. */
export function isSameJson(a: Json, b: Json): boolean {
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, index) => isSameJson(item, b[index] ?? null));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => {
        const other = b[key];
        const own = a[key];
        return own !== undefined && other !== undefined && isSameJson(own, other);
      })
    );
  }
  return a === b;
}
